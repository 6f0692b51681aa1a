package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// The lists and the rulebook, by their names in the scratch directory.
const (
	list    = "leads.csv"
	bigList = "big.csv"
	fewList = "few.csv"
	rules   = "bench/rules.yaml"

	fewLeads = 200
	fewTimes = 20 // as many runs of what is over in a moment
	topLeads = 25
	topName  = "top 25"
	asOf     = "2026-11-21"
	inOrder  = `ORDER BY place(stage), score DESC, number("Lead ID")`
)

// plan is all that is measured.
type plan struct {
	annotate, sorted, top *job // of leadscore

	works  []work
	checks []check
	goals  []goal
}

// work is something that is done in several ways. All are measured by the first.
type work struct {
	name string
	ways []way
}

// way is how a work is done: by a program, or of how many leads or criteria.
type way struct {
	name string
	job  *job
}

// check is that a tool makes of each lead what leadscore makes of it.
type check struct {
	work, tool   string
	ours, theirs *job
	leads        int
}

// goal is a figure that is to be reached.
type goal struct {
	text   string
	value  func() float64
	bound  float64
	least  bool // value is to be at least bound, not at most
	format string
}

func newPlan(o options, t *tools) *plan {
	p := &plan{
		annotate: annotating(list, rules, "annotated.leadscore.csv"),
		sorted:   annotating(list, rules, "ranked.leadscore.csv", "--sorted"),
		top:      ranking(list, "top.leadscore.csv"),
	}
	p.works = []work{
		{"annotate", []way{{"leadscore", p.annotate}}},
		{"rank into a file", []way{{"leadscore", p.sorted}}},
		{topName, []way{{"leadscore", p.top}}},
	}
	if t.duckDB != nil {
		p.addDuckDB(o.leads, t)
	}
	if t.miller {
		p.addMiller(o.leads)
	}
	p.addCopy()
	p.addFormula(o.leads, t)
	p.addColumns()
	p.addCriteria()
	if o.big > 0 {
		p.addBig(o)
	}
	p.addFew()
	return p
}

// annotating is leadscore's job of writing a list with scores and stages.
func annotating(list, rules, result string, more ...string) *job {
	args := []string{"leadscore", "score", list, "-r", rules, "--as-of", asOf, "--columns", "score,stage"}
	return &job{args: append(append(args, more...), "--quiet", "-o", result), list: list, result: result}
}

// ranking is leadscore's job of writing the best leads of a list.
func ranking(list, result string) *job {
	args := []string{"leadscore", "rank", list, "-r", rules, "--as-of", asOf, "-n", fmt.Sprint(topLeads), "--format", "csv", "--quiet", "-o", result}
	return &job{args: args, list: list, result: result}
}

// addDuckDB adds what DuckDB does too.
func (p *plan) addDuckDB(leads int, t *tools) {
	from := "FROM scored('" + list + "')"
	best := fmt.Sprintf(`SELECT "Lead ID", score, stage %s %s LIMIT %d`, from, inOrder, topLeads)
	query := func(what, result string) *job {
		return &job{args: t.duckDB(fmt.Sprintf("COPY (%s) TO '%s'", what, result)), list: list, result: result, inside: t.inside}
	}
	annotate := query(from, "annotated.DuckDB.csv")
	sorted := query(from+" "+inOrder, "ranked.DuckDB.csv")
	top := query(best, "top.DuckDB.csv")
	p.addRival("DuckDB", 0, annotate, leads, 7)
	p.addRival("DuckDB", 1, sorted, leads, 5)
	p.goals = append(p.goals, goal{"rank into a file: memory of leadscore against DuckDB", ratio((*job).memory, p.sorted, sorted), 0.25, false, times})
	p.addRival("DuckDB", 2, top, min(topLeads, leads), 4.5)
}

// addMiller adds what Miller does too.
func (p *plan) addMiller(leads int) {
	annotate := &job{args: []string{"mlr", "--icsv", "--ocsv", "put", "-f", "bench/score.mlr", list}, list: list, result: "annotated.Miller.csv", stdout: true}
	p.addRival("Miller", 0, annotate, leads, 60)
}

// addRival adds another tool's way to do a work, which leadscore is to do so many
// times faster, for as many leads.
func (p *plan) addRival(tool string, at int, theirs *job, leads int, goalTimes float64) {
	w := &p.works[at]
	ours := w.ways[0].job
	w.ways = append(w.ways, way{tool, theirs})
	p.checks = append(p.checks, check{w.name, tool, ours, theirs, leads})
	p.goals = append(p.goals, goal{w.name + ": time of " + tool + " against leadscore", ratio((*job).seconds, theirs, ours), goalTimes, true, times})
}

// addCopy adds a bare copy of the list.
func (p *plan) addCopy() {
	bare := &job{args: []string{"cp", list, "copy.csv"}, list: list, result: "copy.csv", tiny: true}
	p.works[0].ways = append(p.works[0].ways, way{"cp", bare})
	p.goals = append(p.goals, goal{"annotate: time of leadscore against cp", ratio((*job).seconds, p.annotate, bare), 6, false, times})
}

// addFormula adds a single rule, which tools can say that know formulas but no rulebook.
func (p *plan) addFormula(leads int, t *tools) {
	ours := annotating(list, "bench/formula.yaml", "formula.leadscore.csv")
	at := len(p.works)
	p.works = append(p.works, work{"annotate by one rule", []way{{"leadscore", ours}}})
	add := func(tool string, theirs *job) {
		theirs.list, theirs.result = list, "formula."+tool+".csv"
		p.works[at].ways = append(p.works[at].ways, way{tool, theirs})
		p.checks = append(p.checks, check{p.works[at].name, tool, ours, theirs, leads})
	}
	if t.polars {
		add("polars", &job{args: []string{"polars", "bench/compare/formula.py", list, "formula.polars.csv"}, inside: true})
	}
	if t.miller {
		add("Miller", &job{args: []string{"mlr", "--icsv", "--ocsv", "put", "-f", "bench/formula.mlr", list}, stdout: true})
	}
}

// addColumns adds what a list takes with all our columns, as score writes it unless told
// otherwise.
func (p *plan) addColumns() {
	all := &job{args: []string{"leadscore", "score", list, "-r", rules, "--as-of", asOf, "--quiet", "-o", "all.csv"}, list: list, result: "all.csv"}
	p.works = append(p.works, work{"annotate, by columns", []way{{"score and stage", p.annotate}, {"all columns", all}}})
}

// addCriteria adds rulebooks of many criteria over the same columns.
func (p *plan) addCriteria() {
	few := annotating(list, "30.yaml", "30.csv")
	many := annotating(list, "300.yaml", "300.csv")
	p.works = append(p.works, work{"annotate, by length of the rulebook", []way{{"30 criteria", few}, {"300 criteria", many}}})
	p.goals = append(p.goals, goal{"annotate: processor time by 300 criteria against 30", ratio((*job).processor, many, few), 1.5, false, times})
}

// addBig adds the long list.
func (p *plan) addBig(o options) {
	grow := float64(o.big) / float64(o.leads)
	many, few := count(o.big), count(o.leads)
	pairs := []struct {
		name        string
		usual, long *job
	}{
		{"annotate", p.annotate, annotating(bigList, rules, "big.annotated.csv")},
		{topName, p.top, ranking(bigList, "big.top.csv")},
		{"rank into a file", p.sorted, annotating(bigList, rules, "big.ranked.csv", "--sorted")},
	}
	for _, pair := range pairs {
		p.works = append(p.works, work{pair.name + ", by length of the list", []way{{few, pair.usual}, {many, pair.long}}})
	}
	for _, pair := range pairs[:2] {
		p.goals = append(p.goals,
			goal{pair.name + ": time of " + many + " against " + few, ratio((*job).seconds, pair.long, pair.usual), 1.05 * grow, false, times},
			goal{pair.name + ": memory of " + many + " against " + few, ratio((*job).memory, pair.long, pair.usual), 1.1, false, times},
			goal{pair.name + ": memory of " + many, pair.long.memory, 64, false, megabytes})
	}
	p.goals = append(p.goals, goal{pairs[2].name + ": memory of " + many, pairs[2].long.memory, 600, false, megabytes})
}

// addFew adds what a short list takes, most of it the program's start.
func (p *plan) addFew() {
	short := annotating(fewList, rules, "few.annotated.csv")
	nothing := &job{args: []string{"true"}, tiny: true}
	short.times, nothing.times = fewTimes, fewTimes
	p.works = append(p.works, work{fmt.Sprintf("annotate %d leads", fewLeads), []way{{"leadscore", short}, {"true", nothing}}})
	p.goals = append(p.goals, goal{fmt.Sprintf("annotate %d leads: time above that of true", fewLeads),
		func() float64 { return 1000 * (short.seconds() - nothing.seconds()) }, 10, false, milliseconds})
}

const (
	times        = "%.3g ×"
	megabytes    = "%.0f MB"
	milliseconds = "%.1f ms"
)

// ratio is what one job takes of what another takes.
func ratio(of func(*job) float64, a, b *job) func() float64 {
	return func() float64 { return of(a) / of(b) }
}

// jobs are all jobs, each once.
func (p *plan) jobs() []*job {
	var all []*job
	seen := map[*job]bool{}
	for _, w := range p.works {
		for _, way := range w.ways {
			if !seen[way.job] {
				seen[way.job] = true
				all = append(all, way.job)
			}
		}
	}
	return all
}

// measure runs all jobs in turns, so that what else the machine does meets them alike.
// The first turn warms up.
func (p *plan) measure(ctx context.Context, o options, paths map[string]string) error {
	for turn := range 1 + o.runs {
		for _, j := range p.jobs() {
			for range max(1, j.times) {
				s, err := j.run(ctx, o.dir, paths)
				if err != nil {
					return err
				}
				if turn > 0 {
					j.runs = append(j.runs, s)
				}
			}
		}
		say("turn %d of %d is done", turn, o.runs)
	}
	return nil
}

// check compares the results of the last turn. It comes after all is measured, since
// it needs memory, which would be counted as that of the programs that run after it.
func (p *plan) check(dir string) error {
	for _, c := range p.checks {
		err := equalFiles(filepath.Join(dir, c.ours.result), filepath.Join(dir, c.theirs.result), c.leads)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", c.work, c.tool, err)
		}
		say("%s: %s gives %s the same score and stage", c.work, c.tool, count(c.leads))
	}
	return nil
}
