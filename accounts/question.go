package accounts

// Question is what to ask next in an account, and whom.
type Question struct {
	Element int // its position in Plan.Elements; -1: it is for no element
	Text    string
	Whom    Person
}

// Ask finds what to ask next: of the elements that nobody has met, somebody may, and asking
// brings out, the first of those that are required, else that of most points; equals as
// they are written. It is asked of who plays the first role and does not say yet, else the
// second, else of the best lead that does not. Where there is no such element, it is what
// the best lead alone leaves open. False where there is nothing to ask.
func (p *Plan) Ask(a *Account) (Question, bool) {
	best := -1
	for i := range p.Elements {
		if p.Elements[i].Asked && a.State[i] == Unknown && (best < 0 || p.goesBefore(i, best)) {
			best = i
		}
	}
	switch {
	case best >= 0:
		return Question{best, p.Elements[best].Question, a.ask[best].Person}, true
	case a.best == nil || a.best.next == "":
		return Question{}, false
	}
	return Question{-1, a.best.next, a.best.Person}, true
}

// goesBefore reports whether an element is asked for before one that is written before it.
func (p *Plan) goesBefore(i, before int) bool {
	x, y := &p.Elements[i], &p.Elements[before]
	if x.Required != y.Required {
		return x.Required
	}
	return x.Worth.Cmp(y.Worth) > 0
}
