package outcomes

import (
	"math"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/scoring/answer"
)

// Outcome is what became of a lead.
type Outcome uint8

// The outcomes. An open lead is neither won nor lost; nothing is learned from it.
const (
	Open Outcome = iota
	Lost
	Won
)

// String gives "open", "lost" or "won".
func (o Outcome) String() string { return [...]string{"open", "lost", "won"}[o] }

// Lead is one lead of a History.
type Lead struct {
	Cells   []string // in the order of the header; a short record's missing cells are blank
	Outcome Outcome
	// Order rises with time: a day's number, or anything else that does. NaN: unknown.
	Order float64
	AsOf  *calendar.Day // the day that its ages are counted from; nil: none
}

// History is a list of leads with their outcomes. Each cell's text is kept once per
// column, so that long lists of few different values stay small.
type History struct {
	Header   []string
	columns  []cellColumn
	unread   []sightings // of each column, where only some are kept; nil: all are
	kept     []bool      // likewise: those
	rest     []uint64    // likewise, of each lead: a hash of its cells in the others
	outcomes []Outcome
	order    []float64
	ordered  int  // leads whose Order is known
	byDay    bool // Order is the number of a day, and no other number that rises
	asOf     []calendar.Day
	dated    int            // leads with an AsOf day
	reserved map[int]string // columns that are not to be learned from, and why
	answered []answer.Subject
	beside   func(lead int, asOf calendar.Day) []string
	logged   []string
	events   func(lead int, asOf calendar.Day) []string
	seconds  []int32 // of the day of asOf; nil: its column has no times
}

// NewHistory makes an empty history of leads with this header.
func NewHistory(header []string) *History {
	return &History{Header: header, columns: make([]cellColumn, len(header)), reserved: map[int]string{}}
}

// KeepOnly keeps only the cells of these columns, by their positions in the header: those
// of others will be blank. What they held tells copies of a lead apart, and nothing else. It
// must come before the first lead.
func (h *History) KeepOnly(columns []int) {
	h.unread, h.kept = make([]sightings, len(h.Header)), make([]bool, len(h.Header))
	for _, c := range columns {
		h.kept[c] = true
	}
}

// Reserve keeps a column, found in the normal form of its header, out of learning:
// the one that holds the outcome, or the date. why completes the sentence "the
// column is left out: ".
func (h *History) Reserve(column, why string) {
	for i, name := range h.Header {
		if fold.Text(name) == fold.Text(column) {
			h.reserved[i] = why
		}
	}
}

// Reserved is why a column is kept out of learning; "" where it is not.
func (h *History) Reserved(column int) string { return h.reserved[column] }

// LayBeside lays what leads said beside them, for scoring: of gives the cells of a lead
// for the day that it is scored as of, one for each of the subjects.
func (h *History) LayBeside(subjects []answer.Subject, of func(lead int, asOf calendar.Day) []string) {
	h.answered, h.beside = subjects, of
}

// LayLogged lays what is logged about leads beside them, for scoring: of gives the cells of
// a lead for the day that it is scored as of, one for each of the fields made from events.
func (h *History) LayLogged(fields []string, of func(lead int, asOf calendar.Day) []string) {
	h.logged, h.events = fields, of
}

// Add adds a lead. It keeps nothing of lead.Cells but the text.
func (h *History) Add(lead Lead) {
	rest := uint64(0)
	for i := range h.columns {
		cell := ""
		if i < len(lead.Cells) {
			cell = lead.Cells[i]
		}
		if h.kept != nil && !h.kept[i] {
			rest = Mixed(rest, h.unread[i].see(cell))
			continue
		}
		h.columns[i].add(cell)
	}
	if h.kept != nil {
		h.rest = append(h.rest, rest)
	}
	h.addOutcome(lead.Outcome, lead.Order, lead.AsOf)
}

// addOutcome adds what is known of a lead but for its cells.
func (h *History) addOutcome(outcome Outcome, order float64, asOf *calendar.Day) {
	h.outcomes = append(h.outcomes, outcome)
	h.order = append(h.order, order)
	if !math.IsNaN(order) {
		h.ordered++
	}
	day := calendar.Day(0)
	if asOf != nil {
		day = *asOf
		h.dated++
	}
	h.asOf = append(h.asOf, day)
}

// Len is the number of leads.
func (h *History) Len() int { return len(h.outcomes) }

// Outcome is what became of lead i.
func (h *History) Outcome(i int) Outcome { return h.outcomes[i] }

// Order is the lead's place in time; NaN where it is unknown.
func (h *History) Order(i int) float64 { return h.order[i] }

// AsOf is the day that the lead's ages are counted from; false where no lead, or
// not every lead, has one.
func (h *History) AsOf(i int) (calendar.Day, bool) { return h.asOf[i], h.HasAsOf() }

// LastAsOf is the latest day that a lead's ages are counted from.
func (h *History) LastAsOf() calendar.Day {
	if len(h.asOf) == 0 {
		return 0
	}
	return slices.Max(h.asOf)
}

// HasAsOf reports whether every lead has a day that its ages are counted from.
func (h *History) HasAsOf() bool { return h.dated > 0 && h.dated == h.Len() }

// AsOfSecond is the second of the day that the lead's ages are counted from at which it
// stood so; 0 where no time of day is known.
func (h *History) AsOfSecond(i int) int {
	if h.seconds == nil {
		return 0
	}
	return int(h.seconds[i])
}

// HasOrder reports whether some lead's place in time is known.
func (h *History) HasOrder() bool { return h.ordered > 0 }

// OrderedByDay reports whether the leads' Order is the day on which each came: several may
// share it, and a lead that stands twice in the list has it twice.
func (h *History) OrderedByDay() bool { return h.byDay }

// Span is the lowest and the highest Order of some leads; NaN where none is known.
func (h *History) Span(leads []int32) (low, high float64) {
	low, high = math.NaN(), math.NaN()
	for _, i := range leads {
		switch v := h.order[i]; {
		case math.IsNaN(v):
		case math.IsNaN(low):
			low, high = v, v
		default:
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high
}

// Different gives the different cells of a column, in the order of their first lead, and
// for each lead which of them it has. They are the history's own: not to be changed.
func (h *History) Different(column int) (texts []string, codes []uint32) {
	return h.columns[column].texts.Texts, h.columns[column].codes
}

// HowMany is the number of different cells of a column; MostSeen stands for as many and
// more where the column is not kept.
func (h *History) HowMany(column int) int {
	if h.kept != nil && !h.kept[column] {
		return h.unread[column].count()
	}
	return len(h.columns[column].texts.Texts)
}

// Rest is a hash of the lead's cells in columns that are not kept; 0 where all are.
func (h *History) Rest(i int) uint64 {
	if h.rest == nil {
		return 0
	}
	return h.rest[i]
}

// Cells gives the cells of lead i in dst's memory.
func (h *History) Cells(i int, dst []string) []string {
	dst = dst[:0]
	for c := range h.columns {
		dst = append(dst, h.columns[c].of(i))
	}
	return dst
}

// Counts counts the leads by outcome.
func (h *History) Counts() (won, lost, open int) {
	for _, o := range h.outcomes {
		switch o {
		case Won:
			won++
		case Lost:
			lost++
		default:
			open++
		}
	}
	return won, lost, open
}

// FoldedSet are words in their normal form.
func FoldedSet(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[fold.Text(w)] = true
	}
	return set
}

// ColumnIndex finds a column by the normal form of its header; -1 for none.
func ColumnIndex(header []string, name string) int {
	for i, h := range header {
		if fold.Text(h) == fold.Text(name) {
			return i
		}
	}
	return -1
}

// ShareOf is the share of the leads that can be called when so many can be in a
// week, and how many arrive in one, open ones included, as if they arrived evenly
// from the first day to the last. Each lead's Order must be its day's number. With
// no days it is 0.
func (h *History) ShareOf(perWeek float64) (share, arriving, weeks float64) {
	first, last, dated := math.Inf(1), math.Inf(-1), 0
	for _, day := range h.order {
		if !math.IsNaN(day) {
			first, last = min(first, day), max(last, day)
			dated++
		}
	}
	if dated == 0 {
		return 0, 0, 0
	}
	weeks = (last - first + 1) / 7
	arriving = float64(dated) / weeks
	return min(1, perWeek/arriving), arriving, weeks
}
