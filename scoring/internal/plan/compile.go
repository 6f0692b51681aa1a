package plan

import (
	"slices"
	"sync"

	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/internal/spreadsheet"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/column"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/fixture"
	"leadscore/scoring/internal/names"
	"leadscore/scoring/internal/reach"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/words"
)

// Options are what a run adds to a rulebook: the day that ages are counted from, accounts that
// somebody looks at (nil: nobody), what answers are about, and fields made from events. The
// cells of answers, then of events, lie behind those of the header.
type Options struct {
	AsOf     calendar.Day
	Accounts *AccountOptions
	Answered []answer.Subject
	Logged   []string
}

// Compile resolves a rulebook against the header of a list; nil: no columns are resolved, and
// lines that can never be reached are problems too. A Plan that leads are to be scored by must
// be finished.
func Compile(rb *rulebook.Rulebook, h *fields.Header, opt Options) (*Plan, []rulebook.Problem) {
	e := &Plan{Rulebook: rb, Words: words.Of(rb.Language), AsOf: opt.AsOf, Key: -1, Account: accountKey{Field: -1}}
	set, problems := walk.Declared(rb)
	e.declareAnswers(opt.Answered, &set)
	e.declareAccount(opt.Accounts, &set, h)
	c := &match.Compiler{Fields: set.ByName, Columns: columnFields(rb), AsOf: opt.AsOf, Location: rb.Location}
	c.Problems = append(problems, names.Check(rb, names.Taken{Leads: column.Own(rb), Accounts: column.OfAccountList()})...)
	for i := range set.Decls {
		f := &set.Decls[i]
		c.Specs = append(c.Specs, match.Spec{Name: f.Name, Type: f.Type, Spelling: lexicon.NewSpelling(f)})
		if f.Synonyms != nil {
			c.Problems = append(c.Problems, lexicon.SynonymProblems(f)...)
		}
	}
	e.compileLines(c)
	e.compileAccounts(h, c, opt.Accounts)
	e.compileStages(c)
	if rb.Key.Text != "" {
		e.Key = c.Field(rb.Key)
	}
	for _, name := range rb.Show {
		if i := c.Field(name); i != e.Key && !slices.Contains(e.Show, i) { // the key is shown in any case
			e.Show = append(e.Show, i)
		}
	}
	e.logged = h == nil || len(opt.Logged) > 0
	e.compileFields(&set, h, c)
	e.checkAccount(h, c)
	specs := c.Specs
	e.checkTests(c)
	if h == nil {
		c.Problems = append(c.Problems, reach.Unreachable(rb, specs, e.FirstMetric)...)
	}
	if len(c.Problems) > 0 {
		return nil, sorted(c.Problems)
	}
	e.Specs = specs
	if h != nil {
		e.Header = h.Names
	}
	e.placeAnswers(len(e.Header))
	e.placeLogged(opt.Logged)
	e.nameActivities()
	return e, nil
}

// checkTests finds what is wrong with the rulebook's own tests.
func (p *Plan) checkTests(c *match.Compiler) {
	if len(p.Rulebook.Tests) == 0 {
		return
	}
	may := fixture.Allowed{Reasons: p.ReasonTexts(), Named: p.reasonNames()}
	for _, m := range Wantable(p.Rulebook) {
		may.Metrics = append(may.Metrics, m.Spec)
	}
	fixture.Check(p.Rulebook, may, c)
}

// columnFields gives the declared fields by their columns.
func columnFields(rb *rulebook.Rulebook) map[string]string {
	fields := map[string]string{}
	for i := range rb.Fields {
		for _, c := range rb.Fields[i].Columns {
			fields[fold.Text(c.Text)] = rb.Fields[i].Name
		}
	}
	return fields
}

// sorted orders problems by place and drops repeated ones.
func sorted(problems []rulebook.Problem) []rulebook.Problem {
	slices.SortStableFunc(problems, rulebook.Problem.ComparePos)
	return slices.Compact(problems)
}

func (p *Plan) compileLines(c *match.Compiler) {
	rb := p.Rulebook
	if rb.ICP != nil {
		p.ICP = icp.Compile(rb.ICP, c)
	}
	p.compileGroups(c)
	for i := range rb.Criteria {
		p.Criteria = append(p.Criteria, earning.CompileCriterion(&rb.Criteria[i], walk.GroupIndex(rb, rb.Criteria[i].Group), c))
	}
	for i := range rb.Frameworks {
		p.Frameworks = append(p.Frameworks, frameworks.Compile(&rb.Frameworks[i], c))
	}
	p.ScoreMin, p.ScoreMax = earning.PointsOf(rb.Score.Min), earning.PointsOf(rb.Score.Max)
	for _, r := range rb.Score.Rates {
		p.rates = append(p.rates, WinRate{earning.Thousandths(r.From), r.Rate, r.Rate.Percent(), r.Leads})
	}
}

func (p *Plan) compileStages(c *match.Compiler) {
	p.FirstMetric = len(c.Specs)
	p.Metrics = metricsOf(p.Rulebook)
	c.Metrics = map[string]int{}
	for i := range p.Metrics {
		c.Metrics[fold.Text(p.Metrics[i].Spec.Name)] = len(c.Specs)
		c.Specs = append(c.Specs, p.Metrics[i].Spec)
	}
	for i := range p.Rulebook.Stages {
		p.Stages = append(p.Stages, c.Cond(p.Rulebook.Stages[i].When))
		p.StageCells = append(p.StageCells, spreadsheet.GuardText(p.Rulebook.Stages[i].Name))
	}
	c.Metrics = nil
}

// compileFields makes the readers of all fields and orders those that are used.
func (p *Plan) compileFields(set *walk.Set, h *fields.Header, c *match.Compiler) {
	reading := &cell.Settings{Location: p.Rulebook.Location, MissingWords: missingWords(p.Rulebook), MissingAlso: p.Rulebook.MissingAlso}
	named := namedValues(p.Rulebook, set.Decls)
	p.Fields = make([]fields.Field, len(set.Decls))
	for i := range set.Decls {
		f := &p.Fields[i]
		f.Decl = &set.Decls[i]
		f.Header = f.Decl.Name
		if f.Decl.Activity != nil {
			f.Reader = loggedReader(f.Decl, reading)
			continue
		}
		f.Reader = cell.NewReader(f.Decl, f.Decl.Type, reading, c.Specs[i].Plain)
		f.Reader.Spell(c.Specs[i].Spelling)
		f.Reader.Name(named[fold.Text(f.Decl.Name)])
		f.CompileDerived(c)
		p.checkBlank(f, c)
	}
	used := p.usedFields()
	p.order(used, c)
	for _, i := range p.Needed {
		if f := &p.Fields[i]; h != nil && f.Derived == nil && f.Decl.Activity == nil && (i < p.Own || i == p.Account.Field) {
			h.Resolve(f, c)
		}
	}
	for _, i := range p.Needed {
		if f := &p.Fields[i]; len(f.Sources) == 1 && f.Sources[0] >= 0 {
			f.Header = p.Fields[f.Sources[0]].Header
		}
	}
}

// missingWords are those that the rulebook lists; nil where it leaves that to the table.
func missingWords(rb *rulebook.Rulebook) []string {
	if rb.MissingWords == nil {
		return nil
	}
	words := []string{}
	for _, w := range rb.MissingWords {
		words = append(words, w.Text)
	}
	return words
}

// namedValues gives for each field, by its name in the normal form, the words that rules
// ask its texts for, and that it lists as synonyms: these are values, not words that
// say nothing.
func namedValues(rb *rulebook.Rulebook, decls []rulebook.Field) map[string][]string {
	named := map[string][]string{}
	add := func(field, word string) {
		field = fold.Text(field)
		if lexicon.MissingWord([]byte(fold.Text(word))) != lexicon.Says {
			named[field] = append(named[field], word)
		}
	}
	walk.EachLeaf(rb, func(leaf *rulebook.Condition) {
		for _, t := range leaf.Tests {
			for _, arg := range t.Args {
				add(leaf.Field.Text, arg.Text)
			}
		}
	})
	for i := range decls {
		if synonyms := decls[i].Synonyms; synonyms != nil {
			for _, own := range synonyms.Own {
				add(decls[i].Name, own.Name)
				for _, spelling := range own.Spellings {
					add(decls[i].Name, spelling.Text)
				}
			}
		}
	}
	return named
}

func (p *Plan) checkBlank(f *fields.Field, c *match.Compiler) {
	if f.Decl.Blank == nil || f.Derived != nil {
		return
	}
	if err := f.Reader.Check(f.Decl.Blank.Text); err != nil {
		c.Problem(f.Decl.Blank.Pos, "", "blank: %q does not read as a %s: %v", f.Decl.Blank.Text, f.Decl.Type, err)
	}
}

// usedFields marks the fields that a rule, the key or show uses, and their sources.
func (p *Plan) usedFields() []bool {
	used := make([]bool, len(p.Fields))
	var mark func(i int)
	mark = func(i int) {
		if i < 0 || i >= len(p.Fields) || used[i] {
			return
		}
		used[i] = true
		for _, source := range p.Fields[i].Sources {
			mark(source)
		}
	}
	if p.ICP != nil {
		p.ICP.Fields(mark)
	}
	for i := range p.Criteria {
		p.Criteria[i].Fields(mark)
	}
	for _, f := range p.Frameworks {
		f.Fields(mark)
	}
	p.groupFields(mark)
	for _, s := range p.Stages {
		s.Fields(mark)
	}
	for _, at := range p.Answers.At {
		if at >= p.Own {
			mark(at)
		}
	}
	for _, role := range p.Roles() {
		role.Fields(mark)
	}
	mark(p.Account.Field)
	mark(p.Key)
	for _, i := range p.Show {
		mark(i)
	}
	if p.logged {
		p.joins(mark)
	}
	return used
}

// order puts the used fields so that sources come before what is made of them.
func (p *Plan) order(used []bool, c *match.Compiler) {
	const visiting, done = 1, 2
	state := make([]int, len(p.Fields))
	var visit func(i int)
	visit = func(i int) {
		if i < 0 || state[i] == done {
			return
		}
		if state[i] == visiting {
			c.Problem(p.Fields[i].Decl.Pos, "fields may not form a circle", "the field %q is made from itself", p.Fields[i].Decl.Name)
			return
		}
		state[i] = visiting
		for _, source := range p.Fields[i].Sources {
			visit(source)
		}
		state[i] = done
		if used[i] {
			p.Needed = append(p.Needed, i)
		}
	}
	for i := range p.Fields {
		visit(i)
	}
}

// Finish prepares what scoring needs, and who only looks for faults does not, once all is
// known to be right.
func (p *Plan) Finish() {
	for _, rule := range p.Stages {
		rule.Fields(func(i int) {
			if i >= p.FirstMetric {
				p.UsedMetrics = append(p.UsedMetrics, i-p.FirstMetric)
			}
		})
	}
	slices.Sort(p.UsedMetrics)
	p.UsedMetrics = slices.Compact(p.UsedMetrics)
	p.collectLines()
	p.lookBack()
	p.collectSources()
	p.collectFinders()
	p.Asks = sync.OnceValue(p.collectAsks)
	p.nameElements()
}
