package draft

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// Answers are what a person has said of the customers, in place of what the list
// suggests. Where they are empty the list decides.
type Answers struct {
	Countries, Industries []string
	LeastSize             string // of a company, in employees or money, as the list tells it
	Level                 string // from which on people decide
	BigDeal               string // the amount from which on a deal comes first
}

// Question is one that a person is asked before a draft is made.
type Question struct {
	Text    string
	Default string // what the list suggests, which an empty answer takes

	take func(a *Answers, answer string) error
}

// Take takes an answer that is not empty. The error says what was expected.
func (q *Question) Take(a *Answers, answer string) error { return q.take(a, answer) }

// Questions are those that the list gives reason to ask: five at most.
func Questions(list *profile.List, o Options) []Question {
	o.Answers = Answers{}
	b := newBuilder(list, o)
	var all []Question
	for _, make := range []func() (Question, bool){b.askIndustries, b.askSize, b.askCountries, b.askLevel, b.askBigDeal} {
		if q, asks := make(); asks {
			all = append(all, q)
		}
	}
	return all
}

func (b *builder) askIndustries() (Question, bool) {
	c, names := b.industries()
	return Question{
		Text:    b.say("Which industries do you sell to?"),
		Default: strings.Join(names, ", "),
		take:    func(a *Answers, answer string) (err error) { a.Industries, err = b.valuesOf(c, answer); return err },
	}, names != nil
}

func (b *builder) askCountries() (Question, bool) {
	c := b.column("country")
	if c == nil || b.countries() == nil {
		return Question{}, false
	}
	return Question{
		Text:    b.say("Which countries do you sell to? Leads of others will not be ranked"),
		Default: b.say("all"),
		take: func(a *Answers, answer string) (err error) {
			if !slices.Contains([]string{"all", "すべて", "全て"}, folded(answer)) {
				a.Countries, err = b.valuesOf(c, answer)
			}
			return err
		},
	}, true
}

func (b *builder) askSize() (Question, bool) {
	c := b.sizeColumn()
	if c == nil {
		return Question{}, false
	}
	steps := b.steps(b.numbers(c, b.sizeField(c)))
	return Question{
		Text:    b.say("From which size on is a company as large as you wish (%s)?", heading(c)),
		Default: limits.Grouped(steps.full),
		take:    func(a *Answers, answer string) error { a.LeastSize = answer; return amountError(answer) },
	}, steps.full > 0
}

func (b *builder) askLevel() (Question, bool) {
	if name, _ := b.seniority(); name == "" {
		return Question{}, false
	}
	return Question{
		Text:    b.say("From which level on do people decide (%s)?", strings.Join(title.LevelNames()[1:], ", ")),
		Default: b.decides(),
		take: func(a *Answers, answer string) error {
			if _, known := title.ParseLevel(answer); !known {
				return fmt.Errorf("%s", fold.Expected(answer, title.LevelNames(), "levels"))
			}
			a.Level = folded(answer)
			return nil
		},
	}, true
}

func (b *builder) askBigDeal() (Question, bool) {
	b.budget()
	s, _, found := b.bigDeal()
	if !found {
		return Question{}, false
	}
	return Question{
		Text:    b.say("From which amount on does a deal come first, whatever its score (%s)?", heading(b.amount)),
		Default: b.sayAmount(bandLimit(s), b.amount),
		take:    func(a *Answers, answer string) error { a.BigDeal = answer; return amountError(answer) },
	}, true
}

// bandLimit is the number that a rule with one operator asks for.
func bandLimit(s rulebook.Stage) float64 {
	n, err := cell.ParseDecimal(s.When.Tests[0].Args[0].Text)
	if err != nil {
		return 0
	}
	f, _ := n.Rat().Float64()
	return f
}

func amountError(answer string) error {
	if _, err := cell.ParseNumber(answer, false); err != nil {
		return fmt.Errorf("%q is not a number. expected one such as 300 or 1,000,000", answer)
	}
	return nil
}

// valuesOf takes an answer apart at its commas. Each part must be a value that the column
// holds, since others would never be met.
func (b *builder) valuesOf(c *profile.Column, answer string) ([]string, error) {
	var known, names []string
	for _, v := range b.list.Frequent(c) {
		known = append(known, v.Text)
	}
	for part := range strings.FieldsFuncSeq(answer, func(r rune) bool { return strings.ContainsRune(",;、，；", r) }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		same := func(name string) bool {
			country, is := lexicon.Country(folded(name))
			other, isToo := lexicon.Country(folded(part))
			return folded(name) == folded(part) || c.Known == "country" && is && isToo && country == other
		}
		if !slices.ContainsFunc(known, same) {
			return nil, fmt.Errorf("%q is no value of %s in this list. %s", part, c.Header, fold.Expected(part, known[:min(len(known), 12)], "values"))
		}
		names = append(names, part)
	}
	return names, nil
}
