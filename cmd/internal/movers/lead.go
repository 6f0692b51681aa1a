// Package movers finds the leads whose score or stage differs between two runs, or
// under two rulebooks, and what moved them.
package movers

import (
	"strings"

	"leadscore/match/exact"
)

// Kind says how a lead has moved.
type Kind string

// The kinds of move.
const (
	Promoted Kind = "promoted" // into a better stage
	Demoted  Kind = "demoted"  // into a worse one
	Added    Kind = "new"      // it is in the later list only
	Gone     Kind = "gone"     // it is in the earlier list only
	Up       Kind = "up"       // a higher score in the same stage
	Down     Kind = "down"     // a lower one
	Same     Kind = "same"
)

// Kinds lists all kinds of move, in the order in which they are shown.
func Kinds() []Kind { return []Kind{Promoted, Demoted, Added, Gone, Up, Down, Same} }

// Standing is where a lead stands.
type Standing struct {
	Score exact.Points
	Stage string // "" for none
}

// Lead is a lead that has moved.
type Lead struct {
	Kind          Kind
	Key           string
	Show          []string // what tells a person which lead it is, beside the key
	Line          int      // in the later list; of a lead that is gone, in the earlier
	Before, After *Standing
	Reason        Reason

	place int // of the stage that it is in now, or was in last
}

// delta is by how much the score has changed, without its sign.
func (l *Lead) delta() exact.Points {
	if l.Before == nil || l.After == nil {
		return 0
	}
	return max(l.After.Score-l.Before.Score, l.Before.Score-l.After.Score)
}

// Cause says what kind of thing has moved a lead.
type Cause string

// The causes.
const (
	ByRule   Cause = "rule"   // a line of the sum earns something else
	ByStage  Cause = "stage"  // a stage rule asks something else
	ByMetric Cause = "metric" // what a stage rule asks of comes to something else, and the score does not
	ByText   Cause = "text"   // the reasons say something else
)

// Reason is the one thing that has moved a lead most. The zero value is none that is
// known.
type Reason struct {
	Cause Cause
	Rule  RuleID // of a rule or stage; of a metric its name
	// What it earned before and now; nil: it was not there, or nobody knows.
	Before, After *exact.Points
	Known         bool        // a nil above means that the rule was not there
	Was, Is       string      // of a stage rule or metric: what it asked or came to; of a text: the texts
	Cells         [][3]string // of the list, where they differ: header, before, after
}

// RuleID tells a line of the sum from the others.
type RuleID struct {
	Kind      string // icp, criterion, framework, clamp, decay, counts, stage, metric
	Name      string // "" for the ICP, and for the clamp of the score
	Band      string // the condition of the band that decided before; "" for none
	BandAfter string // and the one that decides now
}

// Clone copies a lead whose texts may be of a buffer that is used again.
func (l Lead) Clone() Lead {
	l.Key = strings.Clone(l.Key)
	for i, text := range l.Show {
		l.Show[i] = strings.Clone(text)
	}
	for _, pointer := range []**exact.Points{&l.Reason.Before, &l.Reason.After} {
		if *pointer != nil {
			copied := **pointer
			*pointer = &copied
		}
	}
	for i := range l.Reason.Cells {
		for k, text := range l.Reason.Cells[i] {
			l.Reason.Cells[i][k] = strings.Clone(text)
		}
	}
	before, after := l.Before, l.After
	if before != nil {
		l.Before = &Standing{before.Score, before.Stage}
	}
	if after != nil {
		l.After = &Standing{after.Score, after.Stage}
	}
	return l
}
