package plan

import (
	"cmp"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// wordField is what the words of a condition on a field depend on.
func (p *Plan) wordField(name string) wording.Field {
	for i := range p.Fields {
		if fold.Text(p.Fields[i].Decl.Name) == fold.Text(name) {
			return p.wordFieldAt(i)
		}
	}
	return wording.Field{}
}

func (p *Plan) wordFieldAt(i int) wording.Field {
	of := wording.Field{Type: p.Specs[i].Type}
	if i < len(p.Fields) {
		of.Yen = wording.IsYen(p.Fields[i].Header) || wording.IsYen(p.Fields[i].Decl.Name)
	}
	return of
}

// ConditionText is a condition in the rulebook's language.
func (p *Plan) ConditionText(c *rulebook.Condition) string {
	if p.Rulebook.Language == rulebook.Japanese {
		return wording.Condition(c, p.wordField)
	}
	return c.String()
}

// RuleText is a line's condition in the rulebook's language, or the field that its bands
// are about.
func (p *Plan) RuleText(line *rulebook.Line) string {
	switch {
	case p.Rulebook.Language != rulebook.Japanese:
		return walk.LineText(line)
	case line.Rated != nil:
		return line.Field.Text + "（" + line.Rated.Worst.String() + "〜" + line.Rated.Best.String() + "で評価）"
	case line.When != nil || line.Field.Text == "":
		return p.ConditionText(line.When)
	}
	return line.Field.Text
}

// ElementText is the name of an element for people.
func (p *Plan) ElementText(name string) string {
	if p.Rulebook.Language == rulebook.Japanese {
		return cmp.Or(frameworks.JapaneseLabel(name), name)
	}
	return name
}

// ValueText is a known value in words.
func (p *Plan) ValueText(i int, v *cell.Value) string {
	if p.Rulebook.Language == rulebook.Japanese {
		return wording.Value(v, p.wordFieldAt(i))
	}
	return v.Words(p.Specs[i].Type)
}

// MetricText is the name of a metric for people.
func (p *Plan) MetricText(name string) string {
	if p.Rulebook.Language == rulebook.Japanese {
		return wording.Metric(name)
	}
	return name
}

// QualifiedText is a truth as a stage rule has it.
func (p *Plan) QualifiedText(t match.Truth) string {
	switch t {
	case match.True:
		return "true"
	case match.False:
		return "false"
	}
	return p.Words.Unknown
}

// NameOf is the header of a field, or the name of a metric.
func (p *Plan) NameOf(i int) string {
	if i < len(p.Fields) {
		return p.Fields[i].InText()
	}
	return p.Specs[i].Name
}
