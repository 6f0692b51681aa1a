package yaml

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Print writes a rulebook as YAML that Load reads back: the same rulebook but for
// places. Short lines stand in braces, long ones are broken.
func Print(rb *rulebook.Rulebook) []byte { return PrintWithComments(rb, Comments{}) }

// PrintWithComments is Print with comments, which Load passes over.
func PrintWithComments(rb *rulebook.Rulebook, c Comments) []byte {
	var b strings.Builder
	c.writeHead(&b)
	sections := printRulebook(rb, &c)
	for _, p := range sections.pairs {
		if p.value.kind == yaml.MappingNode || p.value.open {
			b.WriteString("\n")
		}
		p.value.writeAbove(&b, 0)
		b.WriteString(p.key + ":")
		p.value.write(&b, 2, width(p.key)+1)
	}
	return []byte(b.String())
}

func printRulebook(rb *rulebook.Rulebook, c *Comments) *record {
	r := newRecord()
	r.set("version", plainValue("1"))
	r.setText("name", rb.Name)
	if rb.Language == rulebook.Japanese {
		r.set("language", plainValue("ja"))
	}
	if rb.Location != nil {
		r.setText("timezone", rb.Location.String())
	}
	r.setScalar("key", rb.Key)
	if rb.Show != nil {
		r.set("show", scalarsValue(rb.Show))
	}
	if rb.MissingWords != nil {
		r.set("missing_words", missingValue(rb.MissingWords, rb.MissingAlso, "also"))
	}
	setNamed(r, "logs", rb.Logs, printLog)
	setNamed(r, "fields", rb.Fields, printField)
	if rb.ICP != nil {
		r.set("icp", printICP(rb.ICP))
	}
	setNamed(r, "groups", rb.Groups, printGroup)
	setList(r, "criteria", rb.Criteria, printCriterion)
	c.setCriteria(r)
	setNamed(r, "frameworks", rb.Frameworks, printFramework)
	setScore(r, &rb.Score)
	setList(r, "stages", rb.Stages, printStage)
	c.setStages(r)
	if rb.Accounts != nil {
		r.set("accounts", printAccounts(rb.Accounts))
	}
	setList(r, "tests", rb.Tests, printExample)
	c.setPlaced(r)
	return r
}

// setNamed sets a mapping with an entry for each of all, unless there is none.
func setNamed[T any](r *record, key string, all []T, print func(*T) (name string, v value)) {
	if len(all) == 0 {
		return
	}
	named := newRecord()
	named.open = true
	for i := range all {
		name, v := print(&all[i])
		named.set(writeText(name), v)
	}
	r.set(key, named.value)
}

// setList sets a list with an entry for each of all, unless there is none.
func setList[T any](r *record, key string, all []T, print func(*T) value) {
	if len(all) == 0 {
		return
	}
	list := value{kind: yaml.SequenceNode, open: true}
	for i := range all {
		list.items = append(list.items, print(&all[i]))
	}
	r.set(key, list)
}

// missingValue writes words that mean blank, under a key where they have one.
func missingValue(words []rulebook.Scalar, keyed bool, key string) value {
	if !keyed {
		return scalarsValue(words)
	}
	r := newRecord()
	r.set(key, scalarsValue(words))
	return r.value
}

func printField(f *rulebook.Field) (name string, v value) {
	r := newRecord()
	if setDerived(r, f) {
		return f.Name, r.value
	}
	ownColumn := f.Like.Text == "" && len(f.Columns) == 1 && f.Columns[0].Text == f.Name && !f.Columns[0].Quoted
	if !ownColumn && f.Columns != nil {
		r.set("column", scalarsValue(f.Columns))
	}
	r.setScalar("like", f.Like)
	like, _ := lexicon.LookupKnownField(f.Like.Text)
	if f.Type != max(like.Type, rulebook.TypeText) && f.Type != rulebook.TypeUnset {
		r.set("type", plainValue(f.Type.String()))
	}
	setReading(r, f)
	if t := f.Type.String(); ownColumn && (len(r.pairs) == 0 || len(r.pairs) == 1 && r.pairs[0].key == "type") {
		if f.Type == rulebook.TypeUnset {
			t = rulebook.TypeText.String()
		}
		return f.Name, plainValue(t)
	}
	return f.Name, r.value
}

// setDerived sets what a field is made from; false where it is read from a column.
func setDerived(r *record, f *rulebook.Field) bool {
	switch {
	case f.Rate != nil:
		r.set("rate", printRate(f.Rate))
	case f.Seniority.Text != "":
		r.setScalar("seniority", f.Seniority)
	case f.Department.Text != "":
		r.setScalar("department", f.Department)
	case f.Activity != nil:
		r.set(string(f.Activity.Kind), printActivity(f.Activity))
	default:
		return false
	}
	return true
}

// setReading sets how the cells of a field are read.
func setReading(r *record, f *rulebook.Field) {
	if f.MissingWords != nil {
		r.set("missing_words", missingValue(f.MissingWords, f.MissingOnly, "only"))
	}
	if f.Blank != nil {
		r.set("blank", scalarValue(*f.Blank))
	}
	r.setTruth("optional", f.Optional)
	r.setNumber("scale", f.Scale)
	if f.DecimalComma {
		r.set("decimal", plainValue("comma"))
	}
	if f.Order != rulebook.OrderUnset {
		r.set("order", plainValue(f.Order.String()))
	}
	if f.Separator != "" {
		r.set("separator", plainValue(quoteText(f.Separator)))
	}
	if f.TrueWords != nil {
		r.set("true_words", scalarsValue(f.TrueWords))
	}
	if f.FalseWords != nil {
		r.set("false_words", scalarsValue(f.FalseWords))
	}
	if f.Company {
		r.set("kind", plainValue("company"))
	}
	if f.Synonyms != nil {
		r.set("synonyms", printSynonyms(f.Synonyms))
	}
	r.setText("known_by", string(f.KnownBy))
	r.setQuestion(f.Question)
}

func printSynonyms(s *rulebook.Synonyms) value {
	if s.Table != "" {
		return plainValue(s.Table)
	}
	r := newRecord()
	for _, synonym := range s.Own {
		r.set(writeText(synonym.Name), scalarsValue(synonym.Spellings))
	}
	return r.value
}

func printRate(rate *rulebook.Ratio) value {
	r := newRecord()
	r.setScalar("of", rate.Of)
	r.setScalar("per", rate.Per)
	if rate.Min != (exact.Number{}) {
		r.setNumber("min", &rate.Min)
	}
	return r.value
}

func printICP(s *rulebook.ICP) value {
	r := newRecord()
	r.open = true
	r.setNumber("points", &s.Points)
	grades := newRecord()
	for _, g := range s.Grades {
		grades.set(writeText(g.Name), plainValue(g.AtLeast.Share()))
	}
	if s.Grades != nil {
		r.set("grades", grades.value)
	}
	setList(r, "profiles", s.Profiles, func(p *rulebook.Profile) value {
		r := newRecord()
		r.setText("name", p.Name)
		setList(r, "attributes", p.Attributes, printAttribute)
		return r.value
	})
	return r.value
}

func printAttribute(a *rulebook.Attribute) value {
	r := newRecord()
	r.setLine(&a.Line, false)
	r.setRated(&a.Line)
	setWeight(r, a.Weight)
	r.setTruth("required", a.Required)
	r.setBands(&a.Line, "share")
	setShare(r, "missing", a.Missing)
	return r.value
}

// setWeight sets a weight unless it is the default.
func setWeight(r *record, weight exact.Number) {
	if weight != exact.Int(1) {
		r.setNumber("weight", &weight)
	}
}

// setShare sets a share unless it is 0.
func setShare(r *record, key string, share exact.Number) {
	if share != (exact.Number{}) {
		r.set(key, plainValue(share.Share()))
	}
}

func printGroup(g *rulebook.Group) (name string, v value) {
	r := newRecord()
	r.setScalar("of", g.Of)
	r.setNumber("max", g.Max)
	r.setNumber("min", g.Min)
	if g.Decay != nil {
		r.set("decay", printDecay(g.Decay))
	}
	if g.Counts != nil {
		r.set("counts", plainValue(g.Counts.Share()))
	}
	grades := newRecord()
	for _, grade := range g.Grades {
		grades.set(writeText(grade.Name), plainValue(grade.AtLeast.String()))
	}
	if g.Grades != nil {
		r.set("grades", grades.value)
	}
	return g.Name, r.value
}

func printCriterion(c *rulebook.Criterion) value {
	r := newRecord()
	r.setText("name", c.Name)
	r.setScalar("group", c.Group)
	r.setLine(&c.Line, c.Each != nil)
	r.setNumber("points", c.Points)
	r.setNumber("each", c.Each)
	if c.Every > 0 {
		r.set("every", daysValue(c.Every))
	}
	r.setBands(&c.Line, "points")
	r.setNumber("max", c.Max)
	r.setNumber("min", c.Min)
	if c.Missing != (exact.Number{}) {
		r.setNumber("missing", &c.Missing)
	}
	if c.Decay != nil {
		r.set("decay", printDecay(c.Decay))
	}
	r.setText("why", c.Why)
	r.setText("owner", c.Owner)
	r.setText("reviewed", c.Reviewed)
	return r.value
}

func printDecay(d *rulebook.Decay) value {
	r := newRecord()
	r.setScalar("from", d.From)
	if d.HalfLife > 0 {
		r.set("half_life", daysValue(d.HalfLife))
		return r.value
	}
	if d.Keeps != nil {
		r.set("keeps", plainValue(d.Keeps.Share()))
	} else {
		r.set("linear", plainValue(d.Linear.Share()))
	}
	r.set("every", daysValue(d.Every))
	return r.value
}

func daysValue(days int) value { return plainValue(exact.Int(int64(days)).String() + "d") }

func printFramework(f *rulebook.Framework) (name string, v value) {
	r := newRecord()
	r.open = true
	if f.Points != (exact.Number{}) {
		r.setNumber("points", &f.Points)
	}
	if f.Qualified != nil {
		r.set("qualified", plainValue(exact.Int(int64(*f.Qualified)).String()))
	}
	if f.When != nil {
		r.set("when", printCondition(f.When))
	}
	setNamed(r, "elements", f.Elements, printElement)
	return f.Name, r.value
}

func printElement(e *rulebook.Element) (name string, v value) {
	r := newRecord()
	r.setLine(&e.Line, false)
	r.setRated(&e.Line)
	setWeight(r, e.Weight)
	r.setTruth("required", e.Required)
	r.setBands(&e.Line, "share")
	setShare(r, "missing", e.Missing)
	r.setQuestion(e.Question)
	return e.Name, r.value
}

// setQuestion sets a question unless it is empty.
func (r *record) setQuestion(q rulebook.Question) {
	if q.EN == q.JA {
		r.setText("question", q.EN)
		return
	}
	both := newRecord()
	both.setText("en", q.EN)
	both.setText("ja", q.JA)
	r.set("question", both.value)
}

func setScore(r *record, s *rulebook.Score) {
	score := newRecord()
	score.setNumber("min", s.Min)
	score.setNumber("max", s.Max)
	rates := newRecord()
	for _, rate := range s.Rates {
		rates.set(rate.From.String(), printRateLine(rate))
	}
	if s.Rates != nil {
		score.set("rates", rates.value)
	}
	if len(score.pairs) > 0 {
		r.set("score", score.value)
	}
}

// printRateLine writes a win rate, and of how many leads it is where that is known.
func printRateLine(r rulebook.WinRate) value {
	text := r.Rate.Share()
	if r.Leads > 0 {
		text += " of " + strconv.Itoa(r.Leads)
	}
	return plainValue(text)
}

func printStage(s *rulebook.Stage) value {
	r := newRecord()
	r.setText("stage", s.Name)
	r.setTruth("out", s.Out)
	r.setLine(&s.Line, false)
	r.setText("because", s.Because)
	return r.value
}

func printExample(e *rulebook.Example) value {
	r := newRecord()
	r.setText("name", e.Name)
	if e.AsOf != nil {
		r.set("as_of", plainValue(e.AsOf.String()))
	}
	lead := newRecord()
	for _, cell := range e.Lead {
		lead.setKey(cell.Name, scalarValue(cell.Value))
	}
	r.set("lead", lead.value)
	want := newRecord()
	for i := range e.Want {
		want.setKey(e.Want[i].Metric, printWanted(e.Want[i].Tests))
	}
	if e.Reasons.Has != nil || e.Reasons.Not != nil {
		want.set("reasons", printWantedReasons(&e.Reasons))
	}
	r.set("want", want.value)
	return r.value
}

func printWantedReasons(wanted *rulebook.WantedReasons) value {
	r := newRecord()
	if wanted.Has != nil {
		r.set("has", scalarsValue(wanted.Has))
	}
	if wanted.Not != nil {
		r.set("not", scalarsValue(wanted.Not))
	}
	return r.value
}

// printWanted writes what a test wants of a metric: a value where that says it.
func printWanted(tests []rulebook.Test) value {
	if len(tests) == 1 && tests[0].Op == "is" {
		return scalarsValue(tests[0].Args)
	}
	r := newRecord()
	r.setTests(tests)
	return r.value
}

// setKey sets a key that is a value of the rulebook itself.
func (r *record) setKey(key rulebook.Scalar, v value) {
	written := writeText(key.Text)
	if key.Quoted {
		written = quoteText(key.Text)
	}
	r.set(written, v)
}
