package yaml

import (
	"cmp"
	"strings"
	"time"
	_ "time/tzdata" // for machines without time zones, such as Windows

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// rulebook reads the top of the file.
func (l *loader) rulebook(root *yaml.Node) *rulebook.Rulebook {
	rb := &rulebook.Rulebook{}
	m, ok := l.openAt(rulebook.Pos{Line: 1, Column: 1}, root, &keys.Rulebook)
	if !ok {
		return rb
	}
	if !m.version() {
		return rb
	}
	rb.Name = m.text("name")
	if language, _ := m.choice("language"); language == "ja" {
		rb.Language = rulebook.Japanese
	}
	rb.Location = m.location("timezone")
	rb.Key = m.reference("key", keys.KindField)
	rb.Show = m.someTexts("show")
	rb.MissingWords, rb.MissingAlso = m.missingWords("also")
	rb.Logs = m.logs()
	rb.Fields = m.fields()
	rb.ICP = m.icp()
	rb.Groups = m.groups()
	rb.Criteria = m.criteria()
	rb.Frameworks = m.frameworks()
	rb.Score = m.score()
	rb.Stages = m.stages()
	rb.Accounts = m.accounts()
	rb.Tests = m.examples()
	return rb
}

// version checks the version. It gives false for a rulebook of another one, of
// which no more can be said.
func (m *mapping) version() bool {
	n, ok := parsed(m, "version", keys.KindVersion, parseNumber)
	if !ok || n == exact.Int(rulebook.LanguageVersion) {
		return true
	}
	m.l.problems = nil
	m.l.problem(m.value("version", keys.KindVersion), m.want("version"), "version %s is not known", n)
	return false
}

// location reads a time zone; nil when there is none.
func (m *mapping) location(name string) *time.Location {
	n := m.value(name, keys.KindZone)
	if n == nil {
		return nil
	}
	s, ok := m.l.scalar(n, node.Quote(name), m.want(name))
	if !ok {
		return nil
	}
	if s.Text != "" && s.Text != "Local" { // which mean UTC and this machine's own
		if zone, err := time.LoadLocation(s.Text); err == nil {
			return zone
		}
	}
	want := m.want(name)
	if zone := dialect.Zone(s.Text); zone != "" {
		want = "did you mean " + zone + "? write " + name + ": " + zone
	}
	m.l.problem(n, want, "%s: %s is not a time zone", name, node.Quote(s.Text))
	return nil
}

func (m *mapping) icp() *rulebook.ICP {
	p, ok := m.openKey("icp", &keys.ICP)
	if !ok {
		return nil
	}
	s := &rulebook.ICP{Pos: p.at}
	s.Points = p.amount("points", keys.KindPoints, exact.Number{})
	for _, g := range p.grades("grades", keys.KindShare) {
		s.Grades = append(s.Grades, rulebook.Grade(g))
	}
	for _, n := range p.items("profiles") {
		if p, ok := m.l.open(n, &keys.Profile); ok {
			s.Profiles = append(s.Profiles, p.profile())
		}
	}
	return s
}

// items gives the entries of the list after a key.
func (m *mapping) items(name string) []*yaml.Node {
	n := m.value(name, keys.KindList)
	if n == nil {
		return nil
	}
	return m.list(name, n, keys.MaxEntries, m.want(name))
}

func (m *mapping) profile() rulebook.Profile {
	p := rulebook.Profile{Pos: node.Pos(m.node), Name: m.name("name")}
	for _, n := range m.items("attributes") {
		if a, ok := m.l.open(n, &keys.Attribute); ok {
			p.Attributes = append(p.Attributes, rulebook.Attribute{
				Line:     a.line(context{}, &keys.ShareBand, false),
				Weight:   a.amount("weight", keys.KindPositive, exact.Int(1)),
				Required: a.truth("required"),
				Missing:  a.amount("missing", keys.KindShare, exact.Number{}),
			})
		}
	}
	return p
}

// grades reads grades, best first, each with the lowest amount that earns it.
func (m *mapping) grades(name string, k keys.Kind) []rulebook.Grade {
	n := m.value(name, keys.KindNamed)
	if n == nil {
		return nil
	}
	want, due := k.Want(), "expected grades, best first, such as {A: 75%, B: 50%}"
	if n.Kind != yaml.MappingNode {
		due = cmp.Or(imperativeOf(m.translator().Reshaped(name, n)), due)
	}
	var grades []rulebook.Grade
	for _, e := range m.l.named(n, node.Quote(name), due) {
		if node.IsNull(e.Value) {
			m.l.noValue(e, want)
			continue
		}
		amount, ok := parse(m.l, e.Value, k, "grade "+e.Name, want, numberParser(k))
		if ok && len(grades) > 0 && amount.Cmp(grades[len(grades)-1].AtLeast) >= 0 {
			m.l.problem(e.Value, "write the best grade first", "grade %s begins no lower than %s, which stands before it", e.Name, grades[len(grades)-1].Name)
		}
		grades = append(grades, rulebook.Grade{Name: e.Name, AtLeast: amount})
	}
	return grades
}

func (m *mapping) groups() []rulebook.Group {
	var groups []rulebook.Group
	for _, e := range m.namedEntries("groups", "write {} for a group without bounds") {
		g := rulebook.Group{Pos: node.Pos(e.Key), Name: e.Name}
		if p, ok := m.l.openNamed(e, &keys.Group); ok {
			g.Of = p.reference("of", keys.KindGroup)
			g.Max, g.Min = p.number("max", keys.KindPoints), p.number("min", keys.KindPoints)
			g.Decay, g.Counts = p.decay(), p.number("counts", keys.KindShare)
			g.Grades = p.grades("grades", keys.KindPoints)
		}
		groups = append(groups, g)
	}
	return groups
}

// namedEntries gives the entries of the mapping after a key whose names other lines
// may use. One without a value is a problem, for which want says what to do; it
// keeps its name.
func (m *mapping) namedEntries(name, want string) []node.Entry {
	n := m.value(name, keys.KindNamed)
	if n == nil {
		return nil
	}
	due := m.want(name) + ", such as NAME: {...}"
	if n.Kind != yaml.MappingNode {
		if write := m.translator().Reshaped(name, n); write != "" {
			due = "write " + write
		}
	}
	all := m.l.named(n, node.Quote(name), due)
	for i, e := range all {
		if !node.IsNull(e.Value) {
			continue
		}
		all[i].Value = nil
		if p, found := m.l.file.PunctuationAt(e.Key, node.AllLookalikes); found {
			m.l.add(p)
			continue
		}
		m.l.problem(e.Key, want, "%s has no value", node.Quote(e.Name))
	}
	return all
}

// openNamed opens an entry of namedEntries; false where it has no value.
func (l *loader) openNamed(e node.Entry, table *keys.Mapping) (*mapping, bool) {
	if e.Value == nil {
		return nil, false
	}
	if write := l.translator(table).NamedOne(e); write != "" {
		l.problem(e.Value, "write "+write, "%s is %s", node.Quote(e.Name), node.Describe(e.Value))
		return nil, false
	}
	return l.openEntry(e, table)
}

func (m *mapping) criteria() []rulebook.Criterion {
	var criteria []rulebook.Criterion
	items := m.items("criteria")
	if write, isScattered := m.l.translator(&keys.Criterion).Scattered(items); isScattered {
		m.l.problem(items[0], "write "+write, "each key of a criterion stands after a dash of its own")
		return nil
	}
	for _, n := range items {
		if c, ok := m.l.open(n, &keys.Criterion); ok {
			criteria = append(criteria, c.criterion())
		}
	}
	return criteria
}

func (m *mapping) criterion() rulebook.Criterion {
	m.earnings()
	c := rulebook.Criterion{
		Name:    m.name("name"),
		Group:   m.reference("group", keys.KindGroup),
		Line:    m.line(context{}, &keys.PointsBand, m.has("each")),
		Points:  m.number("points", keys.KindPoints),
		Each:    m.number("each", keys.KindNumber),
		Every:   m.period(),
		Max:     m.number("max", keys.KindPoints),
		Min:     m.number("min", keys.KindPoints),
		Missing: m.amount("missing", keys.KindPoints, exact.Number{}),
		Decay:   m.decay(),
		Why:     m.text("why"),
		Owner:   m.text("owner"),
	}
	c.Reviewed, _, _ = m.day("reviewed")
	return c
}

// earnings checks that a criterion earns by one of points, bands and each.
func (m *mapping) earnings() {
	first := ""
	for _, name := range []string{"points", "bands", "each"} {
		switch {
		case !m.has(name):
		case first == "":
			first = name
		default:
			m.l.problem(m.entry(name).Key, m.oneOf(first, name), "%s stands beside %s", node.Quote(name), node.Quote(first))
		}
	}
	switch {
	case first == "" && !m.lost:
		m.l.problemAt(m.at, "add points:, bands: or each:", "a criterion has no points")
	case first == "each" && !m.has("field"):
		m.l.problem(m.entry("each").Key, "add field: NAME, the field that is counted", `"each" counts no field`)
	}
}

// oneOf says which of two keys to keep where one says it all: of points and each the latter,
// with the bound that stands beside it.
func (m *mapping) oneOf(first, second string) string {
	each := m.entry("each")
	if first != "points" || second != "each" || each.Value == nil {
		return "keep one of them"
	}
	write, instead := "each: "+node.Flow(each.Value), "points"
	if points := m.entry("points"); points.Value != nil && strings.Trim(node.Text(each.Value), "0123456789.-+") != "" {
		if meant := operand.Each(node.Text(points.Value) + " per " + node.Text(each.Value)); meant != "" { // each: 10 views
			write, _, _ = strings.Cut(meant, " in place of ")
			instead = "points and each"
		}
	}
	for _, bound := range [][2]string{{"at_most", "max"}, {"at_least", "min"}} {
		if e := m.entry(bound[0]); e != nil && e.Value != nil {
			write += ", " + bound[1] + ": " + node.Flow(e.Value)
			instead += ", " + bound[0]
		}
	}
	return "keep one of them: write " + write + " in place of " + instead
}

// period reads the period of each, which is no shorter than a day.
func (m *mapping) period() int {
	if !m.has("every") {
		return 0
	}
	every := m.entry("every")
	if each := m.eachOf(every); each != "" && !m.has("each") {
		m.l.problem(every.Key, each, `"every" stands without "each"`)
		return 0
	}
	if !m.has("each") {
		m.l.problem(every.Key, "write each: -5 beside it for the points of each period; a decay has its own every", `"every" stands without "each"`)
	}
	days := m.days("every")
	if days == 0 && every.Value != nil && every.Value.Value == "0d" {
		m.l.problem(every.Value, "expected 1d or more", "a period of no length")
	}
	return days
}

// eachOf is what to write for points for so many of something: every: 10, points: 1; "" where
// every is a duration.
func (m *mapping) eachOf(every *node.Entry) string {
	points := m.entry("points")
	if points == nil || points.Value == nil || every.Value == nil || strings.Trim(every.Value.Value, "0123456789.") != "" {
		return ""
	}
	if each := operand.Divided(node.Text(points.Value), node.Text(every.Value)); each != "" {
		return "write each: " + each + " in place of points and every"
	}
	return ""
}

func (m *mapping) decay() *rulebook.Decay {
	d, ok := m.openKey("decay", &keys.Decay)
	if !ok {
		return nil
	}
	const ways = "write half_life: 30d, or linear: 50% and every: 30d, or keeps: 95% and every: 30d"
	switch stepped := d.has("linear") || d.has("keeps"); {
	case d.lost:
	case d.has("linear") && d.has("keeps"):
		m.l.problemAt(d.at, "keep one of them: linear takes a share of the points, keeps leaves a share of what was left", "linear stands beside keeps")
	case d.has("half_life") && (stepped || d.has("every")), !d.has("half_life") && !stepped && !d.has("every"):
		m.l.problemAt(d.at, ways, "decay takes either half_life, or linear or keeps with every")
	case !d.has("half_life") && (!stepped || !d.has("every")):
		m.l.problemAt(d.at, "write both, such as linear: 50% and every: 30d", "in decay, linear or keeps goes together with every")
	}
	return &rulebook.Decay{
		Pos:      d.at,
		From:     d.reference("from", keys.KindField),
		HalfLife: d.days("half_life"),
		Linear:   d.amount("linear", keys.KindShare, exact.Number{}),
		Keeps:    d.number("keeps", keys.KindShare),
		Every:    d.days("every"),
	}
}

func (m *mapping) score() rulebook.Score {
	s, ok := m.openKey("score", &keys.Score)
	if !ok {
		return rulebook.Score{}
	}
	return rulebook.Score{
		Pos:   s.at,
		Min:   s.number("min", keys.KindPoints),
		Max:   s.number("max", keys.KindPoints),
		Rates: s.rates(),
	}
}

func (m *mapping) rates() []rulebook.WinRate {
	n := m.value("rates", keys.KindNamed)
	if n == nil {
		return nil
	}
	var rates []rulebook.WinRate
	for _, e := range m.l.named(n, node.Quote("rates"), "expected win rates by score, such as {0: 6%, 40: 26%}") {
		from, ok := parse(m.l, e.Key, keys.KindPoints, "rates", "expected a score, such as 40", parsePoints)
		if node.IsNull(e.Value) {
			m.l.noValue(e, keys.KindShare.Want())
			continue
		}
		rate, known := parse(m.l, e.Value, keys.KindShare, "rate from "+e.Name, "expected a share, or a share of a number of leads, such as 26% or 26% of 230", parseRate)
		if !ok || !known {
			continue
		}
		rate.Pos, rate.From = node.Pos(e.Key), from
		rates = append(rates, rate)
	}
	return rates
}

func (m *mapping) stages() []rulebook.Stage {
	var stages []rulebook.Stage
	if n := m.value("stages", keys.KindList); n != nil && n.Kind == yaml.SequenceNode {
		if write := m.translator().StagesReordered(n); write != "" {
			m.l.problem(n, "write "+write, "the stage rules are in the words of another tool, and the best does not stand first")
			return nil
		}
	}
	for _, n := range m.items("stages") {
		if s, ok := m.l.open(n, &keys.Stage); ok {
			stages = append(stages, rulebook.Stage{
				Line:    s.line(context{metrics: true}, nil, false),
				Name:    s.name("stage"),
				Out:     s.truth("out"),
				Because: s.text("because"),
			})
		}
	}
	return stages
}
