package plan

import (
	"slices"

	"leadscore/match"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/walk"
)

// compileGroups compiles the groups, and orders them: inner before outer.
func (p *Plan) compileGroups(c *match.Compiler) {
	for i := range p.Rulebook.Groups {
		g := &p.Rulebook.Groups[i]
		p.Groups = append(p.Groups, earning.CompileGroup(g, walk.GroupIndex(p.Rulebook, g.Of), c))
		p.GroupNames = append(p.GroupNames, p.Words.OfGroup(g))
	}
	depth := func(g int) (d int) {
		for ; g >= 0 && d <= len(p.Groups); g = p.Groups[g].Parent {
			d++
		}
		return d
	}
	for i := range p.Groups {
		if depth(i) > len(p.Groups) {
			c.Problem(p.Rulebook.Groups[i].Of.Pos, "groups may not form a circle", "the group %q lies in itself", p.Rulebook.Groups[i].Name)
		}
		p.ClampOrder = append(p.ClampOrder, i)
	}
	slices.SortStableFunc(p.ClampOrder, func(a, b int) int { return depth(b) - depth(a) })
}

// groupFields calls visit for each field by which a group fades.
func (p *Plan) groupFields(visit func(int)) {
	for i := range p.Groups {
		if d := p.Groups[i].Decay; d != nil {
			visit(d.From)
		}
	}
}
