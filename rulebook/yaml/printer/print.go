// Package printer writes rulebooks as YAML, and edits the source of those that are there.
package printer

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/node"
	"leadscore/rulebook/yaml/internal/tree"
)

// Rulebook writes a rulebook as YAML that Load reads back: the same rulebook but for
// places. Short lines stand in braces, long ones are broken.
func Rulebook(rb *rulebook.Rulebook) []byte { return WithComments(rb, Comments{}) }

// WithComments is Rulebook with comments, which Load passes over.
func WithComments(rb *rulebook.Rulebook, c Comments) []byte {
	var b strings.Builder
	c.writeHead(&b)
	sections := Tree(rb, &c)
	for _, p := range sections.Pairs {
		if p.Value.Kind == yaml.MappingNode || p.Value.Open {
			b.WriteString("\n")
		}
		p.Value.WriteAbove(&b, 0)
		b.WriteString(p.Key + ":")
		p.Value.Write(&b, 2, tree.Width(p.Key)+1)
	}
	return []byte(b.String())
}

// Tree is what a rulebook is written from: its sections with their comments.
func Tree(rb *rulebook.Rulebook, c *Comments) *tree.Record {
	r := tree.NewRecord()
	r.Set("version", tree.PlainValue("1"))
	r.SetText("name", rb.Name)
	if rb.Language == rulebook.Japanese {
		r.Set("language", tree.PlainValue("ja"))
	}
	if rb.Location != nil {
		r.SetText("timezone", rb.Location.String())
	}
	r.SetScalar("key", rb.Key)
	if rb.Show != nil {
		r.Set("show", tree.ScalarsValue(rb.Show))
	}
	if rb.MissingWords != nil {
		r.Set("missing_words", missingValue(rb.MissingWords, rb.MissingAlso, "also"))
	}
	setNamed(r, "logs", rb.Logs, printLog)
	setNamed(r, "fields", rb.Fields, printField)
	if rb.ICP != nil {
		r.Set("icp", printICP(rb.ICP))
	}
	setNamed(r, "groups", rb.Groups, printGroup)
	setList(r, "criteria", rb.Criteria, printCriterion)
	c.setCriteria(r)
	setNamed(r, "frameworks", rb.Frameworks, printFramework)
	setScore(r, &rb.Score)
	setList(r, "stages", rb.Stages, printStage)
	c.setStages(r)
	if rb.Accounts != nil {
		r.Set("accounts", printAccounts(rb.Accounts))
	}
	setList(r, "tests", rb.Tests, printExample)
	c.setPlaced(r)
	return r
}

// setNamed sets a mapping with an entry for each of all, unless there is none.
func setNamed[T any](r *tree.Record, key string, all []T, print func(*T) (name string, v tree.Value)) {
	if len(all) == 0 {
		return
	}
	named := tree.NewRecord()
	named.Open = true
	for i := range all {
		name, v := print(&all[i])
		named.Set(node.Written(name), v)
	}
	r.Set(key, named.Value)
}

// setList sets a list with an entry for each of all, unless there is none.
func setList[T any](r *tree.Record, key string, all []T, print func(*T) tree.Value) {
	if len(all) == 0 {
		return
	}
	list := tree.Value{Kind: yaml.SequenceNode, Open: true}
	for i := range all {
		list.Items = append(list.Items, print(&all[i]))
	}
	r.Set(key, list)
}

// missingValue writes words that mean blank, under a key where they have one.
func missingValue(words []rulebook.Scalar, keyed bool, key string) tree.Value {
	if !keyed {
		return tree.ScalarsValue(words)
	}
	r := tree.NewRecord()
	r.Set(key, tree.ScalarsValue(words))
	return r.Value
}

func printField(f *rulebook.Field) (name string, v tree.Value) {
	r := tree.NewRecord()
	if setDerived(r, f) {
		return f.Name, r.Value
	}
	ownColumn := f.Like.Text == "" && len(f.Columns) == 1 && f.Columns[0].Text == f.Name && !f.Columns[0].Quoted
	if !ownColumn && f.Columns != nil {
		r.Set("column", tree.ScalarsValue(f.Columns))
	}
	r.SetScalar("like", f.Like)
	like, _ := lexicon.LookupKnownField(f.Like.Text)
	if f.Type != max(like.Type, rulebook.TypeText) && f.Type != rulebook.TypeUnset {
		r.Set("type", tree.PlainValue(f.Type.String()))
	}
	setReading(r, f)
	if t := f.Type.String(); ownColumn && (len(r.Pairs) == 0 || len(r.Pairs) == 1 && r.Pairs[0].Key == "type") {
		if f.Type == rulebook.TypeUnset {
			t = rulebook.TypeText.String()
		}
		return f.Name, tree.PlainValue(t)
	}
	return f.Name, r.Value
}

// setDerived sets what a field is made from; false where it is read from a column.
func setDerived(r *tree.Record, f *rulebook.Field) bool {
	switch {
	case f.Rate != nil:
		r.Set("rate", printRate(f.Rate))
	case f.Seniority.Text != "":
		r.SetScalar("seniority", f.Seniority)
	case f.Department.Text != "":
		r.SetScalar("department", f.Department)
	case f.Activity != nil:
		r.Set(string(f.Activity.Kind), printActivity(f.Activity))
	default:
		return false
	}
	return true
}

// setReading sets how the cells of a field are read.
func setReading(r *tree.Record, f *rulebook.Field) {
	if f.MissingWords != nil {
		r.Set("missing_words", missingValue(f.MissingWords, f.MissingOnly, "only"))
	}
	if f.Blank != nil {
		r.Set("blank", tree.ScalarValue(*f.Blank))
	}
	r.SetTruth("optional", f.Optional)
	r.SetNumber("scale", f.Scale)
	if f.DecimalComma {
		r.Set("decimal", tree.PlainValue("comma"))
	}
	if f.Unit != nil {
		r.Set("unit", tree.ScalarsValue(f.Unit))
	}
	if f.Order != rulebook.OrderUnset {
		r.Set("order", tree.PlainValue(f.Order.String()))
	}
	if f.Separator != "" {
		r.Set("separator", tree.PlainValue(node.Quoted(f.Separator)))
	}
	if f.TrueWords != nil {
		r.Set("true_words", tree.ScalarsValue(f.TrueWords))
	}
	if f.FalseWords != nil {
		r.Set("false_words", tree.ScalarsValue(f.FalseWords))
	}
	if f.Company {
		r.Set("kind", tree.PlainValue("company"))
	}
	if f.Synonyms != nil {
		r.Set("synonyms", printSynonyms(f.Synonyms))
	}
	r.SetText("known_by", string(f.KnownBy))
	setQuestion(r, f.Question)
}

func printSynonyms(s *rulebook.Synonyms) tree.Value {
	if s.Table != "" {
		return tree.PlainValue(s.Table)
	}
	r := tree.NewRecord()
	for _, synonym := range s.Own {
		r.Set(node.Written(synonym.Name), tree.ScalarsValue(synonym.Spellings))
	}
	return r.Value
}

func printRate(rate *rulebook.Ratio) tree.Value {
	r := tree.NewRecord()
	r.SetScalar("of", rate.Of)
	r.SetScalar("per", rate.Per)
	if rate.Min != (exact.Number{}) {
		r.SetNumber("min", &rate.Min)
	}
	return r.Value
}

func printICP(s *rulebook.ICP) tree.Value {
	r := tree.NewRecord()
	r.Open = true
	r.SetNumber("points", &s.Points)
	grades := tree.NewRecord()
	for _, g := range s.Grades {
		grades.Set(node.Written(g.Name), tree.PlainValue(g.AtLeast.Share()))
	}
	if s.Grades != nil {
		r.Set("grades", grades.Value)
	}
	setList(r, "profiles", s.Profiles, func(p *rulebook.Profile) tree.Value {
		r := tree.NewRecord()
		r.SetText("name", p.Name)
		setList(r, "attributes", p.Attributes, printAttribute)
		return r.Value
	})
	return r.Value
}

func printAttribute(a *rulebook.Attribute) tree.Value {
	r := tree.NewRecord()
	setLine(r, &a.Line, false)
	setRated(r, &a.Line)
	setWeight(r, a.Weight)
	r.SetTruth("required", a.Required)
	setBands(r, &a.Line, "share")
	setShare(r, "missing", a.Missing)
	return r.Value
}

// setWeight sets a weight unless it is the default.
func setWeight(r *tree.Record, weight exact.Number) {
	if weight != exact.Int(1) {
		r.SetNumber("weight", &weight)
	}
}

// setShare sets a share unless it is 0.
func setShare(r *tree.Record, key string, share exact.Number) {
	if share != (exact.Number{}) {
		r.Set(key, tree.PlainValue(share.Share()))
	}
}

func printGroup(g *rulebook.Group) (name string, v tree.Value) {
	r := tree.NewRecord()
	r.SetScalar("of", g.Of)
	r.SetNumber("max", g.Max)
	r.SetNumber("min", g.Min)
	if g.Decay != nil {
		r.Set("decay", printDecay(g.Decay))
	}
	if g.Counts != nil {
		r.Set("counts", tree.PlainValue(g.Counts.Share()))
	}
	grades := tree.NewRecord()
	for _, grade := range g.Grades {
		grades.Set(node.Written(grade.Name), tree.PlainValue(grade.AtLeast.String()))
	}
	if g.Grades != nil {
		r.Set("grades", grades.Value)
	}
	return g.Name, r.Value
}

func printCriterion(c *rulebook.Criterion) tree.Value {
	r := tree.NewRecord()
	r.SetText("name", c.Name)
	r.SetScalar("group", c.Group)
	setLine(r, &c.Line, c.Each != nil)
	r.SetNumber("points", c.Points)
	r.SetNumber("each", c.Each)
	if c.Every > 0 {
		r.Set("every", daysValue(c.Every))
	}
	setBands(r, &c.Line, "points")
	r.SetNumber("max", c.Max)
	r.SetNumber("min", c.Min)
	if c.Missing != (exact.Number{}) {
		r.SetNumber("missing", &c.Missing)
	}
	if c.Decay != nil {
		r.Set("decay", printDecay(c.Decay))
	}
	r.SetText("why", c.Why)
	r.SetText("owner", c.Owner)
	r.SetText("reviewed", c.Reviewed)
	return r.Value
}

func printDecay(d *rulebook.Decay) tree.Value {
	r := tree.NewRecord()
	r.SetScalar("from", d.From)
	if d.HalfLife > 0 {
		r.Set("half_life", daysValue(d.HalfLife))
		return r.Value
	}
	if d.Keeps != nil {
		r.Set("keeps", tree.PlainValue(d.Keeps.Share()))
	} else {
		r.Set("linear", tree.PlainValue(d.Linear.Share()))
	}
	r.Set("every", daysValue(d.Every))
	return r.Value
}

func daysValue(days int) tree.Value { return tree.PlainValue(exact.Int(int64(days)).String() + "d") }

func printFramework(f *rulebook.Framework) (name string, v tree.Value) {
	r := tree.NewRecord()
	r.Open = true
	if f.Points != (exact.Number{}) {
		r.SetNumber("points", &f.Points)
	}
	if f.Qualified != nil {
		r.Set("qualified", tree.PlainValue(exact.Int(int64(*f.Qualified)).String()))
	}
	if f.When != nil {
		r.Set("when", printCondition(f.When))
	}
	setNamed(r, "elements", f.Elements, printElement)
	return f.Name, r.Value
}

func printElement(e *rulebook.Element) (name string, v tree.Value) {
	r := tree.NewRecord()
	setLine(r, &e.Line, false)
	setRated(r, &e.Line)
	setWeight(r, e.Weight)
	r.SetTruth("required", e.Required)
	setBands(r, &e.Line, "share")
	setShare(r, "missing", e.Missing)
	setQuestion(r, e.Question)
	return e.Name, r.Value
}

// setQuestion sets a question unless it is empty.
func setQuestion(r *tree.Record, q rulebook.Question) {
	if q.EN == q.JA {
		r.SetText("question", q.EN)
		return
	}
	both := tree.NewRecord()
	both.SetText("en", q.EN)
	both.SetText("ja", q.JA)
	r.Set("question", both.Value)
}

func setScore(r *tree.Record, s *rulebook.Score) {
	score := tree.NewRecord()
	score.SetNumber("min", s.Min)
	score.SetNumber("max", s.Max)
	rates := tree.NewRecord()
	for _, rate := range s.Rates {
		rates.Set(rate.From.String(), printRateLine(rate))
	}
	if s.Rates != nil {
		score.Set("rates", rates.Value)
	}
	if len(score.Pairs) > 0 {
		r.Set("score", score.Value)
	}
}

// printRateLine writes a win rate, and of how many leads it is where that is known.
func printRateLine(r rulebook.WinRate) tree.Value {
	text := r.Rate.Share()
	if r.Leads > 0 {
		text += " of " + strconv.Itoa(r.Leads)
	}
	return tree.PlainValue(text)
}

func printStage(s *rulebook.Stage) tree.Value {
	r := tree.NewRecord()
	r.SetText("stage", s.Name)
	r.SetTruth("out", s.Out)
	setLine(r, &s.Line, false)
	r.SetText("because", s.Because)
	return r.Value
}

func printExample(e *rulebook.Example) tree.Value {
	r := tree.NewRecord()
	r.SetText("name", e.Name)
	if e.AsOf != nil {
		r.Set("as_of", tree.PlainValue(e.AsOf.String()))
	}
	lead := tree.NewRecord()
	for _, cell := range e.Lead {
		setKey(lead, cell.Name, tree.ScalarValue(cell.Value))
	}
	r.Set("lead", lead.Value)
	want := tree.NewRecord()
	for i := range e.Want {
		setKey(want, e.Want[i].Metric, printWanted(e.Want[i].Tests))
	}
	if e.Reasons.Has != nil || e.Reasons.Not != nil {
		want.Set("reasons", printWantedReasons(&e.Reasons))
	}
	r.Set("want", want.Value)
	return r.Value
}

func printWantedReasons(wanted *rulebook.WantedReasons) tree.Value {
	r := tree.NewRecord()
	if wanted.Has != nil {
		r.Set("has", tree.ScalarsValue(wanted.Has))
	}
	if wanted.Not != nil {
		r.Set("not", tree.ScalarsValue(wanted.Not))
	}
	return r.Value
}

// printWanted writes what a test wants of a metric: a value where that says it.
func printWanted(tests []rulebook.Test) tree.Value {
	if len(tests) == 1 && tests[0].Op == "is" {
		return tree.ScalarsValue(tests[0].Args)
	}
	r := tree.NewRecord()
	setTests(r, tests)
	return r.Value
}

// setKey sets a key that is a value of the rulebook itself.
func setKey(r *tree.Record, key rulebook.Scalar, v tree.Value) {
	written := node.Written(key.Text)
	if key.Quoted {
		written = node.Quoted(key.Text)
	}
	r.Set(written, v)
}

func printAccounts(a *rulebook.Accounts) tree.Value {
	r := tree.NewRecord()
	r.SetScalar("by", a.By)
	setNamed(r, "roles", a.Roles, func(role *rulebook.Role) (string, tree.Value) { return role.Name, printCondition(role.When) })
	score := tree.NewRecord()
	for _, share := range []struct {
		key string
		of  *exact.Number
	}{{"best", a.Score.Best}, {"others", a.Score.Others}} {
		if share.of != nil {
			score.Set(share.key, tree.PlainValue(share.of.Share()))
		}
	}
	score.SetNumber("min", a.Score.Min)
	score.SetNumber("max", a.Score.Max)
	if len(score.Pairs) > 0 {
		r.Set("score", score.Value)
	}
	setList(r, "stages", a.Stages, printStage)
	r.Open = len(r.Pairs) > 0
	return r.Value
}

func printLog(l *rulebook.Log) (name string, v tree.Value) {
	r := tree.NewRecord()
	r.SetScalar("like", l.Like)
	if l.Lead != nil {
		r.Set("lead", tree.ScalarsValue(l.Lead))
	}
	r.SetScalar("joins", l.Joins)
	if l.At != nil {
		r.Set("at", tree.ScalarsValue(l.At))
	}
	if l.Order != rulebook.OrderUnset {
		r.Set("order", tree.PlainValue(l.Order.String()))
	}
	if l.ID != nil {
		r.Set("id", tree.ScalarsValue(l.ID))
	}
	return l.Name, r.Value
}

func printActivity(a *rulebook.Activity) tree.Value {
	r := tree.NewRecord()
	r.SetScalar("log", a.Log)
	if a.Where != nil {
		r.Set("where", printCondition(a.Where))
	}
	r.SetScalar("of", a.Of)
	setBands(r, &rulebook.Line{Bands: a.Bands}, "points")
	if a.Within > 0 {
		r.Set("within", daysValue(a.Within))
	}
	if a.HalfLife > 0 {
		r.Set("half_life", daysValue(a.HalfLife))
	}
	return r.Value
}
