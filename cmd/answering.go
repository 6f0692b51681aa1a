package cmd

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// answerOptions say what leads said.
type answerOptions struct {
	Answers []string // files
}

func (o *answerOptions) addAnswers(c *cobra.Command) {
	c.Flags().Var(&fileNames{&o.Answers}, "answers", "count what leads said: a table with the columns key, about, answer, date, ..., as `FILE`;\ngiven again, one more; 'answers-*.csv' for all that are called so")
	_ = c.MarkFlagFilename("answers", "csv")
}

// inputs are the files that are read.
func (o *answerOptions) inputs() []input {
	var all []input
	for _, path := range o.Answers {
		all = append(all, input{what: "the answers", path: path})
	}
	return all
}

// fileNames is a flag that takes the name of a file, or a pattern of such names, and may
// be given several times.
type fileNames struct{ names *[]string }

func (f *fileNames) Type() string   { return "FILE" }
func (f *fileNames) String() string { return strings.Join(*f.names, " ") }

func (f *fileNames) Set(name string) error {
	if name == "" {
		return fmt.Errorf("the name is empty. expected that of a file")
	}
	found, err := filepath.Glob(name)
	if err != nil || len(found) == 0 || !strings.ContainsAny(name, "*?[") {
		found = []string{name}
	}
	slices.Sort(found)
	*f.names = append(*f.names, found...)
	return nil
}

// readAnswersFor reads what leads said, for a rulebook that tells how leads are known.
func (e env) readAnswersFor(ctx context.Context, o common, r *rules, paths []string) ([]answers.Answer, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if r.book.Key.Text == "" {
		return nil, usagef("--answers: %s has no key. name the field that holds the keys of leads (key: lead_id)", r.file)
	}
	all, _, err := e.readAnswers(ctx, textsOf(r.book), o, paths)
	if all == nil {
		all = []answers.Answer{}
	}
	return all, err
}

// newBook puts what leads said in order, and tells what does not count; nil where nobody
// asked for it.
func (e env) newBook(o common, rb *rulebook.Rulebook, said []answers.Answer, asOf calendar.Day, all bool) *answers.Book {
	if said == nil && !all {
		return nil
	}
	book, problems := answers.NewBook(rb, said, asOf, all)
	e.tellProblems(textsOf(rb), o, problems)
	return book
}

// tellProblems tells of rows that do not count.
func (e env) tellProblems(in texts.Texts, o common, problems []error) {
	for _, problem := range problems {
		if strings.HasSuffix(problem.Error(), "?") {
			e.noteIn(in, o, "%v the row does not count", problem)
			continue
		}
		e.noteIn(in, o, "%v. the row does not count", problem)
	}
}

// besides lays what leads said beside their records. Each goroutine needs its own.
type besides struct {
	book   *answers.Book
	leads  []*answers.Lead // by their places in the book
	none   []string        // beside a lead that said nothing
	cells  []string        // of the record, and what lies beside it
	lead   *answers.Lead   // the last; nil: it said nothing
	key    string          // of the last lead
	fields []int           // the subjects that are fields
}

func (e env) newBesides(in texts.Texts, o common, engine *scoring.Engine, book *answers.Book, asOf calendar.Day) *besides {
	if book == nil {
		return nil
	}
	e.tellProblems(in, o, book.Check(engine))
	b := &besides{book: book, none: make([]string, len(book.Subjects()))}
	for id := range book.Leads() {
		b.leads = append(b.leads, book.Lead(id, asOf))
	}
	for k, s := range book.Subjects() {
		if s.Field != "" {
			b.fields = append(b.fields, k)
		}
	}
	return b
}

// another makes one for another goroutine.
func (b *besides) another() *besides {
	if b == nil {
		return nil
	}
	return &besides{book: b.book, leads: b.leads, none: b.none, fields: b.fields}
}

// lay gives the cells of the lead with a key, and behind them what it said.
func (b *besides) lay(key string, cells []string) []string {
	b.key, b.lead = key, nil
	beside := b.none
	if id, found := b.book.Find(key); found {
		b.lead = b.leads[id]
		beside = b.lead.Cells
	}
	b.cells = append(append(b.cells[:0], cells...), beside...)
	return b.cells
}

// explain explains the lead that was scored last, with what it said: for people in words.
func (l *lane) explain(inWords bool) *scoring.Explanation {
	x := l.scorer.Explain(l.visible)
	if inWords {
		x = l.scorer.ExplainInWords(l.visible)
	}
	if l.besides != nil && l.besides.lead != nil {
		x.Answers = l.besides.book.Told(l.besides.lead, func(subject int) (string, bool) { return l.scorer.Replaced(subject, l.visible) })
	}
	if inWords {
		l.engine.WordAnswers(x.Answers)
	}
	if l.loggedBeside != nil {
		x.Logged = l.loggedBeside.explain()
	}
	return x
}

// answeredTally is what is to be told of the answers of leads that were scored.
type answeredTally struct {
	leads  int
	met    []bool         // by the leads' places in the book
	likely map[int]string // of places that were not met, a key that may have been meant
	differ []differing    // by subject
}

// differing counts the answers that say something else than the cell that they stand in
// for.
type differing struct {
	count, line  int // the line of the first
	cell, answer string
}

func (t *answeredTally) reset() {
	t.leads = 0
	clear(t.met)
	clear(t.likely)
	clear(t.differ)
}

// count takes in the lead that was scored last, with what it said.
func (t *answeredTally) count(b *besides, scorer *scoring.Scorer, cells []string, line int) {
	if t.met == nil {
		t.met, t.likely, t.differ = make([]bool, len(b.leads)), map[int]string{}, make([]differing, len(b.none))
	}
	if b.lead == nil {
		if id, found := b.book.Likely(b.key); found && t.likely[id] == "" {
			t.likely[id] = strings.Clone(b.key)
		}
		return
	}
	t.leads++
	t.met[b.lead.ID] = true
	for _, k := range b.fields {
		if cell, differs := scorer.Replaced(k, cells); differs {
			d := &t.differ[k]
			if d.count++; d.count == 1 {
				d.line, d.cell, d.answer = line, strings.Clone(cell), b.lead.Cells[k]
			}
		}
	}
}

// add adds what is to be told of later leads.
func (t *answeredTally) add(later *answeredTally) {
	if later.met == nil {
		return
	}
	if t.met == nil {
		t.met, t.likely, t.differ = make([]bool, len(later.met)), map[int]string{}, make([]differing, len(later.differ))
	}
	t.leads += later.leads
	for id, met := range later.met {
		t.met[id] = t.met[id] || met
	}
	for id, key := range later.likely {
		if t.likely[id] == "" {
			t.likely[id] = key
		}
	}
	for k, d := range later.differ {
		if t.differ[k].count == 0 {
			t.differ[k] = d
		} else {
			t.differ[k].count += d.count
		}
	}
}

// layAnswers lays what leads said beside those of a history: of each lead what it had said
// by the day that it is scored as of.
func (e env) layAnswers(o common, r *rules, h *history, said []answers.Answer, asOf calendar.Day) error {
	last := asOf
	if h.asOf != nil {
		last = math.MaxInt32 // each lead has a day of its own
	}
	book := e.newBook(o, r.book, said, last, false)
	if book == nil {
		return nil
	}
	engine, err := scoring.Compile(r.book, h.Header, scoring.Options{AsOf: max(asOf, 1), Answered: book.Subjects()})
	if err != nil {
		return err
	}
	in := h.list.texts()
	laid := e.newBesides(in, o, engine, book, asOf)
	met := answeredTally{met: make([]bool, book.Leads())}
	scorer, none := engine.NewScorer(), make([]string, len(book.Subjects()))
	ids := make([]int, h.Len()) // places in the book; -1: it said nothing
	for i := range ids {
		id, found := book.Find(scorer.Key(h.Cells(i, nil)))
		if !found {
			ids[i] = -1
			continue
		}
		ids[i], met.met[id] = id, true
		met.leads++
	}
	h.LayBeside(book.Subjects(), func(lead int, day calendar.Day) []string {
		if ids[lead] < 0 {
			return none
		}
		return book.Lead(ids[lead], day).Cells
	})
	laid.tell(e, in, o, &met, asOf)
	return nil
}

// mostStrangers is how many leads that are not in the list are told of one by one.
const mostStrangers = 10

// tell tells what became of the answers by a day.
func (b *besides) tell(e env, in texts.Texts, o common, t *answeredTally, asOf calendar.Day) {
	if b == nil {
		return
	}
	book := b.book
	count, future := book.Count()
	if count+future == 0 {
		return
	}
	text := in.Say("%s of %s read, of %s in the list", in.Count(count, "answer"), in.Count(book.Leads(), "lead"), report.Thousands(t.leads))
	if future > 0 {
		text += in.Say("; %s dated after %s left aside", in.Count(future, "answer"), asOf)
	}
	e.note(o, "%s", text)
	for k, d := range t.differ {
		if d.count > 0 {
			e.noteIn(in, o, "%s: %s counted in place of another cell, the first on line %d: %q for %q", book.Subjects()[k], in.Count(d.count, "answer"), d.line, d.answer, d.cell)
		}
	}
	t.tellStrangers(e, in, o, book)
}

// tellStrangers tells which leads that said something are not in the list.
func (t *answeredTally) tellStrangers(e env, in texts.Texts, o common, book *answers.Book) {
	strangers := 0
	for id := range book.Leads() {
		if t.met != nil && t.met[id] {
			continue
		}
		if strangers++; strangers > mostStrangers {
			continue
		}
		key, answers, place := book.Key(id)
		if answers == 0 {
			strangers--
			continue
		}
		hint := ""
		if likely := t.likely[id]; likely != "" {
			hint = in.Say(". did you mean %q? a spreadsheet may have changed the key", likely)
		}
		e.noteIn(in, o, "%s: no lead of the list has the key %q; %s left aside%s", place, key, in.Count(answers, "answer"), hint)
	}
	if more := strangers - mostStrangers; more > 0 {
		e.noteIn(in, o, "and of %s more that the list does not have", in.Count(more, "lead"))
	}
}
