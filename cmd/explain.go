package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

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
	Leads  string // "" or "-": stdin
	Lead   string // the key of the leads to explain; "": all
	Line   int    // the line of the lead to explain; 0: all
	Format string // text, json, csv
}

func newExplainCommand(e env, shared *common, run func(context.Context, env, explainOptions) error) *cobra.Command {
	o := explainOptions{}
	c := &cobra.Command{
		Use:   "explain [LEADS]",
		Short: "Say why leads have their scores: every line of the sum, what is unknown, and what to ask",
		Long: `Say why leads have their scores: every line of the sum, what is unknown, and what to ask.

The points of the lines add up to the score, limits included. csv has a row for each lead and line, for pivot
tables; json has an object for each lead.`,
		Example: `  leadscore explain leads.csv --lead L-1007
  leadscore explain leads.csv --line 8 --format json
  leadscore explain leads.csv --format csv -o why.csv`,
		GroupID:           groupLeads,
		Args:              oneList,
		ValidArgsFunction: completeLeads,
		RunE: func(c *cobra.Command, args []string) error {
			o.common, o.Leads = *shared, firstOf(args)
			return run(c.Context(), e, o)
		},
	}
	o.inputOptions.addFlags(c)
	o.addLimit(c)
	f := c.Flags()
	f.StringVar(&o.Lead, "lead", "", "explain the leads with this `KEY`, which is in the rulebook's key field")
	f.Var(newNumber(&o.Line, 1, 0), "line", "explain the lead on this line of the list")
	o.outputOptions.addFlags(c, "")
	addEnum(c, f, &o.Format, "format", "how to explain them", "text", "json", "csv")
	c.MarkFlagsMutuallyExclusive("lead", "line")
	return c
}

func runExplain(ctx context.Context, e env, o explainOptions) error {
	if err := e.checkTargets(o.outputOptions, []input{o.theRulebook(), theList(o.Leads)}, o.theResults()); err != nil {
		return err
	}
	r, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	if o.Lead != "" && r.book.Key.Text == "" {
		return usagef("--lead: %s has no key. name the field that holds the keys of leads (key: lead_id), or use --line", r.file)
	}
	l, err := e.openList(ctx, o.common, r, listOptions{Leads: o.Leads, Input: o.inputOptions, Prefix: defaultPrefix})
	if err != nil {
		return err
	}
	defer l.Close()
	search := &leadSearch{key: fold.Text(o.Lead), line: o.Line}
	err = e.results(o.Output, func(w io.Writer) error {
		out := newExplanations(w, l, e, o)
		if err := search.explain(l, out); err != nil {
			return err
		}
		if err := search.missing(l, o); err != nil {
			return err
		}
		return out.end()
	})
	if err != nil {
		return err
	}
	l.summary(e, o.common)
	l.lastLine(e, o.common)
	return nil
}

// leadSearch picks the leads to explain.
type leadSearch struct {
	key   string // folded; "": any
	line  int    // 0: any
	found int
	keys  []string // of the other leads, for a near miss
}

// explain explains the leads that are looked for, to the end of the list.
func (s *leadSearch) explain(l *list, out explanations) error {
	for {
		rec, err := l.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		l.score(rec)
		if !s.wanted(l, rec) {
			continue
		}
		s.found++
		if err := out.lead(l.scorer.Explain(l.visible), rec.Line); err != nil {
			return err
		}
	}
}

// nearMisses is how many keys are kept to find a near miss among them.
const nearMisses = 100_000

func (s *leadSearch) wanted(l *list, rec *leads.Record) bool {
	if s.line > 0 {
		return rec.Line <= s.line && s.line <= rec.LastLine()
	}
	if s.key == "" {
		return true
	}
	key := l.scorer.Key(l.visible)
	if fold.Text(key) == s.key {
		return true
	}
	if s.found == 0 && len(s.keys) < nearMisses {
		s.keys = append(s.keys, key)
	}
	return false
}

// missing is the error of a lead that is not there.
func (s *leadSearch) missing(l *list, o explainOptions) error {
	switch {
	case s.found > 0 || s.key == "" && s.line == 0:
		return nil
	case s.line > 0:
		return fmt.Errorf("%s: no lead is on line %d. expected a line from %d on", l.name, s.line, l.reader.Head().Line+1)
	}
	text := fmt.Sprintf("%s: no lead has the key %q in %s", l.name, o.Lead, l.engine.KeyName())
	if near, ok := fold.Nearest(o.Lead, s.keys); ok {
		text += ". did you mean " + near + "?"
	}
	return errors.New(text)
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
		return csvExplanations{leads.NewTableWriter[report.LineRow](w)}
	}
	return &textExplanations{w: w, language: l.rules.book.Language, screen: e.screen(o.common)}
}

type textExplanations struct {
	w        io.Writer
	language rulebook.Language
	screen   report.Options
	count    int
}

func (t *textExplanations) lead(x *scoring.Explanation, line int) error {
	if t.count++; t.count > 1 {
		if _, err := io.WriteString(t.w, "\n\n"); err != nil {
			return err
		}
	}
	return report.Explain(t.w, x, line, t.language, t.screen)
}

func (t *textExplanations) end() error { return nil }

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
	data, err := report.MarshalJSON(report.NewLeadJSON(x, line), "  ")
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
	*leads.TableWriter[report.LineRow]
}

func (c csvExplanations) lead(x *scoring.Explanation, line int) error {
	for _, row := range report.LineRows(x, line) {
		if err := c.Write(row); err != nil {
			return err
		}
	}
	return nil
}

func (c csvExplanations) end() error { return c.Close() }
