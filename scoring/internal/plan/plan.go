// Package plan compiles a rulebook for the header of a list: its names are resolved, its
// operands read, its lines in the order in which they are reckoned, and for each line it is
// found which cells decide it. What it gives is plain data; leads are scored elsewhere.
package plan

import (
	"leadscore/accounts"
	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/words"
)

// Plan is a rulebook compiled for one header, or for none. It does not change once it is
// finished: any number of goroutines may share it.
type Plan struct {
	Rulebook    *rulebook.Rulebook
	Words       *words.Catalogue
	AsOf        calendar.Day
	Fields      []fields.Field // in the order in which they are read: sources before what is made of them
	Own         int            // how many of them are the rulebook's: behind come those of answers about elements
	Answers     answers
	logged      bool  // events are joined to leads
	Needed      []int // fields that something uses, in that order
	Sources     []Source
	Finders     []Finder // by source; of pairs there are none
	Active      []int    // the sources that a score needs
	Pairs       []int    // and the pairs of these
	Made        []int    // fields that are made of more than two sources', in the order in which they are read
	Shared      []int    // fields that more than the lines of one source look at
	Homes       []home
	Specs       []match.Spec
	Header      []string
	ICP         *icp.Plan // nil: none
	Frameworks  []*frameworks.Plan
	Criteria    []earning.Criterion
	Lines       []earning.Line
	Attributes  earning.Range
	Elements    []earning.Range // by framework
	Joint       []int           // lines that no source decides, nor a pair
	Eager       bool            // there are some, or something else that the score needs
	LooksAtFree bool            // that, or a group's decay: bounds look at what is free beside the sources
	IsSum       bool            // a score is the sum of what sources and pairs give, in groups that only hold it between bounds
	Groups      []earning.Group
	GroupNames  []words.GroupNames
	ClampOrder  []int // groups, inner before outer
	ScoreMin    *exact.Points
	ScoreMax    *exact.Points
	Stages      []*match.Cond
	StageCells  []string // the names of stages as a cell holds them, see guard
	Levels      []level  // of the metrics that a stage asks for, if stages are remembered
	StageBits   int
	Remembered  bool
	Metrics     []Metric
	FirstMetric int          // position of the first metric in the values
	UsedMetrics []int        // the metrics that a stage asks for
	Asks        func() []Ask // found when they are first needed
	Key         int          // position of the key field; -1: none
	Show        []int        // positions of the fields to show
	rates       []WinRate
	Accounts    *accounts.Plan // nil: nobody looks at accounts
	Account     accountKey
	looksBack   []bool // by field: of a date, rules look back from as-of only
}

// WinRate is a line of the win rates.
type WinRate struct {
	from    exact.Points
	Rate    exact.Number
	Percent string // that the rate is
	Leads   int
}
