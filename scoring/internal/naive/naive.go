// Package naive scores leads in the most obvious way. Tests hold the engine
// against it, so it shares no code with the engine: it reads cells, does its
// arithmetic (big.Rat) and counts its days by itself, looks everything up anew for
// every lead, and cares for nothing but being easy to check against the
// description of the rulebook language. Of the packages above it, it uses the
// types of a rulebook, and the one accessor that turns a number into a big.Rat.
//
// It knows only some of the words that the engine knows: a handful of titles, free
// mail hosts and ways to write a number. Tests keep to these.
package naive

import (
	"math/big"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Result is all that a lead's scoring comes to. Points are thousandths.
type Result struct {
	Score      int64
	Lines      []Line
	Low, High  *int64  // nil: no bound
	Stage      int     // index into the rulebook's stages; -1: none
	Verdicts   []Truth // of the stage rules up to the one that decides
	Profile    int     // index into the profiles; -1: none fits
	Fit        int64   // thousandths of a percent, of the best profile
	Fits       []int64 // likewise, of each profile
	Grade      string  // of the fit, followed by those of the graded groups
	Groups     []int64
	Frameworks []Tally
	WinRate    string   // "6%", "" where it is unknown
	Unknown    []string // the fields that rules use and that are not known

	// Held are the places of the conditions that were true, and of the bands and
	// stage rules that decided.
	Held []rulebook.Pos

	lead *lead
}

// Line is one line of the sum.
type Line struct {
	Kind   string // icp, framework, criterion, clamp, decay, counts
	Name   string // of a clamp and the like: the group's name, "" for the score
	Points int64
}

// Tally is where a lead stands in a framework.
type Tally struct {
	Name       string
	Applies    bool
	Met, Known int
	Share      int64 // thousandths of a percent
	Qualified  Truth
	Elements   []Truth // True is met, False unmet; only where the framework applies
}

// A lead is one record on the way to its score.
type lead struct {
	rb     *rulebook.Rulebook
	header []string
	cells  []string
	asOf   int
	said   Answers
	logs   Logs
	values map[string]value // the fields read so far

	metrics map[string]value // of an account; nil: it is a lead
	result  *Result
}

// Score scores one record of a list with the given header. The rulebook must be
// one in which the engine finds no problem.
func Score(rb *rulebook.Rulebook, header, cells []string, asOf calendar.Day) *Result {
	return ScoreAnswered(rb, header, cells, asOf, nil)
}

// ScoreAnswered scores one record beside which answers lie.
func ScoreAnswered(rb *rulebook.Rulebook, header, cells []string, asOf calendar.Day, said Answers) *Result {
	return score(&lead{rb: rb, header: header, cells: cells, asOf: int(asOf), said: said, values: map[string]value{}})
}

func score(l *lead) *Result {
	rb := l.rb
	l.result = &Result{lead: l, Stage: -1, Profile: -1, Groups: make([]int64, len(rb.Groups))}
	sum := l.scoreICP() + l.scoreFrameworks() + l.scoreCriteria()
	l.result.Score = l.clamp("", sum, rb.Score.Min, rb.Score.Max)
	l.result.Grade = l.grade()
	l.result.WinRate = l.winRate()
	l.result.Stage = l.stage()
	l.result.Unknown = l.unknownFields()
	return l.result
}

// Bounds are the least and the most that the score may come to once some, all or
// none of the unknown fields are filled; nil where there is no end.
func (r *Result) Bounds() (low, high *int64) { return r.lead.bounds(everything) }

func (l *lead) add(kind, name string, points int64) int64 {
	l.result.Lines = append(l.result.Lines, Line{kind, name, points})
	return points
}

func (l *lead) hold(pos rulebook.Pos) { l.result.Held = append(l.result.Held, pos) }

// clamp holds a sum between its bounds, and makes what that changes a line.
func (l *lead) clamp(name string, sum int64, low, high *exact.Number) int64 {
	clamped := sum
	if high != nil {
		clamped = min(clamped, thousandths(high.Rat()))
	}
	if low != nil {
		clamped = max(clamped, thousandths(low.Rat()))
	}
	return l.change("clamp", name, sum, clamped)
}

func (l *lead) scoreICP() int64 {
	if l.rb.ICP == nil {
		return 0
	}
	best := new(big.Rat)
	for i, profile := range l.rb.ICP.Profiles {
		fit := l.fit(profile)
		l.result.Fits = append(l.result.Fits, percent(fit))
		if fit.Cmp(best) > 0 {
			best, l.result.Profile = fit, i
		}
	}
	l.result.Fit = percent(best)
	return l.add("icp", "", thousandths(times(l.rb.ICP.Points.Rat(), best)))
}

func (l *lead) scoreFrameworks() int64 {
	sum := int64(0)
	for _, f := range l.rb.Frameworks {
		tally, share := l.tally(f)
		tally.Name = f.Name
		l.result.Frameworks = append(l.result.Frameworks, tally)
		sum += l.add("framework", f.Name, thousandths(times(f.Points.Rat(), share)))
	}
	return sum
}

// scoreCriteria sums the criteria that are in no group and the outermost groups.
func (l *lead) scoreCriteria() int64 {
	earned := make([]int64, len(l.rb.Criteria))
	for i, c := range l.rb.Criteria {
		earned[i] = l.add("criterion", c.Name, l.criterion(c))
	}
	return l.groupSum("", earned)
}

// groupSum sums what lies in a group, itself not yet clamped; "" is the score.
func (l *lead) groupSum(name string, earned []int64) int64 {
	sum := int64(0)
	for i, c := range l.rb.Criteria {
		if c.Group.Text == name {
			sum += earned[i]
		}
	}
	for i, g := range l.rb.Groups {
		if g.Of.Text == name {
			l.result.Groups[i] = l.fade(g, l.clamp(g.Name, l.groupSum(g.Name, earned), g.Min, g.Max))
			sum += l.count(g, l.result.Groups[i])
		}
	}
	return sum
}

// fade is what a group's decay leaves of its points; all, where the day is not known.
func (l *lead) fade(g rulebook.Group, points int64) int64 {
	factor, known := l.decay(g.Decay)
	if !known {
		return points
	}
	return l.change("decay", g.Name, points, thousandths(times(big.NewRat(points, 1000), factor)))
}

// count is what of a group's points goes on.
func (l *lead) count(g rulebook.Group, points int64) int64 {
	if g.Counts == nil {
		return points
	}
	return l.change("counts", g.Name, points, thousandths(times(big.NewRat(points, 1000), g.Counts.Rat())))
}

// change makes what becomes of points a line where that is something else.
func (l *lead) change(kind, name string, before, after int64) int64 {
	if before != after {
		l.add(kind, name, after-before)
	}
	return after
}

// grade joins the letter of the fit and the grades of the groups: A2.
func (l *lead) grade() string {
	var grade strings.Builder
	if l.rb.ICP != nil {
		grade.WriteString(l.fitGrade())
	}
	for i := range l.rb.Groups {
		grade.WriteString(l.groupGrade(i))
	}
	return grade.String()
}

// groupGrade is the first grade of a group whose points are reached.
func (l *lead) groupGrade(i int) string {
	for _, g := range l.rb.Groups[i].Grades {
		if l.result.Groups[i] >= thousandths(g.AtLeast.Rat()) {
			return g.Name
		}
	}
	return ""
}

func gradeNames(grades []rulebook.Grade) []string {
	var names []string
	for _, g := range grades {
		names = append(names, g.Name)
	}
	return names
}

func (l *lead) fitGrades() []string {
	if l.rb.ICP.Grades == nil {
		return []string{"A", "B", "C", "D"}
	}
	return gradeNames(l.rb.ICP.Grades)
}

func (l *lead) fitGrade() string {
	if l.rb.ICP.Grades == nil {
		switch {
		case l.result.Fit >= 75_000:
			return "A"
		case l.result.Fit >= 50_000:
			return "B"
		case l.result.Fit >= 25_000:
			return "C"
		}
		return "D"
	}
	for _, g := range l.rb.ICP.Grades {
		if l.result.Fit >= percent(g.AtLeast.Rat()) {
			return g.Name
		}
	}
	return ""
}

func (l *lead) winRate() string {
	rate := ""
	for i, r := range l.rb.Score.Rates {
		if i == 0 || l.result.Score >= thousandths(r.From.Rat()) {
			rate = times(r.Rate.Rat(), big.NewRat(100, 1)).RatString() + "%"
		}
	}
	return rate
}

// stage is the first rule that is true.
func (l *lead) stage() int {
	for i, s := range l.rb.Stages {
		verdict := l.condition(s.When)
		l.result.Verdicts = append(l.result.Verdicts, verdict)
		if verdict == True {
			l.hold(s.Pos)
			return i
		}
	}
	return -1
}
