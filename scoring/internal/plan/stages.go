package plan

import (
	"math/bits"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// leaf is a part of a stage rule about a field of a source, and where its truth lies
// among those of all.
type leaf struct {
	cond *match.Cond
	bit  int
}

// level is how far a metric is up the steps at which a stage rule may change its mind.
type level struct {
	Metric int
	Steps  []exact.Points
	Bit    int // where it lies among the truths
}

const (
	truthBits     = 2
	mostStageBits = 12 // for which stages are remembered
)

// Truths is what the leaves of a source come to.
func (src *Source) Truths(values []cell.Value) (truths uint64) {
	for _, l := range src.Leaves {
		truths |= uint64(l.cond.Eval(values)) << l.bit
	}
	return truths
}

// collectLeaves finds what stages are remembered by, if they are.
func (p *Plan) collectLeaves() {
	if !p.placeLeaves() || !p.placeLevels() || p.StageBits > mostStageBits {
		p.Levels = nil
		for i := range p.Sources {
			p.Sources[i].Leaves = nil
		}
		return
	}
	p.Remembered = true
}

// placeLeaves finds the leaves of all sources; false where one looks at a field of none.
func (p *Plan) placeLeaves() bool {
	homeless := false
	for _, rule := range p.Stages {
		rule.Leaves(func(field int, cond *match.Cond) {
			if field >= p.FirstMetric {
				return
			}
			from := p.Homes[field].Source
			if homeless = homeless || from < 0; homeless {
				return
			}
			src := &p.Sources[from]
			src.Leaves = append(src.Leaves, leaf{cond, p.StageBits})
			p.StageBits += truthBits
		})
	}
	return !homeless
}

// placeLevels finds the levels of all metrics; false where one is not a number.
func (p *Plan) placeLevels() bool {
	for _, i := range p.UsedMetrics {
		if p.Metrics[i].Spec.Type != rulebook.TypeNumber {
			return false
		}
		var steps []exact.Points
		for _, rule := range p.Stages {
			rule.Steps(p.FirstMetric+i, exact.PointsPerPoint, func(n int64) { steps = append(steps, exact.Points(n)) })
		}
		slices.Sort(steps)
		steps = slices.Compact(steps)
		p.Levels = append(p.Levels, level{i, steps, p.StageBits})
		p.StageBits += bits.Len(uint(len(steps)))
	}
	return true
}
