package leadlist

import (
	"encoding/hex"
	"math"
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/runrecord"
	"leadscore/match/exact"
	"leadscore/scoring"
)

// spread counts leads by stage and by score, where the record of the run is asked for.
type spread struct {
	stages []int       // by place in the rulebook; the last: without one
	points map[int]int // by score in whole points, rounded down
}

// add counts a lead; places is one more than there are stage rules.
func (s *spread) add(r *scoring.Result, places int) {
	if s.points == nil {
		*s = spread{make([]int, places), map[int]int{}}
	}
	at := r.Stage
	if at < 0 {
		at = places - 1
	}
	s.stages[at]++
	s.points[int(math.Floor(float64(r.Score)/exact.PointsPerPoint))]++
}

func (s *spread) merge(later *spread) {
	if later.points == nil {
		return
	}
	if s.points == nil {
		*s = spread{make([]int, len(later.stages)), map[int]int{}}
	}
	for i, n := range later.stages {
		s.stages[i] += n
	}
	for p, n := range later.points {
		s.points[p] += n
	}
}

func (s *spread) reset() {
	clear(s.stages)
	clear(s.points)
}

// Record makes the record of a run that has read the list to its end, or as far as it
// came.
func (l *List) Record(command string) *runrecord.Record {
	c, head := l.Reader.Counts(), l.Reader.Head()
	d := head.Dialect
	r := &runrecord.Record{
		Version: console.Version(), Command: command,
		Rulebook: runrecord.File{Name: l.Rules.File, SHA256: l.Rules.Hash()}, AsOf: l.AsOf.String(),
		List: runrecord.List{
			File: runrecord.File{Name: l.Name}, Bytes: l.Source.Taken, Compression: d.Compression.String(), Sheet: d.Sheet,
			Encoding: d.Encoding.String(), Delimiter: string(rune(d.Comma)), HeaderLine: head.Line,
		},
		Rows: runrecord.Rows{
			Scored: l.Scored, Rejected: c.Rejected.Count, Blank: c.Blank.Count, Repaired: c.Repaired.Count, Short: c.Short.Count, Repeated: l.Repeated.Count,
			NotLeads: c.Continuations.Count + c.Headings.Count + c.Descriptions.Count + c.Totals.Count + c.Footers.Count,
		},
		Fields: []runrecord.Field{}, Stages: []runrecord.Stage{}, Scores: runrecord.Spread(l.spread.points),
	}
	r.Rows.Read = r.Rows.Scored + r.Rows.Rejected + r.Rows.NotLeads
	if _, isFile := console.Regular(l.Source.File); !isFile || l.Source.Taken == l.Source.Size {
		r.List.SHA256 = hex.EncodeToString(l.Digest.Sum(nil)) // else not all of it went by
	}
	for i, info := range l.Engine.Fields() {
		r.Fields = append(r.Fields, runrecord.Field{Header: info.Header, Type: info.Type.String(), Unreadable: l.Unreadable[i].Count})
	}
	r.Stages = l.stageCounts()
	return r
}

// stageCounts counts the leads of each stage; a stage of several rules once.
func (l *List) stageCounts() []runrecord.Stage {
	names := make([]string, 0, len(l.Rules.Book.Stages)+1)
	for _, s := range l.Rules.Book.Stages {
		names = append(names, s.Name)
	}
	stages := []runrecord.Stage{}
	for i, name := range append(names, "") {
		at := slices.IndexFunc(stages, func(s runrecord.Stage) bool { return s.Name == name })
		if at < 0 {
			at = len(stages)
			stages = append(stages, runrecord.Stage{Name: name})
		}
		if l.spread.stages != nil {
			stages[at].Leads += l.spread.stages[i]
		}
	}
	return stages
}
