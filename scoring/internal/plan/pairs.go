package plan

import (
	"slices"

	"leadscore/scoring/internal/fields"
)

// owner is the source, or the pair, that all of the fields belong to; -1 where there is
// none, or where they are of more than two sources.
func (p *Plan) owner(fields []int) int {
	var roots []int
	for _, i := range fields {
		at := p.Homes[i].Source
		if at < 0 {
			return -1
		}
		if p.Sources[at].Pair != nil {
			roots = append(roots, p.Sources[at].Pair...)
		} else {
			roots = append(roots, at)
		}
	}
	slices.Sort(roots)
	switch roots = slices.Compact(roots); len(roots) {
	case 1:
		return roots[0]
	case 2:
		return p.pairOf(roots)
	}
	return -1
}

// pairOf is the pair of two sources.
func (p *Plan) pairOf(roots []int) int {
	at := slices.IndexFunc(p.Sources, func(src Source) bool { return slices.Equal(src.Pair, roots) })
	if at < 0 {
		at = len(p.Sources)
		p.Sources = append(p.Sources, Source{Column: fields.NoColumn, Pair: roots})
	}
	return at
}
