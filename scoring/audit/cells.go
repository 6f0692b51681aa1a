package audit

import (
	"slices"
	"strings"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
)

// cellAudit is what one cell of each lead decides alone: a field, and those that are made
// of it. A list has few different cells in most columns: each is taken in when it is met
// first, and once more for all times that it was met again.
type cellAudit struct {
	fields []int          // the field, then those that are made of it
	feeds  bool           // fields of a.joint are made of one of these too
	digits bool           // whole numbers are all there is to know of a cell that is one
	cells  []recall.Cells // by column of the field
	met    []metCell
	again  []int32 // by met: how often it was met again; each: it is taken in each time
}

// metCell is a cell that was met, as it was met first.
type metCell struct {
	auditCell
	values []cell.Value // of the fields, where they feed others
}

// each is for a cell that is taken in each time: its lines are told.
const each = -1

// auditCell is a cell as it is taken in.
type auditCell struct {
	text   string
	column int
	line   int
	times  int
}

// mostMet is how many cells of a source are kept in mind.
const mostMet = 1024

// newCellAudits finds what each cell decides alone, and the fields that are made of several.
func newCellAudits(p *plan.Plan) (sources []cellAudit, joint []int) {
	of := map[int]int{} // sources by field; of those made of several none
	for _, i := range p.Needed {
		f := &p.Fields[i]
		if f.Derived == nil {
			of[i] = len(sources)
			sources = append(sources, newCellAudit(i, f))
			continue
		}
		from, alone := of[f.Sources[0]]
		for _, other := range f.Sources[1:] {
			at, found := of[other]
			alone = alone && found && at == from
		}
		if alone {
			of[i] = from
			sources[from].fields = append(sources[from].fields, i)
			continue
		}
		joint = append(joint, i)
		for _, other := range f.Sources {
			if at, found := of[other]; found {
				sources[at].feeds = true
			}
		}
	}
	for i := range sources {
		src := &sources[i]
		src.digits = len(src.fields) == 1 && !src.feeds && p.Fields[src.fields[0]].Reader.TakesDigits()
	}
	return sources, joint
}

func newCellAudit(field int, f *fields.Field) cellAudit {
	src := cellAudit{fields: []int{field}, cells: make([]recall.Cells, max(1, len(f.Columns)))}
	src.forget()
	return src
}

func (src *cellAudit) forget() {
	for i := range src.cells {
		src.cells[i].Forget()
	}
	src.met, src.again = src.met[:0], src.again[:0]
}

// addCell takes in the cell of a lead.
func (a *Audit) addCell(src *cellAudit, line int, cells []string) {
	f, text, column, place := &a.plan.Fields[src.fields[0]], "", fields.NoColumn, 0
	if len(f.Columns) > 0 {
		column = f.Columns[0]
	}
	if len(f.Columns) > 1 {
		column = f.Source(cells)
		place = slices.Index(f.Columns, column)
	}
	if column != fields.NoColumn {
		text = fields.CellAt(cells, column)
	}
	if src.digits {
		if n, whole := exact.WholeNumber(text); whole {
			a.takeNumber(src.fields[0], n)
			return
		}
	}
	p := src.cells[place].Find(text)
	if p == nil {
		a.meet(src, auditCell{strings.Clone(text), column, line, 1}, place)
		return
	}
	at := p.ID - 1
	if src.again[at] == each {
		a.take(src, auditCell{src.met[at].text, column, line, 1})
		return
	}
	src.again[at]++
	if src.feeds {
		for k, v := range src.met[at].values {
			a.values[src.fields[k]] = v
		}
	}
}

// takeNumber takes in a cell that is a whole number: nothing in it may be meant otherwise.
func (a *Audit) takeNumber(field int, n int64) {
	a.fields[field].states[cell.Known]++
	if a.activity.asked[field] {
		a.activity.values[field].addWhole(n)
	}
}

// meet takes in a cell that is not in mind, and keeps it there.
func (a *Audit) meet(src *cellAudit, c auditCell, place int) {
	if len(src.met) >= mostMet {
		a.settle(src)
		src.forget()
	}
	again := int32(0)
	if a.take(src, c) {
		again = each
	}
	m := metCell{auditCell: c}
	if src.feeds {
		for _, field := range src.fields {
			m.values = append(m.values, a.values[field])
		}
	}
	src.met, src.again = append(src.met, m), append(src.again, again)
	src.cells[place].Add(c.text, 0, uint32(len(src.met)))
}

// settle takes in all times that cells were met again.
func (a *Audit) settle(src *cellAudit) {
	for i, times := range src.again {
		if times > 0 {
			c := src.met[i].auditCell
			c.times = int(times)
			a.take(src, c)
			src.again[i] = 0
		}
	}
}
