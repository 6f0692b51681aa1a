package walk

import (
	"cmp"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"slices"
)

// Set is the fields of a rulebook by position and by name.
type Set struct {
	Decls    []rulebook.Field
	ByName   map[string]int
	inferred bool // made from the headers that rules name
}

// Declared takes the fields section as it stands, or makes one of the names
// that the rules use.
func Declared(rb *rulebook.Rulebook) (Set, []rulebook.Problem) {
	if rb.Fields == nil {
		return Inferred(rb)
	}
	set := Set{Decls: slices.Clone(rb.Fields), ByName: map[string]int{}}
	var problems []rulebook.Problem
	for i := range set.Decls {
		f := &set.Decls[i]
		f.Type = declaredType(f)
		name := fold.Text(f.Name)
		if first, twice := set.ByName[name]; twice {
			problems = append(problems, rulebook.Problemf(f.Pos, "", "the field %q stands twice, first as %q on line %d", f.Name, set.Decls[first].Name, set.Decls[first].Pos.Line))
			continue
		}
		set.ByName[name] = i
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

// Use is one use of a column that tells its type.
type Use struct {
	Name rulebook.Scalar
	typ  rulebook.Type // TypeUnset: any type will do
	as   string        // the operator or key that says so
}

// Inferred makes one field of each header that the rules name, of the type that
// its uses tell.
func Inferred(rb *rulebook.Rulebook) (Set, []rulebook.Problem) {
	set := Set{ByName: map[string]int{}, inferred: true}
	var problems []rulebook.Problem
	told := map[string]Use{}
	eachUse(rb, func(u Use) {
		name := fold.Text(u.Name.Text)
		if name == "" {
			return
		}
		at, found := set.ByName[name]
		if !found {
			at = len(set.Decls)
			set.ByName[name] = at
			set.Decls = append(set.Decls, rulebook.Field{Pos: u.Name.Pos, Name: u.Name.Text, Columns: []rulebook.Scalar{u.Name}})
		}
		f := &set.Decls[at]
		switch first := told[name]; {
		case u.typ == rulebook.TypeUnset || u.typ == f.Type:
		case f.Type == rulebook.TypeUnset:
			f.Type, told[name] = u.typ, u
		default:
			want := "declare it in a fields section"
			if u.typ == rulebook.TypeBool || f.Type == rulebook.TypeBool {
				want += `, or quote the word where it is a text: is: "no"`
			}
			problems = append(problems, rulebook.Problemf(u.Name.Pos, want,
				"%q is used as a %s here (%s) and as a %s on line %d (%s)", u.Name.Text, u.typ, u.as, f.Type, first.Name.Pos.Line, first.as))
		}
	})
	for i := range set.Decls {
		set.Decls[i].Type = cmp.Or(set.Decls[i].Type, rulebook.TypeText)
	}
	return set, problems
}

// eachUse calls visit for each use of a field, in written order.
func eachUse(rb *rulebook.Rulebook, visit func(Use)) {
	any := func(name rulebook.Scalar) { visit(Use{Name: name}) }
	any(rb.Key)
	for _, name := range rb.Show {
		any(name)
	}
	EachLine(rb, func(line *rulebook.Line) { LineUses(line, visit) })
	for i := range rb.Frameworks {
		conditionUses(rb.Frameworks[i].When, visit)
	}
	for i := range rb.Groups {
		if d := rb.Groups[i].Decay; d != nil {
			visit(Use{d.From, rulebook.TypeDate, "decay"})
		}
	}
	for i := range rb.Criteria {
		c := &rb.Criteria[i]
		if c.Each != nil {
			visit(Use{c.Field, countedType(c), "each"})
		}
		if c.Decay != nil {
			visit(Use{c.Decay.From, rulebook.TypeDate, "decay"})
		}
	}
	EachRole(rb, func(r *rulebook.Role) { conditionUses(r.When, visit) })
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

// LineUses calls visit for each name that a line uses.
func LineUses(line *rulebook.Line, visit func(Use)) {
	if line.Rated != nil {
		visit(Use{line.Field, rulebook.TypeNumber, "rated"})
	}
	conditionUses(line.When, visit)
	for i := range line.Bands {
		conditionUses(line.Bands[i].When, visit)
	}
}

func conditionUses(c *rulebook.Condition, visit func(Use)) {
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
		visit(Use{Name: c.Field})
	}
	for i := range c.Tests {
		visit(Use{c.Field, impliedType(&c.Tests[i]), c.Tests[i].Op})
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

// IsDerived reports whether a field is made of others, or from events.
func IsDerived(f *rulebook.Field) bool {
	return f.Rate != nil || f.Seniority.Text != "" || f.Department.Text != "" || f.Activity != nil
}

// LoggedFields lists the fields of a rulebook that are made from events, in written order.
func LoggedFields(rb *rulebook.Rulebook) []string {
	var names []string
	for i := range rb.Fields {
		if rb.Fields[i].Activity != nil {
			names = append(names, rb.Fields[i].Name)
		}
	}
	return names
}

// WithoutLogs is a rulebook in which fields made from events are read from columns of
// their own: tests of a rulebook give them as they give cells.
func WithoutLogs(rb *rulebook.Rulebook) *rulebook.Rulebook {
	if LoggedFields(rb) == nil {
		return rb
	}
	own := *rb
	own.Fields = slices.Clone(rb.Fields)
	for i := range own.Fields {
		if f := &own.Fields[i]; f.Activity != nil {
			*f = rulebook.Field{
				Pos: f.Pos, Name: f.Name, Type: f.Activity.Kind.Type(), KnownBy: f.KnownBy, Question: f.Question, MissingOnly: true,
				Columns: []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}},
			}
		}
	}
	return &own
}

// AsksForToday reports whether any rule counts days from as-of.
func AsksForToday(rb *rulebook.Rulebook) bool {
	found := false
	eachUse(rb, func(u Use) {
		op, known := match.LookupOperator(u.as)
		found = found || u.typ == rulebook.TypeDate && (u.as == "decay" || u.as == "each") || known && op.Operand == match.OperandDays
	})
	return found
}
