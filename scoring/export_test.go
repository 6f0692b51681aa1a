package scoring

// Pairs is how many pairs of sources decide something together.
func (e *Engine) Pairs() int { return len(e.pairs) }

// RemembersStages reports whether Scorers remember stages.
func (e *Engine) RemembersStages() bool { return e.remembered }

// Remembers is how many cells the fullest memory has.
func (s *Scorer) Remembers() (most int) {
	for i := range s.memories {
		most = max(most, s.memories[i].cells.Count())
	}
	return most
}

// Decisions is how many decisions all memories hold.
func (s *Scorer) Decisions() (count int) {
	for i := range s.memories {
		count += len(s.memories[i].decisions)
	}
	return count
}

// MostDecisions is how many they may hold before some are forgotten.
const MostDecisions = mostOfAScorer
