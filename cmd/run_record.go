package cmd

import (
	"encoding/hex"
	"math"
	"slices"

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

// record makes the record of a run that has read the list to its end, or as far as it
// came.
func (l *list) record(command string) *runrecord.Record {
	c, head := l.reader.Counts(), l.reader.Head()
	d := head.Dialect
	r := &runrecord.Record{
		Version: moduleVersion(), Command: command,
		Rulebook: runrecord.File{Name: l.rules.file, SHA256: l.rules.hash()}, AsOf: l.asOf.String(),
		List: runrecord.List{
			File: runrecord.File{Name: l.name}, Bytes: l.source.read, Compression: d.Compression.String(), Sheet: d.Sheet,
			Encoding: d.Encoding.String(), Delimiter: string(rune(d.Comma)), HeaderLine: head.Line,
		},
		Rows: runrecord.Rows{
			Scored: l.scored, Rejected: c.Rejected.Count, Blank: c.Blank.Count, Repaired: c.Repaired.Count, Short: c.Short.Count, Repeated: l.repeated.Count,
			NotLeads: c.Continuations.Count + c.Headings.Count + c.Descriptions.Count + c.Totals.Count + c.Footers.Count,
		},
		Fields: []runrecord.Field{}, Stages: []runrecord.Stage{}, Scores: runrecord.Spread(l.spread.points),
	}
	r.Rows.Read = r.Rows.Scored + r.Rows.Rejected + r.Rows.NotLeads
	if _, isFile := regular(l.source.file); !isFile || l.source.read == l.source.size {
		r.List.SHA256 = hex.EncodeToString(l.digest.Sum(nil)) // else not all of it went by
	}
	for i, info := range l.engine.Fields() {
		r.Fields = append(r.Fields, runrecord.Field{Header: info.Header, Type: info.Type.String(), Unreadable: l.unreadable[i].count})
	}
	r.Stages = l.stageCounts()
	return r
}

// stageCounts counts the leads of each stage; a stage of several rules once.
func (l *list) stageCounts() []runrecord.Stage {
	names := make([]string, 0, len(l.rules.book.Stages)+1)
	for _, s := range l.rules.book.Stages {
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

// writeRecord writes the record of a run that ended with err, and gives what to end with.
func (e env) writeRecord(o watchOptions, l *list, r *runrecord.Record, err error) error {
	if o.Summary == "" || r == nil {
		return err
	}
	r.Status = statusOf(err)
	if err != nil {
		r.Failed = failure(err)
	}
	r.Seconds = math.Round(e.now().Sub(l.began).Seconds()*1e3) / 1e3
	if wrote := e.results(o.Summary, r.Write); wrote != nil && err == nil {
		return wrote
	}
	return err
}

// failure says in a word what a run ended with: the message may name cells.
func failure(err error) string {
	switch statusOf(err) {
	case statusProblems:
		return "the list or a limit"
	case statusIO:
		return "reading or writing"
	}
	return "ended by a signal"
}
