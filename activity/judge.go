package activity

import (
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/rule"
)

// File is a file of a log: what its header means to the log.
type File struct {
	log    *Log
	name   string
	header []string
	order  rulebook.DateOrder // of at
	engine *scoring.Engine
	rules  []rule.Rule // a criterion for each field
	lead   []int       // columns, in the order in which they are tried
	at     []int
	id     []int
	looks  [][]int // with KeepNewest: of each of the log's columns
}

// Open finds the columns of a file of the log. The error is an *rulebook.Error where it
// lacks some, at the places of the rulebook that name them.
func (l *Log) Open(name string, header []string) (*File, error) {
	own := withKnown(l.decl, header)
	rules, _ := eventRules(l.book, &own, fieldsOf(l.book, l.decl))
	engine, err := scoring.Compile(rules, header, scoring.Options{AsOf: max(l.asOf, 1), Called: called(l.Name, "("+name+")")})
	if err != nil {
		return nil, err
	}
	f := &File{log: l, name: name, header: header, order: own.Order, engine: engine, rules: engine.Rules()}
	first := len(engine.Fields()) - len(ownColumns(&own))
	f.lead, f.at = engine.FieldColumns(first), engine.FieldColumns(first+1)
	if own.ID != nil {
		f.id = engine.FieldColumns(first + 2)
	}
	if l.keep == KeepNewest {
		for _, column := range l.columns {
			at := slices.IndexFunc(engine.Fields(), func(f scoring.FieldInfo) bool { return fold.Text(f.Name) == fold.Text(column) })
			f.looks = append(f.looks, engine.FieldColumns(at))
		}
	}
	return f, nil
}

// Needs lists the positions of the columns that the log looks at, rising.
func (f *File) Needs() []int { return f.engine.Needs() }

// Notes tells in a language what was chosen where the header leaves a choice, a line each.
func (f *File) Notes(language rulebook.Language) []string { return f.engine.Notes(language) }

// Judge judges events of a file, one after the other. Each goroutine needs its own.
type Judge struct {
	file    *File
	scorer  *scoring.Scorer
	join    *joiner
	at      *cell.Reader
	id      *cell.Reader
	value   cell.Value
	holders []int32
	texts   map[string]string // of cells that are kept, each once

	row          int // of the events that were judged at once, the next; below 0: none was
	seen, judged int // events, and those of leads of the list
}

// NewJudge makes a Judge.
func (f *File) NewJudge() *Judge {
	l := f.log
	at := &rulebook.Field{Name: atField, Type: rulebook.TypeDate, Order: f.order}
	id := &rulebook.Field{Name: idField, Type: rulebook.TypeText}
	return &Judge{
		file: f, scorer: f.engine.NewScorer(), join: newJoiner(l.joins, l.reading),
		at: cell.NewReader(at, at.Type, l.reading, false), id: cell.NewReader(id, id.Type, l.reading, false), texts: map[string]string{}, row: -1,
	}
}

// Rows judges events at once, column by column, which takes half the time: those of the
// next calls of Add, which are to be the rows of the table in their order. Where few events
// are of leads of the list it does nothing, since Add judges these alone.
func (j *Judge) Rows(t *scoring.Table) {
	if j.row = -1; 3*j.judged >= j.seen {
		j.scorer.ScoreRows(t)
		j.row = 0
	}
}

// Alone ends what Rows began: the next events are judged one by one.
func (j *Judge) Alone() { j.row = -1 }

// Batch is what some events of a file come to, for Log.Take. It is made to be used again.
type Batch struct {
	counts Counts
	events []event
	sums   []exact.Points
	told   []told // of events whose lead's are kept to be shown
}

// event is an event of a lead that counts for a field at least.
type event struct {
	lead   int32
	day    calendar.Day
	id     uint64 // 0: none
	hits   uint64 // a bit for each field that it counts for, whatever the day
	at     int32  // of its first sum among the sums that it came with
	told   int32  // its place among what is told; -1: it is not
	second int32  // with KeepDays: of its day; untimed: not known
}

// told is what is shown of an event.
type told struct {
	at    string
	cells []string // of the log's columns
}

// Reset empties the batch.
func (b *Batch) Reset() {
	b.counts, b.events, b.sums, b.told = Counts{}, b.events[:0], b.sums[:0], b.told[:0]
}

// Add judges the event on a line of the file, by its cells in the order of the header.
func (j *Judge) Add(line int, cells []string, into *Batch) {
	f, l, c := j.file, j.file.log, &into.counts
	c.Events++
	row := j.row
	if j.seen++; row >= 0 {
		j.row++
	}
	day, dated := j.day(line, cells, c)
	keys := j.join.read(j.cell(f.lead, cells, j.join.reader))
	j.holders = l.leads.appendHolders(j.holders[:0], keys)
	switch {
	case len(keys) == 0:
		c.Nobody++
		return
	case len(j.holders) == 0:
		c.Unknown++
		return
	case !dated:
		return
	case day > l.asOf:
		c.Later++
		return
	}
	j.judged++
	hits := j.judge(line, row, cells, into)
	e := event{day: day, id: j.identify(cells), hits: hits, at: int32(len(into.sums) - l.sums), told: -1}
	if l.keep == KeepDays {
		e.second = j.second(cells)
	}
	for _, lead := range j.holders {
		e.lead, e.told = lead, -1
		if hits != 0 && l.keep == KeepNewest && l.wanted[lead] {
			e.told = int32(len(into.told))
			into.told = append(into.told, j.tell(cells))
		}
		into.events = append(into.events, e)
	}
}

// cell is the first cell of some columns that is not blank.
func (j *Judge) cell(columns []int, cells []string, reader *cell.Reader) string {
	if len(columns) == 1 {
		return cellAt(cells, columns[0])
	}
	for _, column := range columns {
		if text := cellAt(cells, column); !reader.IsBlank(text, &j.value) {
			return text
		}
	}
	return ""
}

func cellAt(cells []string, column int) string {
	if column >= len(cells) {
		return ""
	}
	return cells[column]
}

// day reads the day of an event; false where it has none, which is counted.
func (j *Judge) day(line int, cells []string, c *Counts) (calendar.Day, bool) {
	text := j.cell(j.file.at, cells, j.at)
	j.at.Read(text, &j.value)
	switch {
	case j.value.State == cell.Known && j.value.More == 0: // a month is no moment
		return j.value.Day, true
	case j.value.State == cell.Blank:
		c.Undated++
		return 0, false
	}
	if c.Unread++; c.Unread == 1 {
		c.Example = Example{j.file.name, j.file.header[j.file.at[0]], strings.Clone(text), line}
	}
	return 0, false
}

// second is the second of the day at which an event was.
func (j *Judge) second(cells []string) int32 {
	f := j.file
	_, second, timed, err := cell.ParseMoment(j.cell(f.at, cells, j.at), f.order, f.log.reading.Location)
	if err != nil || !timed {
		return untimed
	}
	return int32(second)
}

// identify is the number of an event's id; 0 where it has none.
func (j *Judge) identify(cells []string) uint64 {
	if j.file.id == nil {
		return 0
	}
	text := j.cell(j.file.id, cells, j.id)
	if j.id.IsBlank(text, &j.value) {
		return 0
	}
	return hashOf(strings.TrimSpace(text))
}

// judge finds the fields that an event counts for, and what it adds to those that are sums.
func (j *Judge) judge(line, row int, cells []string, into *Batch) (hits uint64) {
	var result *scoring.Result
	if row >= 0 {
		result = j.scorer.Hold(row)
	} else {
		result = j.scorer.Score(cells)
	}
	for _, field := range result.Unreadable {
		if c := &into.counts; c.Numbers == 0 {
			c.Number = Example{j.file.name, j.file.engine.Fields()[field].Header, strings.Clone(j.scorer.Cell(field, cells)), line}
		}
		into.counts.Numbers++
	}
	for i := range j.file.log.fields {
		v := j.scorer.Verdict(j.file.rules[i])
		if v.Outcome == match.True {
			hits |= 1 << i
		}
		if j.file.log.fields[i].kind == rulebook.ActivitySum {
			into.sums = append(into.sums, v.Points)
		}
	}
	return hits
}

// tell keeps what is shown of an event.
func (j *Judge) tell(cells []string) told {
	shown := told{at: strings.Clone(j.cell(j.file.at, cells, j.at))}
	for _, columns := range j.file.looks {
		shown.cells = append(shown.cells, j.keepText(j.cell(columns, cells, j.id)))
	}
	return shown
}

// mostTexts is how many different cells a Judge knows again.
const mostTexts = 10_000

// keepText keeps a text, one that it knows but once.
func (j *Judge) keepText(text string) string {
	kept, known := j.texts[text]
	if !known {
		kept = strings.Clone(text)
		if len(j.texts) < mostTexts {
			j.texts[kept] = kept
		}
	}
	return kept
}

// hashOf is a number for a text, the same on every machine: FNV-1a with its bits mixed; not 0.
func hashOf(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	return max(h, 1)
}
