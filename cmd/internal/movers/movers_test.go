package movers

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

func book(names ...string) *rulebook.Rulebook {
	rb := &rulebook.Rulebook{}
	for _, name := range names {
		stage := rulebook.Stage{Name: name}
		if name[0] == '-' {
			stage = rulebook.Stage{Name: name[1:], Out: true}
		}
		rb.Stages = append(rb.Stages, stage)
	}
	return rb
}

func TestStagesOfTwoRulebooks(t *testing.T) {
	for _, c := range []struct {
		now, earlier *rulebook.Rulebook
		want         []string
	}{
		{book("A", "B", "-X"), nil, []string{"A", "B", "", "X"}},
		{book("A", "A", "-X", "B"), nil, []string{"A", "B", "", "X"}},
		{book("A", "C"), book("A", "B", "C"), []string{"A", "B", "C", ""}},
		{book("A", "-X"), book("N", "A", "X", "-Y", "Z"), []string{"N", "A", "Z", "", "Y", "X"}},
		{book(), book(), []string{""}},
	} {
		if got := NewStages(c.now, c.earlier).Names(); !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	s := NewStages(book("SQL", "MQL", "-Out"), nil)
	at := func(stage string, score exact.Points) Standing { return Standing{score, stage} }
	for _, c := range []struct {
		before, after Standing
		want          Kind
	}{
		{at("MQL", 10), at("SQL", 5), Promoted}, {at("SQL", 5), at("MQL", 9), Demoted}, {at("", 1), at("MQL", 1), Promoted},
		{at("MQL", 1), at("Out", 1), Demoted}, {at("Out", 1), at("", 1), Promoted}, {at("SQL", 1), at("SQL", 2), Up},
		{at("SQL", 2), at("SQL", 1), Down}, {at("", 1), at("", 1), Same},
	} {
		if got := s.KindOf(c.before, c.after); got != c.want {
			t.Errorf("%v to %v is %s, want %s", c.before, c.after, got, c.want)
		}
	}
}

func TestGuessStages(t *testing.T) {
	got := GuessStages([]Standing{{90, "A"}, {10, "A"}, {60, "B"}, {70, "B"}, {99, ""}, {1, "C"}}).Names()
	if want := []string{"B", "A", "C", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReasonOf(t *testing.T) {
	w := wordsOf(rulebook.English)
	for _, c := range []struct{ before, after, want string }{
		{"Japan +40; BANT +10", "Japan +40; BANT +20", "BANT +10 → +20"},
		{"Japan +40; Demo +5", "Asked for a demo +25; Japan +40", "Asked for a demo ? → +25"},
		{"Big deals; A +1; B -15", "A +1", "B -15 → ?"},
		{"? SQL (Budget blank); A +1", "A +1", "? SQL (Budget blank) → –"},
		{"A +1", "A +1", ""}, {"", "", ""}, {"a, b +3", "a, b +3.5", "a, b +3 → +3.5"},
	} {
		if got := w.reason(ReasonOf(c.before, c.after)); got != c.want {
			t.Errorf("%q to %q: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

func TestParsePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := exact.Points(rapid.Int64Range(-1e14, 1e14).Draw(t, "points"))
		for _, text := range []string{p.String(), p.Signed()} {
			if got, ok := ParsePoints(text); !ok || got != p {
				t.Fatalf("%q is read as %d, %v", text, got, ok)
			}
		}
	})
	for _, text := range []string{"", "-", "+", "1.", ".5", "1.2345", "1e3", "1,000", "１", "--1", "1 "} {
		if got, ok := ParsePoints(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

// Tallies of parts of a list come to that of the whole, whatever is kept.
func TestTalliesAddUp(t *testing.T) {
	stages := NewStages(book("A", "B", "-C"), nil)
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(0, 3).Draw(t, "most")
		standing := rapid.Custom(func(t *rapid.T) Standing {
			return Standing{exact.Points(rapid.IntRange(0, 5).Draw(t, "score")), rapid.SampledFrom(stages.Names()).Draw(t, "stage")}
		})
		whole, sum, part := NewTally(stages, most), NewTally(stages, most), NewTally(stages, most)
		for line := range rapid.IntRange(0, 40).Draw(t, "leads") {
			before, after := standing.Draw(t, "before"), standing.Draw(t, "after")
			for _, into := range []*Tally{whole, part} {
				kind := into.Count(before, after)
				into.Place(NoOrder(stages, before), NoOrder(stages, after))
				if kind != Same {
					into.Add(Lead{Kind: kind, Line: line, Before: &before, After: &after})
				}
			}
			if rapid.Bool().Draw(t, "next part") {
				sum.Merge(part)
				part.Reset()
			}
		}
		sum.Merge(part)
		lines := func(all []Lead) (lines []int) {
			for _, l := range all {
				lines = append(lines, l.Line)
			}
			return lines
		}
		if got, want := lines(sum.Movers()), lines(whole.Movers()); !slices.Equal(got, want) {
			t.Fatalf("movers %v, want %v", got, want)
		}
		gotShared, gotOf := sum.Overlap(7)
		wantShared, wantOf := whole.Overlap(7)
		if gotShared != wantShared || gotOf != wantOf || sum.Compared() != whole.Compared() {
			t.Fatalf("%d of %d, want %d of %d", gotShared, gotOf, wantShared, wantOf)
		}
	})
}

// A name of a file that looks like a place of a format is put in as it is.
func TestFill(t *testing.T) {
	if got, want := fill("from %s to %s.", "a%s.csv", "b%d.csv"), "from a%s.csv to b%d.csv."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
