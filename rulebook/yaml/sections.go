package yaml

import (
	"time"
	_ "time/tzdata" // for machines without time zones, such as Windows

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// rulebook reads the top of the file.
func (l *loader) rulebook(root *yaml.Node) *rulebook.Rulebook {
	rb := &rulebook.Rulebook{}
	o, ok := l.openAt(rulebook.Pos{Line: 1, Column: 1}, root, &rulebookKeys)
	if !ok {
		return rb
	}
	if !o.version() {
		return rb
	}
	rb.Name = o.text("name")
	if language, _ := o.choice("language"); language == "ja" {
		rb.Language = rulebook.Japanese
	}
	rb.Location = o.location("timezone")
	rb.Key = o.reference("key", kindField)
	rb.Show = o.someTexts("show")
	rb.MissingWords, rb.MissingAlso = o.missingWords("also")
	rb.Logs = o.logs()
	rb.Fields = o.fields()
	rb.ICP = o.icp()
	rb.Groups = o.groups()
	rb.Criteria = o.criteria()
	rb.Frameworks = o.frameworks()
	rb.Score = o.score()
	rb.Stages = o.stages()
	rb.Accounts = o.accounts()
	rb.Tests = o.examples()
	return rb
}

// version checks the version. It gives false for a rulebook of another one, of
// which no more can be said.
func (o *opened) version() bool {
	n, ok := parsed(o, "version", kindVersion, parseNumber)
	if !ok || n == exact.Int(rulebook.LanguageVersion) {
		return true
	}
	o.l.problems = nil
	o.l.problem(o.take("version", kindVersion), o.want("version"), "version %s is not known", n)
	return false
}

// usualZones are the names that people give to time zones, and the zone's own.
var usualZones = map[string]string{
	"jst": "Asia/Tokyo", "tokyo": "Asia/Tokyo", "utc+9": "Asia/Tokyo", "+09:00": "Asia/Tokyo", "日本": "Asia/Tokyo", "東京": "Asia/Tokyo",
	"pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "edt": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
	"cest": "Europe/Berlin", "bst": "Europe/London", "z": "UTC", "ist": "Asia/Kolkata", "sgt": "Asia/Singapore",
	"est": "America/New_York", "est5": "America/New_York", "est5edt": "America/New_York", "eastern": "America/New_York", "eastern time": "America/New_York", "et": "America/New_York",
	"pacific": "America/Los_Angeles", "pacific time": "America/Los_Angeles", "pt": "America/Los_Angeles", "pst8pdt": "America/Los_Angeles", "central": "America/Chicago", "central time": "America/Chicago", "ct": "America/Chicago",
	"mountain": "America/Denver", "mountain time": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "cet": "Europe/Berlin", "paris": "Europe/Paris", "london": "Europe/London", "gmt": "UTC", "utc+0": "UTC", "+00:00": "UTC",
	"japan": "Asia/Tokyo", "gmt+9": "Asia/Tokyo", "日本時間": "Asia/Tokyo", "new york": "America/New_York", "india": "Asia/Kolkata", "singapore": "Asia/Singapore", "sydney": "Australia/Sydney", "aest": "Australia/Sydney",
}

// commonZones are those that a typing error may be meant for.
var commonZones = []string{
	"UTC", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Kolkata", "Australia/Sydney", "Europe/London",
	"Europe/Paris", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
}

// location reads a time zone; nil when there is none.
func (o *opened) location(name string) *time.Location {
	n := o.take(name, kindZone)
	if n == nil {
		return nil
	}
	s, ok := o.l.scalar(n, quote(name), o.want(name))
	if !ok {
		return nil
	}
	if s.Text != "" && s.Text != "Local" { // which mean UTC and this machine's own
		if zone, err := time.LoadLocation(s.Text); err == nil {
			return zone
		}
	}
	want := o.want(name)
	zone, known := usualZones[fold.Text(s.Text)]
	if !known && len(s.Text) <= maxMeant {
		zone, known = fold.Nearest(s.Text, commonZones)
	}
	if known {
		want = "did you mean " + zone + "?"
	}
	o.l.problem(n, want, "%s: %s is not a time zone", name, quote(s.Text))
	return nil
}

func (o *opened) icp() *rulebook.ICP {
	p, ok := o.openKey("icp", &icpKeys)
	if !ok {
		return nil
	}
	s := &rulebook.ICP{Pos: p.at}
	s.Points = p.amount("points", kindPoints, exact.Number{})
	for _, g := range p.grades("grades", kindShare) {
		s.Grades = append(s.Grades, rulebook.Grade(g))
	}
	for _, n := range p.items("profiles") {
		if p, ok := o.l.open(n, &profileKeys); ok {
			s.Profiles = append(s.Profiles, p.profile())
		}
	}
	return s
}

// items gives the entries of the list after a key.
func (o *opened) items(name string) []*yaml.Node {
	n := o.take(name, kindList)
	if n == nil {
		return nil
	}
	return o.list(name, n, maxEntries, o.want(name))
}

func (o *opened) profile() rulebook.Profile {
	p := rulebook.Profile{Pos: place(o.node), Name: o.name("name")}
	for _, n := range o.items("attributes") {
		if a, ok := o.l.open(n, &attributeKeys); ok {
			p.Attributes = append(p.Attributes, rulebook.Attribute{
				Line:     a.line(context{}, &shareBandKeys, false),
				Weight:   a.amount("weight", kindPositive, exact.Int(1)),
				Required: a.truth("required"),
				Missing:  a.amount("missing", kindShare, exact.Number{}),
			})
		}
	}
	return p
}

// grades reads grades, best first, each with the lowest amount that earns it.
func (o *opened) grades(name string, k kind) []rulebook.Grade {
	n := o.take(name, kindNamed)
	if n == nil {
		return nil
	}
	want := kindWords[k].want
	var grades []rulebook.Grade
	for _, e := range o.l.named(n, quote(name), "expected grades, best first, such as {A: 75%, B: 50%}") {
		if isNull(e.value) {
			o.l.noValue(e, want)
			continue
		}
		amount, ok := parse(o.l, e.value, k, "grade "+e.name, want, numberParser(k))
		if ok && len(grades) > 0 && amount.Cmp(grades[len(grades)-1].AtLeast) >= 0 {
			o.l.problem(e.value, "write the best grade first", "grade %s begins no lower than %s, which stands before it", e.name, grades[len(grades)-1].Name)
		}
		grades = append(grades, rulebook.Grade{Name: e.name, AtLeast: amount})
	}
	return grades
}

func (o *opened) groups() []rulebook.Group {
	var groups []rulebook.Group
	for _, e := range o.namedEntries("groups", "write {} for a group without bounds") {
		g := rulebook.Group{Pos: place(e.key), Name: e.name}
		if p, ok := o.l.openNamed(e, &groupKeys); ok {
			g.Of = p.reference("of", kindGroup)
			g.Max, g.Min = p.number("max", kindPoints), p.number("min", kindPoints)
			g.Decay, g.Counts = p.decay(), p.number("counts", kindShare)
			g.Grades = p.grades("grades", kindPoints)
		}
		groups = append(groups, g)
	}
	return groups
}

// namedEntries gives the entries of the mapping after a key whose names other lines
// may use. One without a value is a problem, for which want says what to do; it
// keeps its name.
func (o *opened) namedEntries(name, want string) []entry {
	n := o.take(name, kindNamed)
	if n == nil {
		return nil
	}
	due := o.want(name) + ", such as NAME: {...}"
	if write := o.reshaped(name, n); n.Kind != yaml.MappingNode && write != "" {
		due = "write " + write
	}
	all := o.l.named(n, quote(name), due)
	for i, e := range all {
		if !isNull(e.value) {
			continue
		}
		all[i].value = nil
		if p, found := o.l.punctuationAt(e.key, allLookalikes); found {
			o.l.add(p)
			continue
		}
		o.l.problem(e.key, want, "%s has no value", quote(e.name))
	}
	return all
}

// openNamed opens an entry of namedEntries; false where it has no value.
func (l *loader) openNamed(e entry, table *mapping) (*opened, bool) {
	if e.value == nil {
		return nil, false
	}
	return l.openEntry(e, table)
}

func (o *opened) criteria() []rulebook.Criterion {
	var criteria []rulebook.Criterion
	for _, n := range o.items("criteria") {
		if c, ok := o.l.open(n, &criterionKeys); ok {
			criteria = append(criteria, c.criterion())
		}
	}
	return criteria
}

func (o *opened) criterion() rulebook.Criterion {
	o.earnings()
	c := rulebook.Criterion{
		Name:    o.name("name"),
		Group:   o.reference("group", kindGroup),
		Line:    o.line(context{}, &pointsBandKeys, o.has("each")),
		Points:  o.number("points", kindPoints),
		Each:    o.number("each", kindNumber),
		Every:   o.period(),
		Max:     o.number("max", kindPoints),
		Min:     o.number("min", kindPoints),
		Missing: o.amount("missing", kindPoints, exact.Number{}),
		Decay:   o.decay(),
		Why:     o.text("why"),
		Owner:   o.text("owner"),
	}
	c.Reviewed, _, _ = o.day("reviewed")
	return c
}

// earnings checks that a criterion earns by one of points, bands and each.
func (o *opened) earnings() {
	first := ""
	for _, name := range []string{"points", "bands", "each"} {
		switch {
		case !o.has(name):
		case first == "":
			first = name
		default:
			o.l.problem(o.entry(name).key, "keep one of them", "%s stands beside %s", quote(name), quote(first))
		}
	}
	switch {
	case first == "" && !o.lost:
		o.l.problemAt(o.at, "add points:, bands: or each:", "a criterion has no points")
	case first == "each" && !o.has("field"):
		o.l.problem(o.entry("each").key, "add field: NAME, the field that is counted", `"each" counts no field`)
	}
}

// period reads the period of each, which is no shorter than a day.
func (o *opened) period() int {
	if !o.has("every") {
		return 0
	}
	every := o.entry("every")
	if !o.has("each") {
		o.l.problem(every.key, "write each: -5 beside it for the points of each period; a decay has its own every", `"every" stands without "each"`)
	}
	days := o.days("every")
	if days == 0 && every.value != nil && every.value.Value == "0d" {
		o.l.problem(every.value, "expected 1d or more", "a period of no length")
	}
	return days
}

func (o *opened) decay() *rulebook.Decay {
	d, ok := o.openKey("decay", &decayKeys)
	if !ok {
		return nil
	}
	const ways = "write half_life: 30d, or linear: 50% and every: 30d, or keeps: 95% and every: 30d"
	switch stepped := d.has("linear") || d.has("keeps"); {
	case d.lost:
	case d.has("linear") && d.has("keeps"):
		o.l.problemAt(d.at, "keep one of them: linear takes a share of the points, keeps leaves a share of what was left", "linear stands beside keeps")
	case d.has("half_life") && (stepped || d.has("every")), !d.has("half_life") && !stepped && !d.has("every"):
		o.l.problemAt(d.at, ways, "decay takes either half_life, or linear or keeps with every")
	case !d.has("half_life") && (!stepped || !d.has("every")):
		o.l.problemAt(d.at, "write both, such as linear: 50% and every: 30d", "in decay, linear or keeps goes together with every")
	}
	return &rulebook.Decay{
		Pos:      d.at,
		From:     d.reference("from", kindField),
		HalfLife: d.days("half_life"),
		Linear:   d.amount("linear", kindShare, exact.Number{}),
		Keeps:    d.number("keeps", kindShare),
		Every:    d.days("every"),
	}
}

func (o *opened) score() rulebook.Score {
	s, ok := o.openKey("score", &scoreKeys)
	if !ok {
		return rulebook.Score{}
	}
	return rulebook.Score{
		Pos:   s.at,
		Min:   s.number("min", kindPoints),
		Max:   s.number("max", kindPoints),
		Rates: s.rates(),
	}
}

func (o *opened) rates() []rulebook.WinRate {
	n := o.take("rates", kindNamed)
	if n == nil {
		return nil
	}
	var rates []rulebook.WinRate
	for _, e := range o.l.named(n, quote("rates"), "expected win rates by score, such as {0: 6%, 40: 26%}") {
		from, ok := parse(o.l, e.key, kindPoints, "rates", "expected a score, such as 40", parsePoints)
		if isNull(e.value) {
			o.l.noValue(e, kindWords[kindShare].want)
			continue
		}
		rate, known := parse(o.l, e.value, kindShare, "rate from "+e.name, "expected a share, or a share of a number of leads, such as 26% or 26% of 230", parseRate)
		if !ok || !known {
			continue
		}
		rate.Pos, rate.From = place(e.key), from
		rates = append(rates, rate)
	}
	return rates
}

func (o *opened) stages() []rulebook.Stage {
	var stages []rulebook.Stage
	for _, n := range o.items("stages") {
		if s, ok := o.l.open(n, &stageKeys); ok {
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
