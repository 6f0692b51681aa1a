// Package profile finds out what a lead list holds: of each column how much of it is
// filled, what its cells read as, and which values are frequent. It keeps a bounded
// part of the list, and knows what of it may be repeated to others: nothing that names
// a person or says how to reach one.
package profile

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Bounds on what is kept of a list: leads picked by chance from longer lists, with so many
// cells in all, of each so many bytes.
const (
	sampleSize  = 20_000
	sampleCells = 2_000_000
	longestCell = 200
)

// List is what a list holds.
type List struct {
	Leads   int
	Columns []*Column
	// Sample are the cells of leads, in the order of Columns: of all leads where the
	// list has no more than 20,000 (fewer where it is very wide), else of so many that
	// chance has picked. Of a very long cell it is the beginning.
	Sample [][]string

	people people
}

// Profiler makes a List of leads that are added one by one. It is not safe for use by
// several goroutines.
type Profiler struct {
	list   *List
	reader *reader
	chance *rand.Rand
	most   int // leads in the sample
}

// New makes a Profiler of a list with these headers.
func New(header []string) *Profiler {
	p := &Profiler{list: &List{people: people{}}, reader: newReader(), chance: rand.New(rand.NewPCG(1, 2)), most: min(sampleSize, sampleCells/max(len(header), 1)+1)}
	times := map[string]int{}
	for _, h := range header {
		times[fold.Text(h)]++
	}
	for i, h := range header {
		c := newColumn(i, h, times[fold.Text(h)] == 1)
		c.most = min(mostValues, allValues/len(header)+1)
		p.list.Columns = append(p.list.Columns, c)
	}
	return p
}

// Add takes in a lead: its line, and its cells in the order of the header.
func (p *Profiler) Add(line int, cells []string) {
	l := p.list
	l.Leads++
	for i, c := range l.Columns {
		c.add(p.reader, line, cells[i])
	}
	if len(l.Sample) < p.most {
		l.Sample = append(l.Sample, cloneAll(cells))
	} else if at := p.chance.IntN(l.Leads); at < p.most {
		l.Sample[at] = cloneAll(cells)
	}
}

// cloneAll copies cells, which lie in a buffer that the next records use, into one text.
func cloneAll(cells []string) []string {
	own := make([]string, len(cells))
	for i, c := range cells {
		own[i] = strings.ToValidUTF8(c[:min(len(c), longestCell)], "")
	}
	text, from := strings.Join(own, ""), 0
	for i, c := range own {
		own[i] = text[from : from+len(c)]
		from += len(c)
	}
	return own
}

// List gives what the leads so far hold. No more may be added.
func (p *Profiler) List() *List {
	l := p.list
	for _, c := range l.Columns {
		c.settle()
		if c.holdsNames() {
			l.people.learn(l.Sample, c.Index)
		}
	}
	commas := slices.ContainsFunc(l.Columns, func(c *Column) bool { return c.Type == rulebook.TypeNumber && c.DecimalComma })
	for _, c := range l.Columns {
		if commas {
			c.takeCommas()
		}
		c.Private = c.private(l.people)
		c.MissingWords = slices.DeleteFunc(c.MissingWords, l.people.reveals)
	}
	return l
}

// Find gives the fullest column of a known field; nil where none has one of its headers
// and a cell that is filled.
func (l *List) Find(known string) *Column {
	var best *Column
	for _, c := range l.Columns {
		if known != "" && c.Known == known && c.Alone && c.Filled > 0 && (best == nil || c.Filled > best.Filled) {
			best = c
		}
	}
	return best
}

// Tellable reports whether a cell of a column may be written where others read it: it
// neither names a person nor says how to reach one.
func (l *List) Tellable(c *Column, value string) bool {
	return !c.Private && !l.people.reveals(value)
}

// Frequent gives the values of a column that may be repeated, most frequent first.
func (l *List) Frequent(c *Column) []Value { return l.tellable(c, c.values) }

func (l *List) tellable(c *Column, all []Value) (values []Value) {
	for _, v := range all {
		if l.Tellable(c, v.Text) {
			values = append(values, v)
		}
	}
	return values
}

// Untellable are the headers of columns with texts of which some may not be repeated.
func (l *List) Untellable() []string {
	var headers []string
	for _, c := range l.Columns {
		if c.Alone && c.Type == rulebook.TypeText && (c.Private || slices.ContainsFunc(c.values, func(v Value) bool { return l.people.reveals(v.Text) })) {
			headers = append(headers, c.Header)
		}
	}
	return headers
}

// reader reads cells as what they may be.
type reader struct {
	blanks *cell.Reader
	value  cell.Value
}

func newReader() *reader {
	settings := &cell.Settings{}
	return &reader{blanks: cell.NewReader(&rulebook.Field{}, rulebook.TypeText, settings, false)}
}

// knownField is the known field that a header is one of; "" for none.
func knownField(header string) (name string, typ rulebook.Type) {
	known, found := lexicon.FieldOfHeader(header)
	if !found {
		return "", rulebook.TypeUnset
	}
	return known.Name, known.Type
}

// IsJapanese reports whether the headers are in Japanese: more than a third of them.
func (l *List) IsJapanese() bool {
	japanese := 0
	for _, c := range l.Columns {
		if strings.IndexFunc(c.Header, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) >= 0 {
			japanese++
		}
	}
	return 3*japanese > len(l.Columns)
}
