package rowsort

import (
	"bytes"
	"cmp"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/exact"
	"leadscore/scoring"
)

// What is sorted in piles, in memory or in the file, is what is sorted at once: by stage,
// falling score and line; rows that go on with another stay with it; ranks are put in.
func TestSorter(t *testing.T) {
	spilled := 0
	rapid.Check(t, func(t *rapid.T) {
		s := New(func(err error) error { return err })
		defer s.Close()
		s.most = rapid.SampledFrom([]int{1, 100, 1000}).Draw(t, "most")
		if rapid.Bool().Draw(t, "long rows") { // longer than what is held of a run
			s.merge, s.least = 1, headSize
		}
		var piles []*Pile
		for range rapid.IntRange(1, 3).Draw(t, "piles") {
			piles = append(piles, s.NewPile())
		}
		var all []sortedText
		for line := range rapid.IntRange(0, 200).Draw(t, "rows") {
			p := rapid.SampledFrom(piles).Draw(t, "pile")
			row := sortedText{line: line, pile: p, text: strings.Repeat("x", rapid.IntRange(0, 40).Draw(t, "size")) + "|" + strconv.Itoa(line) + "\n"}
			continues := rapid.IntRange(0, 5).Draw(t, "kind") == 0
			if last := lastOf(all, p); continues && last >= 0 {
				all[last].text += row.text
			} else {
				row.order = scoring.Order{Line: line, Stage: rapid.IntRange(0, 2).Draw(t, "stage"), Score: exact.Points(rapid.Int64Range(-2, 2).Draw(t, "score"))}
				row.ranked = rapid.Bool().Draw(t, "ranked")
				all = append(all, row)
			}
			rankAt := -1
			if row.ranked {
				rankAt = len(p.Text) + strings.IndexByte(row.text, '|')
			}
			p.Text = append(p.Text, row.text...)
			if err := p.Take(continues, row.order, rankAt); err != nil {
				t.Fatal(err)
			}
		}
		spilled += len(s.runs)
		var got bytes.Buffer
		rows := NewWriter(&got, AppendRank, nil)
		if err := cmp.Or(s.Merge(func(r io.Reader) io.Reader { return r }, rows.Add), rows.Close()); err != nil {
			t.Fatal(err)
		}
		if want := sortedAtOnce(all); got.String() != want {
			t.Fatalf("is\n%s\nwant\n%s", got.String(), want)
		}
	})
	if spilled < 20 {
		t.Errorf("only %d runs went into a file", spilled)
	}
}

// sortedText is a row of TestSorter.
type sortedText struct {
	line   int
	pile   *Pile
	order  scoring.Order
	ranked bool
	text   string
}

// lastOf is the last row of a pile.
func lastOf(rows []sortedText, p *Pile) int {
	last := -1
	for i := range rows {
		if rows[i].pile == p {
			last = i
		}
	}
	return last
}

func sortedAtOnce(rows []sortedText) string {
	slices.SortFunc(rows, func(a, b sortedText) int {
		return cmp.Or(a.order.Stage-b.order.Stage, cmp.Compare(b.order.Score, a.order.Score), a.line-b.line)
	})
	var all strings.Builder
	rank := 0
	for _, row := range rows {
		text := row.text
		if row.ranked {
			rank++
			text = strings.Replace(text, "|", strconv.Itoa(rank)+"|", 1)
		}
		all.WriteString(text)
	}
	return all.String()
}

// The radix sort is what comparing rows makes of them, the largest and smallest scores
// included.
func TestSortRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []Row
		for line := range rapid.IntRange(0, 300).Draw(t, "rows") {
			score := rapid.OneOf(rapid.Int64Range(-300, 300), rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64})).Draw(t, "score")
			stage := rapid.SampledFrom([]int32{0, 1, 2, 255, 256, 70000, Below}).Draw(t, "stage")
			rows = append(rows, Row{score: exact.Points(score), stage: stage, line: uint32(line)})
		}
		want := slices.Clone(rows)
		order := func(r *Row) scoring.Order {
			return scoring.Order{Stage: int(r.stage), Score: r.score, Line: int(r.line)}
		}
		slices.SortFunc(want, func(a, b Row) int { return order(&a).Compare(order(&b)) })
		if !slices.IsSortedFunc(want, func(a, b Row) int {
			one, other := a.sortKey(), b.sortKey()
			return cmp.Or(cmp.Compare(one.high, other.high), cmp.Compare(one.low, other.low))
		}) {
			t.Fatalf("the keys of %+v do not rise", want)
		}
		if got, _ := sortRows(rows, nil); !slices.Equal(got, want) {
			t.Fatalf("is %+v, want %+v", got, want)
		}
	})
}

func BenchmarkSortRows(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	rows := make([]Row, 15_000) // of a pile
	for i := range rows {
		rows[i] = Row{score: exact.Points(random.IntN(100_000)), stage: random.Int32N(4), line: uint32(i)}
	}
	var sorted, spare []Row
	b.ReportAllocs()
	for b.Loop() {
		sorted = append(sorted[:0], rows...)
		sorted, spare = sortRows(sorted, spare)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}
