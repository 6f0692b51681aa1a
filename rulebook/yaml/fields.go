package yaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// fields reads the section of that name.
func (o *opened) fields() []rulebook.Field {
	var fields []rulebook.Field
	for _, e := range o.namedEntries("fields", "write a type such as text, or {column: HEADER, type: number}") {
		f := o.l.field(e)
		o.l.types[fold.Text(f.Name)] = f.Type
		fields = append(fields, f)
	}
	return fields
}

func (l *loader) field(e entry) rulebook.Field {
	f := rulebook.Field{Pos: place(e.key), Name: e.name}
	switch {
	case e.value == nil:
		l.untyped = true
	case e.value.Kind == yaml.ScalarNode:
		f.Columns = []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}}
		f.Type = l.shortType(e)
	default:
		o, ok := l.openEntry(e, &fieldKeys)
		if ok {
			o.field(&f)
		}
		l.untyped = l.untyped || !ok || o.lost
	}
	return f
}

// shortType reads the type in `Industry: text`.
func (l *loader) shortType(e entry) rulebook.Type {
	s, ok := l.scalar(e.value, quote(e.name), "expected a type")
	k, _ := fieldKeys.key("type")
	if ok && slices.Contains(k.choices, s.Text) {
		t, _ := rulebook.ParseType(s.Text)
		return t
	}
	l.untyped = true
	if !ok {
		return rulebook.TypeUnset
	}
	if p, found := l.punctuationAt(e.value, allLookalikes); found {
		l.add(p)
		return rulebook.TypeUnset
	}
	want := "expected one of: " + strings.Join(k.choices, ", ") + "; to name its column write {column: " + s.Text + "}"
	if write := choiceMeant(k, s.Text, ""); write != "" {
		want = "did you mean " + strings.TrimPrefix(write, "type: ") + "?"
	}
	l.problem(e.value, want, "%s is not a type of field", quote(s.Text))
	return rulebook.TypeUnset
}

// field reads the long form of a field.
func (o *opened) field(f *rulebook.Field) {
	for _, maker := range []string{"rate", "seniority", "department", "count", "latest", "first", "days", "sum"} {
		if o.has(maker) {
			o.derived(f, maker)
			return
		}
	}
	f.Columns, f.Like = o.someTexts("column"), o.reference("like", kindKnownField)
	if !o.has("column") && !o.has("like") {
		f.Columns = []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}}
	}
	f.Type = o.fieldType(f.Like)
	f.MissingWords, f.MissingOnly = o.missingWords("only")
	if n := o.take("missing_words", kindMissing); n != nil && !f.MissingOnly && f.MissingWords != nil && len(f.MissingWords) == 0 && n.Kind == yaml.SequenceNode {
		o.l.problem(n, "write {only: []} where no word means blank", `"missing_words" is empty`)
	}
	if blank, ok := o.scalar("blank", kindValue); ok {
		f.Blank = &blank
	}
	f.Optional = o.truth("optional")
	f.Scale = o.number("scale", kindPositive)
	decimal, _ := o.choice("decimal")
	f.DecimalComma = decimal == "comma"
	order, _ := o.choice("order")
	f.Order, _ = rulebook.ParseDateOrder(order)
	f.Separator, _ = parsed(o, "separator", kindName, func(text string) (string, string) {
		if text == "" {
			return "", "is empty"
		}
		return text, ""
	})
	f.TrueWords, f.FalseWords = o.someTexts("true_words"), o.someTexts("false_words")
	o.checkTruthWords(f)
	kind, _ := o.choice("kind")
	f.Company = kind == "company"
	f.Synonyms = o.synonyms()
	by, _ := o.choice("known_by")
	f.KnownBy, f.Question = rulebook.KnownBy(by), o.question()
	o.checkTypeKeys(f.Type)
}

// fieldType reads the type of a field, which by default is that of what it is like.
func (o *opened) fieldType(like rulebook.Scalar) rulebook.Type {
	known, found := lexicon.LookupKnownField(like.Text)
	if o.has("like") && !found {
		o.l.untyped = true
		if like.Text != "" {
			o.l.problemAt(like.Pos, fold.Expected(like.Text, lexicon.KnownFieldNames(), "known fields"), "like: %s is not a known field", quote(like.Text))
		}
	}
	if name, ok := o.choice("type"); ok {
		t, _ := rulebook.ParseType(name)
		return t
	}
	if o.has("type") {
		o.l.untyped = true
		return rulebook.TypeUnset
	}
	return max(known.Type, rulebook.TypeText)
}

// checkTruthWords refuses a word that means yes and no, or is none.
func (o *opened) checkTruthWords(f *rulebook.Field) {
	yes := map[string]bool{}
	for _, words := range [][]rulebook.Scalar{f.TrueWords, f.FalseWords} {
		for _, w := range words {
			switch word := fold.Text(w.Text); {
			case word == "":
				o.l.problemAt(w.Pos, "for what a blank cell means write blank: false", "an empty word for yes or no")
			case yes[word]:
				o.l.problemAt(w.Pos, "keep one of them", "%s stands in true_words and in false_words", quote(w.Text))
			}
		}
		for _, w := range f.TrueWords {
			yes[fold.Text(w.Text)] = true
		}
	}
}

// checkTypeKeys refuses keys that belong to fields of another type.
func (o *opened) checkTypeKeys(t rulebook.Type) {
	for _, of := range []struct {
		name string
		t    rulebook.Type
	}{{"scale", rulebook.TypeNumber}, {"decimal", rulebook.TypeNumber}, {"order", rulebook.TypeDate}, {"separator", rulebook.TypeList}, {"true_words", rulebook.TypeBool}, {"false_words", rulebook.TypeBool}, {"kind", rulebook.TypeText}, {"synonyms", rulebook.TypeText}} {
		if o.has(of.name) && t != of.t && t != rulebook.TypeUnset && !(of.name == "synonyms" && t == rulebook.TypeList) {
			o.l.problem(o.entry(of.name).key, "add type: "+of.t.String()+", or leave "+of.name+" out", "%s has no meaning for a %s", quote(of.name), t)
		}
	}
}

// derived reads a field that is made from others by one of its keys.
func (o *opened) derived(f *rulebook.Field, maker string) {
	for _, e := range o.all {
		if e.name != maker {
			o.l.problem(e.key, "leave it out", "%s stands beside %s, which stands alone", quote(e.name), quote(maker))
		}
	}
	switch maker {
	case "seniority":
		f.Type, f.Seniority = rulebook.TypeLevel, o.reference("seniority", kindField)
		return
	case "department":
		f.Type, f.Department = rulebook.TypeText, o.reference("department", kindField)
		return
	case "rate":
	default:
		f.Type, f.Activity = rulebook.ActivityKind(maker).Type(), o.activity(rulebook.ActivityKind(maker))
		return
	}
	f.Type = rulebook.TypeNumber
	if r, ok := o.openKey("rate", &rateKeys); ok {
		f.Rate = &rulebook.Ratio{
			Pos: r.at,
			Of:  r.reference("of", kindField),
			Per: r.reference("per", kindField),
			Min: r.amount("min", kindNumber, exact.Number{}),
		}
	}
}
