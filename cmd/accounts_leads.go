package cmd

import (
	"runtime"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/leads"
	"leadscore/match/lexicon"
	"leadscore/scoring"
)

// accountPart is what came of a part of the list.
type accountPart struct {
	leads  []accounts.Lead
	first  *leads.Record   // a lead of it
	others int             // leads that are not meant
	room   []accounts.Lead // of leads, whose slices are used again
}

// eachLead gives what the leads that are meant bring to their accounts, part by part in
// the order of the list.
func (l *list) eachLead(meant *where, take func(*accountPart)) error {
	who := newPersonReader(l.layout.Header())
	needs := slices.Concat(l.engine.Needs(), meant.needs(), who.columns())
	slices.Sort(needs)
	l.reader.Want(l.layout.Columns(slices.Compact(needs)))
	l.sees = true
	return walk[accountPart]{
		workers: runtime.GOMAXPROCS(0), reset: (*accountPart).reset,
		each: func(one *lane) func(*leads.Record, *scoring.Result, *accountPart) error {
			return one.accountWorker(meant, who)
		},
		done: func(p *accountPart) error {
			take(p)
			return nil
		},
	}.through(l)
}

func (p *accountPart) reset() {
	p.room = p.leads[:cap(p.leads)]
	p.leads, p.first, p.others = p.leads[:0], nil, 0
}

// accountWorker makes what takes the leads that are meant to their accounts.
func (l *lane) accountWorker(meant *where, who *personReader) func(*leads.Record, *scoring.Result, *accountPart) error {
	first := true
	return func(rec *leads.Record, _ *scoring.Result, into *accountPart) error {
		if !meant.holds(l.visible) {
			into.others++
			return nil
		}
		if first {
			into.first, first = l.clone(rec), false
		}
		var one accounts.Lead
		if n := len(into.leads); n < len(into.room) {
			one = into.room[n]
		}
		l.accountLead(rec, who, &one)
		into.leads = append(into.leads, one)
		return nil
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
