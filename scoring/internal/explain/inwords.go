package explain

import (
	"leadscore/match/cell"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
)

func (x *explainer) condition(c *rulebook.Condition) string {
	if x.inWords {
		return x.Plan.ConditionText(c)
	}
	return c.String()
}

func (x *explainer) line(line *rulebook.Line) string {
	if x.inWords {
		return x.Plan.RuleText(line)
	}
	return walk.LineText(line)
}

func (x *explainer) element(name string) string {
	if x.inWords {
		return x.Plan.ElementText(name)
	}
	return name
}

func (x *explainer) also() string {
	if x.inWords {
		return x.Plan.Words.Also
	}
	return "; "
}

func (x *explainer) comma() string {
	if x.inWords {
		return x.Plan.Words.Between
	}
	return ", "
}

// wordRead words what was read of a field or metric.
func (x *explainer) wordRead(i int, v *cell.Value, read *explained.Read) {
	e := x.Plan
	if i < len(e.Fields) {
		read.Value = e.ValueText(i, v)
		return
	}
	read.Field = wording.Metric(read.Field)
	if e.Specs[i].Type == rulebook.TypeBool { // the one kind there is: whether a framework's needs are met
		read.Value = wording.Qualified(v.State == cell.Known, v.Bool)
	}
	if e.Specs[i].Percent && read.Value != "" {
		read.Value += "%"
	}
}
