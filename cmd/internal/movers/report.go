package movers

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/diff"
	"leadscore/scoring"
)

// Report is who moved between two runs, or under two rulebooks, for people and programs.
type Report struct {
	Before, After Side
	Language      rulebook.Language
	Rulebooks     bool          // two rulebooks are compared on one list, not two runs
	Identity      []string      // headers of the key and of what Lead.Show has
	Changes       []diff.Change // of the rulebooks
	Best          int           // how many of the best leads are compared
	Only          []Kind        // kinds of move that are listed; nil: all
	Tally         *Tally
}

// Side is one of the two that are compared.
type Side struct {
	Name      string // the file of the list or rulebook
	AsOf      string // "" where it is not known
	RulesHash string // "" where it is not known
	Leads     int
}

// Leads lists the leads that are wanted.
func (r *Report) Leads() []Lead {
	var all []Lead
	for _, l := range r.Tally.Movers() {
		if r.wants(l.Kind) {
			all = append(all, l)
		}
	}
	return all
}

func (r *Report) wants(kind Kind) bool {
	if r.Only == nil {
		return true
	}
	for _, k := range r.Only {
		if k == kind {
			return true
		}
	}
	return false
}

// Document is the report for people.
func (r *Report) Document() *report.Document {
	w := wordsOf(r.Language)
	title := w.title
	if r.Rulebooks {
		title = w.titleRules
	}
	d := &report.Document{Language: w.language, Title: fill(title, r.Before.Name, r.After.Name), Summary: r.summary(w)}
	if r.Before.AsOf != "" && r.After.AsOf != "" && r.Before.AsOf != r.After.AsOf {
		d.Subtitle = fill(w.asOf, r.Before.Name, r.Before.AsOf, r.After.Name, r.After.AsOf)
	}
	for _, section := range []*report.Section{r.changes(w), r.matrix(w), r.rules(w), r.leads(w)} {
		if section != nil {
			d.Sections = append(d.Sections, *section)
		}
	}
	return d
}

func (r *Report) summary(w *words) []report.Point {
	t := r.Tally
	count := func(kind Kind) string { return report.Thousands(t.Counts[kind]) }
	all := report.Thousands(t.Compared())
	if w.language == "en" {
		all = report.Count(t.Compared(), "lead")
	}
	points := []report.Point{{Text: fill(w.leads, all, count(Promoted), count(Demoted), count(Up), count(Down), count(Same))}}
	add := func(text string) { points = append(points, report.Point{Text: text}) }
	if t.Counts[Added]+t.Counts[Gone] > 0 {
		add(fill(w.gone, count(Added), count(Gone)))
	}
	if n := t.Counts[Promoted] + t.Counts[Demoted]; n > 0 {
		add(fill(w.moves, report.Thousands(n), percent(t.StageChanges())))
	} else if t.Compared() > 0 {
		add(w.same)
	}
	if rho := t.Spearman(); !math.IsNaN(rho) {
		add(fill(w.spearman, strconv.FormatFloat(math.Trunc(rho*1e4)/1e4, 'f', 4, 64)))
	}
	if shared, of := t.Overlap(r.Best); of > 0 {
		add(fill(w.overlap, report.Thousands(of), report.Thousands(shared)))
	}
	return points
}

// percent gives a share with a digit behind the point.
func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + "%" }

// changes is what two rulebooks say otherwise.
func (r *Report) changes(w *words) *report.Section {
	if len(r.Changes) == 0 {
		return nil
	}
	s := &report.Section{Heading: w.changes, Columns: []report.Column{
		{Header: w.at, Floor: 20, Lines: 3, Share: 2}, {Header: w.before, Lines: 3}, {Header: w.after, Lines: 3},
	}}
	for _, c := range r.Changes {
		s.Rows = append(s.Rows, []string{placeOf(c), orNowhere(w, c.Before), orNowhere(w, c.After)})
	}
	return s
}

// placeOf is where a change stands: "criteria: Size: points".
func placeOf(c diff.Change) string {
	parts := []string{c.Section}
	for _, part := range []string{c.Name, c.What} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

func orNowhere(w *words, text string) string {
	if text == "" {
		return w.nowhere
	}
	return text
}

// matrix counts leads by their stages before and after.
func (r *Report) matrix(w *words) *report.Section {
	names := r.stagesMet()
	if len(names) < 2 {
		return nil
	}
	s := &report.Section{Heading: w.stages, Columns: []report.Column{{Header: w.from, Floor: 10}}}
	for _, name := range names {
		s.Columns = append(s.Columns, report.Column{Header: stageText(w, name), Numeric: true})
	}
	for _, from := range names {
		row := []string{stageText(w, from)}
		for _, to := range names {
			n := r.Tally.Matrix[[2]string{from, to}]
			if n == 0 {
				row = append(row, "")
				continue
			}
			row = append(row, report.Thousands(n))
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// stagesMet lists the stages that any lead stands in, from the best.
func (r *Report) stagesMet() []string {
	met := map[string]bool{}
	for stages := range r.Tally.Matrix {
		met[stages[0]], met[stages[1]] = true, true
	}
	var names []string
	for _, name := range r.Tally.stages.Names() {
		if met[name] {
			names = append(names, name)
		}
	}
	return names
}

func stageText(w *words, name string) string {
	if name == "" {
		return w.noStage
	}
	return name
}

// rules is what each rule does that earns something else.
func (r *Report) rules(w *words) *report.Section {
	moves := r.Tally.RuleMoves()
	if len(moves) == 0 {
		return nil
	}
	leads := "leads"
	if w.language == "ja" {
		leads = "リード数"
	}
	s := &report.Section{Heading: w.rules, Columns: []report.Column{
		{Header: w.rule, Floor: 14, Lines: 2, Share: 2}, {Header: w.change, Floor: 14, Lines: 2, Drop: 2}, {Header: leads, Numeric: true},
		{Header: w.points, Numeric: true, Drop: 1}, {Header: w.kinds[Promoted], Numeric: true}, {Header: w.kinds[Demoted], Numeric: true},
	}}
	for _, m := range moves {
		s.Rows = append(s.Rows, []string{w.ruleName(m.Rule), bandText(m.Rule), someOf(m.Leads), m.points(), someOf(m.Promoted), someOf(m.Demoted)})
	}
	return s
}

func someOf(n int) string {
	if n == 0 {
		return ""
	}
	return report.Thousands(n)
}

// points is by how much the line earns otherwise: "+2", "-5 to +3".
func (m *RuleMove) points() string {
	switch {
	case m.Leads == 0:
		return ""
	case m.Low == m.High:
		return m.Low.Signed()
	}
	return m.Low.Signed() + " … " + m.High.Signed()
}

// leads is the leads that have moved.
func (r *Report) leads(w *words) *report.Section {
	s := &report.Section{Heading: w.who, Columns: []report.Column{{Header: w.kind, Floor: 6}}}
	for i, name := range r.Identity {
		name = cmp.Or(name, w.line) // without a key leads are known by their lines
		s.Columns = append(s.Columns, report.Column{Header: name, Floor: 10, Lines: 2, Drop: 1 + i})
	}
	s.Columns = append(s.Columns, report.Column{Header: w.stage, Floor: 10, Lines: 2}, report.Column{Header: w.score, Floor: 8, Lines: 2}, report.Column{Header: w.why, Floor: 20, Lines: 3, Share: 2})
	all := r.Leads()
	for i := range all {
		s.Rows = append(s.Rows, r.row(w, &all[i]))
	}
	if len(all) == 0 {
		return &report.Section{Heading: w.who, Text: []string{w.none}}
	}
	total := 0
	for _, kind := range Kinds() {
		if kind != Same && r.wants(kind) {
			total += r.Tally.Counts[kind]
		}
	}
	if total > len(all) {
		s.Notes = []string{fill(w.more, report.Thousands(r.Tally.most), report.Thousands(total))}
	}
	return s
}

func (r *Report) row(w *words, l *Lead) []string {
	key := l.Key
	if len(r.Identity) > 0 && r.Identity[0] == "" {
		key = strconv.Itoa(l.Line)
	}
	row := []string{w.kinds[l.Kind], key}
	row = append(row, l.Show...)
	for len(row) < 1+len(r.Identity) {
		row = append(row, "")
	}
	return append(row[:1+len(r.Identity)], stageMove(w, l), scoreMove(l), w.reason(l.Reason))
}

func stageMove(w *words, l *Lead) string {
	switch {
	case l.Before == nil:
		return stageText(w, l.After.Stage)
	case l.After == nil:
		return stageText(w, l.Before.Stage)
	case l.Before.Stage == l.After.Stage:
		return stageText(w, l.After.Stage)
	}
	return stageText(w, l.Before.Stage) + " → " + stageText(w, l.After.Stage)
}

func scoreMove(l *Lead) string {
	switch {
	case l.Before == nil:
		return l.After.Score.String()
	case l.After == nil:
		return l.Before.Score.String()
	case l.Before.Score == l.After.Score:
		return l.After.Score.String()
	}
	return l.Before.Score.String() + " → " + l.After.Score.String()
}

// NoOrder is where a lead stands by a stage's place alone, where no engine says it.
func NoOrder(stages *Stages, s Standing) scoring.Order {
	return scoring.Order{Stage: stages.Place(s.Stage), Score: s.Score}
}
