package yaml

import (
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Comments are what PrintWithComments writes beside a rulebook's lines. Lists may be
// shorter than what they belong to, and a comment may be empty.
type Comments struct {
	Head     []string // before everything else, a line each
	Criteria []CriterionComments
	Stages   []string

	// Above are lines before a key or an entry, and Beside what stands behind its last
	// line; each by its Place.
	Above  map[string][]string
	Beside map[string]string
}

// Place names a key of a printed rulebook, or an entry of a list, for Comments: the keys
// that lead to it, and positions in lists from 0, as in Place("criteria", "0", "bands").
func Place(path ...string) string { return strings.Join(path, "\x00") }

// setPlaced puts the comments of places beside the values there.
func (c *Comments) setPlaced(r *record) {
	if len(c.Above)+len(c.Beside) > 0 {
		c.place(&r.value, "")
	}
}

func (c *Comments) place(v *value, path string) {
	here := func(step string) string { // the place of a part
		if path == "" {
			return step
		}
		return Place(path, step)
	}
	part := func(w *value, at string) {
		for _, line := range c.Above[at] {
			w.above = append(w.above, commentText(line))
		}
		if beside := c.Beside[at]; beside != "" {
			w.comment = commentText(beside)
		}
		c.place(w, at)
	}
	for i := range v.items {
		part(&v.items[i], here(strconv.Itoa(i)))
	}
	for i := range v.pairs {
		part(&v.pairs[i].value, here(plainKey(v.pairs[i].key)))
	}
}

// plainKey is a key as it was before it was written in quotes.
func plainKey(written string) string {
	if !strings.HasPrefix(written, `"`) {
		return written
	}
	var key string
	if yaml.Unmarshal([]byte(written), &key) != nil {
		return written
	}
	return key
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
		b.WriteString(comment(commentText(line)))
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
