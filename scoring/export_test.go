package scoring

// Pairs is how many pairs of sources decide something together.
func (e *Engine) Pairs() int { return len(e.pairs) }

// RemembersStages reports whether Scorers remember stages.
func (e *Engine) RemembersStages() bool { return e.remembered }

// Grown is how many times the room that it began with the largest memory has.
func (s *Scorer) Grown() (most int) {
	for i := range s.memories {
		most = max(most, len(s.memories[i].sets)/fewSets)
	}
	return most
}

// Forgot is how many of the memories of a Scorer were emptied, as their cells do not
// return.
func (s *Scorer) Forgot() (count int) {
	for i := range s.memories {
		if s.memories[i].rest == longRest {
			count++
		}
	}
	return count
}
