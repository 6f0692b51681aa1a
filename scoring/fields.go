package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// field is one field of the compiled rulebook. Its value lies at the same position
// in a lead's values.
type field struct {
	decl    *rulebook.Field
	reader  *cell.Reader
	columns []int  // positions in the header; empty: derived or absent
	absent  bool   // no column of the list is the field's: the only one is that of answers
	header  string // of the first of them, or of the one source; where there is none, the field's name
	derived func(values []cell.Value, into *cell.Value)
	sources []int // of a derived field: the fields it is made from
}

// fieldSet is the fields of a rulebook by position and by name.
type fieldSet struct {
	decls    []rulebook.Field
	byName   map[string]int
	inferred bool // made from the headers that rules name
}

// declaredFields takes the fields section as it stands, or makes one of the names
// that the rules use.
func declaredFields(rb *rulebook.Rulebook) (fieldSet, []rulebook.Problem) {
	if rb.Fields == nil {
		return inferFields(rb)
	}
	set := fieldSet{decls: slices.Clone(rb.Fields), byName: map[string]int{}}
	var problems []rulebook.Problem
	for i := range set.decls {
		f := &set.decls[i]
		f.Type = declaredType(f)
		name := fold.Text(f.Name)
		if first, twice := set.byName[name]; twice {
			problems = append(problems, rulebook.Problemf(f.Pos, "", "the field %q stands twice, first as %q on line %d", f.Name, set.decls[first].Name, set.decls[first].Pos.Line))
			continue
		}
		set.byName[name] = i
	}
	return set, problems
}

func declaredType(f *rulebook.Field) rulebook.Type {
	switch {
	case f.Rate != nil:
		return rulebook.TypeNumber
	case f.Seniority.Text != "":
		return rulebook.TypeLevel
	case f.Department.Text != "":
		return rulebook.TypeText
	case f.Activity != nil:
		return f.Activity.Kind.Type()
	case f.Type == rulebook.TypeUnset:
		return rulebook.TypeText
	}
	return f.Type
}

// use is one use of a column that tells its type.
type use struct {
	name rulebook.Scalar
	typ  rulebook.Type // TypeUnset: any type will do
	as   string        // the operator or key that says so
}

// inferFields makes one field of each header that the rules name, of the type that
// its uses tell.
func inferFields(rb *rulebook.Rulebook) (fieldSet, []rulebook.Problem) {
	set := fieldSet{byName: map[string]int{}, inferred: true}
	var problems []rulebook.Problem
	told := map[string]use{}
	eachUse(rb, func(u use) {
		name := fold.Text(u.name.Text)
		if name == "" {
			return
		}
		at, found := set.byName[name]
		if !found {
			at = len(set.decls)
			set.byName[name] = at
			set.decls = append(set.decls, rulebook.Field{Pos: u.name.Pos, Name: u.name.Text, Columns: []rulebook.Scalar{u.name}})
		}
		f := &set.decls[at]
		switch first := told[name]; {
		case u.typ == rulebook.TypeUnset || u.typ == f.Type:
		case f.Type == rulebook.TypeUnset:
			f.Type, told[name] = u.typ, u
		default:
			want := "declare it in a fields section"
			if u.typ == rulebook.TypeBool || f.Type == rulebook.TypeBool {
				want += `, or quote the word where it is a text: is: "no"`
			}
			problems = append(problems, rulebook.Problemf(u.name.Pos, want,
				"%q is used as a %s here (%s) and as a %s on line %d (%s)", u.name.Text, u.typ, u.as, f.Type, first.name.Pos.Line, first.as))
		}
	})
	for i := range set.decls {
		set.decls[i].Type = cmp.Or(set.decls[i].Type, rulebook.TypeText)
	}
	return set, problems
}

// eachUse calls visit for each use of a field, in written order.
func eachUse(rb *rulebook.Rulebook, visit func(use)) {
	any := func(name rulebook.Scalar) { visit(use{name: name}) }
	any(rb.Key)
	for _, name := range rb.Show {
		any(name)
	}
	eachLine(rb, func(line *rulebook.Line) { lineUses(line, visit) })
	for i := range rb.Frameworks {
		conditionUses(rb.Frameworks[i].When, visit)
	}
	for i := range rb.Groups {
		if d := rb.Groups[i].Decay; d != nil {
			visit(use{d.From, rulebook.TypeDate, "decay"})
		}
	}
	for i := range rb.Criteria {
		c := &rb.Criteria[i]
		if c.Each != nil {
			visit(use{c.Field, countedType(c), "each"})
		}
		if c.Decay != nil {
			visit(use{c.Decay.From, rulebook.TypeDate, "decay"})
		}
	}
	eachRole(rb, func(r *rulebook.Role) { conditionUses(r.When, visit) })
	if rb.Accounts != nil {
		any(rb.Accounts.By)
	}
}

// countedType is the type that `each` asks for.
func countedType(c *rulebook.Criterion) rulebook.Type {
	switch {
	case c.Every > 0:
		return rulebook.TypeDate
	case c.CountedEntries() != nil:
		return rulebook.TypeList
	}
	return rulebook.TypeNumber
}

// eachLine calls visit for each line of the rulebook, in written order.
func eachLine(rb *rulebook.Rulebook, visit func(*rulebook.Line)) {
	eachEarningLine(rb, visit)
	for i := range rb.Stages {
		visit(&rb.Stages[i].Line)
	}
}

// eachEarningLine are all lines but the stage rules.
func eachEarningLine(rb *rulebook.Rulebook, visit func(*rulebook.Line)) {
	if rb.ICP != nil {
		for i := range rb.ICP.Profiles {
			for j := range rb.ICP.Profiles[i].Attributes {
				visit(&rb.ICP.Profiles[i].Attributes[j].Line)
			}
		}
	}
	for i := range rb.Criteria {
		visit(&rb.Criteria[i].Line)
	}
	for i := range rb.Frameworks {
		for j := range rb.Frameworks[i].Elements {
			visit(&rb.Frameworks[i].Elements[j].Line)
		}
	}
}

func lineUses(line *rulebook.Line, visit func(use)) {
	if line.Rated != nil {
		visit(use{line.Field, rulebook.TypeNumber, "rated"})
	}
	conditionUses(line.When, visit)
	for i := range line.Bands {
		conditionUses(line.Bands[i].When, visit)
	}
}

func conditionUses(c *rulebook.Condition, visit func(use)) {
	if c == nil {
		return
	}
	for i := range c.Of {
		conditionUses(&c.Of[i], visit)
	}
	if c.Kind != rulebook.Leaf || c.Metric.Text != "" {
		return
	}
	if len(c.Tests) == 0 {
		visit(use{name: c.Field})
	}
	for i := range c.Tests {
		visit(use{c.Field, impliedType(&c.Tests[i]), c.Tests[i].Op})
	}
}

// impliedType is the type that an operator asks for; TypeUnset where several do.
func impliedType(t *rulebook.Test) rulebook.Type {
	if t.Op == "is" && len(t.Args) > 0 && !slices.ContainsFunc(t.Args, noTruthWord) {
		return rulebook.TypeBool
	}
	if (t.Op == "is" || t.Op == "is_not") && slices.ContainsFunc(t.Args, onlyText) {
		return rulebook.TypeText
	}
	op, found := match.LookupOperator(t.Op)
	switch {
	case !found || op.Types == nil:
		return rulebook.TypeUnset
	case t.Op == "at_least" || t.Op == "at_most":
		return rulebook.TypeNumber
	case len(op.Types) == 1:
		return op.Types[0]
	}
	return rulebook.TypeUnset
}

func noTruthWord(s rulebook.Scalar) bool {
	_, ok := cell.TruthWord(s.Text)
	return !ok || s.Quoted
}

// onlyText reports whether an operand can be a text only: neither number nor day.
func onlyText(s rulebook.Scalar) bool {
	if _, err := cell.ParseDay(s.Text, rulebook.OrderYMD, nil); err == nil {
		return false
	}
	number := match.Spec{Type: rulebook.TypeNumber}
	return number.Reads(s.Text) != nil
}

// header finds columns by name.
type header struct {
	names  []string
	byName map[string][]int
	called string                  // what messages call the list
	known  map[string][]int        // by lexicon.HeaderKey
	units  map[string][]headerUnit // of headers with a unit behind them, by the key of the rest

	linkedIn bool     // the URL is a person's page
	notes    []string // what was chosen among columns
}

// headerUnit is a column whose header names the unit of its numbers: 売上高(百万円).
type headerUnit struct {
	column int
	scale  int64
}

func newHeader(names []string) header {
	h := header{names: names, called: "the list", byName: map[string][]int{}, known: map[string][]int{}, units: map[string][]headerUnit{}}
	for i, name := range names {
		folded := fold.Text(name)
		h.byName[folded] = append(h.byName[folded], i)
		key := lexicon.HeaderKey(name)
		h.known[key] = append(h.known[key], i)
		if base, scale, found := lexicon.HeaderScale(name); found {
			key := lexicon.HeaderKey(base)
			h.units[key] = append(h.units[key], headerUnit{i, scale})
		}
	}
	if lexicon.IsLinkedIn(names) {
		h.linkedIn = true
	}
	return h
}

// resolve finds the columns that the field's cells come from.
func (h *header) resolve(f *field, c *match.Compiler) {
	for i, column := range lexicon.HeadersOf(f.decl) {
		at := h.byName[fold.Text(column.Text)]
		if i >= len(f.decl.Columns) {
			at = h.ofKnown(f.decl, column.Text, at)
		}
		switch {
		case len(at) > 1:
			c.Problem(column.Pos, "rename one of them in "+h.called, "the header %q stands %d times in %s, in columns %s", column.Text, len(at), h.called, ordinals(at))
			return
		case len(at) == 1 && !slices.Contains(f.columns, at[0]):
			f.columns = append(f.columns, at[0])
		}
	}
	if len(f.columns) == 0 {
		h.resolveUnit(f)
	}
	switch {
	case len(f.columns) > 0:
		f.header = h.names[f.columns[0]]
	case !f.decl.Optional:
		h.absent(f, c)
	}
}

// resolveUnit finds a known header of the field with a unit behind it. Of a number that has
// no scale of its own, the unit is the scale, which is noted.
func (h *header) resolveUnit(f *field) {
	known, _ := lexicon.LookupKnownField(f.decl.Like.Text)
	for _, k := range known.Headers {
		units := h.units[lexicon.HeaderKey(k.Header)]
		if len(units) == 0 || k.Scale > 1 {
			continue
		}
		unit := units[0]
		f.columns = append(f.columns, unit.column)
		if f.decl.Type == rulebook.TypeNumber && f.decl.Scale == nil && unit.scale > 1 {
			scale := exact.Int(unit.scale)
			f.decl.Scale = &scale
			h.notes = append(h.notes, fmt.Sprintf("%s: the header %q tells the unit: its numbers are read with scale: %d", f.decl.Name, h.names[unit.column], unit.scale))
		}
		return
	}
}

// ofKnown gives the column of a known header, which has those at under its very name: the
// first of several, which is noted.
func (h *header) ofKnown(decl *rulebook.Field, known string, at []int) []int {
	key := lexicon.HeaderKey(known)
	if h.linkedIn {
		switch {
		case key == "url":
			return nil
		case key == "linkedinurl":
			key = "url"
		}
	}
	if len(at) == 0 {
		at = h.known[key]
	}
	if len(at) > 1 {
		h.notes = append(h.notes, fmt.Sprintf("%s: the header %q stands %d times in %s, in columns %s; the first is read", decl.Name, h.names[at[0]], len(at), h.called, ordinals(at)))
		at = at[:1]
	}
	return at
}

func (h *header) absent(f *field, c *match.Compiler) {
	var lacking, names []string
	pos := f.decl.Pos
	if f.decl.Like.Text != "" {
		pos = f.decl.Like.Pos
	}
	for i, column := range f.decl.Columns {
		if i == 0 {
			pos = column.Pos
		}
		names = append(names, fmt.Sprintf("%q", column.Text))
	}
	if len(names) > 0 {
		lacking = append(lacking, "no column "+strings.Join(names, " or "))
	}
	if f.decl.Like.Text != "" {
		lacking = append(lacking, fmt.Sprintf("no known header of %q", f.decl.Like.Text))
	}
	c.Problem(pos, h.instead(f.decl), "%s has %s", h.called, strings.Join(lacking, ", and "))
}

// instead says what the list has in place of a field's columns.
func (h *header) instead(f *rulebook.Field) string {
	wanted := f.Like.Text
	for _, column := range f.Columns {
		wanted = column.Text
		if near := h.alike(column.Text); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	for _, column := range f.Columns {
		if near, found := fold.Nearest(column.Text, h.names); found {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	return h.closest(wanted)
}

// alike finds a header that holds the same known thing as one that is absent; "" for none.
func (h *header) alike(absent string) string {
	known, found := lexicon.FieldOfHeader(absent)
	if !found {
		return ""
	}
	for _, k := range known.Headers {
		if at := h.ofKnown(&rulebook.Field{}, k.Header, nil); len(at) > 0 {
			return h.names[at[0]]
		}
	}
	return ""
}

// mostShown is how many headers stand in place of one that is absent.
const mostShown = 3

// closest names the headers that are the most like one that is absent.
func (h *header) closest(wanted string) string {
	if len(h.names) <= mostShown {
		return h.called + " has: " + strings.Join(h.names, ", ")
	}
	near := fold.Closest(wanted, h.names, mostShown)
	return fmt.Sprintf("of its %d columns the nearest are: %s", len(h.names), strings.Join(near, ", "))
}

// ordinals lists positions as people count them.
func ordinals(positions []int) string {
	var texts []string
	for _, p := range positions {
		texts = append(texts, fmt.Sprint(p+1))
	}
	return strings.Join(texts, " and ")
}

// readCell reads a cell, and tells whether it is blank.
func (f *field) readCell(cell string, v *cell.Value) (blank bool) {
	if blank = f.reader.Read(cell, v); blank && f.absent {
		f.readAbsent(v)
	}
	return blank
}

// cellAt is the cell of a column; one that a short record does not have is blank.
func cellAt(cells []string, column int) string {
	if column >= len(cells) {
		return ""
	}
	return cells[column]
}

// readAbsent: an absent optional column is blank in every lead, and nobody will
// fill it.
func (f *field) readAbsent(v *cell.Value) {
	f.reader.Read("", v)
	if v.State != cell.Known {
		v.State, v.Free = cell.Absent, false
	}
}

// source is the column whose cell counts; -1 where there is none.
func (f *field) source(cells []string) int {
	if len(f.columns) == 1 {
		return f.columns[0]
	}
	return f.firstFilled(cells, new(cell.Value))
}

// firstFilled is the first column whose cell is not blank, else the last; -1 where there
// is none. It may use what scratch has room for.
func (f *field) firstFilled(cells []string, scratch *cell.Value) int {
	last := len(f.columns) - 1
	if last < 0 {
		return -1
	}
	for _, column := range f.columns[:last] {
		if !f.reader.IsBlank(cellAt(cells, column), scratch) {
			return column
		}
	}
	return f.columns[last]
}

// rate makes a number of two: of / per, unknown while per is under the least.
func rate(r *rulebook.Ratio, of, per int) func([]cell.Value, *cell.Value) {
	return func(values []cell.Value, into *cell.Value) {
		o, p := &values[of], &values[per]
		into.State, into.Free = cell.Blank, canBeKnown(o) && canBeKnown(p)
		if p.State == cell.Known && tooFew(&p.Number, r.Min) {
			into.Free = false
			return
		}
		if o.State != cell.Known || p.State != cell.Known {
			return
		}
		into.Free = o.Free || p.Free
		if p.Number.NoLow || p.Number.Low.Sign() <= 0 || p.Number.Low.Cmp(r.Min) < 0 {
			return
		}
		number, ok := divide(&o.Number, &p.Number)
		if !ok {
			into.State = cell.Unreadable
			return
		}
		into.State, into.Number = cell.Known, number
		into.Free = !number.IsExact()
	}
}

// canBeKnown reports whether a value is known, or may be.
func canBeKnown(v *cell.Value) bool { return v.State == cell.Known || v.Free }

// tooFew reports whether all of the interval is under the least, or not above 0.
func tooFew(per *exact.Interval, least exact.Number) bool {
	if per.NoHigh {
		return false
	}
	over := per.High.Cmp(least)
	return per.High.Sign() <= 0 || over < 0 || over == 0 && per.HighOpen
}

// divide is the interval of o / p, p above 0.
func divide(o, p *exact.Interval) (exact.Interval, bool) {
	if o.IsExact() && p.IsExact() {
		n, ok := o.Low.Div(p.Low)
		return exact.At(n), ok
	}
	if o.NoLow || o.Low.Sign() < 0 {
		return exact.Interval{}, false
	}
	result := exact.Interval{NoHigh: o.NoHigh, HighOpen: o.HighOpen, LowOpen: o.LowOpen}
	low, high, okLow, okHigh := exact.Number{}, exact.Number{}, true, true
	if !p.NoHigh {
		low, okLow = o.Low.Div(p.High)
	}
	if !o.NoHigh {
		high, okHigh = o.High.Div(p.Low)
	}
	result.Low, result.High = low, high
	result.LowOpen = result.LowOpen || p.HighOpen || p.NoHigh && o.Low.Sign() > 0
	return result, okLow && okHigh
}

// seniority makes a level of a title.
func seniority(title int) func([]cell.Value, *cell.Value) {
	return fromTitle(title, func(t, into *cell.Value) (listed bool) {
		into.Level, listed = t.Seniority()
		return listed
	})
}

// department makes a department of a title, or of a department as people write it.
func department(title int) func([]cell.Value, *cell.Value) {
	return fromTitle(title, func(t, into *cell.Value) bool {
		name, listed := t.Department()
		into.Text, into.Plain = append(into.Text[:0], name...), append(into.Plain[:0], name...)
		return listed
	})
}

// fromTitle makes a value of a title. One that is not listed is unreadable.
func fromTitle(title int, find func(t, into *cell.Value) (listed bool)) func([]cell.Value, *cell.Value) {
	return func(values []cell.Value, into *cell.Value) {
		t := &values[title]
		into.State, into.Free = t.State, t.Free
		if t.State != cell.Known {
			return
		}
		into.State, into.Free = cell.Unreadable, true
		if find(t, into) {
			into.State, into.Free = cell.Known, false
		}
	}
}

// table names the table of synonyms that all cells of the field must be in; else "".
func (f *field) table() string {
	if f.decl.Type == rulebook.TypeText && f.decl.Synonyms != nil {
		return f.decl.Synonyms.Table
	}
	return ""
}

// ofTitle reports whether a field is made from a title.
func (f *field) ofTitle() bool { return f.decl.Seniority.Text != "" || f.decl.Department.Text != "" }
