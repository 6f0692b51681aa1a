// Package audit tells what a list holds in the fields of a rulebook, what is doubtful of its
// cells, and what the rules do there. It looks at leads beside the Scorer that scores them.
package audit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
)

// What an Audit keeps is bounded, however long the list.
const (
	auditExamples = 3      // unreadable cells shown of a field
	auditShown    = 5      // values shown of a field
	auditDistinct = 10_000 // different values counted of a field
	auditLength   = 100    // characters of the longest text that is counted as a value
)

// Report tells how well a list fits a rulebook.
type Report struct {
	Leads  int
	Fields []Field // those that the rulebook uses, in its order

	Activity Activity // what the rules do on the list
}

// Field tells what a list holds in one field. Known, Blank, Absent and
// Unreadable sum to the number of leads.
type Field struct {
	Field      string // as the rulebook names it
	Column     string // the header it is read from, of several the first; "" where the list has none
	Type       rulebook.Type
	Declared   bool      // in a section of fields
	OfTitle    bool      // made from a title, by seniority or department
	Known      int       // leads whose cell reads as the type
	Blank      int       //
	Absent     int       // leads of a list without the column, which is optional
	Unreadable int       // leads whose cell does not read as the type; OfTitle: whose title is not listed
	Examples   []Example // the first of these cells; none OfTitle: the titles are in Unmatched
	Hint       string    // what makes the rulebook read them: "3 dates look like 1/5/2023: set order: dmy or mdy"; "" for none
	Currencies string    // of numbers in several currencies, which are compared as they stand: "40 in JPY, 3 in USD"; else ""
	Unmatched  Unmatched

	// Cells that say that nothing is known, by the table of such words and not by the
	// rulebook: unknown, TBD. They are blank. And cells that may say so, or be an answer:
	// None, なし. The most frequent words, as Unmatched has values.
	SaysNil, MaySayNil []ValueCount

	Doubts []Doubt // about cells that read
}

// Example is a cell that does not read.
type Example struct {
	Line   int    // as given to Add
	Column string // its header
	Cell   string
	Why    string // "not a number"
}

// Unmatched tells of readable values that the rulebook does not know: texts for
// which no text operator of any rule finds what it looks for (what is_not lists, it
// knows), entries of lists that no has names, and titles that are not listed.
type Unmatched struct {
	Leads    int          // with such a value
	Distinct int          // different ones among them
	More     bool         // Distinct is only how many were counted: there are more, or very long ones
	Top      []ValueCount // the most frequent, most frequent first
}

// ValueCount is a value and how often it stands in the list. Values are compared
// in the normal form, and shown as they stand first.
type ValueCount struct {
	Value string
	Count int
}

// Audit collects what a list holds in the fields that a rulebook uses. It keeps a
// bounded part of the list. It is not safe for use by several goroutines.
type Audit struct {
	engine   *scoring.Engine
	plan     *plan.Plan
	activity *activity
	values   []cell.Value // of what is taken in
	leads    int
	fields   []fieldCounts // by field; of those that nothing uses, empty
	sources  []cellAudit
	joint    []int // the fields that are made of several cells
}

// fieldCounts is one field's counts so far.
type fieldCounts struct {
	index    int // of the field in the engine
	states   [cell.Known + 1]int
	examples []Example
	advice   *advice             // on the cells of a column
	knows    *match.Cond         // of a text: some rule knows the value; nil: none looks for words
	entries  map[string]struct{} // of a list: those that a rule names; nil: none does
	leads    int
	values   valueCounter

	saysNil, maySayNil valueCounter

	remarked Remarked
	toCome   sample
}

// New makes an Audit of a list with the engine's header.
func New(e *scoring.Engine) *Audit {
	p := e.Plan()
	a := &Audit{engine: e, plan: p, activity: newActivity(p), values: make([]cell.Value, len(p.Specs)), fields: make([]fieldCounts, len(p.Fields))}
	for _, i := range p.Needed {
		f, field := &p.Fields[i], &a.fields[i]
		field.index, field.advice = i, newAdvice(f.Decl, p.Specs[i].Type)
		switch {
		case f.OfTitle():
		case f.Decl.Type == rulebook.TypeText:
			field.knows = knownTexts(p, i)
		case f.Decl.Type == rulebook.TypeList:
			field.entries = knownEntries(p, i)
		}
	}
	a.sources, a.joint = newCellAudits(p)
	return a
}

// Add takes in the lead that s scored last: its line in the list and its cells in the
// order of the header.
func (a *Audit) Add(s *scoring.Scorer, line int, cells []string) {
	a.leads++
	a.activity.add(s)
	for i := range a.sources {
		a.addCell(&a.sources[i], line, cells)
	}
	for _, i := range a.joint {
		a.plan.Fields[i].Derived(a.values, &a.values[i])
		a.takeField(i, auditCell{line: line, times: 1})
	}
}

// take takes in a cell of a source. It tells whether each such cell must be taken in by
// itself.
func (a *Audit) take(src *cellAudit, c auditCell) (each bool) {
	f, v := &a.plan.Fields[src.fields[0]], &a.values[src.fields[0]]
	if src.feeds { // the buffers of these are those of a cell that is kept in mind
		for _, i := range src.fields {
			a.values[i] = cell.Value{}
		}
	}
	if len(f.Columns) == 0 {
		f.ReadAbsent(v)
	} else {
		f.Read(c.text, v)
	}
	for _, i := range src.fields[1:] {
		a.plan.Fields[i].Derived(a.values, &a.values[i])
	}
	for _, i := range src.fields {
		a.takeField(i, c)
	}
	return v.State == cell.Unreadable // whose lines are told
}

// takeField takes in the value of a field.
func (a *Audit) takeField(i int, c auditCell) {
	a.fields[i].add(a, c)
	if a.activity.asked[i] {
		a.activity.values[i].add(&a.values[i], a.plan.Specs[i].Type, c.times)
	}
}

func (f *fieldCounts) add(a *Audit, c auditCell) {
	v := &a.values[f.index]
	f.states[v.State] += c.times
	compiled := &a.plan.Fields[f.index]
	missing := lexicon.Says
	if compiled.Derived == nil {
		missing = f.countMissing(compiled, c)
	}
	switch {
	case v.State == cell.Unreadable && compiled.OfTitle():
		f.unmatched(a.values[compiled.Sources[0]].Text, c)
	case v.State == cell.Unreadable && compiled.Derived == nil:
		f.unreadable(a.plan, c, missing == lexicon.Says)
	case v.State != cell.Known || missing != lexicon.Says || compiled.Decl.Activity != nil:
	case (compiled.Decl.Type == rulebook.TypeNumber || compiled.Decl.Type == rulebook.TypeBool) && compiled.Derived == nil:
		f.advice.Known(c.text, c.times)
		if compiled.Decl.Type == rulebook.TypeNumber {
			f.remarked.add(scoring.Remark{Cell: c.text, Look: cell.LookOf(c.text, compiled.Decl.DecimalComma)}, c.times, c.line)
		}
	case a.plan.IsToCome(f.index, v):
		f.toCome.add(sample{c.times, c.line, c.text})
	case f.knows != nil && f.knows.Eval(a.values) == match.False:
		f.unmatched(v.Text, c)
	case f.entries != nil:
		f.unmatchedEntries(v, c.times)
	}
}

// countMissing counts the cell of a column if it says that nothing is known, or may.
func (f *fieldCounts) countMissing(compiled *fields.Field, c auditCell) lexicon.Missing {
	if c.text == "" {
		return lexicon.Says
	}
	missing := compiled.Reader.Missing(c.text)
	switch missing {
	case lexicon.SaysNil:
		if compiled.SaidNil(c.text) != lexicon.Says {
			f.saysNil.add([]byte(fold.Text(c.text)), fold.Normalize(c.text), c.times)
		}
	case lexicon.MaySayNil:
		f.maySayNil.add([]byte(fold.Text(c.text)), fold.Normalize(c.text), c.times)
	}
	return missing
}

// unreadable takes in a cell that does not read; what would make it readable is asked
// only of one that is advised.
func (f *fieldCounts) unreadable(p *plan.Plan, c auditCell, advised bool) {
	if advised {
		f.advice.Unreadable(c.text)
	}
	if len(f.examples) == auditExamples {
		return
	}
	f.examples = append(f.examples, Example{
		Line: c.line, Column: strings.Clone(p.Header[c.column]), Cell: c.text, Why: p.Fields[f.index].Reader.Check(c.text).Error(),
	})
}

func (f *fieldCounts) unmatched(folded []byte, c auditCell) {
	f.leads += c.times
	f.values.add(folded, c.text, c.times)
}

func (f *fieldCounts) unmatchedEntries(v *cell.Value, times int) {
	found := false
	for _, entry := range v.Entries {
		if _, known := f.entries[string(entry)]; !known {
			found = true
			f.values.add(entry, string(entry), times)
		}
	}
	if found {
		f.leads += times
	}
}

// Report tells what was found so far.
func (a *Audit) Report() Report {
	for i := range a.sources {
		a.settle(&a.sources[i])
	}
	report := Report{Leads: a.leads}
	for _, i := range slices.Sorted(slices.Values(a.plan.Needed)) {
		report.Fields = append(report.Fields, a.fields[i].report(a.engine, a.plan))
	}
	report.Activity = a.activity.report(report)
	return report
}

func (f *fieldCounts) report(e *scoring.Engine, p *plan.Plan) Field {
	compiled := &p.Fields[f.index]
	column := compiled
	if len(compiled.Sources) > 0 {
		column = &p.Fields[compiled.Sources[0]]
	}
	r := Field{
		Field: compiled.Decl.Name, Type: compiled.Decl.Type, Declared: p.Rulebook.Fields != nil, OfTitle: compiled.OfTitle(),
		Known: f.states[cell.Known], Blank: f.states[cell.Blank], Absent: f.states[cell.Absent], Unreadable: f.states[cell.Unreadable],
		Examples: slices.Clone(f.examples), Hint: f.advice.String(), Currencies: f.advice.Currencies(),
		Unmatched: Unmatched{Leads: f.leads, Distinct: len(f.values.counts), More: f.values.cut, Top: f.values.top()},
		SaysNil:   f.saysNil.top(), MaySayNil: f.maySayNil.top(), Doubts: Doubts(e, f.index, &f.remarked),
	}
	if s := f.toCome; s.count > 0 {
		r.Doubts = append(r.Doubts, ToCome(e, f.index, s.count, s.line, s.cell))
	}
	if len(column.Columns) > 0 {
		r.Column = column.Header
	}
	return r
}

// knownTexts is true for a text in which some operator of some rule finds what it
// looks for; nil where no rule looks for words in the field.
func knownTexts(p *plan.Plan, field int) *match.Cond {
	any := rulebook.Condition{Kind: rulebook.Any}
	walk.FieldTests(p.Rulebook, p.Specs[field].Name, func(leaf *rulebook.Condition, t rulebook.Test) {
		switch t.Op {
		case "is_not":
			t.Op = "is"
		case "known", "free_mail", "domain":
			return
		}
		any.Of = append(any.Of, rulebook.Condition{Field: leaf.Field, Tests: []rulebook.Test{t}})
	})
	if len(any.Of) == 0 {
		return nil
	}
	return walk.Compiler(p.Rulebook, p.Specs, p.FirstMetric).Cond(&any)
}

// knownEntries is what rules look for in a list; nil where none does.
func knownEntries(p *plan.Plan, field int) map[string]struct{} {
	var known map[string]struct{}
	walk.FieldTests(p.Rulebook, p.Specs[field].Name, func(_ *rulebook.Condition, t rulebook.Test) {
		if t.Op != "has" && t.Op != "has_all" {
			return
		}
		if known == nil {
			known = map[string]struct{}{}
		}
		for _, arg := range t.Args {
			if entry, err := p.Specs[field].Spelling.Operand(t.Op, arg.Text); err == nil {
				known[entry] = struct{}{}
			}
		}
	})
	return known
}

// valueCounter counts values, as many different ones as auditDistinct.
type valueCounter struct {
	at     map[string]int // positions in counts, by normal form
	counts []ValueCount
	cut    bool
}

func (c *valueCounter) add(folded []byte, value string, times int) {
	if i, found := c.at[string(folded)]; found {
		c.counts[i].Count += times
		return
	}
	if len(c.counts) == auditDistinct || utf8.RuneCount(folded) > auditLength {
		c.cut = true
		return
	}
	if c.at == nil {
		c.at = map[string]int{}
	}
	c.at[string(folded)] = len(c.counts)
	c.counts = append(c.counts, ValueCount{strings.Clone(value), times})
}

// top is the most frequent values; of equally frequent ones, those met first.
func (c *valueCounter) top() []ValueCount {
	sorted := slices.Clone(c.counts)
	slices.SortStableFunc(sorted, func(a, b ValueCount) int { return b.Count - a.Count })
	return slices.Clip(sorted[:min(len(sorted), auditShown)])
}
