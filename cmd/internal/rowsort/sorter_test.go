package rowsort

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
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
		s.chunk, s.piece = rapid.SampledFrom([]int{1, 50, 4 << 20}).Draw(t, "chunk"), 1
		s.atOnce = rapid.IntRange(1, 5).Draw(t, "at once")
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
		if err := s.Merge(t.Context(), Output{To: &got, Digits: Rank}); err != nil {
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
		var orders []scoring.Order
		var rows []row
		for line := range rapid.IntRange(0, 300).Draw(t, "rows") {
			score := rapid.OneOf(rapid.Int64Range(-300, 300), rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64})).Draw(t, "score")
			stage := rapid.SampledFrom([]int{0, 1, 2, 255, 256, 70000, Below}).Draw(t, "stage")
			order := scoring.Order{Score: exact.Points(score), Stage: stage, Line: line}
			orders, rows = append(orders, order), append(rows, row{key: keyOf(order)})
		}
		slices.SortFunc(orders, scoring.Order.Compare)
		var want []row
		for _, order := range orders {
			want = append(want, row{key: keyOf(order)})
		}
		if !slices.IsSortedFunc(want, func(a, b row) int {
			return cmp.Or(cmp.Compare(a.key.high, b.key.high), cmp.Compare(a.key.low, b.key.low))
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
	rows := make([]row, 15_000) // of a pile
	for i := range rows {
		rows[i].key = keyOf(scoring.Order{Score: exact.Points(random.IntN(100_000)), Stage: random.IntN(4), Line: i})
	}
	var sorted, spare []row
	b.ReportAllocs()
	for b.Loop() {
		sorted = append(sorted[:0], rows...)
		sorted, spare = sortRows(sorted, spare)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}

// spilled is a sorter with runs in its file.
func spilled(t testing.TB, runs, rows int) *Sorter {
	s := New(func(err error) error { return err })
	t.Cleanup(s.Close)
	s.most = rows * len(rowOf(0))
	p := s.NewPile()
	for line := range runs * rows {
		p.Text = append(p.Text, rowOf(line)...)
		if err := p.Add(scoring.Order{Line: line, Score: exact.Points(line * 7919 % 10_007)}, len(p.Text)-1); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func rowOf(line int) string { return fmt.Sprintf("%0269d\n", line) }

// What ends a merge early ends it with that error, whatever is on its way: a place to write to
// that fails, an interruption, a file that lacks some of what went into it.
func TestMergeFails(t *testing.T) {
	failure := errors.New("failure")
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		to   io.Writer
		from func(*sortedRun) io.ReaderAt
		want error
	}{
		{"writing", t.Context(), writeError{failure}, nil, failure},
		{"interrupted", cancelled, io.Discard, nil, context.Canceled},
		{"no heads", t.Context(), io.Discard, func(*sortedRun) io.ReaderAt { return bytes.NewReader(nil) }, io.ErrUnexpectedEOF},
		{"no texts", t.Context(), io.Discard, func(r *sortedRun) io.ReaderAt { return io.NewSectionReader(r.from, 0, r.textAt+1) }, io.ErrUnexpectedEOF},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := spilled(t, 20, 50)
			s.chunk, s.piece = 1000, 1
			last := s.runs[len(s.runs)-1]
			if c.from != nil {
				last.from = c.from(last)
			}
			worded := func(err error) error { return fmt.Errorf("worded: %w", err) }
			err := s.Merge(c.ctx, Output{To: c.to, Digits: Rank, Failed: worded})
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if c.from != nil && !strings.HasPrefix(err.Error(), "worded: ") {
				t.Errorf("the error is not worded: %v", err)
			}
		})
	}
}

type writeError struct{ err error }

func (w writeError) Write([]byte) (int, error) { return 0, w.err }

func BenchmarkMerge(b *testing.B) {
	const runs, rows = 70, 1000
	for b.Loop() {
		b.StopTimer()
		s := spilled(b, runs, rows)
		b.StartTimer()
		if err := s.Merge(b.Context(), Output{To: io.Discard, Digits: Rank}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*runs*rows), "ns/row")
}
