package scoring

import (
	"cmp"
	"slices"
	"sync"

	"leadscore/accounts"
	"leadscore/frameworks"
	"leadscore/icp"
	"leadscore/internal/spreadsheet"
	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
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

// Options are what a run adds to a rulebook.
type Options struct {
	AsOf    calendar.Day  // the day that ages are counted from
	Reasons int           // how many lines the reasons name; 0: DefaultReasons, below 0: none
	Source  column.Source // what the columns of Provenance say

	// Accounts asks for what leads bring to their accounts; nil: nobody looks at accounts.
	Accounts *AccountOptions

	// Answered are the subjects that answers about the leads are about: cells behind
	// those of the header, one for each, hold what each lead said; see Subjects.
	Answered []answer.Subject

	// Logged are the fields made from events whose values lie beside the leads: cells
	// behind those of Answered, one for each, as package activity makes them.
	Logged []string

	Called string // what messages call the list; "": the list
}

// DefaultReasons is how many lines the reasons name where Options say nothing.
const DefaultReasons = 3

// Engine is a rulebook compiled for one header. It does not change: any number of
// Scorers, each in its own goroutine, may share it.
type Engine struct {
	rulebook    *rulebook.Rulebook
	notes       []fields.Note // what was chosen among columns
	words       *words.Catalogue
	reasons     int
	asOf        calendar.Day
	fields      []fields.Field // in the order in which they are read: sources before what is made of them
	ownFields   int            // how many of them are the rulebook's: behind come those of answers about elements
	answers     answers
	logged      bool  // events are joined to leads
	needed      []int // fields that something uses, in that order
	sources     []source
	finders     []finder // by source; of pairs there are none
	active      []int    // the sources that a score needs
	pairs       []int    // and the pairs of these
	made        []int    // fields that are made of more than two sources', in the order in which they are read
	shared      []int    // fields that more than the lines of one source look at
	homes       []home
	specs       []match.Spec
	header      []string
	icp         *icp.Plan // nil: none
	frameworks  []*frameworks.Plan
	criteria    []earning.Criterion
	lines       []earning.Line
	attributes  earning.Range
	elements    []earning.Range // by framework
	joint       []int           // lines that no source decides, nor a pair
	eager       bool            // there are some, or something else that the score needs
	looksAtFree bool            // that, or a group's decay: bounds look at what is free beside the sources
	groups      []earning.Group
	groupNames  []words.GroupNames
	clampOrder  []int // groups, inner before outer
	scoreMin    *exact.Points
	scoreMax    *exact.Points
	stages      []*match.Cond
	stageCells  []string // the names of stages as a cell holds them, see guard
	levels      []level  // of the metrics that a stage asks for, if stages are remembered
	stageBits   int
	remembered  bool
	metrics     []metric
	firstMeter  int         // position of the first metric in the values
	usedMeters  []int       // the metrics that a stage asks for
	asks        func() asks // found when they are first needed
	key         int         // position of the key field; -1: none
	show        []int       // positions of the fields to show
	rates       []rateFrom
	source      column.Source
	accounts    *accounts.Plan // nil: nobody looks at accounts
	account     accountKey
	looksBack   []bool // by field: of a date, rules look back from as-of only
}

type rateFrom struct {
	from    exact.Points
	rate    exact.Number
	percent string // that the rate is
	leads   int
}

// Validate finds all that is wrong with a rulebook whatever the list: names,
// types, operands, references, lines that can never be reached.
func Validate(rb *rulebook.Rulebook) []rulebook.Problem {
	_, problems := compile(rb, nil, Options{})
	return problems
}

// Compile resolves a rulebook against a list's header. The error is an *rulebook.Error
// with all problems; without one, scoring cannot fail. A rulebook whose rules count days
// to today needs Options.AsOf. Lines that can never be reached do no harm to a score;
// only Validate looks for them.
func Compile(rb *rulebook.Rulebook, headerNames []string, opt Options) (*Engine, error) {
	h := fields.NewHeader(headerNames)
	h.Called = cmp.Or(opt.Called, h.Called)
	e, problems := compile(rb, &h, opt)
	if opt.AsOf == 0 && problems == nil && AsksForToday(rb) {
		problems = []rulebook.Problem{{Message: "rules of this rulebook look at dates, and no day is given that ages are counted to", Want: "give one (AsOf, --as-of)"}}
	}
	if problems != nil {
		return nil, &rulebook.Error{File: rb.File, Lines: rb.Lines, Problems: problems}
	}
	e.notes = h.Notes
	e.finish()
	return e, nil
}

// AsksForToday reports whether any rule counts days from as-of.
func AsksForToday(rb *rulebook.Rulebook) bool { return walk.AsksForToday(rb) }

// Notes tells in a language what was chosen where the list's header leaves a choice, a line
// each.
func (e *Engine) Notes(language rulebook.Language) (notes []string) {
	for i := range e.notes {
		notes = append(notes, e.notes[i].In(language))
	}
	return notes
}

// compile does the work of both: without a header no columns are resolved. An engine that is
// to score must be finished.
func compile(rb *rulebook.Rulebook, h *fields.Header, opt Options) (*Engine, []rulebook.Problem) {
	e := &Engine{rulebook: rb, words: words.Of(rb.Language), reasons: max(cmp.Or(opt.Reasons, DefaultReasons), 0), asOf: opt.AsOf, source: opt.Source, key: -1, account: accountKey{field: -1}}
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
		e.key = c.Field(rb.Key)
	}
	for _, name := range rb.Show {
		if i := c.Field(name); i != e.key && !slices.Contains(e.show, i) { // the key is shown in any case
			e.show = append(e.show, i)
		}
	}
	e.logged = h == nil || len(opt.Logged) > 0
	e.compileFields(&set, h, c)
	e.checkAccount(h, c)
	specs := c.Specs
	e.checkTests(c)
	if h == nil {
		c.Problems = append(c.Problems, reach.Unreachable(rb, specs, e.firstMeter)...)
	}
	if len(c.Problems) > 0 {
		return nil, sorted(c.Problems)
	}
	e.specs = specs
	if h != nil {
		e.header = h.Names
	}
	e.placeAnswers(len(e.header))
	e.placeLogged(opt.Logged)
	e.nameActivities()
	return e, nil
}

// checkTests finds what is wrong with the rulebook's own tests.
func (e *Engine) checkTests(c *match.Compiler) {
	if len(e.rulebook.Tests) == 0 {
		return
	}
	may := fixture.Allowed{Reasons: e.reasonTexts(), Named: e.reasonNames()}
	for _, m := range wantable(e.rulebook) {
		may.Metrics = append(may.Metrics, m.spec)
	}
	fixture.Check(e.rulebook, may, c)
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

func (e *Engine) compileLines(c *match.Compiler) {
	rb := e.rulebook
	if rb.ICP != nil {
		e.icp = icp.Compile(rb.ICP, c)
	}
	e.compileGroups(c)
	for i := range rb.Criteria {
		e.criteria = append(e.criteria, earning.CompileCriterion(&rb.Criteria[i], walk.GroupIndex(rb, rb.Criteria[i].Group), c))
	}
	for i := range rb.Frameworks {
		e.frameworks = append(e.frameworks, frameworks.Compile(&rb.Frameworks[i], c))
	}
	e.scoreMin, e.scoreMax = earning.PointsOf(rb.Score.Min), earning.PointsOf(rb.Score.Max)
	for _, r := range rb.Score.Rates {
		e.rates = append(e.rates, rateFrom{earning.Thousandths(r.From), r.Rate, r.Rate.Percent(), r.Leads})
	}
}

func (e *Engine) compileStages(c *match.Compiler) {
	e.firstMeter = len(c.Specs)
	e.metrics = metricsOf(e.rulebook)
	c.Metrics = map[string]int{}
	for i := range e.metrics {
		c.Metrics[fold.Text(e.metrics[i].spec.Name)] = len(c.Specs)
		c.Specs = append(c.Specs, e.metrics[i].spec)
	}
	for i := range e.rulebook.Stages {
		e.stages = append(e.stages, c.Cond(e.rulebook.Stages[i].When))
		e.stageCells = append(e.stageCells, spreadsheet.GuardText(e.rulebook.Stages[i].Name))
	}
	c.Metrics = nil
}

// compileFields makes the readers of all fields and orders those that are used.
func (e *Engine) compileFields(set *walk.Set, h *fields.Header, c *match.Compiler) {
	reading := &cell.Settings{Location: e.rulebook.Location, MissingWords: missingWords(e.rulebook), MissingAlso: e.rulebook.MissingAlso}
	named := namedValues(e.rulebook, set.Decls)
	e.fields = make([]fields.Field, len(set.Decls))
	for i := range set.Decls {
		f := &e.fields[i]
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
		e.checkBlank(f, c)
	}
	used := e.usedFields()
	e.order(used, c)
	for _, i := range e.needed {
		if f := &e.fields[i]; h != nil && f.Derived == nil && f.Decl.Activity == nil && (i < e.ownFields || i == e.account.field) {
			h.Resolve(f, c)
		}
	}
	for _, i := range e.needed {
		if f := &e.fields[i]; len(f.Sources) == 1 && f.Sources[0] >= 0 {
			f.Header = e.fields[f.Sources[0]].Header
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

func (e *Engine) checkBlank(f *fields.Field, c *match.Compiler) {
	if f.Decl.Blank == nil || f.Derived != nil {
		return
	}
	if err := f.Reader.Check(f.Decl.Blank.Text); err != nil {
		c.Problem(f.Decl.Blank.Pos, "", "blank: %q does not read as a %s: %v", f.Decl.Blank.Text, f.Decl.Type, err)
	}
}

// usedFields marks the fields that a rule, the key or show uses, and their sources.
func (e *Engine) usedFields() []bool {
	used := make([]bool, len(e.fields))
	var mark func(i int)
	mark = func(i int) {
		if i < 0 || i >= len(e.fields) || used[i] {
			return
		}
		used[i] = true
		for _, source := range e.fields[i].Sources {
			mark(source)
		}
	}
	if e.icp != nil {
		e.icp.Fields(mark)
	}
	for i := range e.criteria {
		e.criteria[i].Fields(mark)
	}
	for _, f := range e.frameworks {
		f.Fields(mark)
	}
	e.groupFields(mark)
	for _, s := range e.stages {
		s.Fields(mark)
	}
	for _, at := range e.answers.at {
		if at >= e.ownFields {
			mark(at)
		}
	}
	for _, role := range e.roles() {
		role.Fields(mark)
	}
	mark(e.account.field)
	mark(e.key)
	for _, i := range e.show {
		mark(i)
	}
	if e.logged {
		e.joins(mark)
	}
	return used
}

// order puts the used fields so that sources come before what is made of them.
func (e *Engine) order(used []bool, c *match.Compiler) {
	const visiting, done = 1, 2
	state := make([]int, len(e.fields))
	var visit func(i int)
	visit = func(i int) {
		if i < 0 || state[i] == done {
			return
		}
		if state[i] == visiting {
			c.Problem(e.fields[i].Decl.Pos, "fields may not form a circle", "the field %q is made from itself", e.fields[i].Decl.Name)
			return
		}
		state[i] = visiting
		for _, source := range e.fields[i].Sources {
			visit(source)
		}
		state[i] = done
		if used[i] {
			e.needed = append(e.needed, i)
		}
	}
	for i := range e.fields {
		visit(i)
	}
}

// finish prepares what scoring needs, and who only looks for faults does not, once all is
// known to be right.
func (e *Engine) finish() {
	for _, rule := range e.stages {
		rule.Fields(func(i int) {
			if i >= e.firstMeter {
				e.usedMeters = append(e.usedMeters, i-e.firstMeter)
			}
		})
	}
	slices.Sort(e.usedMeters)
	e.usedMeters = slices.Compact(e.usedMeters)
	e.collectLines()
	e.lookBack()
	e.collectSources()
	e.collectFinders()
	e.asks = sync.OnceValue(e.collectAsks)
	e.nameElements()
}
