package explain

import (
	"fmt"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
)

// LeadJSON is the explanation of one lead as `explain --format json` gives it.
// Points are numbers of points, shares and fits percent. An end without bound is
// null, and so is what is not there.
type LeadJSON struct {
	Line         int             `json:"line"` // of the lead in its list, the header being line 1
	Key          string          `json:"key"`
	Show         []jsonRead      `json:"show"`
	Score        number          `json:"score"`
	ScoreLow     *number         `json:"score_low"`
	ScoreHigh    *number         `json:"score_high"`
	WinRate      *string         `json:"win_rate"`       // "26%"
	WinRateLow   *string         `json:"win_rate_low"`   // of its 95 % interval, "20.8%"
	WinRateHigh  *string         `json:"win_rate_high"`  //
	WinRateLeads *int            `json:"win_rate_leads"` // of how many leads it is; null: the rulebook does not say
	Stage        *string         `json:"stage"`
	Out          bool            `json:"out"`
	Grade        *string         `json:"grade"`
	ICP          *string         `json:"icp"`
	Fit          number          `json:"fit"`
	Lines        []jsonLine      `json:"lines"` // their points sum to the score
	Groups       []jsonGroup     `json:"groups"`
	Profiles     []jsonProfile   `json:"profiles"`
	Frameworks   []jsonFramework `json:"frameworks"`
	Stages       []jsonStage     `json:"stages"`   // up to the rule that decided
	Unknowns     []jsonUnknown   `json:"unknowns"` // the most valuable question first
	Reasons      []string        `json:"reasons"`
	NextQuestion *string         `json:"next_question"`
	Answers      []jsonAnswer    `json:"answers,omitempty"` // what the lead said
	Logged       []jsonLogged    `json:"logged,omitempty"`  // what was logged about it
}

// jsonRead is one field that was looked at.
type jsonRead struct {
	Field  string     `json:"field"`
	Column string     `json:"column"`           // "" for derived fields and metrics
	Cell   string     `json:"cell"`             // as it stands in the list
	Value  string     `json:"value"`            // as it was read
	Answer string     `json:"answer,omitempty"` // what was answered and stands in for the cell
	State  string     `json:"state"`            // known, blank, unreadable, absent
	From   []jsonRead `json:"from,omitempty"`   // of a derived field: what it was made from
}

// jsonLine is one line of the sum.
type jsonLine struct {
	Kind    string     `json:"kind"` // icp, framework, criterion, clamp, decay, counts
	Name    string     `json:"name"`
	Group   string     `json:"group"`
	Points  number     `json:"points"`
	Low     *number    `json:"low"` // what the line could earn if the blanks were filled
	High    *number    `json:"high"`
	Outcome string     `json:"outcome"` // true, false, unknown
	Band    *int       `json:"band"`    // from 1
	Detail  string     `json:"detail"`
	Why     string     `json:"why"`
	Reads   []jsonRead `json:"reads"`
	Rule    *jsonPlace `json:"rule"` // where the rulebook has it
}

// jsonPlace is a place in the rulebook.
type jsonPlace struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// jsonGroup is a group's sum before and after its limits.
type jsonGroup struct {
	Name   string  `json:"name"`
	Of     string  `json:"of"`
	Before number  `json:"before"`
	After  number  `json:"after"`
	Grade  *string `json:"grade"`
}

// jsonProfile is how well the lead fits one profile.
type jsonProfile struct {
	Name       string          `json:"name"`
	Fit        number          `json:"fit"`
	RuledOut   *string         `json:"ruled_out"` // the required attribute that is false
	Attributes []jsonAttribute `json:"attributes"`
}

// jsonAttribute is one attribute of a profile.
type jsonAttribute struct {
	Name     string     `json:"name"`   // the condition in words
	Weight   string     `json:"weight"` // as the rulebook has it
	Required bool       `json:"required"`
	Share    number     `json:"share"`
	Outcome  string     `json:"outcome"`
	Reads    []jsonRead `json:"reads"`
}

// jsonFramework is where the lead stands in one framework.
type jsonFramework struct {
	Name      string        `json:"name"`
	Applies   bool          `json:"applies"`
	Text      string        `json:"text"`
	Points    number        `json:"points"`
	Met       int           `json:"met"`
	Known     int           `json:"known"`
	Of        int           `json:"of"`
	Share     number        `json:"share"`
	Qualified string        `json:"qualified"` // true, false, unknown
	Elements  []jsonElement `json:"elements"`
}

// jsonElement is one element of a framework.
type jsonElement struct {
	Name     string     `json:"name"`
	State    string     `json:"state"` // met, unmet, unknown
	Share    number     `json:"share"`
	Answered bool       `json:"answered,omitempty"` // an answer about the element decides, not what it reads
	Required bool       `json:"required"`
	Question string     `json:"question"`
	Reads    []jsonRead `json:"reads"`
}

// jsonStage is one stage rule as it was decided.
type jsonStage struct {
	Stage   string     `json:"stage"`
	Outcome string     `json:"outcome"`
	Rule    string     `json:"rule"` // the condition in words
	Because string     `json:"because"`
	Reads   []jsonRead `json:"reads"`
}

// jsonUnknown is something that is not known of the lead.
type jsonUnknown struct {
	Framework string     `json:"framework"` // with element, else ""
	Element   string     `json:"element"`
	Field     string     `json:"field"`
	Question  string     `json:"question"`
	KnownBy   string     `json:"known_by"`  // asking; research or records: nobody is asked
	ScoreLow  *number    `json:"score_low"` // of the score, if this alone were filled
	ScoreHigh *number    `json:"score_high"`
	Reads     []jsonRead `json:"reads"`
}

// number is points or percent as a JSON number.
type number exact.Points

// MarshalJSON gives the number without trailing zeros: 12.5.
func (n number) MarshalJSON() ([]byte, error) { return exact.Points(n).AppendTo(nil), nil }

// NewLeadJSON turns an explanation into its JSON form.
func NewLeadJSON(e *explained.Lead, line int) LeadJSON {
	low, high := ends(e.Bounds)
	lead := LeadJSON{
		Line: line, Key: e.Key, Show: readsJSON(e.Show),
		Score: number(e.Score), ScoreLow: low, ScoreHigh: high,
		Stage: report.OrNull(e.Stage), Out: e.Out, Grade: report.OrNull(e.Grade), ICP: report.OrNull(e.ICP), Fit: number(e.Fit),
		Lines:      convert(e.Lines, lineJSON),
		Groups:     convert(e.Groups, groupJSON),
		Profiles:   convert(e.Profiles, profileJSON),
		Frameworks: convert(e.Frameworks, frameworkJSON),
		Stages:     convert(e.Stages, stageJSON),
		Unknowns:   convert(e.Unknowns, unknownJSON),
		Reasons:    append([]string{}, e.Reasons...), NextQuestion: report.OrNull(e.Next), Answers: convert(e.Answers, answerJSON), Logged: convert(e.Logged, loggedJSON),
	}
	if e.WinRate != nil {
		lead.WinRate = report.OrNull(e.WinRate.Percent())
		if e.RateLeads > 0 {
			i := rateInterval(e)
			percent := func(rate float64) *string { return report.OrNull(fmt.Sprintf("%.1f%%", 100*rate)) }
			leads := e.RateLeads
			lead.WinRateLow, lead.WinRateHigh, lead.WinRateLeads = percent(i.Low), percent(i.High), &leads
		}
	}
	return lead
}

func convert[From, To any](all []From, one func(From) To) []To {
	converted := make([]To, len(all))
	for i, from := range all {
		converted[i] = one(from)
	}
	return converted
}

func ends(b exact.Bounds) (low, high *number) {
	if !b.NoLow {
		low = new(number(b.Low))
	}
	if !b.NoHigh {
		high = new(number(b.High))
	}
	return low, high
}

func readsJSON(reads []explained.Read) []jsonRead {
	return convert(reads, func(r explained.Read) jsonRead {
		return jsonRead{Field: r.Field, Column: r.Column, Cell: r.Cell, Answer: r.Answer, Value: r.Value, State: r.State.String(), From: readsJSON(r.From)}
	})
}

func lineJSON(l explained.Line) jsonLine {
	low, high := ends(l.Bounds)
	line := jsonLine{
		Kind: string(l.Kind), Name: l.Name, Group: l.Group, Points: number(l.Points), Low: low, High: high,
		Outcome: l.Outcome.String(), Detail: l.Detail, Why: l.Why, Reads: readsJSON(l.Reads),
	}
	if l.Band >= 0 {
		line.Band = new(l.Band + 1)
	}
	if l.Pos != (rulebook.Pos{}) {
		line.Rule = &jsonPlace{l.Pos.Line, l.Pos.Column}
	}
	return line
}

func groupJSON(g explained.Group) jsonGroup {
	return jsonGroup{Name: g.Name, Of: g.Of, Before: number(g.Before), After: number(g.After), Grade: report.OrNull(g.Grade)}
}

func profileJSON(p explained.Profile) jsonProfile {
	return jsonProfile{
		Name: p.Name, Fit: number(p.Fit), RuledOut: report.OrNull(p.RuledOut),
		Attributes: convert(p.Attributes, func(a explained.Attribute) jsonAttribute {
			return jsonAttribute{a.Name, a.Weight, a.Required, number(a.Share), a.Outcome.String(), readsJSON(a.Reads)}
		}),
	}
}

func frameworkJSON(f explained.Framework) jsonFramework {
	return jsonFramework{
		Name: f.Name, Applies: f.Tally.Applies, Text: f.Text, Points: number(f.Points),
		Met: f.Tally.Met, Known: f.Tally.Known, Of: f.Tally.Of, Share: number(f.Tally.Share()),
		Qualified: f.Tally.Qualified.String(),
		Elements: convert(f.Elements, func(el explained.Element) jsonElement {
			return jsonElement{el.Name, elementWord(el.State), number(el.Share), el.Answered, el.Required, el.Question, readsJSON(el.Reads)}
		}),
	}
}

func elementWord(state match.Truth) string {
	switch state {
	case match.True:
		return "met"
	case match.False:
		return "unmet"
	}
	return "unknown"
}

func stageJSON(s explained.Stage) jsonStage {
	return jsonStage{s.Stage, s.Outcome.String(), s.Rule, s.Because, readsJSON(s.Reads)}
}

func unknownJSON(u explained.Unknown) jsonUnknown {
	low, high := ends(u.Bounds)
	return jsonUnknown{
		Framework: u.Framework, Element: u.Element, Field: u.Field, Question: u.Question, KnownBy: string(u.KnownBy),
		ScoreLow: low, ScoreHigh: high, Reads: readsJSON(u.Reads),
	}
}
