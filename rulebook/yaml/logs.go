package yaml

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// logs reads the section of that name.
func (m *mapping) logs() []rulebook.Log {
	var logs []rulebook.Log
	for _, e := range m.namedEntries("logs", "write {lead: HEADER, joins: FIELD, at: HEADER}") {
		if e.Value == nil {
			continue
		}
		if l, ok := m.l.openEntry(e, &keys.Log); ok {
			logs = append(logs, l.log(e.Name))
		}
	}
	return logs
}

func (m *mapping) log(name string) rulebook.Log {
	log := rulebook.Log{
		Pos: m.at, Name: name, Like: m.reference("like", keys.KindKnownLog),
		Lead: m.someTexts("lead"), Joins: m.reference("joins", keys.KindField), At: m.someTexts("at"), ID: m.someTexts("id"),
	}
	order, _ := m.choice("order")
	log.Order, _ = rulebook.ParseDateOrder(order)
	m.checkLike(log.Like)
	return log
}

// checkLike checks that a log says, or what it is like, whose events it has and when they were.
func (m *mapping) checkLike(like rulebook.Scalar) {
	if _, known := lexicon.LookupKnownLog(like.Text); like.Text != "" && !known {
		m.l.problemAt(like.Pos, fold.Expected(like.Text, lexicon.KnownLogNames(), "known logs"), "like: %s is not a known log", node.Quote(like.Text))
	}
	var missing []string
	for _, name := range []string{"lead", "at"} {
		if !m.has(name) && !m.has("like") {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 && !m.lost {
		m.l.problemAt(m.at, "add "+m.missingKeys(missing)+", or like: and the name of a known log; leadscore fields lists them", "a log has no %s", strings.Join(missing, " and no "))
	}
}

// activity reads what makes a field from events.
func (m *mapping) activity(kind rulebook.ActivityKind) *rulebook.Activity {
	table := &keys.Activity
	if kind == rulebook.ActivitySum {
		table = &keys.Sum
	}
	a, ok := m.openKey(string(kind), table)
	if !ok {
		return nil
	}
	activity := &rulebook.Activity{Pos: a.at, Kind: kind, Log: a.reference("log", keys.KindLog), Within: a.span("within")}
	if n := a.value("where", keys.KindCondition); n != nil {
		activity.Where = m.l.condition(n, context{})
	}
	if kind == rulebook.ActivitySum {
		activity.Of = a.reference("of", keys.KindColumn)
		activity.Bands = a.bands(&keys.PointsBand, context{})
		activity.HalfLife = a.span("half_life")
		a.summands()
	}
	return activity
}

// summands checks that a sum adds up one of of and bands.
func (m *mapping) summands() {
	switch of, bands := m.has("of"), m.has("bands"); {
	case of && bands:
		m.l.problem(m.entry("bands").Key, "keep one of them", `"bands" stands beside "of"`)
	case !of && !bands && !m.lost:
		m.l.problemAt(m.at, "add of: HEADER, the column whose numbers are added up, or bands: [{points: 1}]; how many events there are is a count", "a sum adds nothing up")
	}
}

// span reads a duration that is no shorter than a day; 0 where there is none.
func (m *mapping) span(name string) int {
	if !m.has(name) {
		return 0
	}
	days := m.days(name)
	if e := m.entry(name); days == 0 && e.Value != nil && e.Value.Kind == yaml.ScalarNode && e.Value.Value == "0d" {
		m.l.problem(e.Value, "expected 1d or more", "%s of no length", name)
	}
	return days
}
