package yaml

import (
	"slices"
	"strings"
)

// Comments are what PrintWithComments writes beside a rulebook's lines. Lists may be
// shorter than what they belong to, and a comment may be empty.
type Comments struct {
	Head     []string // before everything else, a line each
	Criteria []CriterionComments
	Stages   []string
}

// CriterionComments are those of one criterion.
type CriterionComments struct {
	Line    string // of a criterion without bands
	Bands   []string
	Missing string
}

// commentText makes a comment safe: one line, and nothing that YAML refuses.
func commentText(text string) string {
	return strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case !isVisible(r):
			return '?'
		}
		return r
	}, text), " ")
}

func (c *Comments) writeHead(b *strings.Builder) {
	for _, line := range c.Head {
		b.WriteString(strings.TrimRight("# "+commentText(line), " ") + "\n")
	}
}

// setCriteria puts the comments beside the criteria of a printed rulebook.
func (c *Comments) setCriteria(r *record) {
	list := r.find("criteria")
	for i := range min(len(c.Criteria), len(list.items)) {
		criterion, comments := &list.items[i], &c.Criteria[i]
		criterion.comment = commentText(comments.Line)
		bands := criterion.find("bands")
		for k := range min(len(comments.Bands), len(bands.items)) {
			bands.items[k].comment = commentText(comments.Bands[k])
		}
		criterion.find("missing").comment = commentText(comments.Missing)
	}
}

func (c *Comments) setStages(r *record) {
	list := r.find("stages")
	for i := range min(len(c.Stages), len(list.items)) {
		list.items[i].comment = commentText(c.Stages[i])
	}
}

// find gives the value of a key of a mapping; one of its own where there is none.
func (v *value) find(key string) *value {
	i := slices.IndexFunc(v.pairs, func(p pair) bool { return p.key == key })
	if i < 0 {
		return &value{}
	}
	return &v.pairs[i].value
}
