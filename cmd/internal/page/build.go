package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"leadscore/cmd/internal/qualify"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// New makes the page of a call sheet.
func New(s *qualify.Sheet, rb *rulebook.Rulebook) *Sheet {
	b := &builder{rulebook: rb, topics: map[string]qualify.Topic{}, at: map[int]int{}}
	for _, t := range s.Topics {
		b.topics[t.About] = t
	}
	for i := range s.Leads {
		b.at[s.Leads[i].No] = i
	}
	out := &Sheet{Language: rb.Language, ID: idOf(s), Title: s.Rulebook, List: s.List, AsOf: s.AsOf, Stages: s.Stages}
	for i := range s.Leads {
		out.Leads = append(out.Leads, b.lead(&s.Leads[i]))
	}
	return out
}

// idOf names the sheet of a list, a rulebook and a day: made again, it finds the answers that were
// given on it.
func idOf(s *qualify.Sheet) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{s.List, s.KeyHeader, s.RulesHash, s.AsOf}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// builder makes the leads of a page.
type builder struct {
	rulebook *rulebook.Rulebook
	topics   map[string]qualify.Topic // by what answers call them
	at       map[int]int              // positions of leads by their numbers
}

func (b *builder) lead(l *qualify.Lead) Lead {
	out := Lead{
		Key: l.Key, Rank: l.No, Company: l.Who.Company, Person: joined(" ", l.Who.Department, l.Who.Title, l.Who.Name), Phones: filled(l.Who.Phone, l.Who.Mobile),
		Stage: l.Stage, Score: l.Score.String(), Low: end(l.Low), High: end(l.High), Grade: l.Grade, Owner: l.Owner, Note: l.Note, Reasons: l.Reasons,
	}
	if l.Call != nil {
		out.Due, out.Calls = l.Call.Due, l.Call.Attempts
		out.Last = &Last{l.Call.Date, l.Call.By, l.Call.Result, joined(" / ", l.Call.Next, l.Call.Note)}
	}
	if len(l.Lifts) > 0 {
		out.Lift = liftOf(&l.Lifts[0])
	}
	for _, cells := range [][]qualify.Cell{l.Shown, l.Facts} {
		for _, c := range cells {
			out.Facts = append(out.Facts, [2]string{c.Header, c.Text})
		}
	}
	for _, k := range l.Known {
		out.Known = append(out.Known, Known{k.Label, k.Value, k.Met})
	}
	for i := range l.Ask {
		out.Ask = append(out.Ask, b.ask(&l.Ask[i]))
	}
	out.Research, out.Records = headersOf(l.LookUp), headersOf(l.Records)
	for _, w := range l.Warnings {
		for _, no := range w.Nos {
			out.Same = append(out.Same, b.at[no])
		}
		if len(w.Nos) == 0 && w.Kind != qualify.NoPhone { // which stands where the number would
			out.Warnings = append(out.Warnings, w.Text)
		}
	}
	return out
}

func liftOf(l *qualify.Lift) *Lift {
	lift := &Lift{Stage: l.Stage, Text: l.Text}
	for _, a := range l.Answers {
		lift.About = append(lift.About, a.About)
	}
	return lift
}

func (b *builder) ask(q *qualify.Question) Ask {
	ask := Ask{About: q.About, Name: q.Label, Question: q.Text, Star: q.Next, Kind: AskElement}
	if q.Lifts != "" {
		ask.Effect = "→ " + q.Lifts
	}
	if q.Asked != nil {
		ask.Asked = q.Asked.Date
	}
	switch topic := b.topics[q.About]; topic.Type {
	case "", "element":
		ask.Field, ask.Unit = b.fieldOf(q.About)
	case rulebook.TypeBool.String():
		ask.Kind = AskBool
	default:
		ask.Kind, ask.Unit = AskField, topic.Label
	}
	return ask
}

// fieldOf is the field that an element reads, where its value is a number or a day, and the header
// of its column: what is written there says more than yes.
func (b *builder) fieldOf(about string) (name, header string) {
	for i := range b.rulebook.Frameworks {
		f := &b.rulebook.Frameworks[i]
		for k := range f.Elements {
			if f.Name+"."+f.Elements[k].Name == about {
				return b.measured(f.Elements[k].Field.Text)
			}
		}
	}
	return "", ""
}

func (b *builder) measured(field string) (name, header string) {
	for i := range b.rulebook.Fields {
		f := &b.rulebook.Fields[i]
		if field == "" || fold.Text(f.Name) != fold.Text(field) || f.Type != rulebook.TypeNumber && f.Type != rulebook.TypeDate || f.Rate != nil {
			continue
		}
		header = f.Name
		if columns := lexicon.HeadersOf(f); len(columns) > 0 {
			header = columns[0].Text
		}
		return f.Name, header
	}
	return "", ""
}

func headersOf(gaps []qualify.Gap) []string {
	var headers []string
	for _, g := range gaps {
		headers = append(headers, g.Header)
	}
	return headers
}

// end is one end of where a score may lie.
func end(n *json.Number) string {
	if n == nil {
		return "…"
	}
	return cmp.Or(n.String(), "…")
}

func filled(texts ...string) []string {
	var some []string
	for _, text := range texts {
		if text != "" {
			some = append(some, text)
		}
	}
	return some
}

func joined(between string, texts ...string) string { return strings.Join(filled(texts...), between) }
