package yaml

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// fields reads the section of that name.
func (m *mapping) fields() []rulebook.Field {
	var fields []rulebook.Field
	for _, e := range m.namedEntries("fields", "write a type such as text, or {column: HEADER, type: number}") {
		f := m.l.field(e)
		m.l.types[fold.Text(f.Name)] = f.Type
		fields = append(fields, f)
	}
	return fields
}

func (l *loader) field(e node.Entry) rulebook.Field {
	f := rulebook.Field{Pos: node.Pos(e.Key), Name: e.Name}
	switch {
	case e.Value == nil:
		l.untyped = true
	case e.Value.Kind == yaml.ScalarNode:
		f.Columns = []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}}
		f.Type = l.shortType(e)
	case e.Value.Kind == yaml.SequenceNode:
		l.problem(e.Value, "write {column: "+node.Flow(e.Value)+"}", "a field is a list")
		l.untyped = true
	default:
		m, ok := l.openEntry(e, &keys.Field)
		if ok {
			m.field(&f)
		}
		l.untyped = l.untyped || !ok || m.lost
	}
	return f
}

// shortType reads the type in `Industry: text`.
func (l *loader) shortType(e node.Entry) rulebook.Type {
	s, ok := l.scalar(e.Value, node.Quote(e.Name), "expected a type")
	k, _ := keys.Field.Key("type")
	if ok && slices.Contains(k.Choices, s.Text) {
		t, _ := rulebook.ParseType(s.Text)
		return t
	}
	l.untyped = true
	if !ok {
		return rulebook.TypeUnset
	}
	if p, found := l.file.PunctuationAt(e.Value, node.AllLookalikes); found {
		l.add(p)
		return rulebook.TypeUnset
	}
	want := "expected one of: " + strings.Join(k.Choices, ", ") + "; to name its column write {column: " + s.Text + "}"
	if part := typedColumn().FindStringSubmatch(s.Text); part != nil {
		if write := cmp.Or(dialect.Choice(k, part[2], ""), map[bool]string{true: "type: " + part[2]}[slices.Contains(k.Choices, part[2])]); write != "" {
			l.problem(e.Value, "write {column: "+part[1]+", "+write+"}", "%s is not a type of field", node.Quote(s.Text))
			return rulebook.TypeUnset
		}
	}
	if write := dialect.Choice(k, s.Text, ""); write != "" {
		want = "did you mean " + strings.TrimPrefix(write, "type: ") + "?"
	}
	l.problem(e.Value, want, "%s is not a type of field", node.Quote(s.Text))
	return rulebook.TypeUnset
}

// typedColumn is a column with its type in brackets.
var typedColumn = lazyre.New(`^(.+?)\s*[(（]([\p{L}]+)[)）]$`)

// field reads the long form of a field.
func (m *mapping) field(f *rulebook.Field) {
	for _, maker := range []string{"rate", "seniority", "department", "count", "latest", "first", "days", "sum"} {
		if m.has(maker) {
			m.derived(f, maker)
			return
		}
	}
	f.Columns, f.Like = m.someTexts("column"), m.reference("like", keys.KindKnownField)
	if !m.has("column") && !m.has("like") {
		f.Columns = []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}}
	}
	f.Type = m.fieldType(f.Like)
	f.MissingWords, f.MissingOnly = m.missingWords("only")
	if n := m.value("missing_words", keys.KindMissing); n != nil && !f.MissingOnly && f.MissingWords != nil && len(f.MissingWords) == 0 && n.Kind == yaml.SequenceNode {
		m.l.problem(n, "write {only: []} where no word means blank", `"missing_words" is empty`)
	}
	if blank, ok := m.scalar("blank", keys.KindValue); ok {
		f.Blank = &blank
	}
	f.Optional = m.truth("optional")
	f.Scale = m.number("scale", keys.KindPositive)
	decimal, _ := m.choice("decimal")
	f.DecimalComma = decimal == "comma"
	f.Unit = m.units()
	order, _ := m.choice("order")
	f.Order, _ = rulebook.ParseDateOrder(order)
	f.Separator, _ = parsed(m, "separator", keys.KindName, func(text string) (string, string) {
		if text == "" {
			return "", "is empty"
		}
		if operand.Separator(text) != "" {
			return "", "is the name of a sign, not the sign"
		}
		return text, ""
	})
	f.TrueWords, f.FalseWords = m.someTexts("true_words"), m.someTexts("false_words")
	m.checkTruthWords(f)
	kind, _ := m.choice("kind")
	f.Company = kind == "company"
	f.Synonyms = m.synonyms()
	by, _ := m.choice("known_by")
	f.KnownBy, f.Question = rulebook.KnownBy(by), m.question()
	m.checkTypeKeys(f.Type)
}

// units reads what stands behind the numbers of a field. What numbers are multiplied by is a
// scale.
func (m *mapping) units() []rulebook.Scalar {
	units := m.someTexts("unit")
	for _, u := range units {
		switch n, err := cell.ParseNumber("1 "+u.Text, false); {
		case err == nil && n != exact.At(exact.Int(1)):
			m.l.problemAt(u.Pos, "write scale: "+n.Low.String(), "%s is what numbers are multiplied by, not a unit", node.Quote(u.Text))
		case strings.ContainsFunc(u.Text, unicode.IsDigit) || fold.Text(u.Text) == "":
			m.l.problemAt(u.Pos, "name what stands behind the numbers, such as km; what they are multiplied by is their scale: 1000", "%s is not a unit", node.Quote(u.Text))
		}
	}
	return units
}

// fieldType reads the type of a field, which by default is that of what it is like.
func (m *mapping) fieldType(like rulebook.Scalar) rulebook.Type {
	known, found := lexicon.LookupKnownField(like.Text)
	if m.has("like") && !found {
		m.l.untyped = true
		if like.Text != "" {
			want := fold.Expected(like.Text, lexicon.KnownFieldNames(), "known fields")
			if meant, isHeader := lexicon.FieldOfHeader(like.Text); isHeader {
				want = "write like: " + meant.Name
			}
			m.l.problemAt(like.Pos, want, "like: %s is not a known field", node.Quote(like.Text))
		}
	}
	if name, ok := m.choice("type"); ok {
		t, _ := rulebook.ParseType(name)
		return t
	}
	if m.has("type") {
		m.l.untyped = true
		return rulebook.TypeUnset
	}
	return max(known.Type, rulebook.TypeText)
}

// checkTruthWords refuses a word that means yes and no, or is none.
func (m *mapping) checkTruthWords(f *rulebook.Field) {
	yes := map[string]bool{}
	for _, words := range [][]rulebook.Scalar{f.TrueWords, f.FalseWords} {
		for _, w := range words {
			switch word := fold.Text(w.Text); {
			case word == "":
				m.l.problemAt(w.Pos, "for what a blank cell means write blank: false", "an empty word for yes or no")
			case yes[word]:
				m.l.problemAt(w.Pos, "keep one of them", "%s stands in true_words and in false_words", node.Quote(w.Text))
			}
		}
		for _, w := range f.TrueWords {
			yes[fold.Text(w.Text)] = true
		}
	}
}

// checkTypeKeys refuses keys that belong to fields of another type.
func (m *mapping) checkTypeKeys(t rulebook.Type) {
	for _, of := range []struct {
		name string
		t    rulebook.Type
	}{{"scale", rulebook.TypeNumber}, {"decimal", rulebook.TypeNumber}, {"unit", rulebook.TypeNumber}, {"order", rulebook.TypeDate}, {"separator", rulebook.TypeList}, {"true_words", rulebook.TypeBool}, {"false_words", rulebook.TypeBool}, {"kind", rulebook.TypeText}, {"synonyms", rulebook.TypeText}} {
		if m.has(of.name) && t != of.t && t != rulebook.TypeUnset && !(of.name == "synonyms" && t == rulebook.TypeList) {
			m.l.problem(m.entry(of.name).Key, "add type: "+of.t.String()+", or leave "+of.name+" out", "%s has no meaning for a %s", node.Quote(of.name), t)
		}
	}
}

// derived reads a field that is made from others by one of its keys.
func (m *mapping) derived(f *rulebook.Field, maker string) {
	for _, e := range m.all {
		if e.Name != maker {
			m.l.problem(e.Key, "leave it out", "%s stands beside %s, which stands alone", node.Quote(e.Name), node.Quote(maker))
		}
	}
	switch maker {
	case "seniority":
		f.Type, f.Seniority = rulebook.TypeLevel, m.reference("seniority", keys.KindField)
		return
	case "department":
		f.Type, f.Department = rulebook.TypeText, m.reference("department", keys.KindField)
		return
	case "rate":
	default:
		f.Type, f.Activity = rulebook.ActivityKind(maker).Type(), m.activity(rulebook.ActivityKind(maker))
		return
	}
	f.Type = rulebook.TypeNumber
	if r, ok := m.openKey("rate", &keys.Rate); ok {
		f.Rate = &rulebook.Ratio{
			Pos: r.at,
			Of:  r.reference("of", keys.KindField),
			Per: r.reference("per", keys.KindField),
			Min: r.amount("min", keys.KindNumber, exact.Number{}),
		}
	}
}
