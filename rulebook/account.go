package rulebook

import "leadscore/match/exact"

// Accounts says how leads of one company are looked at together. It changes no lead's
// score.
type Accounts struct {
	Pos    Pos
	By     Scalar // the field by which leads belong together; Text "": the company
	Roles  []Role
	Score  AccountScore
	Stages []Stage // of accounts: their conditions are on metrics of accounts only
}

// Role is a part that people of an account play in a purchase, and who plays it.
type Role struct {
	Pos  Pos
	Name string
	When *Condition
}

// AccountScore says what an account's leads make of its score.
type AccountScore struct {
	Pos          Pos
	Best, Others *exact.Number // shares, 0 to 1, of the highest score and of each other; nil: all of it, and nothing
	Max, Min     *exact.Number // points; nil: no bound
}
