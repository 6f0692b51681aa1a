package learn

import (
	"leadscore/outcomes"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"slices"
)

// Status says whether a learned rulebook held on leads that it had not seen.
type Status string

// The statuses.
const (
	StatusGood Status = "good"
	StatusWeak Status = "weak"
)

// Report says where a learned rulebook comes from and how good it is. The printed
// quality is always that on leads held out.
type Report struct {
	Status  Status
	Reasons []outcomes.Text // why it is weak
	Notes   []outcomes.Text // what else a person should know

	Won, Lost, Open int
	Immature        int // with an outcome, but left out: younger than Options.Matures
	Seed            uint64
	Oldest, Latest  float64 // the lowest and highest Order of the leads with an outcome; NaN: none is known

	Exclusions []outcomes.Exclusion // in the order of the header
	Allowed    []outcomes.Exclusion // what the guards found in columns that Options allow
	Doubts     []outcomes.Exclusion // columns that are used, or could be, but that a person should look at
	// With and Without are the AUC with the suspect columns and without them, in the
	// same folds; nil where there is no suspect.
	With, Without *stats.Interval

	Fields   []FieldReport // that could be used, in the order of the header
	Criteria []CriterionReport

	Folds       outcomes.Quality   // in five folds
	Rounds      int                // how often the five folds were dealt anew
	Newest      *outcomes.Quality  // on the newest leads, learned from the others; nil: not measured
	NewestFrom  float64            // the lowest Order among the newest
	Windows     []outcomes.Quality // in rolling windows, oldest first: learned from all older leads; nil: not measured
	WindowsFrom []float64          // the lowest Order in each
	ScorePSI    float64            // of the score, from the older leads to the newest
	References  []ReferenceQuality
	Start       *outcomes.Quality // with Options.StartFrom: of that rulebook as it was, on the leads of Quality
	Changes     []Change          // likewise: what was changed

	Step     int     // points are multiples of it
	StepCost float64 // AUC in folds that this costs; NaN where it is 1, or was asked for

	Alternatives []Alternative // other columns that sort as well, the best first

	Rates  []promise.RateBand    // of leads held out, at the scores of the written rulebook
	Stages []promise.StageReport // likewise; with Options.StartFrom of all leads, which it has seen
	Unmet  outcomes.Text         // why the capacity or the target rate cannot be had; empty
}

// Quality is the figure to print: on the newest leads where there is one, else in
// folds.
func (r *Report) Quality() outcomes.Quality {
	if r.Newest != nil {
		return *r.Newest
	}
	return r.Folds
}

// UsedDoubts are the Doubts about columns that the criteria use; all of them where a
// rulebook was refitted.
func (r *Report) UsedDoubts() []outcomes.Exclusion {
	if r.Start != nil {
		return r.Doubts
	}
	return slices.DeleteFunc(slices.Clone(r.Doubts), func(e outcomes.Exclusion) bool {
		return !slices.ContainsFunc(r.Criteria, func(c CriterionReport) bool { return slices.Contains(c.Columns, e.Column) })
	})
}

// FieldReport is one field that could have been used.
type FieldReport struct {
	Column      string
	Type        string // as in rulebooks, or "filled" where only that is used
	Information float64
	AUC         float64  // of the field alone, held out
	PSI         float64  // from the older leads to the newest; 0 without them
	Missing     int      // leads whose cell is missing
	Words       []string // found in it that mean blank
	Used        bool
}

// CriterionReport is one criterion, line by line.
type CriterionReport struct {
	Name    string
	Columns []string
	Bands   []BandReport // as the rulebook's
	Missing *BandReport  // nil where no lead is missing
}

// BandReport is one line of points with the leads that it was learned from.
type BandReport struct {
	When   outcomes.Text // "at_least 100"; "otherwise" for the rest, "not seen yet" where no lead is of it; a condition is in the language of Options
	Points int
	stats.Tally
}

// ReferenceQuality is the quality of a reference model in the same splits.
type ReferenceQuality struct {
	Name    string
	Folds   outcomes.Quality
	Newest  *outcomes.Quality
	Windows []outcomes.Quality // as Report.Windows
	// Distance is its AUC less the rulebook's, in the split of Report.Quality.
	Distance float64
}
