// Package runrecord is what a run says of itself in JSON, for those who watch runs that
// nobody looks at: what was read, what came of it, and how far it drifted from an earlier
// run. It holds no cell of a lead.
package runrecord

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Record is the record of a run.
type Record struct {
	Version  string  `json:"leadscore"` // of the program
	Command  string  `json:"command"`
	Rulebook File    `json:"rulebook"`
	AsOf     string  `json:"as_of"` // year-month-day
	List     List    `json:"list"`
	Rows     Rows    `json:"rows"`
	Fields   []Field `json:"fields"` // that rules read, in the rulebook's order
	Stages   []Stage `json:"stages"` // in the rulebook's order; a last one without a name: no stage
	Scores   Scores  `json:"scores"`
	Drift    []Drift `json:"drift,omitempty"` // from the earlier record
	Failed   string  `json:"failed,omitempty"`
	Status   int     `json:"status"` // with which the run ends
	Seconds  float64 `json:"seconds"`
}

// File is a file that was read.
type File struct {
	Name   string `json:"file"`
	SHA256 string `json:"sha256"` // of its bytes, in hexadecimal digits
}

// List is the list that was read, and how.
type List struct {
	File
	Bytes       int64  `json:"bytes"`
	Compression string `json:"compression,omitempty"`
	Sheet       string `json:"sheet,omitempty"`
	Encoding    string `json:"encoding"`
	Delimiter   string `json:"delimiter"`
	HeaderLine  int    `json:"header_line"`
}

// Rows counts the rows of the list: Read = Scored + Rejected + NotLeads.
type Rows struct {
	Read     int `json:"read"`
	Scored   int `json:"scored"`
	Rejected int `json:"rejected"`
	NotLeads int `json:"not_leads"` // headings, descriptions, totals, footers, rows that go on with a record
	Blank    int `json:"blank"`     // blank lines, not counted in Read
	Repaired int `json:"repaired"`
	Short    int `json:"short"`
	Repeated int `json:"repeated_keys"`
}

// Field counts the cells of a field that are not of its type. Titles and countries that no
// table lists are among them.
type Field struct {
	Header     string `json:"field"`
	Type       string `json:"type"`
	Unreadable int    `json:"unreadable"`
}

// Stage counts the leads of a stage.
type Stage struct {
	Name  string `json:"stage"`
	Leads int    `json:"leads"`
}

// Scores is how the scores are spread.
type Scores struct {
	Quantiles []Quantile `json:"quantiles"`
	Bands     []Band     `json:"bands"` // of ten points, without empty ones, rising
}

// Quantile is the score, in whole points rounded down, that a share of the leads has at
// most.
type Quantile struct {
	Percent int `json:"percent"`
	Score   int `json:"score"`
}

// Band counts the leads of a score from From up to, not with, From+10.
type Band struct {
	From  int `json:"from"`
	Leads int `json:"leads"`
}

// Spread gives the quantiles and bands of leads that are counted by their scores in whole
// points, rounded down.
func Spread(counts map[int]int) Scores {
	s := Scores{Quantiles: []Quantile{}, Bands: []Band{}}
	points := slices.Sorted(maps.Keys(counts))
	all := 0
	for _, p := range points {
		all += counts[p]
		from := p - ((p%bandWidth)+bandWidth)%bandWidth
		if n := len(s.Bands); n == 0 || s.Bands[n-1].From != from {
			s.Bands = append(s.Bands, Band{From: from})
		}
		s.Bands[len(s.Bands)-1].Leads += counts[p]
	}
	if all == 0 {
		return s
	}
	for _, percent := range []int{0, 5, 10, 25, 50, 75, 90, 95, 100} {
		s.Quantiles = append(s.Quantiles, Quantile{percent, quantile(points, counts, all, percent)})
	}
	return s
}

const bandWidth = 10 // points

// quantile is the least score that so many percent of the leads have at most (the inverse
// of the distribution function; Hyndman and Fan, The American Statistician 50, 1996, type 1).
func quantile(points []int, counts map[int]int, all, percent int) int {
	passed := 0
	for _, p := range points {
		if passed += counts[p]; passed > 0 && 100*passed >= percent*all {
			return p
		}
	}
	return points[len(points)-1]
}

// Write writes the record.
func (r *Record) Write(w io.Writer) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// maxSize bounds the record that is read: one of a thousand fields has 100 KB.
const maxSize = 16 << 20

// Read reads a record that Write has written.
func Read(in io.Reader) (*Record, error) {
	d := json.NewDecoder(io.LimitReader(in, maxSize))
	r := &Record{}
	switch err := d.Decode(r); {
	case err == io.EOF:
		return nil, fmt.Errorf("this is no summary of a run as --summary writes it, but empty: %w", io.ErrUnexpectedEOF)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("it ends before the summary does. get the whole file, as --summary writes it: %w", io.ErrUnexpectedEOF)
	case err != nil:
		return nil, fmt.Errorf("this is no summary of a run as --summary writes it (%w)", err)
	}
	if _, err := d.Token(); err != io.EOF { // what follows tells too whether compressed data is whole
		return nil, fmt.Errorf("there is more than a summary of a run in it: %w", cmp.Or(err, errors.New("expected what --summary writes")))
	}
	if r.Version == "" || r.Scores.Bands == nil {
		return nil, fmt.Errorf("this is no summary of a run as --summary writes it")
	}
	return r, nil
}
