package naive

import (
	"math/big"
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Logs are lists of events, by the names of their logs.
type Logs map[string]Log

// Log is a list of events.
type Log struct {
	Header []string
	Rows   [][]string
}

// ScoreLogged scores one record about which there are events.
func ScoreLogged(rb *rulebook.Rulebook, header, cells []string, asOf calendar.Day, logs Logs) *Result {
	return score(&lead{rb: rb, header: header, cells: cells, asOf: int(asOf), logs: logs, values: map[string]value{}})
}

// one is what an event counts for where nothing else says.
var one = exact.Int(1)

// occurrence is an event that counts for a field.
type occurrence struct {
	day   int
	worth int64 // thousandths, before it fades
	id    string
}

// activity makes a field from the events of a log about the lead.
func (l *lead) activity(f rulebook.Field) value {
	a := f.Activity
	decl := l.rb.Logs[slices.IndexFunc(l.rb.Logs, func(log rulebook.Log) bool { return log.Name == a.Log.Text })]
	log, given := l.logs[decl.Name]
	who := l.field(decl.Joins.Text)
	switch {
	case !given:
		return value{state: closed}
	case !who.known():
		return value{state: blank}
	}
	return l.total(a, once(l.occurrences(f, decl, log, fold(who.text))))
}

// occurrences are the events of a lead that count for a field, one for each row.
func (l *lead) occurrences(f rulebook.Field, decl rulebook.Log, log Log, who string) (all []occurrence) {
	a, book := f.Activity, eventRules(l.rb, decl)
	rule := eventRule(f)
	for _, row := range log.Rows {
		event := &lead{rb: book, header: log.Header, cells: row, asOf: l.asOf, values: map[string]value{}, result: &Result{}}
		own := func(columns []rulebook.Scalar) string {
			cell, _ := event.cell(rulebook.Field{Columns: columns})
			return cell
		}
		day, dated := readDay(own(decl.At), decl.Order, l.location())
		age := l.asOf - day
		if fold(own(decl.Lead)) != who || !dated || age < 0 || a.Within > 0 && age > a.Within {
			continue
		}
		if event.condition(a.Where) != True || event.criterionCandidates(rule) == nil {
			continue
		}
		all = append(all, occurrence{day, event.criterion(rule), own(decl.ID)})
	}
	return all
}

// once leaves of the rows of one event the latest, of one day the one that is worth most.
func once(all []occurrence) (left []occurrence) {
	for _, o := range all {
		k := slices.IndexFunc(left, func(other occurrence) bool { return o.id != "" && other.id == o.id })
		switch {
		case k < 0:
			left = append(left, o)
		case o.day > left[k].day || o.day == left[k].day && o.worth > left[k].worth:
			left[k] = o
		}
	}
	return left
}

// total is what events come to.
func (l *lead) total(a *rulebook.Activity, all []occurrence) value {
	var days []int
	sum := int64(0)
	for _, o := range all {
		days = append(days, o.day)
		worth := big.NewRat(o.worth, 1000)
		if a.HalfLife > 0 {
			worth = times(worth, half(l.asOf-o.day, a.HalfLife))
		}
		sum += thousandths(worth)
	}
	slices.Sort(days)
	number := func(n *big.Rat) value { return value{state: known, number: exactly(n)} }
	switch {
	case a.Kind == rulebook.ActivityCount:
		return number(big.NewRat(int64(len(days)), 1))
	case a.Kind == rulebook.ActivityDays:
		return number(big.NewRat(int64(len(slices.Compact(days))), 1))
	case a.Kind == rulebook.ActivitySum:
		return number(big.NewRat(sum, 1000))
	case len(days) == 0:
		return value{state: blank}
	case a.Kind == rulebook.ActivityFirst:
		return onDay(days[0])
	}
	return onDay(days[len(days)-1])
}

func onDay(day int) value { return value{state: known, day: day, last: day} }

// eventRules is a rulebook in which all that is asked about the events of a log is asked: so
// a column has one type, however many fields look at it.
func eventRules(rb *rulebook.Rulebook, decl rulebook.Log) *rulebook.Rulebook {
	book := &rulebook.Rulebook{Location: rb.Location, MissingWords: rb.MissingWords, MissingAlso: rb.MissingAlso}
	for _, f := range rb.Fields {
		if f.Activity != nil && f.Activity.Log.Text == decl.Name {
			book.Criteria = append(book.Criteria, eventRule(f))
		}
	}
	return book
}

// eventRule says what an event is worth to a field.
func eventRule(f rulebook.Field) rulebook.Criterion {
	a := f.Activity
	c := rulebook.Criterion{Name: f.Name, Line: rulebook.Line{When: a.Where, Bands: a.Bands}}
	switch {
	case a.Bands != nil:
	case a.Kind == rulebook.ActivitySum:
		c.Field, c.Each = a.Of, &one
	default:
		c.Points = &one
	}
	return c
}
