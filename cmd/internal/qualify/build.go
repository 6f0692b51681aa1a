package qualify

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"leadscore/cmd/internal/answers"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// Maker makes the leads of a sheet.
type Maker struct {
	rulebook  *rulebook.Rulebook
	engine    *scoring.Engine
	header    []string
	subjects  []answer.Subject // Options.Answered of the engine
	framework string           // the only one that is asked about; "": all
	asOf      calendar.Day
	words     *words
	known     map[string][]int // columns, by what their headers are known to hold
	spelling  *lexicon.Spelling
	info      map[string]scoring.FieldInfo // by the field's name
}

// NewMaker makes a Maker for a list. The engine must know of answers about all of
// answer.Subjects.
func NewMaker(rb *rulebook.Rulebook, e *scoring.Engine, header []string, framework string, asOf calendar.Day) *Maker {
	m := &Maker{
		rulebook: rb, engine: e, header: header, subjects: answer.Subjects(rb), framework: fold.Text(framework), asOf: asOf,
		words: wordsOf(rb.Language), known: map[string][]int{}, info: map[string]scoring.FieldInfo{},
		spelling: lexicon.NewSpelling(&rulebook.Field{Company: true}),
	}
	for i, name := range header {
		if known, found := lexicon.FieldOfHeader(name); found {
			m.known[known.Name] = append(m.known[known.Name], i)
		}
	}
	for _, f := range e.Fields() {
		m.info[f.Name] = f
	}
	return m
}

// Topics lists what leads may be asked about.
func (m *Maker) Topics() []Topic {
	topics := []Topic{}
	for _, s := range m.subjects {
		if s.Field == "" {
			if m.isAsked(s.Framework) {
				topics = append(topics, Topic{s.String(), s.Framework, m.words.element(s.Framework, s.Element), "element"})
			}
			continue
		}
		info := m.info[s.Field]
		topics = append(topics, Topic{s.Field, "", cmp.Or(info.Header, s.Field), info.Type.String()})
	}
	return topics
}

func (m *Maker) isAsked(framework string) bool {
	return m.framework == "" || fold.Text(framework) == m.framework
}

// Lead makes the lead that was scored last: cells are those of its record, with what lies
// beside it; said is what it said, nil for nothing.
func (m *Maker) Lead(s *scoring.Scorer, cells []string, line int, said *answers.Lead) Lead {
	lifts, _ := s.Lifts(cells)
	x := s.Explain(cells)
	lead := Lead{
		Part: ToCall, Key: x.Key, Line: line, Who: m.who(cells), Facts: m.facts(cells), Shown: m.shown(x),
		Note: m.first(cells, "description"), Owner: m.first(cells, "owner"),
		Stage: x.Stage, Grade: x.Grade, Score: number(x.Score), Reasons: reasons(x),
		Known: m.knownOf(x, said), Lifts: []Lift{}, Ask: []Question{}, LookUp: []Gap{}, Records: []Gap{},
	}
	if !x.Bounds.NoLow {
		lead.Low = new(number(x.Bounds.Low))
	}
	if !x.Bounds.NoHigh {
		lead.High = new(number(x.Bounds.High))
	}
	for _, l := range lifts {
		lead.Lifts = append(lead.Lifts, m.lift(l))
	}
	m.ask(&lead, x, said)
	m.warn(&lead, cells, said)
	return lead
}

// mostReasons is how many lines of the sum say why.
const mostReasons = 3

// reasons are the lines of the sum that weigh most, in few words: what takes points with
// them, of a framework how many of its elements are met.
func reasons(x *explained.Lead) []string {
	lines := slices.DeleteFunc(slices.Clone(x.Lines), func(l explained.Line) bool { return l.Points == 0 || l.Kind == explained.LineClamp })
	weight := func(l explained.Line) exact.Points { return max(l.Points, -l.Points) }
	slices.SortStableFunc(lines, func(a, b explained.Line) int { return cmp.Compare(weight(b), weight(a)) })
	texts := []string{}
	for _, l := range lines[:min(len(lines), mostReasons)] {
		text := l.Name
		for _, f := range x.Frameworks {
			if l.Kind == explained.LineFramework && f.Name == l.Name {
				text += " " + f.Text
			}
		}
		if l.Points < 0 {
			text += " " + l.Points.Signed()
		}
		texts = append(texts, text)
	}
	return texts
}

func number(p exact.Points) json.Number { return json.Number(p.String()) }

// first is the first filled cell of a known thing.
func (m *Maker) first(cells []string, known string) string {
	for _, i := range m.known[known] {
		if text := strings.TrimSpace(cells[i]); text != "" && text != "-" {
			return strings.Clone(text)
		}
	}
	return ""
}

func (m *Maker) who(cells []string) Who {
	name := m.first(cells, "full_name")
	if name == "" {
		name = m.words.name(m.first(cells, "first_name"), m.first(cells, "last_name"))
	} else {
		name = m.words.name("", name)
	}
	return Who{
		Company: m.first(cells, "company"), Name: name, Title: m.first(cells, "title"), Department: m.first(cells, "department"),
		Phone: m.first(cells, "phone"), Mobile: m.first(cells, "mobile"), Email: m.first(cells, "email"),
	}
}

// facts are what the list knows of a company, and where the lead comes from.
func (m *Maker) facts(cells []string) []Cell {
	facts := []Cell{}
	for _, known := range []string{"industry", "employees", "state", "country", "lead_source", "campaign", "last_activity"} {
		for _, i := range m.known[known] {
			if text := strings.TrimSpace(cells[i]); text != "" {
				facts = append(facts, Cell{m.header[i], strings.Clone(text)})
				break
			}
		}
	}
	return facts
}

// shown are the cells that the rulebook wants shown, but for those that stand elsewhere.
func (m *Maker) shown(x *explained.Lead) []Cell {
	shown := []Cell{}
	for _, r := range x.Show {
		known, _ := lexicon.FieldOfHeader(r.Column)
		elsewhere := []string{"company", "full_name", "first_name", "last_name", "title", "department", "phone", "mobile", "email", "description", "owner"}
		if text := cmp.Or(strings.TrimSpace(r.Cell), r.Value); text != "" && !slices.Contains(elsewhere, known.Name) {
			shown = append(shown, Cell{cmp.Or(r.Column, r.Field), text})
		}
	}
	return shown
}

// knownOf lists the elements that are met or unmet.
func (m *Maker) knownOf(x *explained.Lead, said *answers.Lead) []Known {
	all := []Known{}
	for _, f := range x.Frameworks {
		if !f.Tally.Applies || !m.isAsked(f.Name) {
			continue
		}
		for _, el := range f.Elements {
			if !el.State.Known() {
				continue
			}
			s := answer.Subject{Framework: f.Name, Element: el.Name}
			k := Known{About: s.String(), Label: m.words.element(f.Name, el.Name), Met: el.State == match.True}
			if el.Answered {
				k.Value, k.Answered = m.answered(s, said)
			} else {
				k.Value, k.Answered = m.valueOf(el.Reads, said)
			}
			all = append(all, k)
		}
	}
	return all
}

// valueOf is what stands in the cells that an element reads.
func (m *Maker) valueOf(reads []explained.Read, said *answers.Lead) (value, answered string) {
	var texts []string
	for _, r := range reads {
		for len(r.From) == 1 {
			r = r.From[0]
		}
		if r.Answer != "" {
			_, answered = m.answered(answer.Subject{Field: r.Field}, said)
		}
		if text := cmp.Or(m.words.amount(r), r.Answer, strings.TrimSpace(r.Cell)); text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, m.words.and), answered
}

// answered is what a lead said about a subject: its note, or what was answered; and when,
// and who asked.
func (m *Maker) answered(s answer.Subject, said *answers.Lead) (value, when string) {
	if said == nil {
		return "", ""
	}
	for _, a := range said.Said {
		if a.State != answer.Open && slices.ContainsFunc(a.Subjects, func(k int) bool { return m.subjects[k] == s }) {
			return a.Note, strings.TrimSpace(a.Day.String() + " " + a.By)
		}
	}
	return "", ""
}

// ask sorts what is not known by who would know it.
func (m *Maker) ask(lead *Lead, x *explained.Lead, said *answers.Lead) {
	for i, u := range x.Unknowns {
		if u.Element != "" && !m.isAsked(u.Framework) {
			continue
		}
		switch u.KnownBy {
		case rulebook.ByResearch:
			lead.LookUp = append(lead.LookUp, m.gap(u))
		case rulebook.ByRecords:
			lead.Records = append(lead.Records, m.gap(u))
		default:
			q := m.question(u, lead, said)
			q.Next = i == 0 && x.Next == u.Question
			lead.Ask = append(lead.Ask, q)
		}
	}
	slices.SortStableFunc(lead.Ask, func(a, b Question) int { return m.order(a.About) - m.order(b.About) })
}

// order is the place of a subject among all.
func (m *Maker) order(about string) int {
	return slices.IndexFunc(m.subjects, func(s answer.Subject) bool { return s.String() == about })
}

func (m *Maker) gap(u explained.Unknown) Gap {
	g := Gap{About: m.aboutOf(u), Header: m.labelOf(u), State: cell.Blank.String()}
	if len(u.Reads) > 0 {
		g.State = u.Reads[0].State.String()
	}
	return g
}

// aboutOf is the subject that an answer would be about: of a field that is made from
// another, the latter.
func (m *Maker) aboutOf(u explained.Unknown) string {
	if u.Element != "" {
		return answer.Subject{Framework: u.Framework, Element: u.Element}.String()
	}
	if len(u.Reads) == 1 && len(u.Reads[0].From) == 1 {
		return u.Reads[0].From[0].Field
	}
	return u.Field
}

func (m *Maker) labelOf(u explained.Unknown) string {
	if u.Element != "" {
		return m.words.element(u.Framework, u.Element)
	}
	return cmp.Or(m.info[m.aboutOf(u)].Header, u.Field)
}

func (m *Maker) question(u explained.Unknown, lead *Lead, said *answers.Lead) Question {
	q := Question{About: m.aboutOf(u), Label: m.labelOf(u), Text: u.Question}
	for _, l := range lead.Lifts {
		if q.Lifts == "" && len(l.Answers) == 1 && (l.Answers[0].About == q.About || reads(u.Reads, l.Answers[0].About)) {
			q.Lifts = l.Stage
		}
	}
	if said == nil {
		return q
	}
	for _, a := range said.Said {
		about := func(k int) bool { return m.subjects[k].String() == q.About || reads(u.Reads, m.subjects[k].Field) }
		if a.State == answer.Open && slices.ContainsFunc(a.Subjects, about) {
			q.Asked = &Asked{a.Day.String(), a.By, a.Note}
		}
	}
	return q
}

// reads tells whether a field is among those that were looked at.
func reads(all []explained.Read, field string) bool {
	return slices.ContainsFunc(all, func(r explained.Read) bool { return r.Field == field || reads(r.From, field) })
}

func (m *Maker) lift(l answer.Lift) Lift {
	lift := Lift{Stage: l.Stage, Answers: []Answer{}}
	var texts []string
	for _, a := range l.Answers {
		lift.Answers = append(lift.Answers, Answer{a.Subject.String(), a.Text, a.KnownBy})
		texts = append(texts, m.words.supposed(a, m.info[a.Subject.Field].Header))
	}
	lift.Text = strings.Join(texts, m.words.and) + " → " + l.Stage
	return lift
}

// warn notes what a caller must know first.
func (m *Maker) warn(lead *Lead, cells []string, said *answers.Lead) {
	lead.Warnings = []Warning{}
	add := func(kind WarningKind, text string) {
		lead.Warnings = append(lead.Warnings, Warning{Kind: kind, Text: text})
	}
	if m.says(cells, m.known["do_not_call"]) {
		add(DoNotCall, m.words.doNotCall)
	}
	if m.says(cells, m.known["opt_out"]) {
		add(OptedOut, m.words.optedOut)
	}
	if lead.Who.Phone == "" && lead.Who.Mobile == "" && len(m.known["phone"])+len(m.known["mobile"]) > 0 {
		lead.Part = NoNumber
		add(NoPhone, m.words.noNumber)
	}
	if said == nil || said.Call.Day == 0 {
		return
	}
	c := said.Call
	lead.Call = &Call{c.Day.String(), c.By, c.Result, c.Reason, c.Next, c.Due, c.Note, c.Attempts}
	if due, is := c.DueDay(); is && due <= m.asOf {
		lead.Part = Due
		text := m.words.promised(c.Due)
		if c.Next != "" {
			text += m.words.colon + c.Next
		}
		add(Promised, text)
	}
}

// says tells whether any of some columns says yes.
func (m *Maker) says(cells []string, columns []int) bool {
	return slices.ContainsFunc(columns, func(i int) bool {
		yes, err := cell.ParseBool(cells[i])
		return err == nil && yes
	})
}

// Number puts leads into the order of the sheet, numbers them, and notes which are of one
// company.
func (m *Maker) Number(leads []Lead) {
	parts := []Part{Due, ToCall, NoNumber}
	slices.SortStableFunc(leads, func(a, b Lead) int {
		if by := slices.Index(parts, a.Part) - slices.Index(parts, b.Part); by != 0 || a.Part != Due {
			return by
		}
		return cmp.Compare(a.Call.Due, b.Call.Due)
	})
	same := map[string][]int{}
	for i := range leads {
		leads[i].No = i + 1
		if company := m.company(leads[i].Who.Company); company != "" {
			same[company] = append(same[company], i)
		}
	}
	for i := range leads {
		of := same[m.company(leads[i].Who.Company)]
		if len(of) < 2 {
			continue
		}
		w := Warning{Kind: SameCompany}
		var others []string
		for _, k := range of {
			if k != i {
				w.Nos = append(w.Nos, k+1)
				others = append(others, m.words.number(k+1, leads[k].Who.Name))
			}
		}
		w.Text = m.words.sameCompany(strings.Join(others, m.words.and))
		leads[i].Warnings = append(leads[i].Warnings, w)
	}
}

// company is a company's name in the form in which names are compared.
func (m *Maker) company(name string) string {
	text, _, _ := m.spelling.Cell(fold.Append(nil, name))
	return string(text)
}
