package yaml

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// logs reads the section of that name.
func (o *opened) logs() []rulebook.Log {
	var logs []rulebook.Log
	for _, e := range o.namedEntries("logs", "write {lead: HEADER, joins: FIELD, at: HEADER}") {
		if e.value == nil {
			continue
		}
		if l, ok := o.l.openEntry(e, &logKeys); ok {
			logs = append(logs, l.log(e.name))
		}
	}
	return logs
}

func (o *opened) log(name string) rulebook.Log {
	log := rulebook.Log{
		Pos: o.at, Name: name, Like: o.reference("like", kindKnownLog),
		Lead: o.someTexts("lead"), Joins: o.reference("joins", kindField), At: o.someTexts("at"), ID: o.someTexts("id"),
	}
	order, _ := o.choice("order")
	log.Order, _ = rulebook.ParseDateOrder(order)
	o.checkLike(log.Like)
	return log
}

// checkLike checks that a log says, or what it is like, whose events it has and when they were.
func (o *opened) checkLike(like rulebook.Scalar) {
	if _, known := lexicon.LookupKnownLog(like.Text); like.Text != "" && !known {
		o.l.problemAt(like.Pos, fold.Expected(like.Text, lexicon.KnownLogNames(), "known logs"), "like: %s is not a known log", quote(like.Text))
	}
	var missing []string
	for _, name := range []string{"lead", "at"} {
		if !o.has(name) && !o.has("like") {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 && !o.lost {
		o.l.problemAt(o.at, "add "+o.missingKeys(missing)+", or like: and the name of a known log; leadscore fields lists them", "a log has no %s", strings.Join(missing, " and no "))
	}
}

// activity reads what makes a field from events.
func (o *opened) activity(kind rulebook.ActivityKind) *rulebook.Activity {
	table := &activityKeys
	if kind == rulebook.ActivitySum {
		table = &sumKeys
	}
	a, ok := o.openKey(string(kind), table)
	if !ok {
		return nil
	}
	activity := &rulebook.Activity{Pos: a.at, Kind: kind, Log: a.reference("log", kindLog), Within: a.span("within")}
	if n := a.take("where", kindCondition); n != nil {
		activity.Where = o.l.condition(n, context{})
	}
	if kind == rulebook.ActivitySum {
		activity.Of = a.reference("of", kindColumn)
		activity.Bands = a.bands(&pointsBandKeys, context{})
		activity.HalfLife = a.span("half_life")
		a.summands()
	}
	return activity
}

// summands checks that a sum adds up one of of and bands.
func (o *opened) summands() {
	switch of, bands := o.has("of"), o.has("bands"); {
	case of && bands:
		o.l.problem(o.entry("bands").key, "keep one of them", `"bands" stands beside "of"`)
	case !of && !bands && !o.lost:
		o.l.problemAt(o.at, "add of: HEADER, the column whose numbers are added up, or bands: [{points: 1}]; how many events there are is a count", "a sum adds nothing up")
	}
}

// span reads a duration that is no shorter than a day; 0 where there is none.
func (o *opened) span(name string) int {
	if !o.has(name) {
		return 0
	}
	days := o.days(name)
	if e := o.entry(name); days == 0 && e.value != nil && e.value.Kind == yaml.ScalarNode && e.value.Value == "0d" {
		o.l.problem(e.value, "expected 1d or more", "%s of no length", name)
	}
	return days
}

func printLog(l *rulebook.Log) (name string, v value) {
	r := newRecord()
	r.setScalar("like", l.Like)
	if l.Lead != nil {
		r.set("lead", scalarsValue(l.Lead))
	}
	r.setScalar("joins", l.Joins)
	if l.At != nil {
		r.set("at", scalarsValue(l.At))
	}
	if l.Order != rulebook.OrderUnset {
		r.set("order", plainValue(l.Order.String()))
	}
	if l.ID != nil {
		r.set("id", scalarsValue(l.ID))
	}
	return l.Name, r.value
}

func printActivity(a *rulebook.Activity) value {
	r := newRecord()
	r.setScalar("log", a.Log)
	if a.Where != nil {
		r.set("where", printCondition(a.Where))
	}
	r.setScalar("of", a.Of)
	r.setBands(&rulebook.Line{Bands: a.Bands}, "points")
	if a.Within > 0 {
		r.set("within", daysValue(a.Within))
	}
	if a.HalfLife > 0 {
		r.set("half_life", daysValue(a.HalfLife))
	}
	return r.value
}
