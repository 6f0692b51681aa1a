package activity

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// tally is what the events of some leads come to, field by field.
type tally struct {
	log     *Log
	asOf    calendar.Day
	numbers []int64 // of each lead, for each field: how many, the day of the latest or first, the lower half of a sum
	high    []int64 // of each lead, for each sum: its upper half
	days    [][]calendar.Day
	met     []bool // leads that have an event
}

// newTally makes room for so many leads.
func newTally(l *Log, leads int, asOf calendar.Day) tally {
	t := tally{
		log: l, asOf: asOf, met: make([]bool, leads),
		numbers: make([]int64, leads*len(l.fields)), high: make([]int64, leads*l.sums), days: make([][]calendar.Day, leads*l.days),
	}
	for lead := range leads {
		t.clear(lead)
	}
	return t
}

// clear forgets the events of a lead.
func (t *tally) clear(lead int) {
	l := t.log
	for i := range l.fields {
		at := &t.numbers[lead*len(l.fields)+i]
		switch l.fields[i].kind {
		case rulebook.ActivityLatest:
			*at = math.MinInt64
		case rulebook.ActivityFirst:
			*at = math.MaxInt64
		default:
			*at = 0
		}
	}
	clear(t.high[lead*l.sums : (lead+1)*l.sums])
	for i := range l.days {
		t.days[lead*l.days+i] = t.days[lead*l.days+i][:0]
	}
}

// add takes an event in for the fields of hits that its day counts for.
func (t *tally) add(lead int, day calendar.Day, hits uint64, sums []exact.Points) {
	l := t.log
	numbers := t.numbers[lead*len(l.fields) : (lead+1)*len(l.fields)]
	for ; hits != 0; hits &= hits - 1 {
		i := bits.TrailingZeros64(hits)
		f, at := &l.fields[i], &numbers[i]
		if !f.covers(day, t.asOf) {
			continue
		}
		switch f.kind {
		case rulebook.ActivityCount:
			*at++
		case rulebook.ActivityLatest:
			*at = max(*at, int64(day))
		case rulebook.ActivityFirst:
			*at = min(*at, int64(day))
		case rulebook.ActivityDays:
			days := &t.days[lead*l.days+f.place]
			if k, known := slices.BinarySearch(*days, day); !known {
				*days = slices.Insert(*days, k, day)
			}
		case rulebook.ActivitySum:
			addTo(at, &t.high[lead*l.sums+f.place], f.worth(sums[f.place], day, t.asOf))
		}
	}
}

// worth is what is left of an event's points.
func (f *field) worth(p exact.Points, day, asOf calendar.Day) exact.Points {
	if f.halfLife == nil {
		return p
	}
	return f.halfLife.Of(p.Number(), int(asOf)-int(day))
}

// addTo adds to a number of two halves, which no sum of events fills.
func addTo(low, high *int64, p exact.Points) {
	sum, carry := bits.Add64(uint64(*low), uint64(p), 0)
	*low = int64(sum)
	*high += int64(p)>>63 + int64(carry)
}

// appendCells appends what the fields of a lead come to.
func (t *tally) appendCells(dst []string, lead int) []string {
	for i := range t.log.fields {
		dst = append(dst, t.cell(lead, i))
	}
	return dst
}

// cell is what a field of a lead comes to, as its column holds it: "" for no day.
func (t *tally) cell(lead, i int) string {
	l, n := t.log, t.numbers[lead*len(t.log.fields)+i]
	switch f := &l.fields[i]; f.kind {
	case rulebook.ActivityLatest, rulebook.ActivityFirst:
		if n == math.MinInt64 || n == math.MaxInt64 {
			return ""
		}
		return calendar.Day(n).String()
	case rulebook.ActivityDays:
		return strconv.Itoa(len(t.days[lead*l.days+f.place]))
	case rulebook.ActivitySum:
		return sumText(n, t.high[lead*l.sums+f.place])
	}
	return strconv.FormatInt(n, 10)
}

// sumText writes a number of thousandths in two halves.
func sumText(low, high int64) string {
	if high == low>>63 {
		return exact.Points(low).String()
	}
	sum := new(big.Int).Lsh(big.NewInt(high), 64)
	sum.Add(sum, new(big.Int).SetUint64(uint64(low)))
	whole, rest := new(big.Int).QuoRem(sum, big.NewInt(exact.PointsPerPoint), new(big.Int))
	text := whole.String()
	if rest.Sign() == 0 {
		return text
	}
	if whole.Sign() == 0 && rest.Sign() < 0 {
		text = "-" + text
	}
	return text + exact.Points(rest.Abs(rest).Int64()).String()[1:]
}

// buckets is how many piles the kept events lie in, so that sorting one needs little room.
const buckets = 64

// kept are events that are kept, by lead.
type kept struct {
	piles [buckets][]event
	sums  []exact.Points
	told  []told
}

// keep keeps an event with its sums.
func (k *kept) keep(e event, sums []exact.Points) {
	e.at = int32(len(k.sums) / max(len(sums), 1))
	k.sums = append(k.sums, sums...)
	pile := &k.piles[e.lead%buckets]
	*pile = append(*pile, e)
}

// sumsOf are the sums of a kept event.
func (k *kept) sumsOf(e *event, count int) []exact.Points {
	return k.sums[int(e.at)*count:][:count]
}

// sort brings the events of each lead together, those of one id the latest first, and
// those of one day by what is known of them: so the order in which they came does not show.
func (l *Log) sort() {
	for i := range l.kept.piles {
		slices.SortFunc(l.kept.piles[i], func(a, b event) int {
			return cmp.Or(cmp.Compare(a.lead, b.lead), cmp.Compare(a.id, b.id), cmp.Compare(b.day, a.day))
		})
	}
}

// of gives the kept events of a lead, sorted.
func (k *kept) of(lead int) []event {
	pile := k.piles[lead%buckets]
	from, _ := slices.BinarySearchFunc(pile, int32(lead), func(e event, lead int32) int { return cmp.Compare(e.lead, lead) })
	to := from
	for to < len(pile) && pile[to].lead == int32(lead) {
		to++
	}
	return pile[from:to]
}

// horizon is up to when events count: those of days before, and of the day those before a
// second.
type horizon struct {
	day    calendar.Day
	second int32
}

// Seconds of a day that no moment has.
const (
	wholeDay = math.MaxInt32     // of a horizon: behind the last
	untimed  = math.MaxInt32 - 1 // of an event: it is not known, so it may be the last
)

func (h horizon) takes(e *event) bool { return e.day < h.day || e.day == h.day && e.second < h.second }

// eachOnce calls visit for the events of a lead up to a horizon, sorted, with the fields that
// each counts for: of the rows of one id the latest that counts for a field does, of those of
// one day the one that adds most.
func (l *Log) eachOnce(events []event, until horizon, visit func(e *event, hits uint64)) {
	for from := 0; from < len(events); {
		to := from + 1
		for events[from].id != 0 && to < len(events) && events[to].id == events[from].id {
			to++
		}
		if group := events[from:to]; len(group) > 1 {
			for i := range l.fields {
				if e := l.chosen(group, i, until); e != nil {
					visit(e, 1<<i)
				}
			}
		} else if until.takes(&group[0]) {
			visit(&group[0], group[0].hits)
		}
		from = to
	}
}

// chosen is the row of an event that counts for a field; nil for none.
func (l *Log) chosen(group []event, i int, until horizon) (chosen *event) {
	f := &l.fields[i]
	for k := range group {
		e := &group[k]
		if e.hits&(1<<i) == 0 || !until.takes(e) || !f.covers(e.day, until.day) {
			continue
		}
		if chosen == nil || e.day > chosen.day || e.day == chosen.day && l.before(e, chosen, f) {
			chosen = e
		}
	}
	return chosen
}

// before tells whether of two rows of an event of one day the first counts: of a sum, that
// which adds more.
func (l *Log) before(a, b *event, f *field) bool {
	if f.kind == rulebook.ActivitySum {
		x, y := l.kept.sumsOf(a, l.sums)[f.place], l.kept.sumsOf(b, l.sums)[f.place]
		if x != y {
			return x > y
		}
	}
	if a.told >= 0 && b.told >= 0 {
		return compareTold(&l.kept.told[a.told], &l.kept.told[b.told]) < 0
	}
	return false
}

func compareTold(a, b *told) int {
	return cmp.Or(cmp.Compare(a.at, b.at), slices.Compare(a.cells, b.cells))
}
