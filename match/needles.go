package match

import (
	"bytes"

	"leadscore/match/cell"
)

// needle is what contains or has_word looks for in a text.
type needle struct {
	text string
	word bool // as a whole word
	open bool // the word may go on behind it
}

// in tells whether the needle stands in a text, all by itself.
func (n *needle) in(text []byte) bool {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(n.text))
		if i < 0 {
			return false
		}
		if from += i + len(n.text); n.stands(text, from) {
			return true
		}
		from -= len(n.text) - 1
	}
}

// stands tells whether the needle may stand where it ends before text[end]: a word
// where neither of its edges touches a letter or digit of a script that parts words by
// spaces. Japanese parts none, so there every place is an edge.
func (n *needle) stands(text []byte, end int) bool {
	return !n.word || !joined(text, end-len(n.text)) && (n.open || !joined(text, end))
}

// textHas holds where one of some needles stands in the text. They are looked for one by
// one: an automaton that finds all of a column's at once (Aho-Corasick) was tried, and
// gained nothing on the benchmark, up to 15 % with 36 needles.
type textHas []needle

func (t textHas) holds(v *cell.Value) Truth {
	for i := range t {
		if t[i].in(v.Text) {
			return True
		}
	}
	return False
}
