package match

import "bytes"

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

// Needles are all that the conditions of a rulebook look for in the texts of one
// field. They are looked for together, in one pass over a text.
type Needles struct {
	all    []needle
	places map[needle]int // in all
	states *states        // nil: they are looked for one by one
}

// add gives the place of a needle.
func (n *Needles) add(want needle) int {
	if n.places == nil {
		n.places = map[needle]int{}
	}
	place, known := n.places[want]
	if !known {
		place = len(n.all)
		n.all, n.places[want] = append(n.all, want), place
	}
	return place
}

// fewNeedles are looked for faster one by one.
const fewNeedles = 10

// prepare makes the needles ready to be looked for together, if a table of no more
// cells than most can do it, and gives the number of its cells.
func (n *Needles) prepare(most int) (cells int) {
	if n == nil || len(n.all) < fewNeedles {
		return 0
	}
	n.states = newStates(n.all, most)
	if n.states == nil {
		return 0
	}
	return len(n.states.next)
}

// find sets the bits of the needles that stand in a text. It gives none where they are
// to be looked for one by one.
func (n *Needles) find(found []uint64, text []byte) []uint64 {
	found = found[:0]
	if n == nil || n.states == nil {
		return found
	}
	for range (len(n.all) + 63) / 64 {
		found = append(found, 0)
	}
	n.states.run(text, func(place, end int) {
		if n.all[place].stands(text, end) {
			found[place/64] |= 1 << (place % 64)
		}
	})
	return found
}

// textHas holds where one of some needles stands in the text.
type textHas struct {
	needles *Needles
	places  []int
}

func (t *textHas) holds(v *Value) Truth {
	for _, place := range t.places {
		if len(v.found) == 0 && t.needles.all[place].in(v.Text) || len(v.found) > 0 && v.found[place/64]>>(place%64)&1 == 1 {
			return True
		}
	}
	return False
}

// states is the automaton of Aho and Corasick (Communications of the ACM 18, 1975): a
// state for each beginning of a needle, the longest one that the text read so far ends
// with. Bytes that no needle has are one class.
type states struct {
	class [256]uint8
	count int     // of classes
	next  []int32 // by state and class
	ends  [][]int // by state: the needles that end there
	also  []int32 // by state: a shorter one in which needles end; 0: none
}

// newStates makes the automaton of needles; nil where it would have more than most
// cells.
func newStates(needles []needle, most int) *states {
	s := &states{count: 1}
	size := 1
	for i := range needles {
		size += len(needles[i].text)
		for _, b := range []byte(needles[i].text) {
			if s.class[b] == 0 && s.count < 256 {
				s.class[b] = uint8(s.count)
				s.count++
			}
		}
	}
	if s.count == 256 || size > most/s.count {
		return nil
	}
	s.next = make([]int32, 0, size*s.count)
	s.grow()
	for place := range needles {
		s.plant(needles[place].text, place)
	}
	s.link()
	return s
}

// grow adds a state.
func (s *states) grow() int32 {
	s.next = s.next[:len(s.next)+s.count]
	s.ends = append(s.ends, nil)
	return int32(len(s.ends) - 1)
}

// plant adds the states of a needle.
func (s *states) plant(text string, place int) {
	state := int32(0)
	for _, b := range []byte(text) {
		at := int(state)*s.count + int(s.class[b])
		if s.next[at] == 0 {
			added := s.grow()
			s.next[at] = added
		}
		state = s.next[at]
	}
	s.ends[state] = append(s.ends[state], place)
}

// link leads on from each state where no needle goes on: to where the longest shorter
// state leads that the text ends with.
func (s *states) link() {
	shorter := make([]int32, len(s.ends))
	s.also = make([]int32, len(s.ends))
	for queue := []int32{0}; len(queue) > 0; queue = queue[1:] {
		state := queue[0]
		if s.also[state] = shorter[state]; len(s.ends[shorter[state]]) == 0 {
			s.also[state] = s.also[shorter[state]]
		}
		for class := 1; class < s.count; class++ {
			at, instead := int(state)*s.count+class, int32(0)
			if state != 0 {
				instead = s.next[int(shorter[state])*s.count+class]
			}
			if to := s.next[at]; to != 0 {
				shorter[to] = instead
				queue = append(queue, to)
			} else {
				s.next[at] = instead
			}
		}
	}
}

// run tells of each place in a text where a needle ends.
func (s *states) run(text []byte, found func(place, end int)) {
	state := int32(0)
	for i, b := range text {
		state = s.next[int(state)*s.count+int(s.class[b])]
		for at := state; at != 0; at = s.also[at] {
			for _, place := range s.ends[at] {
				found(place, i+1)
			}
		}
	}
}
