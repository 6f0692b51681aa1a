// Package draft makes a first rulebook for a lead list from what the list holds, with a
// comment at each line for people who have never seen one. It knows no outcome: what it
// gives points for is what usually tells good leads from others.
package draft

import (
	"fmt"
	"strings"
	"time"

	"leadscore/cmd/internal/profile"
	"leadscore/internal/texts"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

// Options say how to draft.
type Options struct {
	File      string // of the list, as a person calls it
	Encoding  string // of the list
	Delimiter string // what stands between its cells: "comma"
	Language  rulebook.Language
	AsOf      calendar.Day // the day that ages are counted to
	Answers   Answers
	Learned   *Learned // nil: nobody knows which leads were won
}

// Learned is a rulebook learned from won and lost leads of the list. The draft takes over
// its fields, criteria, win rates and stages, and adds what it does not have.
type Learned struct {
	Rulebook *rulebook.Rulebook
	Comments printer.Comments
}

// Draft is a first rulebook for a list.
type Draft struct {
	Rulebook *rulebook.Rulebook
	Comments printer.Comments
	Telling  bool // some column tells leads apart
	Keyed    bool // a column names the leads

	// Won is what --won takes where the list tells which leads have bought, and the
	// points do not come from them: "Status=Won"; else "".
	Won string
}

// YAML writes the draft as a person reads it.
func (d *Draft) YAML() []byte { return printer.WithComments(d.Rulebook, d.Comments) }

// New drafts a rulebook for a list. The error says that the list, or this program, has a
// fault for which no rulebook can be made.
func New(list *profile.List, o Options) (*Draft, error) {
	b := newBuilder(list, o)
	if o.Learned != nil {
		return b.aroundLearned(o.Learned), nil
	}
	b.identify()
	fit, signals, elements := b.fit(), b.signals(), b.bant()
	b.give(fit, signals, elements)
	b.takeAway()
	if err := b.stages(); err != nil {
		return nil, err
	}
	b.head(b.caution()...)
	b.orderFields()
	won, _ := b.outcome()
	return &Draft{Rulebook: b.book, Comments: b.comments, Telling: b.telling, Keyed: b.book.Key.Text != "", Won: won}, nil
}

// Zone is the time zone of drafts in a language; nil for UTC.
func Zone(language rulebook.Language) *time.Location {
	if language == rulebook.Japanese {
		return japan
	}
	return nil
}

// Summary says in a few words what the draft looks at.
func (d *Draft) Summary() string {
	profiles := 0
	if d.Rulebook.ICP != nil {
		profiles = len(d.Rulebook.ICP.Profiles)
	}
	in := texts.In(d.Rulebook.Language, "draft")
	customers := in.Say("no ideal customer")
	if profiles > 0 {
		customers = in.Say("%s##ideal customers", in.Count(profiles, "ideal customer"))
	}
	criteria := in.Say("%d criteria", len(d.Rulebook.Criteria))
	if len(d.Rulebook.Criteria) == 1 {
		criteria = in.Say("1 criterion")
	}
	return in.Say("the draft has %s, %s, BANT and %s", customers, criteria, in.Count(len(d.Rulebook.Stages), "stage"))
}

// builder is a draft in the making.
type builder struct {
	list     *profile.List
	opt      Options
	book     *rulebook.Rulebook
	comments printer.Comments
	names    map[*profile.Column]string // of the fields declared
	taken    map[string]bool            // names of fields, in the normal form
	level    string                     // the field of levels; "" for none
	amount   *profile.Column            // what a deal is worth; nil for none
	telling  bool                       // leads differ in their scores
}

// aroundLearned is a draft whose points were learned: it adds what names a lead, and the
// questions of a call, which give no points.
func (b *builder) aroundLearned(l *Learned) *Draft {
	for _, f := range l.Rulebook.Fields {
		b.taken[folded(f.Name)] = true
	}
	b.identify()
	b.seniority()
	b.writeBANT(b.bant(), 0)
	b.orderFields()
	b.book.Fields = append(b.book.Fields, l.Rulebook.Fields...)
	b.book.Criteria, b.book.Score, b.book.Stages = l.Rulebook.Criteria, l.Rulebook.Score, l.Rulebook.Stages
	b.comments.Criteria, b.comments.Stages = l.Comments.Criteria, l.Comments.Stages
	b.above(b.say("Learned from won and lost leads: behind each line, how many of the leads that it holds for were won."), "criteria")
	b.above(b.say("The stages, cut where the win rates part; counted on leads that were not learned from."), "stages")
	b.head(l.Comments.Head...)
	return &Draft{Rulebook: b.book, Comments: b.comments, Telling: true, Keyed: b.book.Key.Text != ""}
}

func newBuilder(list *profile.List, o Options) *builder {
	b := &builder{list: list, opt: o, names: map[*profile.Column]string{}, taken: map[string]bool{}}
	b.book = &rulebook.Rulebook{
		Name: b.say("A first rulebook for %s", o.File), Language: o.Language, Location: Zone(o.Language), Fields: []rulebook.Field{},
	}
	b.comments = printer.Comments{Above: map[string][]string{}, Beside: map[string]string{}}
	return b
}

// say words something in the draft's language.
func (b *builder) say(english string, args ...any) string {
	return texts.In(b.opt.Language, "draft").Say(english, args...)
}

// above puts lines before a place, and beside one behind it.
func (b *builder) above(line string, path ...string) {
	at := printer.Place(path...)
	b.comments.Above[at] = append(b.comments.Above[at], strings.Split(line, "\n")...)
}

func (b *builder) beside(text string, path ...string) {
	b.comments.Beside[printer.Place(path...)] = text
}

// Points of the three parts of a score of 100. A part of which the list tells little has
// fewer, and the others more.
const (
	fitPoints    = 40
	signalPoints = 40
	bantPoints   = 20
	allPoints    = 100

	wholeFit      = 60 // weights of attributes that tell enough for all points of the fit
	mostFit       = 60
	mostPerWeight = 3 // points of signals for one of weight, at most
)

// shares shares the points out between the fit, of which attributes have these weights,
// and signals of these.
func shares(fitWeight, signalWeight int) (fit, signals int) {
	fit = fitPoints * min(fitWeight, wholeFit) / wholeFit
	signals = min(signalPoints, mostPerWeight*signalWeight)
	rest := func() int { return allPoints - bantPoints - fit - signals }
	if signalWeight > 0 {
		signals += min(rest(), max(mostPerWeight*signalWeight-signals, 0))
	}
	switch {
	case fitWeight >= wholeFit && signalWeight == 0:
		fit += rest()
	case fitWeight >= wholeFit:
		fit += min(rest(), mostFit-fit)
	}
	return fit, signals
}

// give writes the parts that the list has.
func (b *builder) give(fit []rulebook.Profile, signals []signal, elements []rulebook.Element) {
	weights := 0
	if fit != nil {
		for _, a := range fit[0].Attributes {
			weight, _ := a.Weight.Whole()
			weights += int(weight)
		}
	}
	signalWeights := 0
	for _, s := range signals {
		signalWeights += s.weight
	}
	fits, engaged := shares(weights, signalWeights)
	if fit != nil {
		b.book.ICP = &rulebook.ICP{Points: points(fits), Profiles: fit}
		b.above(b.say(
			"Who you sell to: up to %d points for who the lead is. The draft takes what is frequent in the list; put\nin what your best customers are like. A lead counts for the profile that it fits best.", fits), "icp")
	}
	b.writeSignals(signals, engaged)
	b.writeBANT(elements, bantPoints)
	if fits+engaged+bantPoints == allPoints {
		most := points(allPoints)
		b.book.Score.Max = &most
	}
}

// declare gives the field of a column, which it declares where that has not been done.
func (b *builder) declare(c *profile.Column, f rulebook.Field) string {
	if name, done := b.names[c]; done {
		return name
	}
	name := b.free(fieldName(c))
	f.Name, f.Columns = name, []rulebook.Scalar{{Text: c.Header}}
	if c.Known != "" {
		f.Like = rulebook.Scalar{Text: c.Known}
		if b.first(c) && f.Scale == nil {
			f.Columns = nil
		}
	}
	b.names[c] = name
	b.book.Fields = append(b.book.Fields, f)
	return name
}

// free makes a name that no other field has.
func (b *builder) free(name string) string {
	for n := 2; b.taken[folded(name)]; n++ {
		name = fmt.Sprintf("%s %d", strings.TrimSuffix(name, fmt.Sprintf(" %d", n-1)), n)
	}
	b.taken[folded(name)] = true
	return name
}

// add declares a field that is read from no column of the list, and gives its name.
func (b *builder) add(f rulebook.Field) string {
	f.Name = b.free(f.Name)
	b.book.Fields = append(b.book.Fields, f)
	return f.Name
}
