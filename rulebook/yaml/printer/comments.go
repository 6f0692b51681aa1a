package printer

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook/yaml/internal/node"
	"leadscore/rulebook/yaml/internal/tree"
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
func (c *Comments) setPlaced(r *tree.Record) {
	if len(c.Above)+len(c.Beside) > 0 {
		c.place(&r.Value, "")
	}
}

func (c *Comments) place(v *tree.Value, path string) {
	here := func(step string) string { // the place of a part
		if path == "" {
			return step
		}
		return Place(path, step)
	}
	part := func(w *tree.Value, at string) {
		for _, line := range c.Above[at] {
			w.Above = append(w.Above, commentText(line))
		}
		if beside := c.Beside[at]; beside != "" {
			w.Comment = commentText(beside)
		}
		c.place(w, at)
	}
	for i := range v.Items {
		part(&v.Items[i], here(strconv.Itoa(i)))
	}
	for i := range v.Pairs {
		part(&v.Pairs[i].Value, here(PlainKey(v.Pairs[i].Key)))
	}
}

// PlainKey is a key as it was before it was written in quotes.
func PlainKey(written string) string {
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
		case !node.IsVisible(r):
			return '?'
		}
		return r
	}, text), " ")
}

func (c *Comments) writeHead(b *strings.Builder) {
	for _, line := range c.Head {
		b.WriteString(tree.Comment(commentText(line)))
	}
}

// setCriteria puts the comments beside the criteria of a printed rulebook.
func (c *Comments) setCriteria(r *tree.Record) {
	list := r.Find("criteria")
	for i := range min(len(c.Criteria), len(list.Items)) {
		criterion, comments := &list.Items[i], &c.Criteria[i]
		criterion.Comment = commentText(comments.Line)
		bands := criterion.Find("bands")
		for k := range min(len(comments.Bands), len(bands.Items)) {
			bands.Items[k].Comment = commentText(comments.Bands[k])
		}
		criterion.Find("missing").Comment = commentText(comments.Missing)
	}
}

func (c *Comments) setStages(r *tree.Record) {
	list := r.Find("stages")
	for i := range min(len(c.Stages), len(list.Items)) {
		list.Items[i].Comment = commentText(c.Stages[i])
	}
}
