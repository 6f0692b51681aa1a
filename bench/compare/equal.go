package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
)

// verdict is what a tool makes of a lead.
type verdict struct {
	lead  string
	score float64
	stage string
}

func (v verdict) String() string {
	return fmt.Sprintf("%s %s %s", v.lead, strconv.FormatFloat(v.score, 'f', -1, 64), v.stage)
}

// verdicts reads them off a list, one after the other.
type verdicts struct {
	rows               *csv.Reader
	lead, score, stage int // columns
}

func newVerdicts(r io.Reader) (*verdicts, error) {
	v := &verdicts{rows: csv.NewReader(r)}
	v.rows.ReuseRecord = true
	header, err := v.rows.Read()
	if err != nil {
		return nil, err
	}
	column := func(names ...string) int {
		return slices.IndexFunc(header, func(cell string) bool { return slices.Contains(names, cell) })
	}
	v.lead, v.score, v.stage = column("Lead ID"), column("score", "lead_score"), column("stage", "lead_stage")
	if min(v.lead, v.score, v.stage) < 0 {
		return nil, fmt.Errorf("no lead, score or stage in the columns %q", header)
	}
	return v, nil
}

// next gives the next verdict, or io.EOF. Scores are rounded to the thousandths in
// which rulebooks count: others than leadscore calculate with floating point.
func (v *verdicts) next() (verdict, error) {
	row, err := v.rows.Read()
	if err != nil {
		return verdict{}, err
	}
	score, err := strconv.ParseFloat(row[v.score], 64)
	return verdict{row[v.lead], math.Round(score*1000) / 1000, row[v.stage]}, err
}

// equalFiles tells how two lists differ, which should hold so many leads.
func equalFiles(ours, theirs string, leads int) error {
	a, err := os.Open(ours)
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := os.Open(theirs)
	if err != nil {
		return err
	}
	defer b.Close()
	return equal(a, b, leads)
}

// equal is equalFiles for what they hold.
func equal(ours, theirs io.Reader, leads int) error {
	a, err := newVerdicts(ours)
	if err != nil {
		return err
	}
	b, err := newVerdicts(theirs)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		x, errX := a.next()
		y, errY := b.next()
		switch {
		case errX == io.EOF && errY == io.EOF && n-1 == leads:
			return nil
		case errX == io.EOF || errY == io.EOF:
			return fmt.Errorf("the lists should hold %[2]d leads, but one ends behind %[1]d", n-1, leads)
		case errX != nil || errY != nil:
			return cmp.Or(errX, errY)
		case x != y:
			return fmt.Errorf("in place %d leadscore has %v, but here is %v", n, x, y)
		}
	}
}
