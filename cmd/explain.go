package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/activity"
	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type explainOptions struct {
	common
	inputOptions
	outputOptions
	answerOptions
	eventOptions
	pagerOptions
	byOptions
	Accounts []string // of which the scores are explained; nil: leads' are
	Leads    string   // "" or "-": stdin
	Keys     []string // of the leads to explain; nil: all, or on a terminal the best
	Line     int      // the line of the lead to explain; 0: as Keys say
	All      bool     // every line of every section on a terminal too
	Format   string   // text, json, csv
}

func newExplainCommand(e env, shared *common, run func(context.Context, env, explainOptions) error) *cobra.Command {
	o := explainOptions{}
	c := onLeads(&cobra.Command{
		Use:   "explain [LEADS]",
		Short: "Say why leads have their scores: every line of the sum, what is unknown, and what to ask",
		Long: `Say why leads have their scores: every line of the sum, what is unknown, and what to ask.

The points of the lines add up to the score, limits included. On a terminal what gave points and what is not
known stand first, and the rest in few lines; --all shows all. Without --lead and --line the best five leads are
explained there, elsewhere all. csv has a row for each lead and line, for pivot tables; json has an object for
each lead. --account explains the score of a company (see leadscore accounts) by those of its leads, and says who of
them has told what.`,
		Example: `  leadscore explain leads.csv --lead L-1007
  leadscore explain leads.csv --lead L-1007 --lead L-1131 --all
  leadscore explain leads.csv --line 8 --format json
  leadscore explain leads.csv --account 'Acme Inc.'
  leadscore explain leads.csv --format csv -o why.csv`,
		GroupID: groupLeads,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addLimit(c)
	shared.addLang(c)
	f := c.Flags()
	f.StringArrayVar(&o.Keys, "lead", nil, "explain the leads with this `KEY`, which is in the rulebook's key field; may be given again")
	f.Var(newNumber(&o.Line, 1, 0), "line", "explain the lead on this line of the list")
	f.StringArrayVar(&o.Accounts, "account", nil, "explain the account of this `NAME`, in any spelling; may be given again")
	o.addBy(c, &o.inputOptions, "with --account: ")
	f.BoolVar(&o.All, "all", false, "every line on a terminal too, those that gave nothing as well")
	o.pagerOptions.addFlags(c)
	o.outputOptions.addFlags(c, "")
	addEnum(c, f, &o.Format, "format", "how to explain them", "text", "json", "csv")
	c.MarkFlagsMutuallyExclusive("lead", "line", "account")
	_ = c.RegisterFlagCompletionFunc("lead", completeKeys(shared, &o.inputOptions, firstOf))
	return c
}

func runExplain(ctx context.Context, e env, o explainOptions) error {
	if err := e.checkResults(&o.common, &o.outputOptions, o.Leads, o.answerOptions.inputs(), o.eventOptions.inputs()); err != nil {
		return err
	}
	r, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	if len(o.Keys) > 0 && r.book.Key.Text == "" {
		return usagef("--lead: %s has no key. name the field that holds the keys of leads (key: lead_id), or use --line", r.file)
	}
	switch {
	case len(o.Accounts) > 0:
		return e.explainAccounts(ctx, o, r)
	case o.By != "":
		return usagef("--by is for --account NAME, which names the account to explain")
	}
	search := newLeadSearch(o, e.explainsBest(o))
	lo := listOptions{
		Leads: o.Leads, Input: o.inputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: defaultPrefix,
		Keep: activity.KeepNewest, Wanted: search.asksFor,
	}
	return e.overList(ctx, o.common, r, lo, func(l *list) (func(), error) {
		err := e.paged(o.Output, o.pagerOptions, func(w io.Writer) error {
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
func (s *leadSearch) tell(e env, o explainOptions, l *list) {
	if others := l.scored - s.found; s.best != nil && others > 0 {
		e.noteIn(l.texts(), o.common, "the best %d of %s are explained. --lead KEY or --line N explains others", s.found, l.texts().Count(l.scored, "lead"))
	}
}

// bestExplained is how many leads are explained on a terminal where none is named.
const bestExplained = 5

// onTerminal tells whether explanations go to a person who sits at a terminal.
func (o *explainOptions) onTerminal(e env) bool {
	_, person := e.window()
	return person && o.Format == "text" && !toFile(o.Output)
}

// explainsBest tells whether only the best leads are explained.
func (e env) explainsBest(o explainOptions) bool {
	return o.onTerminal(e) && len(o.Keys) == 0 && o.Line == 0
}

// leadSearch picks the leads to explain.
type leadSearch struct {
	given  []string // keys, as they were given
	folded []string // nil: any
	line   int      // 0: any
	found  int
	seen   []bool     // of the keys given
	keys   []string   // of the other leads, for a near miss
	best   *bestLeads // nil: all

	inWords bool // for people
}

func newLeadSearch(o explainOptions, best bool) *leadSearch {
	s := &leadSearch{given: o.Keys, line: o.Line, seen: make([]bool, len(o.Keys)), inWords: o.Format == "text"}
	for _, key := range o.Keys {
		s.folded = append(s.folded, fold.Text(key))
	}
	if best {
		s.best = &bestLeads{top: bestExplained}
	}
	return s
}

// explain explains the leads that are looked for, to the end of the list.
func (s *leadSearch) explain(l *list, out explanations) error {
	l.sees = true
	err := l.oneByOne(func(rec *leads.Record, result *scoring.Result) error {
		switch {
		case s.best != nil:
			s.best.add(rankedLead{order: l.engine.Order(result, rec.Line), rec: rec})
			return nil
		case !s.wanted(l, rec):
			return nil
		}
		s.found++
		return out.lead(l.explain(s.inWords), rec.Line)
	})
	if err != nil {
		return err
	}
	return s.explainBest(l, out)
}

// explainBest explains the best leads, if only those are wanted.
func (s *leadSearch) explainBest(l *list, out explanations) error {
	if s.best == nil {
		return nil
	}
	slices.SortFunc(s.best.leads, rankedLead.compare)
	for _, lead := range s.best.leads {
		l.rescore(lead.rec)
		s.found++
		if err := out.lead(l.explain(s.inWords), lead.rec.Line); err != nil {
			return err
		}
	}
	return nil
}

// nearMisses is how many keys are kept to find a near miss among them.
const nearMisses = 100_000

// asksFor tells whether a lead may be explained, whose cells are l.visible.
func (s *leadSearch) asksFor(l *list, rec *leads.Record) bool {
	if s.line > 0 {
		return rec.Line <= s.line && s.line <= rec.LastLine()
	}
	return s.folded == nil || slices.Contains(s.folded, fold.Text(l.scorer.Key(l.visible)))
}

func (s *leadSearch) wanted(l *list, rec *leads.Record) bool {
	if s.line > 0 {
		return rec.Line <= s.line && s.line <= rec.LastLine()
	}
	if s.folded == nil {
		return true
	}
	key := l.scorer.Key(l.visible)
	if i := slices.Index(s.folded, fold.Text(key)); i >= 0 {
		s.seen[i] = true
		return true
	}
	if len(s.keys) < nearMisses {
		s.keys = append(s.keys, key)
	}
	return false
}

// missing is the error of a lead that is not there.
func (s *leadSearch) missing(l *list) error {
	if s.line > 0 && s.found == 0 {
		return fmt.Errorf("%s: no lead is on line %d. expected a line from %d on", l.name, s.line, l.reader.Head().Line+1)
	}
	var texts []string
	for i, key := range s.given {
		if s.seen[i] {
			continue
		}
		text := fmt.Sprintf("%s: no lead has the key %q in %s", l.name, key, l.engine.KeyName())
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
	lead(x *scoring.Explanation, line int) error
	end() error
}

func newExplanations(w io.Writer, l *list, e env, o explainOptions) explanations {
	switch o.Format {
	case "json":
		return &jsonExplanations{w: w}
	case "csv":
		return csvExplanations{leads.NewTableWriter[explain.Row](w)}
	}
	return &textExplanations{w: w, language: l.rules.book.Language, screen: e.screen(o.common), brief: o.onTerminal(e) && !o.All}
}

type textExplanations struct {
	w        io.Writer
	language rulebook.Language
	screen   report.Options
	brief    bool
	count    int
}

func (t *textExplanations) lead(x *scoring.Explanation, line int) error {
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

func (j *jsonExplanations) lead(x *scoring.Explanation, line int) error {
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
	*leads.TableWriter[explain.Row]
}

func (c csvExplanations) lead(x *scoring.Explanation, line int) error {
	for _, row := range explain.Rows(x, line) {
		if err := c.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (c csvExplanations) end() error { return c.Close() }
