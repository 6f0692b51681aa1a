package cmd

import (
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/leads"
	"leadscore/match/lexicon"
)

// accountPart is what came of a part of the list.
type accountPart struct {
	leads  []accounts.Lead
	first  *leads.Record // a lead of it
	others int           // leads that are not meant
	tally  tally
	faults []*leads.Record
}

// eachLead gives what the leads that are meant bring to their accounts, part by part in
// the order of the list.
func (l *list) eachLead(workers int, meant *where, take func(*accountPart)) error {
	who := newPersonReader(l.layout.Header())
	needs := slices.Concat(l.engine.Needs(), meant.needs(), who.columns())
	slices.Sort(needs)
	l.reader.Want(l.layout.Columns(slices.Compact(needs)))
	newWorker := func() func(*leads.Part, *accountPart) { return l.newAccountWorker(meant, who) }
	return readParts(l, workers, newWorker, func(p *accountPart) error {
		for _, rec := range p.faults {
			l.reject(rec)
			if err := l.tooManyRejects(false); err != nil {
				return err
			}
		}
		l.take(&p.tally)
		take(p)
		return nil
	})
}

func (l *list) newAccountWorker(meant *where, who *personReader) func(*leads.Part, *accountPart) {
	lane, first := l.newLane(), true
	return func(part *leads.Part, into *accountPart) {
		into.tally.reset(l.engine)
		into.faults, into.first, into.others = into.faults[:0], nil, 0
		room := into.leads[:cap(into.leads)]
		into.leads = into.leads[:0]
		for rec, more := part.Next(); more; rec, more = part.Next() {
			if rec.Fault != nil {
				into.faults = append(into.faults, rec.Clone())
			}
			if !rec.IsLead() {
				continue
			}
			lane.score(rec, &into.tally)
			if !meant.holds(lane.visible) {
				into.others++
				continue
			}
			if first {
				into.first, first = rec.Clone(), false
			}
			var one accounts.Lead
			if n := len(into.leads); n < len(room) {
				one = room[n] // its slices are used again
			}
			lane.accountLead(rec, who, &one)
			into.leads = append(into.leads, one)
		}
	}
}

// accountLead fills in what the lead scored last brings to its account. It owns its texts.
func (l *lane) accountLead(rec *leads.Record, who *personReader, one *accounts.Lead) {
	l.scorer.Account(l.visible, rec.Line, one)
	one.Name = strings.Clone(one.Name)
	one.Person.Key, one.Person.Name = "", who.name(l.visible)
	if l.keyed {
		one.Person.Key = l.scorer.Key(l.visible)
	}
}

// personReader finds the name of the person in a lead, in columns that are known to hold
// names.
type personReader struct{ full, first, last []int }

func newPersonReader(header []string) *personReader {
	p := &personReader{}
	for i, name := range header {
		known, _ := lexicon.FieldOfHeader(name)
		switch known.Name {
		case "full_name":
			p.full = append(p.full, i)
		case "first_name":
			p.first = append(p.first, i)
		case "last_name":
			p.last = append(p.last, i)
		}
	}
	return p
}

// columns are those of the header that are read.
func (p *personReader) columns() []int { return slices.Concat(p.full, p.first, p.last) }

// name is how the person is called; "" where nobody says.
func (p *personReader) name(cells []string) string {
	if full := firstFilled(cells, p.full); full != "" {
		return strings.Clone(full)
	}
	return lexicon.FullName(firstFilled(cells, p.first), firstFilled(cells, p.last))
}

// firstFilled is the first of some cells that holds something.
func firstFilled(cells []string, columns []int) string {
	for _, i := range columns {
		if text := strings.TrimSpace(cells[i]); text != "" && text != "-" {
			return text
		}
	}
	return ""
}
