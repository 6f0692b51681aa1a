package draft

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"leadscore/cmd/internal/profile"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Shares of the list that the two upper stages are cut to hold.
const (
	topShare    = 0.05
	middleShare = 0.25 // with those above
)

// stages writes the stage rules: who is not to be called, big deals, and the rest by
// score, cut on the leads of the sample as the engine scores them.
func (b *builder) stages() error {
	before, notes := b.outStages()
	if s, note, found := b.bigDeal(); found {
		before, notes = append(before, s), append(notes, note)
	}
	b.book.Stages = append(slices.Clone(before), rulebook.Stage{Name: b.last()})
	results, err := b.score()
	if err != nil {
		return err
	}
	first, taken := len(before), 0
	var scores []exact.Points
	for _, r := range results {
		switch {
		case r.stage == first:
			scores = append(scores, r.score)
		case !b.book.Stages[r.stage].Out:
			taken++
		}
	}
	ranked := len(scores) + taken
	slices.SortFunc(scores, func(x, y exact.Points) int { return cmp.Compare(y, x) })
	b.book.Stages = before
	last := int64(math.MaxInt64)
	for i, share := range []float64{topShare, middleShare} {
		want := int(math.Round(share*float64(ranked))) - taken
		at, found := cut(scores, want)
		most := []int{2*want + 1, ranked / 2}[i]
		if !found || at >= last || reaches(scores, at) > most {
			continue // so many are alike that the next stage holds them
		}
		last = at
		b.book.Stages = append(b.book.Stages, rulebook.Stage{Name: b.upper(i), Line: rulebook.Line{When: &rulebook.Condition{
			Metric: rulebook.Scalar{Text: "score"}, Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{{Text: strconv.FormatInt(at, 10)}}}},
		}}})
	}
	b.book.Stages = append(b.book.Stages, rulebook.Stage{Name: b.last()})
	return b.noteStages(notes)
}

// upper is the name of the first or second stage by score, last that of what is left.
func (b *builder) upper(i int) string {
	if i == 0 {
		return b.say("SQL")
	}
	return b.say("MQL")
}

func (b *builder) last() string { return b.say("Nurture") }

// outStages are rules for leads that are not to be called.
func (b *builder) outStages() (out []rulebook.Stage, notes []string) {
	if c := b.speaks("do_not_call", noCallWords); c != nil {
		if line, _, tells := b.bad(c, noCallWords); tells {
			out = append(out, rulebook.Stage{Name: b.say("Do not call"), Out: true, Line: line})
			notes = append(notes, b.say("who asked not to be called is not ranked"))
		}
	}
	for _, c := range b.statuses() {
		values, count := b.settled(c)
		if values == nil || 10*count >= 9*c.Filled { // a history of closed leads is ranked whole
			continue
		}
		line, note := leaf(b.declare(c, asText(c)), "is", values...), b.say("whose status says that there is nothing to sell is not ranked")
		if c.Filled < b.list.Leads {
			note = b.say("whose status says that there is nothing to sell is not ranked; a blank one does not say so")
			line.When.Tests = append([]rulebook.Test{{Op: "known", Args: []rulebook.Scalar{{Text: "true"}}}}, line.When.Tests...)
		}
		out = append(out, rulebook.Stage{Name: b.say("Out"), Out: true, Line: line})
		notes = append(notes, note)
	}
	if chosen := b.opt.Answers.Countries; chosen != nil {
		if c := b.column("country"); c != nil {
			out = append(out, rulebook.Stage{Name: b.say("Out of territory"), Out: true, Line: leaf(b.declare(c, b.countryField(c)), "is_not", chosen...)})
			notes = append(notes, b.say("as you said: other countries are not ranked; an unknown one is no other"))
		}
	}
	return out, notes
}

// statusWords are words of headers of what has become of a lead, in Latin letters as whole
// words.
var statusWords = []string{"status", "stage", "phase", "response", "result", "outcome", "disposition", "ステータス", "状況", "状態", "結果", "反応", "フェーズ", "進捗"}

// statuses are the columns that may say that nothing is to be sold to a lead.
func (b *builder) statuses() []*profile.Column {
	columns := []*profile.Column{b.list.Find("status"), b.list.Find("deal_stage"), b.list.Find("lifecycle_stage"), b.column("rating")}
	for _, c := range b.list.Columns {
		if c.Known == "" && c.Alone && !c.Many && c.Words() <= mostWords && c.Says(statusWords...) {
			columns = append(columns, c)
		}
	}
	return slices.DeleteFunc(columns, func(c *profile.Column) bool { return c == nil || c.Type != rulebook.TypeText })
}

// settled gives what a column says of leads to whom nothing is to be sold, since they are
// none, have refused or have bought, and how many leads that are.
func (b *builder) settled(c *profile.Column) (values []string, leads int) {
	for _, v := range b.list.Frequent(c)[:min(len(b.list.Frequent(c)), 50)] {
		if profile.Says(v.Text, outWords...) || profile.Says(v.Text, lostWords...) || slices.Contains(wonWords, fold.Text(v.Text)) {
			values, leads = append(values, v.Text), leads+v.Count
		}
	}
	return values, leads
}

// scoredLead is a lead of the sample as the draft scores it.
type scoredLead struct {
	stage int // its rule
	score exact.Points
}

// score scores the sample by the draft as it stands.
func (b *builder) score() ([]scoredLead, error) {
	var header []string
	for _, c := range b.list.Columns {
		header = append(header, c.Header)
	}
	engine, err := scoring.Compile(b.book, header, scoring.Options{AsOf: b.opt.AsOf})
	if err != nil {
		return nil, fmt.Errorf("the draft does not fit the list: %w", err)
	}
	scorer := engine.NewScorer()
	var all []scoredLead
	for _, cells := range b.list.Sample {
		r := scorer.Score(cells)
		all = append(all, scoredLead{r.Stage, r.Score})
	}
	return all, nil
}

// cut is the whole number that about so many of the scores, which fall, reach; false
// where none parts them.
func cut(scores []exact.Points, want int) (at int64, found bool) {
	if len(scores) == 0 || want < 1 {
		return 0, false
	}
	best := -1
	for from := scores[len(scores)-1].Float64() + 1; from <= scores[0].Float64(); from++ {
		whole := int64(math.Floor(from))
		reach := reaches(scores, whole)
		if miss := max(reach-want, want-reach); reach > 0 && reach < len(scores) && (best < 0 || miss < best) {
			best, at, found = miss, whole, true
		}
	}
	return at, found
}

// reaches counts the scores, which fall, that are at least a whole number.
func reaches(scores []exact.Points, whole int64) int {
	return len(scores) - len(scores[sortedFrom(scores, whole):])
}

// sortedFrom is where the scores, which fall, come under a whole number.
func sortedFrom(scores []exact.Points, whole int64) int {
	at, _ := slices.BinarySearchFunc(scores, whole, func(s exact.Points, n int64) int {
		if s.Float64() >= float64(n) {
			return -1
		}
		return 1
	})
	return at
}

// noteStages says beside each stage how many leads of the list are in it.
func (b *builder) noteStages(notes []string) error {
	results, err := b.score()
	if err != nil {
		return err
	}
	b.telling = slices.ContainsFunc(results, func(r scoredLead) bool { return r.score != results[0].score })
	counts := make([]int, len(b.book.Stages)+1)
	for _, r := range results {
		if r.stage >= 0 {
			counts[r.stage]++
		}
	}
	for i := range b.book.Stages {
		share := b.percent(float64(counts[i]) / float64(max(len(results), 1)))
		if len(b.list.Sample) == b.list.Leads {
			share = b.say("%s, %s", b.leads(counts[i]), share)
		}
		b.beside(share, "stages", strconv.Itoa(i))
		if i < len(notes) {
			b.above(notes[i], "stages", strconv.Itoa(i))
		}
	}
	b.above(b.say(
		"From the top down, the first rule that is true gives a lead its stage. The scores are cut so that about 5 %% of\nthis list come first and 20 %% next, as it stands on %s. Who you can call in a week decides where to cut.", b.opt.AsOf), "stages")
	return nil
}
