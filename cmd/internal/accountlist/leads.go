package accountlist

import (
	"runtime"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/cmd/internal/leadlist"
	"leadscore/leads"
	"leadscore/match/lexicon"
	"leadscore/scoring"
)

// Part is what came of a part of the list.
type Part struct {
	Leads  []accounts.Lead
	first  *leads.Record   // a lead of it
	others int             // leads that are not meant
	room   []accounts.Lead // of leads, whose slices are used again
}

// EachLead gives what the leads that are meant bring to their accounts, part by part in
// the order of the list.
func EachLead(l *leadlist.List, meant *leadlist.Where, take func(*Part)) error {
	who := newPersonReader(l.Layout.Header())
	needs := slices.Concat(l.Engine.Needs(), meant.Needs(), who.columns())
	slices.Sort(needs)
	l.Reader.Want(l.Layout.Columns(slices.Compact(needs)))
	l.Sees = true
	return leadlist.Walk[Part]{
		Workers: runtime.GOMAXPROCS(0), Reset: (*Part).reset,
		Each: func(one *leadlist.Worker) func(*leads.Record, *scoring.Result, *Part) error {
			return accountWorker(one, meant, who)
		},
		Done: func(p *Part) error {
			take(p)
			return nil
		},
	}.Through(l)
}

func (p *Part) reset() {
	p.room = p.Leads[:cap(p.Leads)]
	p.Leads, p.first, p.others = p.Leads[:0], nil, 0
}

// accountWorker makes what takes the leads that are meant to their accounts.
func accountWorker(l *leadlist.Worker, meant *leadlist.Where, who *personReader) func(*leads.Record, *scoring.Result, *Part) error {
	first := true
	return func(rec *leads.Record, _ *scoring.Result, into *Part) error {
		if !meant.Holds(l.Visible) {
			into.others++
			return nil
		}
		if first {
			into.first, first = l.Clone(rec), false
		}
		var one accounts.Lead
		if n := len(into.Leads); n < len(into.room) {
			one = into.room[n]
		}
		accountLead(l, rec, who, &one)
		into.Leads = append(into.Leads, one)
		return nil
	}
}

// accountLead fills in what the lead scored last brings to its account. It owns its texts.
func accountLead(l *leadlist.Worker, rec *leads.Record, who *personReader, one *accounts.Lead) {
	l.Scorer.Account(l.Visible, rec.Line, one)
	one.Name = strings.Clone(one.Name)
	one.Person.Key, one.Person.Name = "", who.name(l.Visible)
	if l.Keyed {
		one.Person.Key = l.Scorer.Key(l.Visible)
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
