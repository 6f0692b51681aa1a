package frameworks

import "leadscore/match"

// Tally is where a lead stands in a framework.
type Tally struct {
	Applies   bool
	Met       int          // elements met
	Known     int          // elements met or unmet
	Of        int          // elements the framework has
	Share     match.Points // percent of the weight earned
	Qualified match.Truth
}
