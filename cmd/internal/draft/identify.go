package draft

import (
	"leadscore/cmd/internal/profile"
	"leadscore/rulebook"
)

// identify finds what names a lead, and what a person wants to see beside the score.
func (b *builder) identify() {
	if key := b.key(); key != nil {
		b.book.Key = rulebook.Scalar{Text: b.declare(key, asText(key))}
		b.beside(b.say("the column that names a lead: no two leads have the same there"), "key")
	}
	for _, c := range b.shown() {
		f := asText(c)
		f.Company = c.Known == "company"
		b.book.Show = append(b.book.Show, rulebook.Scalar{Text: b.declare(c, f)})
	}
	if b.book.Show != nil {
		b.beside(b.say("what you want to see beside the score"), "show")
	}
}

// key is the column that names the leads: a known one before one whose header only
// sounds so, and a mail address last; nil for none.
func (b *builder) key() *profile.Column {
	rank := func(c *profile.Column) int {
		switch c.Known {
		case "lead_id":
			return 3
		case "email":
			return 1
		}
		return 2
	}
	var best *profile.Column
	for _, c := range b.list.Columns {
		if c.Unique && c.Alone && (best == nil || rank(c) > rank(best)) {
			best = c
		}
	}
	return best
}

// shown are the columns that tell a person who the lead is, few enough to leave room for
// reasons and questions.
func (b *builder) shown() []*profile.Column {
	var shown []*profile.Column
	add := func(known ...string) {
		for _, k := range known {
			if c := b.list.Find(k); c != nil {
				shown = append(shown, c)
				return
			}
		}
	}
	add("company")
	add("full_name", "last_name", "first_name")
	if len(shown) == 0 {
		add("email", "website")
	}
	for _, c := range b.list.Columns {
		if len(shown) == 0 && c.Alone && c.Type == rulebook.TypeText && c.Filled > 0 && c.Says("name", "company", "account", "organization", "firm", "名", "会社", "企業", "法人") {
			shown = append(shown, c)
		}
	}
	return shown
}
