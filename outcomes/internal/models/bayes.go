package models

import (
	"math"

	"leadscore/outcomes/stats"
)

// NaiveBayes is Odoo's predictive lead scoring (addons/crm, models/crm_lead.py): the
// frequencies of each field's values among won and among lost leads, 0.1 added to
// every count, multiplied as if the fields were independent. Values are compared as
// text; what is unset, or was never seen, is skipped.
type NaiveBayes struct {
	Fields []BayesField
	Stages *BayesStages // nil: the list has no stages
	Won    float64      // the prior: won leads, 0.1 included
	Lost   float64
}

// bayesCount is what Odoo adds to a value's counts as it first sees it.
const bayesCount = 0.1

// BayesField is the frequencies of one field's values.
type BayesField struct {
	Name       string
	Won, Lost  map[string]float64
	wons, lost float64 // totals
}

// BayesStages is the frequencies of the pipeline's stages, in their order. A won lead
// has passed them all, a lost one those up to where it was lost.
type BayesStages struct {
	Names     []string
	Won, Lost []float64
}

// BayesLead is what the model learns from: the values in the order of the fields, ""
// where unset, and the stage, which is not looked at without Stages.
type BayesLead struct {
	Values []string
	Stage  string
	Won    bool
}

// FitNaiveBayes counts. Without stages the prior is the numbers of won and lost leads,
// with stages those of the first stage, as Odoo takes them.
func FitNaiveBayes(fields, stages []string, leads []BayesLead) *NaiveBayes {
	m := &NaiveBayes{Won: bayesCount, Lost: bayesCount}
	for _, name := range fields {
		m.Fields = append(m.Fields, BayesField{Name: name, Won: map[string]float64{}, Lost: map[string]float64{}})
	}
	if stages != nil {
		m.Stages = &BayesStages{Names: stages, Won: make([]float64, len(stages)), Lost: make([]float64, len(stages))}
		for i := range stages {
			m.Stages.Won[i], m.Stages.Lost[i] = bayesCount, bayesCount
		}
	}
	for _, lead := range leads {
		m.count(lead)
	}
	return m
}

func (m *NaiveBayes) count(lead BayesLead) {
	if lead.Won {
		m.Won++
	} else {
		m.Lost++
	}
	for i, value := range lead.Values {
		if value != "" {
			m.Fields[i].count(value, lead.Won)
		}
	}
	if m.Stages == nil {
		return
	}
	for i, name := range m.Stages.Names {
		if lead.Won {
			m.Stages.Won[i]++
		} else {
			m.Stages.Lost[i]++
			if name == lead.Stage {
				break
			}
		}
	}
}

func (f *BayesField) count(value string, won bool) {
	if _, seen := f.Won[value]; !seen {
		f.Won[value], f.Lost[value] = bayesCount, bayesCount
		f.wons, f.lost = f.wons+bayesCount, f.lost+bayesCount
	}
	if won {
		f.Won[value]++
		f.wons++
	} else {
		f.Lost[value]++
		f.lost++
	}
}

// LogOdds are those of winning, before they are clamped.
func (m *NaiveBayes) LogOdds(values []string, stage string) float64 {
	sum := math.Log(m.Won / m.Lost)
	for i, value := range values {
		f := &m.Fields[i]
		if won, seen := f.Won[value]; seen && value != "" {
			sum += math.Log(won/f.wons) - math.Log(f.Lost[value]/f.lost)
		}
	}
	if m.Stages == nil {
		return sum
	}
	for i, name := range m.Stages.Names {
		if name == stage {
			sum += math.Log(m.Stages.Won[i]/m.Won) - math.Log(m.Stages.Lost[i]/m.Lost)
		}
	}
	return sum
}

// Percent is what Odoo shows: the probability in percent, rounded to two decimals and
// kept between 0.01 and 99.99.
func (m *NaiveBayes) Percent(values []string, stage string) float64 {
	p := math.Round(10000*stats.Logistic(m.LogOdds(values, stage))) / 100
	return min(max(p, 0.01), 99.99)
}
