package movers

import (
	"slices"
	"strings"

	"leadscore/match/exact"
)

// ReasonOf finds what changed most between the reasons that score has written for a lead
// before and now. Each names only the lines that weigh most: a line that one does not
// name has points that nobody knows, and is taken for none.
func ReasonOf(before, after string) Reason {
	was, is := pointsIn(before), pointsIn(after)
	best, found := Reason{}, exact.Points(0)
	take := func(name string, from, to *exact.Points) {
		change := exact.Points(0)
		if from != nil {
			change -= *from
		}
		if to != nil {
			change += *to
		}
		if size := max(change, -change); size > found {
			best, found = Reason{Cause: ByText, Rule: RuleID{Kind: "criterion", Name: name}, Before: from, After: to}, size
		}
	}
	for _, line := range is {
		take(line.name, find(was, line.name), &line.points)
	}
	for _, line := range was {
		if find(is, line.name) == nil {
			take(line.name, &line.points, nil)
		}
	}
	if found == 0 && before != after {
		return Reason{Cause: ByText, Was: without(before, after), Is: without(after, before)}
	}
	return best
}

// without gives the reasons that are not among others.
func without(reasons, others string) string {
	var own []string
	for part := range strings.SplitSeq(reasons, "; ") {
		if !slices.Contains(strings.Split(others, "; "), part) {
			own = append(own, part)
		}
	}
	return strings.Join(own, "; ")
}

// told is a line of the reasons.
type told struct {
	name   string
	points exact.Points
}

func find(lines []told, name string) *exact.Points {
	for i := range lines {
		if lines[i].name == name {
			return &lines[i].points
		}
	}
	return nil
}

// pointsIn finds the lines with points among reasons: "Asked for a demo +25".
func pointsIn(reasons string) []told {
	var lines []told
	for part := range strings.SplitSeq(reasons, "; ") {
		at := strings.LastIndexByte(part, ' ')
		if at <= 0 || at+1 == len(part) || part[at+1] != '+' && part[at+1] != '-' {
			continue
		}
		if points, ok := ParsePoints(part[at+1:]); ok {
			lines = append(lines, told{part[:at], points})
		}
	}
	return lines
}

// ParsePoints reads points as score writes them: "12.5", "+3", "-0.125".
func ParsePoints(text string) (exact.Points, bool) {
	digits := strings.TrimPrefix(text, "+")
	negative := strings.HasPrefix(digits, "-")
	digits = strings.TrimPrefix(digits, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 12 || point && (fraction == "" || len(fraction) > 3) {
		return 0, false
	}
	points := int64(0)
	for _, c := range []byte(whole + (fraction + "000")[:3]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		points = 10*points + int64(c-'0')
	}
	if negative {
		points = -points
	}
	return exact.Points(points), true
}
