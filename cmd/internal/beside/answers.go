// Package beside lays beside the leads of a list what they said, and what is logged about them.
package beside

import (
	"cmp"
	"context"
	"strings"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// AnswerOptions say what leads said.
type AnswerOptions struct {
	Answers []string // files
}

// Inputs are the files that are read.
func (o *AnswerOptions) Inputs() []console.Input {
	var all []console.Input
	for _, path := range o.Answers {
		all = append(all, console.Input{What: "the answers", Path: path})
	}
	return all
}

// ReadAnswersFor reads what leads said, for a rulebook that tells how leads are known.
func ReadAnswersFor(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, paths []string) ([]answers.Answer, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if r.Book.Key.Text == "" {
		return nil, exit.Usagef("--answers: %s has no key. name the field that holds the keys of leads (key: lead_id)", r.File)
	}
	all, _, err := ReadAnswers(ctx, e, console.TextsOf(r.Book), o, paths)
	if all == nil {
		all = []answers.Answer{}
	}
	return all, err
}

// ReadAnswers reads tables of answers one after the other, and tells the rows that do
// not count; left is how many these are.
func ReadAnswers(ctx context.Context, e console.Env, in texts.Texts, o console.Common, paths []string) (all []answers.Answer, left int, err error) {
	for _, path := range paths {
		read, problems, err := readAnswerFile(ctx, e, path, in.Language())
		if err != nil {
			return nil, 0, err
		}
		left += len(problems)
		tellProblems(e, in, o, problems)
		all = append(all, read...)
	}
	return all, left, nil
}

func readAnswerFile(ctx context.Context, e console.Env, path string, told rulebook.Language) ([]answers.Answer, []error, error) {
	if !console.ToFile(path) {
		return answers.Read(&console.Source{Ctx: ctx, From: e.In, Name: "standard input"}, cmp.Or(path, "-"), told)
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, nil, exit.Cannot("read the answers", err)
	}
	defer file.Close()
	return answers.Read(&console.Source{Ctx: ctx, From: file, Name: path, Prompt: true}, path, told)
}

// NewBook puts what leads said in order, and tells what does not count; nil where nobody
// asked for it.
func NewBook(e console.Env, o console.Common, rb *rulebook.Rulebook, said []answers.Answer, asOf calendar.Day, all bool) *answers.Book {
	if said == nil && !all {
		return nil
	}
	book, problems := answers.NewBook(rb, said, asOf, all)
	tellProblems(e, console.TextsOf(rb), o, problems)
	return book
}

// tellProblems tells of rows that do not count.
func tellProblems(e console.Env, in texts.Texts, o console.Common, problems []error) {
	for _, problem := range problems {
		if strings.HasSuffix(problem.Error(), "?") {
			e.NoteIn(in, o, "%v the row does not count", problem)
			continue
		}
		e.NoteIn(in, o, "%v. the row does not count", problem)
	}
}

// Answers lays what leads said beside their records. Each goroutine needs its own.
type Answers struct {
	Book   *answers.Book
	leads  []*answers.Lead // by their places in the book
	none   []string        // beside a lead that said nothing
	cells  []string        // of the record, and what lies beside it
	Said   *answers.Lead   // the last; nil: it said nothing
	key    string          // of the last lead
	fields []int           // the subjects that are fields
}

// NewAnswers lays a book of answers beside leads as of a day, and tells which of them do not
// count; nil where there is no book.
func NewAnswers(e console.Env, in texts.Texts, o console.Common, engine *scoring.Engine, book *answers.Book, asOf calendar.Day) *Answers {
	if book == nil {
		return nil
	}
	tellProblems(e, in, o, book.Check(engine))
	b := &Answers{Book: book, none: make([]string, len(book.Subjects()))}
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

// Another makes one for another goroutine.
func (b *Answers) Another() *Answers {
	if b == nil {
		return nil
	}
	return &Answers{Book: b.Book, leads: b.leads, none: b.none, fields: b.fields}
}

// Lay gives the cells of the lead with a key, and behind them what it said.
func (b *Answers) Lay(key string, cells []string) []string {
	b.key, b.Said = key, nil
	beside := b.none
	if id, found := b.Book.Find(key); found {
		b.Said = b.leads[id]
		beside = b.Said.Cells
	}
	b.cells = append(append(b.cells[:0], cells...), beside...)
	return b.cells
}

// Tally is what is to be told of the answers of leads that were scored.
type Tally struct {
	Leads  int
	Met    []bool         // by the leads' places in the book
	likely map[int]string // of places that were not met, a key that may have been meant
	differ []differing    // by subject
}

// differing counts the answers that say something else than the cell that they stand in
// for.
type differing struct {
	count, line  int // the line of the first
	cell, answer string
}

// Reset makes it one that has counted nothing.
func (t *Tally) Reset() {
	t.Leads = 0
	clear(t.Met)
	clear(t.likely)
	clear(t.differ)
}

// Count takes in the lead that was scored last, with what it said.
func (t *Tally) Count(b *Answers, scorer *scoring.Scorer, cells []string, line int) {
	if t.Met == nil {
		t.Met, t.likely, t.differ = make([]bool, len(b.leads)), map[int]string{}, make([]differing, len(b.none))
	}
	if b.Said == nil {
		if id, found := b.Book.Likely(b.key); found && t.likely[id] == "" {
			t.likely[id] = strings.Clone(b.key)
		}
		return
	}
	t.Leads++
	t.Met[b.Said.ID] = true
	for _, k := range b.fields {
		if cell, differs := scorer.Replaced(k, cells); differs {
			d := &t.differ[k]
			if d.count++; d.count == 1 {
				d.line, d.cell, d.answer = line, strings.Clone(cell), b.Said.Cells[k]
			}
		}
	}
}

// Add adds what is to be told of later leads.
func (t *Tally) Add(later *Tally) {
	if later.Met == nil {
		return
	}
	if t.Met == nil {
		t.Met, t.likely, t.differ = make([]bool, len(later.Met)), map[int]string{}, make([]differing, len(later.differ))
	}
	t.Leads += later.Leads
	for id, met := range later.Met {
		t.Met[id] = t.Met[id] || met
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

// mostStrangers is how many leads that are not in the list are told of one by one.
const mostStrangers = 10

// Tell tells what became of the answers by a day.
func (b *Answers) Tell(e console.Env, in texts.Texts, o console.Common, t *Tally, asOf calendar.Day) {
	if b == nil {
		return
	}
	book := b.Book
	count, future := book.Count()
	if count+future == 0 {
		return
	}
	text := in.Say("%s of %s read, of %s in the list", in.Count(count, "answer"), in.Count(book.Leads(), "lead"), report.Thousands(t.Leads))
	if future > 0 {
		text += in.Say("; %s dated after %s left aside", in.Count(future, "answer"), asOf)
	}
	e.Note(o, "%s", text)
	for k, d := range t.differ {
		if d.count > 0 {
			e.NoteIn(in, o, "%s: %s counted in place of another cell, the first on line %d: %q for %q", book.Subjects()[k], in.Count(d.count, "answer"), d.line, d.answer, d.cell)
		}
	}
	t.tellStrangers(e, in, o, book)
}

// tellStrangers tells which leads that said something are not in the list.
func (t *Tally) tellStrangers(e console.Env, in texts.Texts, o console.Common, book *answers.Book) {
	strangers := 0
	for id := range book.Leads() {
		if t.Met != nil && t.Met[id] {
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
		e.NoteIn(in, o, "%s: no lead of the list has the key %q; %s left aside%s", place, key, in.Count(answers, "answer"), hint)
	}
	if more := strangers - mostStrangers; more > 0 {
		e.NoteIn(in, o, "and of %s more that the list does not have", in.Count(more, "lead"))
	}
}
