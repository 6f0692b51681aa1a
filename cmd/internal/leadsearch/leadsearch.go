// Package leadsearch finds the leads and the accounts of a list that are to be explained, and
// explains them.
package leadsearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/activity"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/leads"
	"leadscore/leads/typed"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// Options are what explain is told.
type Options struct {
	leadlist.Asked
	console.PagerOptions
	leadlist.ByOptions
	Accounts []string // of which the scores are explained; nil: leads' are
	Keys     []string // of the leads to explain; nil: all, or on a terminal the best
	Line     int      // the line of the lead to explain; 0: as Keys say
	All      bool     // every line of every section on a terminal too
	Format   string   // text, json, csv
}

// Run is the command explain.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.CheckResults(e); err != nil {
		return err
	}
	r, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	if len(o.Keys) > 0 && r.Book.Key.Text == "" {
		return exit.Usagef("--lead: %s has no key. name the field that holds the keys of leads (key: lead_id), or use --line", r.File)
	}
	switch {
	case len(o.Accounts) > 0:
		return explainAccounts(ctx, e, o, r)
	case o.By != "":
		return exit.Usagef("--by is for --account NAME, which names the account to explain")
	}
	search := newLeadSearch(o, explainsBest(e, o))
	lo := o.ToOpen()
	lo.Keep, lo.Wanted = activity.KeepNewest, search.asksFor
	return leadlist.Over(ctx, e, o.Common, r, lo, func(l *leadlist.List) (func(), error) {
		err := e.Paged(o.Output, o.PagerOptions, func(w io.Writer) error {
			out := newExplanations(w, l, e, o)
			if err := search.explain(l, out); err != nil {
				return err
			}
			if err := search.missing(l); err != nil {
				return err
			}
			return out.end()
		})
		return func() { search.tell(e, o, l) }, err
	})
}

// tell tells how many leads there are beside those that are explained.
func (s *leadSearch) tell(e console.Env, o Options, l *leadlist.List) {
	if others := l.Scored - s.found; s.best != nil && others > 0 {
		e.NoteIn(l.Texts(), o.Common, "the best %d of %s are explained. --lead KEY or --line N explains others", s.found, l.Texts().Count(l.Scored, "lead"))
	}
}

// bestExplained is how many leads are explained on a terminal where none is named.
const bestExplained = 5

// onTerminal tells whether explanations go to a person who sits at a terminal.
func (o *Options) onTerminal(e console.Env) bool {
	_, person := e.Window()
	return person && o.Format == "text" && !console.ToFile(o.Output)
}

// explainsBest tells whether only the best leads are explained.
func explainsBest(e console.Env, o Options) bool {
	return o.onTerminal(e) && len(o.Keys) == 0 && o.Line == 0
}

// leadSearch picks the leads to explain.
type leadSearch struct {
	given  []string // keys, as they were given
	folded []string // nil: any
	line   int      // 0: any
	found  int
	seen   []bool        // of the keys given
	keys   []string      // of the other leads, for a near miss
	best   *ranking.Best // nil: all

	inWords bool // for people
}

func newLeadSearch(o Options, best bool) *leadSearch {
	s := &leadSearch{given: o.Keys, line: o.Line, seen: make([]bool, len(o.Keys)), inWords: o.Format == "text"}
	for _, key := range o.Keys {
		s.folded = append(s.folded, fold.Text(key))
	}
	if best {
		s.best = &ranking.Best{Top: bestExplained}
	}
	return s
}

// explain explains the leads that are looked for, to the end of the list.
func (s *leadSearch) explain(l *leadlist.List, out explanations) error {
	l.Sees = true
	err := l.OneByOne(func(rec *leads.Record, result *scoring.Result) error {
		switch {
		case s.best != nil:
			s.best.Add(ranking.Lead{Order: l.Engine.Order(result, rec.Line), Record: rec})
			return nil
		case !s.wanted(l, rec):
			return nil
		}
		s.found++
		return out.lead(l.Explain(s.inWords), rec.Line)
	})
	if err != nil {
		return err
	}
	return s.explainBest(l, out)
}

// explainBest explains the best leads, if only those are wanted.
func (s *leadSearch) explainBest(l *leadlist.List, out explanations) error {
	if s.best == nil {
		return nil
	}
	slices.SortFunc(s.best.Leads, ranking.Lead.Compare)
	for _, lead := range s.best.Leads {
		l.Rescore(lead.Record)
		s.found++
		if err := out.lead(l.Explain(s.inWords), lead.Record.Line); err != nil {
			return err
		}
	}
	return nil
}

// NearMisses is how many keys are kept to find a near miss among them.
const NearMisses = 100_000

// asksFor tells whether a lead may be explained, whose cells are l.Visible.
func (s *leadSearch) asksFor(l *leadlist.List, rec *leads.Record) bool {
	if s.line > 0 {
		return rec.Line <= s.line && s.line <= rec.LastLine()
	}
	return s.folded == nil || slices.Contains(s.folded, fold.Text(l.Scorer.Key(l.Visible)))
}

func (s *leadSearch) wanted(l *leadlist.List, rec *leads.Record) bool {
	if s.line > 0 {
		return rec.Line <= s.line && s.line <= rec.LastLine()
	}
	if s.folded == nil {
		return true
	}
	key := l.Scorer.Key(l.Visible)
	if i := slices.Index(s.folded, fold.Text(key)); i >= 0 {
		s.seen[i] = true
		return true
	}
	if len(s.keys) < NearMisses {
		s.keys = append(s.keys, key)
	}
	return false
}

// missing is the error of a lead that is not there.
func (s *leadSearch) missing(l *leadlist.List) error {
	if s.line > 0 && s.found == 0 {
		return fmt.Errorf("%s: no lead is on line %d. expected a line from %d on", l.Name, s.line, l.Reader.Head().Below)
	}
	var texts []string
	for i, key := range s.given {
		if s.seen[i] {
			continue
		}
		text := fmt.Sprintf("%s: no lead has the key %q in %s", l.Name, key, l.Engine.KeyName())
		if near, ok := fold.Nearest(key, s.keys); ok {
			text += ". did you mean " + near + "?"
		}
		texts = append(texts, text)
	}
	if texts == nil {
		return nil
	}
	return errors.New(strings.Join(texts, "\n"))
}

// explanations writes explanations one after the other.
type explanations interface {
	lead(x *explained.Lead, line int) error
	end() error
}

func newExplanations(w io.Writer, l *leadlist.List, e console.Env, o Options) explanations {
	switch o.Format {
	case "json":
		return &jsonExplanations{w: w}
	case "csv":
		return csvExplanations{typed.NewWriter[explain.Row](w)}
	}
	return &textExplanations{w: w, language: l.Rules.Book.Language, screen: e.Screen(o.Common), brief: o.onTerminal(e) && !o.All}
}

type textExplanations struct {
	w        io.Writer
	language rulebook.Language
	screen   report.Options
	brief    bool
	count    int
}

func (t *textExplanations) lead(x *explained.Lead, line int) error {
	if t.count++; t.count > 1 {
		if _, err := io.WriteString(t.w, "\n\n"); err != nil {
			return err
		}
	}
	if t.brief {
		return explain.Briefly(t.w, x, line, t.language, t.screen)
	}
	return explain.Text(t.w, x, line, t.language, t.screen)
}

func (t *textExplanations) end() error {
	if !t.brief || t.count == 0 {
		return nil
	}
	return explain.Hint(t.w, t.language, t.screen)
}

// jsonExplanations writes one array.
type jsonExplanations struct {
	w     io.Writer
	count int
}

func (j *jsonExplanations) lead(x *explained.Lead, line int) error {
	separator := ",\n  "
	if j.count++; j.count == 1 {
		separator = "[\n  "
	}
	data, err := report.MarshalJSON(explain.NewLeadJSON(x, line), "  ")
	if err != nil {
		return err
	}
	_, err = j.w.Write(slices.Concat([]byte(separator), data))
	return err
}

func (j *jsonExplanations) end() error {
	end := "\n]\n"
	if j.count == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}

// csvExplanations writes a row for each line of each lead.
type csvExplanations struct {
	*typed.Writer[explain.Row]
}

func (c csvExplanations) lead(x *explained.Lead, line int) error {
	for _, row := range explain.Rows(x, line) {
		if err := c.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (c csvExplanations) end() error { return c.Close() }
