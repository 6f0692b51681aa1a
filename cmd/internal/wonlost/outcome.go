package wonlost

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes"
)

// OutcomeReader reads the outcomes of a list's leads and keeps in mind which values
// it met.
type OutcomeReader struct {
	list    *leadlist.List
	options HistoryOptions
	columns []outcomeColumn // that of --won, and that of --lost where it is another
	open    map[string]bool
	unknown []outcomeValue // neither won, nor lost, nor open, by their first lead
	won     int
	both    int // leads that are won by one column and lost by the other
}

// outcomeColumn is a column that says what became of a lead.
type outcomeColumn struct {
	name      string // as the list has it
	at        int
	won, lost map[string]bool
	others    outcomes.Outcome // what other values mean
	strict    bool             // they are mistakes
	values    []outcomeValue   // met in it, blank ones apart
	index     map[string]int
}

// outcomeValue is a value of such a column.
type outcomeValue struct {
	column string
	text   string // as it is first written
	count  int
	line   int // of the first lead that has it
}

// mostOutcomes is how many different values of an outcome are kept in mind.
const mostOutcomes = 1000

// NewOutcomes finds the columns that tell the outcomes of a list.
func NewOutcomes(l *leadlist.List, ho HistoryOptions) (*OutcomeReader, error) {
	r := &OutcomeReader{list: l, options: ho, open: leadlist.FoldedSet(ho.Open)}
	won, err := r.column(ho.Won.Column)
	if err != nil {
		return nil, err
	}
	won.won = leadlist.FoldedSet(ho.Won.Values)
	switch {
	case ho.Lost.Column == "":
		won.others = outcomes.Lost
	case fold.Text(ho.Lost.Column) == fold.Text(ho.Won.Column):
		won.lost, won.strict = leadlist.FoldedSet(ho.Lost.Values), true
	default:
		lost, err := r.column(ho.Lost.Column)
		if err != nil {
			return nil, err
		}
		lost.lost = leadlist.FoldedSet(ho.Lost.Values)
		r.columns = append(r.columns, lost)
	}
	r.columns = append([]outcomeColumn{won}, r.columns...)
	return r, nil
}

func (r *OutcomeReader) column(name string) (outcomeColumn, error) {
	header := r.list.Layout.Header()
	at := slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(name) })
	if at < 0 {
		want := "the list has: " + strings.Join(header, ", ")
		if near, found := fold.Nearest(name, header); found {
			want = fmt.Sprintf("did you mean %q?", near)
		}
		return outcomeColumn{}, fmt.Errorf("%s: the list has no column %q. %s", r.list.Name, name, want)
	}
	return outcomeColumn{name: header[at], at: at, index: map[string]int{}}, nil
}

// Read gives the outcome of the lead that begins on a line.
func (r *OutcomeReader) Read(cells []string, line int) outcomes.Outcome {
	isWon, isLost := false, false
	for i := range r.columns {
		c := &r.columns[i]
		folded := fold.Text(cells[c.at])
		if r.isBlank(c, folded) {
			continue
		}
		c.meet(cells[c.at], folded, line)
		switch {
		case c.won[folded]:
			isWon = true
		case r.open[folded]:
		case c.lost[folded] || c.others == outcomes.Lost:
			isLost = true
		case c.strict:
			r.meetUnknown(c, folded, line)
		}
	}
	switch {
	case isWon:
		r.won++
		if isLost {
			r.both++
		}
		return outcomes.Won
	case isLost:
		return outcomes.Lost
	}
	return outcomes.Open
}

// isBlank reports whether a cell in the normal form says that nothing is known, unless the
// command line names it as an outcome.
func (r *OutcomeReader) isBlank(c *outcomeColumn, folded string) bool {
	named := c.won[folded] || c.lost[folded] || r.open[folded]
	return folded == "" || !named && lexicon.MissingWord([]byte(folded)) == lexicon.SaysNil
}

// meet counts a value.
func (c *outcomeColumn) meet(text, folded string, line int) {
	at, known := c.index[folded]
	if !known {
		if len(c.values) == mostOutcomes {
			return
		}
		at = len(c.values)
		c.index[folded] = at
		c.values = append(c.values, outcomeValue{column: c.name, text: strings.Clone(strings.TrimSpace(text)), line: line})
	}
	c.values[at].count++
}

func (r *OutcomeReader) meetUnknown(c *outcomeColumn, folded string, line int) {
	at := slices.IndexFunc(r.unknown, func(v outcomeValue) bool { return fold.Text(v.text) == folded })
	if at < 0 {
		if len(r.unknown) == mostOutcomes {
			return
		}
		at = len(r.unknown)
		text := folded
		if known, met := c.index[folded]; met {
			text = c.values[known].text
		}
		r.unknown = append(r.unknown, outcomeValue{column: c.name, text: text, line: line})
	}
	r.unknown[at].count++
}

// Check finds values that the command line does not place, and those that it names
// and no lead has, where that leaves no lead won.
func (r *OutcomeReader) Check() error {
	var problems []string
	for _, v := range r.unknown {
		named := slices.Concat(r.options.Won.Values, r.options.Lost.Values, r.options.Open)
		text := fmt.Sprintf("%s:%d: %s is %q (%s), which is neither won nor lost nor blank. ", r.list.Name, v.line, v.column, v.text, report.Count(v.count, "lead"))
		if near, found := fold.Nearest(v.text, named); found {
			text += fmt.Sprintf("did you mean %q? ", near)
		}
		problems = append(problems, text+"name it in --won or --lost, or, where it is not decided yet, in --open")
	}
	if len(problems) > 0 {
		const shown = 10
		if more := len(problems) - shown; more > 0 {
			problems = append(problems[:shown], fmt.Sprintf("and %d more values", more))
		}
		return errors.New(strings.Join(problems, "\n"))
	}
	if r.won > 0 {
		return nil
	}
	c := &r.columns[0]
	text := fmt.Sprintf("%s: no lead has %s in %s. ", r.list.Name, quotedWords(r.options.Won.Values), c.name)
	if near, found := nearestOf(r.options.Won.Values, c); found {
		return fmt.Errorf("%sdid you mean %q?", text, near)
	}
	return fmt.Errorf("%sit has: %s", text, c.commonest(10))
}

func quotedWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(quoted, " or ")
}

func nearestOf(words []string, c *outcomeColumn) (string, bool) {
	var texts []string
	for _, v := range c.values {
		texts = append(texts, v.text)
	}
	for _, w := range words {
		if near, found := fold.Nearest(w, texts); found {
			return near, true
		}
	}
	return "", false
}

// commonest lists the values that most leads have.
func (c *outcomeColumn) commonest(most int, but ...string) string {
	values := slices.DeleteFunc(slices.Clone(c.values), func(v outcomeValue) bool {
		return slices.ContainsFunc(but, func(w string) bool { return fold.Text(w) == fold.Text(v.text) })
	})
	slices.SortStableFunc(values, func(a, b outcomeValue) int { return b.count - a.count })
	var texts []string
	for i, v := range values {
		if i == most {
			texts = append(texts, "...")
			break
		}
		texts = append(texts, fmt.Sprintf("%q (%s)", v.text, report.Thousands(v.count)))
	}
	if texts == nil {
		return "nothing but blank cells"
	}
	return strings.Join(texts, ", ")
}

// Tell says what was made of values that the command line does not name, and which
// it names in vain.
func (r *OutcomeReader) Tell(e console.Env, in texts.Texts, o console.Common) {
	if r.options.Lost.Column == "" {
		c := &r.columns[0]
		named := slices.Concat(r.options.Won.Values, r.options.Open)
		if slices.ContainsFunc(c.values, func(v outcomeValue) bool { return !leadlist.FoldedSet(named)[fold.Text(v.text)] }) {
			e.NoteIn(in, o, "lost, since --lost is not given: leads whose %s is %s", c.name, c.commonest(5, named...))
		}
	}
	for i, named := range [][]string{r.options.Won.Values, r.options.Lost.Values} {
		c := &r.columns[min(i, len(r.columns)-1)]
		for _, w := range named {
			if _, met := c.index[fold.Text(w)]; !met && len(c.values) < mostOutcomes {
				e.NoteIn(in, o, "no lead has %q in %s; it has: %s", w, c.name, c.commonest(5))
			}
		}
	}
	if r.both > 0 {
		e.NoteIn(in, o, "%s both won and lost: counted as won", in.Count(r.both, "lead"))
	}
}
