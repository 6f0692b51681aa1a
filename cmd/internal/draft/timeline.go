package draft

import (
	"leadscore/cmd/internal/draft/horizon"
	"leadscore/cmd/internal/profile"
	"leadscore/rulebook"
)

// soonAnswered is the timeline by a column of texts: met by answers that mean soon, where
// some do and others mean later; else by any answer.
func (b *builder) soonAnswered(c *profile.Column) rulebook.Element {
	var soon []string
	later := false
	for _, v := range b.list.Frequent(c) {
		days, tells := horizon.Days(v.Text)
		if tells && days <= horizon.Soon {
			soon = append(soon, v.Text)
		}
		later = later || tells && days > horizon.Soon
	}
	if soon == nil || !later || c.Private || c.Many {
		return b.answered("timeline", c)
	}
	return b.element("timeline", b.say("the answers that mean %d days or less", horizon.Soon), leaf(b.declare(c, asText(c)), "is", soon...))
}

// times is the column whose answers say when, under whatever heading; nil without one. A
// rule may use it already.
func (b *builder) times() *profile.Column {
	for _, c := range b.list.Columns {
		if c.Type != rulebook.TypeText || c.Known != "" || !c.Alone || c.Private || c.Many || c.Distinct > mostRoles {
			continue
		}
		soon, later := false, false
		for _, v := range b.list.Frequent(c) {
			days, tells := horizon.Days(v.Text)
			soon, later = soon || tells && days <= horizon.Soon, later || tells && days > horizon.Soon
		}
		if soon && later {
			return c
		}
	}
	return nil
}
