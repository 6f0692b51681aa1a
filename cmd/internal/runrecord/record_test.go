package runrecord

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestSpread(t *testing.T) {
	got := Spread(map[int]int{-11: 1, -10: 2, -1: 1, 0: 3, 9: 1, 10: 1, 35: 1})
	bands := []Band{{-20, 1}, {-10, 3}, {0, 4}, {10, 1}, {30, 1}}
	quantiles := []Quantile{{0, -11}, {5, -11}, {10, -11}, {25, -10}, {50, 0}, {75, 9}, {90, 10}, {95, 35}, {100, 35}}
	if !reflect.DeepEqual(got, Scores{quantiles, bands}) {
		t.Errorf("got %+v", got)
	}
	if got := Spread(nil); len(got.Bands)+len(got.Quantiles) != 0 {
		t.Errorf("of no leads: %+v", got)
	}
}

// The figure is by hand: shares 50, 30, 20 % become 30, 30, 40 %:
// −0.2·ln 0.6 + 0.2·ln 2 = 0.1022 + 0.1386.
func TestDriftFrom(t *testing.T) {
	record := func(low, middle, high, unreadable int) *Record {
		return &Record{
			Rows:   Rows{Scored: low + middle + high},
			Scores: Scores{Bands: []Band{{0, low}, {10, middle}, {20, high}}},
			Stages: []Stage{{"A", high}, {"B", middle}, {"", low}},
			Fields: []Field{{"Budget", "number", unreadable}},
		}
	}
	got := record(30, 30, 40, 0).DriftFrom(record(50, 30, 20, 0))
	want := math.Round((0.2*math.Log(2)-0.2*math.Log(0.6))*1e4) / 1e4
	if !reflect.DeepEqual(got, []Drift{{"score", want}, {"stage", want}, {"Budget", 0}}) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := record(1, 2, 3, 1).DriftFrom(record(1, 2, 3, 1)); got[0].PSI != 0 || got[1].PSI != 0 || got[2].PSI != 0 {
		t.Errorf("from itself: %v", got)
	}
	if got := record(50, 30, 20, 50).DriftFrom(record(50, 30, 20, 1)); got[2].PSI < Shifted {
		t.Errorf("half of the cells unreadable: %v", got)
	}
}

func TestReadBack(t *testing.T) {
	r := &Record{Version: "v1", Command: "score", Scores: Spread(map[int]int{1: 2}), Fields: []Field{}, Stages: []Stage{{"<A>", 2}}}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&b)
	if err != nil || !reflect.DeepEqual(got, r) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, text := range []string{"", "{}", "[1]", "Email,Name\n", strings.Repeat("[", 1_000_000)} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), "this is no summary of a run") {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}
