package beside

import (
	"math"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// oneHot is a ridge logistic regression on all fields: each frequent value of a text
// has a weight of its own, a number one weight per standard deviation, a missing cell
// one of its own. It is a reference for the scorecard.
type oneHot struct {
	model   *models.Logit
	columns []oneHotColumn
}

// oneHotColumn turns the atoms of a field into features.
type oneHotColumn struct {
	field         *typing.Field
	feature       []int32 // of each atom; -1: none (a rare value, or a number)
	first         int32   // of a number: its feature
	missing       int32   // the feature of missing cells
	centre, scale float64
}

// fitOneHot fits the model on some leads.
func fitOneHot(fields []*typing.Field, leads []int32, won []bool, ridge float64) *oneHot {
	m := &oneHot{}
	next := int32(0)
	for _, f := range fields {
		c := oneHotColumn{field: f, missing: next}
		next++
		byAtom, _ := f.TallyAtoms(leads, won)
		if f.Kind == typing.NumberKind || f.Kind == typing.AgeKind {
			c.first = next
			next++
			c.standardise(byAtom)
		} else {
			c.feature = make([]int32, len(byAtom))
			for a, t := range byAtom {
				c.feature[a] = -1
				if t.Leads() >= typing.LeastLevel(len(leads)) {
					c.feature[a] = next
					next++
				}
			}
		}
		m.columns = append(m.columns, c)
	}
	rows := make([][]models.Entry, len(leads))
	for k, i := range leads {
		rows[k] = m.row(i, nil)
	}
	picked := stats.Pick(won, leads)
	m.model = models.FitSparse(int(next), rows, picked, ridge)
	return m
}

func (c *oneHotColumn) standardise(byAtom []stats.Tally) {
	var n, sum, squares float64
	for a, t := range byAtom {
		k, v := float64(t.Leads()), c.field.Numbers[a]
		n, sum, squares = n+k, sum+float64(k*v), squares+float64(k*v*v)
	}
	c.scale = 1
	if n > 0 {
		c.centre = sum / n
		c.scale = max(math.Sqrt(max(squares/n-float64(c.centre*c.centre), 0)), 1e-9)
	}
}

func (m *oneHot) row(lead int32, row []models.Entry) []models.Entry {
	for i := range m.columns {
		c := &m.columns[i]
		switch a := c.field.Atoms[lead]; {
		case a == typing.Missing:
			row = append(row, models.Entry{Feature: c.missing, Value: 1})
		case c.feature == nil:
			row = append(row, models.Entry{Feature: c.first, Value: (c.field.Numbers[a] - c.centre) / c.scale})
		case c.feature[a] >= 0:
			row = append(row, models.Entry{Feature: c.feature[a], Value: 1})
		}
	}
	return row
}

// probabilities of some leads.
func (m *oneHot) probabilities(leads []int32) []float64 {
	p := make([]float64, len(leads))
	var row []models.Entry
	for k, i := range leads {
		row = m.row(i, row[:0])
		p[k] = stats.Logistic(m.model.LinearOf(row))
	}
	return p
}
