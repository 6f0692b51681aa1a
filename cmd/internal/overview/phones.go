package overview

import (
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Phones knows which columns of a list hold telephone numbers, and which say that somebody
// must not be called.
type Phones struct {
	numbers []int
	refused []int
}

// Callable says whether a lead can be called.
type Callable uint8

// What may be said of a lead.
const (
	Unsaid   Callable = iota // the list has no column of telephone numbers
	CanCall                  //
	NoNumber                 //
	Refused                  // it must not be called
)

// NewPhones finds the columns: by their headers, and by the fields of the rulebook that are
// like a telephone number.
func NewPhones(rb *rulebook.Rulebook, header []string) *Phones {
	p := &Phones{}
	declared := map[string]bool{}
	for i := range rb.Fields {
		if f := &rb.Fields[i]; isPhone(f.Like.Text) {
			for _, c := range lexicon.HeadersOf(f) {
				declared[fold.Text(c.Text)] = true
			}
		}
	}
	for i, name := range header {
		known, _ := lexicon.FieldOfHeader(name)
		switch {
		case declared[fold.Text(name)] || isPhone(known.Name):
			p.numbers = append(p.numbers, i)
		case known.Name == "do_not_call":
			p.refused = append(p.refused, i)
		}
	}
	return p
}

func isPhone(name string) bool { return name == "phone" || name == "mobile" }

// Columns lists the positions of the columns in the header.
func (p *Phones) Columns() []int { return append(append([]int{}, p.numbers...), p.refused...) }

// Known tells whether the list has a column of telephone numbers.
func (p *Phones) Known() bool { return len(p.numbers) > 0 }

// Of tells whether a lead can be called, by its cells in the order of the header.
func (p *Phones) Of(cells []string) Callable {
	for _, i := range p.refused {
		if i < len(cells) {
			if yes, err := cell.ParseBool(cells[i]); err == nil && yes {
				return Refused
			}
		}
	}
	for _, i := range p.numbers {
		if i < len(cells) && isNumber(cells[i]) {
			return CanCall
		}
	}
	if !p.Known() {
		return Unsaid
	}
	return NoNumber
}

// leastDigits is how many digits a text must have to be taken for a telephone number.
const leastDigits = 5

func isNumber(text string) bool {
	digits := 0
	for _, r := range fold.Text(text) {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= leastDigits
}
