package answers

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"leadscore/cmd/internal/scored"
	"leadscore/frameworks"
	"leadscore/internal/texts"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/answer"
)

// Book is what leads said, for one rulebook: of each lead, about each thing, all answers
// in their order. It does not change once it is checked: any number of goroutines may
// look things up.
type Book struct {
	subjects []answer.Subject // that there are answers about, in the rulebook's order
	reads    [][]int          // of each: the subjects that an element reads
	keys     []string         // of the leads that there are answers of, as first written
	places   map[string]int   // of keys, by their normal form
	said     [][]topic        // of each lead
	likely   map[string]int   // of keys, by the form that a spreadsheet leaves of them
	count    int              // answers
	future   int              // of these, dated after the day that was given
	say      sayer
}

// topic is what a lead said about one thing, in the order of the answers.
type topic struct {
	about   string // as the rulebook writes it, or call.result and its like
	fills   []int  // the subjects that an answer is about
	answers []Answer
}

// NewBook puts answers in order under a rulebook. Those that are about nothing that the
// rulebook knows, or that say nothing about it, are left out and told, each with its
// place. Answers dated after last are left out too. Of the rulebook's subjects those are
// kept that there are answers about, or all.
func NewBook(rb *rulebook.Rulebook, all []Answer, last calendar.Day, allSubjects bool) (*Book, []error) {
	say := texts.In(rb.Language, "answers").Say
	b := &Book{places: map[string]int{}, say: say}
	names := newNames(rb)
	var problems []error
	topics := map[subject]int{} // places among the topics of the lead
	for i, a := range all {
		if a.Day > last {
			b.future++
			continue
		}
		about, err := names.find(say, a.About)
		if err == nil && about.rated != nil && isNumber(a.Answer) {
			about = about.rated // a number is the value that the element rates
		}
		if err == nil && about.isElement() && a.Answer != "" && !a.isUnknown() {
			var reads bool
			if a.said, reads = elementAnswer(a.Answer); !reads {
				err = errors.New(say("%q says nothing about the element %s. expected yes, no, partly or unknown (はい, いいえ, 一部, 不明)", a.Answer, a.About) + names.fieldOf(say, rb, about))
			}
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s:%d: %w", a.File, a.Line, err))
			continue
		}
		a.order = i
		b.add(a, about, topics)
	}
	b.settle(names.subjects, allSubjects)
	return b, problems
}

// add adds an answer to what its lead said.
func (b *Book) add(a Answer, about *aboutWhat, topics map[subject]int) {
	key := scored.NormalKey(a.Key)
	at, known := b.places[key]
	if !known {
		at = len(b.keys)
		b.places[key] = at
		b.keys, b.said = append(b.keys, a.Key), append(b.said, nil)
	}
	s := subject{key, about.name}
	place, known := topics[s]
	if !known {
		place = len(b.said[at])
		topics[s] = place
		b.said[at] = append(b.said[at], topic{about: about.name, fills: about.subjects})
	}
	b.count++
	b.said[at][place].answers = append(b.said[at][place].answers, a)
}

// settle puts all in order, and keeps of the rulebook's subjects those that there are
// answers about.
func (b *Book) settle(subjects []answer.Subject, all bool) {
	used := slices.Repeat([]bool{all}, len(subjects))
	for _, topics := range b.said {
		for _, t := range topics {
			untimeDays(t.answers)
			slices.SortStableFunc(t.answers, func(x, y Answer) int { return later(&x, &y) })
			for _, k := range t.fills {
				used[k] = true
			}
		}
	}
	now := make([]int, len(subjects))
	for k, s := range subjects {
		if used[k] {
			now[k] = len(b.subjects)
			b.subjects = append(b.subjects, s)
		}
	}
	for _, topics := range b.said {
		for i := range topics {
			var fills []int
			for _, k := range topics[i].fills {
				fills = append(fills, now[k])
			}
			topics[i].fills = fills
		}
		slices.SortStableFunc(topics, func(x, y topic) int { return cmp.Compare(x.first(), y.first()) })
	}
	b.likely = map[string]int{}
	for i, key := range b.keys {
		b.likely[spreadsheetForm(key)] = i
	}
}

// first is the place of a topic among those of a lead: calls come last, their results
// first.
func (t *topic) first() int {
	if part, is := strings.CutPrefix(t.about, callPrefix); is && len(t.fills) == 0 {
		return math.MaxInt32 + slices.Index(callParts(), part)
	}
	return t.fills[0]
}

// Count is how many answers there are, and how many more are dated after the day given.
func (b *Book) Count() (answers, future int) { return b.count, b.future }

// Leads is how many leads have said something.
func (b *Book) Leads() int { return len(b.keys) }

// Key is that of a lead as it is first written, with how many answers it gave and where
// the first stands.
func (b *Book) Key(id int) (key string, answers int, place string) {
	for _, t := range b.said[id] {
		answers += len(t.answers)
		for i := range t.answers {
			if a := &t.answers[i]; place == "" {
				place = fmt.Sprintf("%s:%d", a.File, a.Line)
			}
		}
	}
	return b.keys[id], answers, place
}

// Likely gives the place of a lead whose key a spreadsheet may have made of this one;
// false where there is none.
func (b *Book) Likely(key string) (id int, found bool) {
	id, found = b.likely[spreadsheetForm(key)]
	return id, found
}

// Subjects are what the answers are about, for scoring.Options.
func (b *Book) Subjects() []answer.Subject { return b.subjects }

// Check leaves out the answers that cannot be read as the field that they are about, and
// tells each with its place. It wants an engine that knows of the Subjects.
func (b *Book) Check(e *scoring.Engine) (problems []error) {
	for k := range b.subjects {
		b.reads = append(b.reads, e.AnswerReads(k))
	}
	for _, topics := range b.said {
		for i := range topics {
			t := &topics[i]
			if len(t.fills) == 0 || b.subjects[t.fills[0]].Field == "" {
				continue
			}
			t.answers = slices.DeleteFunc(t.answers, func(a Answer) bool {
				if a.Answer == "" || a.isUnknown() {
					return false
				}
				err := e.CheckAnswer(t.fills[0], a.Answer)
				if err != nil {
					problems = append(problems, errors.New(b.say("%s:%d: %q cannot be an answer about %s: %v", a.File, a.Line, a.Answer, t.about, err)))
					b.count--
				}
				return err != nil
			})
		}
	}
	return problems
}

// aboutWhat is what an answer may be about, under a rulebook.
type aboutWhat struct {
	name     string // the same for elements that share their answers
	subjects []int
	element  bool
	rated    *aboutWhat // of an element that rates a field: that field
}

func (w *aboutWhat) isElement() bool { return w.element }

// names finds what answers are about.
type names struct {
	subjects []answer.Subject
	known    map[string]*aboutWhat
	all      []string // as the rulebook writes them
}

func newNames(rb *rulebook.Rulebook) *names {
	n := &names{subjects: answer.Subjects(rb), known: map[string]*aboutWhat{}}
	for k, s := range n.subjects {
		n.all = append(n.all, s.String())
		if s.Field == "" {
			n.addElement(k, s)
		} else {
			n.known[fold.Text(s.Field)] = &aboutWhat{name: s.Field, subjects: []int{k}}
		}
	}
	n.addHeaders(rb)
	n.addRated(rb)
	for _, part := range callParts() {
		n.known[callPrefix+part] = &aboutWhat{name: callPrefix + part}
	}
	return n
}

// addElement makes an element share its answers with those that mean the same.
func (n *names) addElement(k int, s answer.Subject) {
	own := fold.Text(s.String())
	names := frameworks.Alike(s.Framework, s.Element)
	what := n.known[own]
	if what == nil {
		what = &aboutWhat{name: s.String(), element: true}
	}
	what.subjects = append(what.subjects, k)
	n.known[own] = what
	for _, name := range names {
		n.known[fold.Text(name)] = what
	}
}

// addRated finds the fields that elements rate.
func (n *names) addRated(rb *rulebook.Rulebook) {
	for i := range rb.Frameworks {
		f := &rb.Frameworks[i]
		for j := range f.Elements {
			e := &f.Elements[j]
			if e.Rated != nil {
				n.known[fold.Text(f.Name+"."+e.Name)].rated = n.known[fold.Text(e.Field.Text)]
			}
		}
	}
}

// isNumber tells whether a text is a number, which an element that rates one takes.
func isNumber(text string) bool {
	_, err := cell.ParseDecimal(fold.Normalize(text))
	return err == nil
}

// addHeaders lets an answer name the column that a field is read from, where one field
// alone is.
func (n *names) addHeaders(rb *rulebook.Rulebook) {
	fields := map[string][]string{}
	for i := range rb.Fields {
		for _, column := range rb.Fields[i].Columns {
			name := fold.Text(column.Text)
			fields[name] = append(fields[name], rb.Fields[i].Name)
		}
	}
	for header, of := range fields {
		if what := n.known[fold.Text(of[0])]; len(of) == 1 && what != nil && n.known[header] == nil {
			n.known[header] = what
		}
	}
}

func (n *names) find(say sayer, about string) (*aboutWhat, error) {
	if what := n.known[fold.Text(about)]; what != nil {
		return what, nil
	}
	if near, ok := fold.Nearest(about, n.all); ok {
		return nil, errors.New(say("the rulebook knows no element and no field %q. did you mean %s?", about, near))
	}
	return nil, errors.New(say("the rulebook knows no element and no field %q, or it is not one that leads are asked about. expected FRAMEWORK.element, or a field's name", about))
}

// fieldOf says which field takes a value that was given for an element; "" where the
// element reads several.
func (n *names) fieldOf(say sayer, rb *rulebook.Rulebook, what *aboutWhat) string {
	s := n.subjects[what.subjects[0]]
	fields := scoring.FieldsOfElement(rb, s)
	if len(fields) != 1 || n.known[fold.Text(fields[0])] == nil {
		return ""
	}
	return say("; a value is an answer about the field %s", fields[0])
}

// spreadsheetForm is what a spreadsheet leaves of a key, and of the key that it comes
// from: no zeros in front, six digits of a long number.
func spreadsheetForm(key string) string {
	key = strings.TrimSuffix(scored.NormalKey(key), ".0")
	if mantissa, exponent, is := strings.Cut(key, "e+"); is && isDigits(exponent) {
		digits := strings.Replace(mantissa, ".", "", 1)
		if isDigits(digits) {
			return strings.TrimRight(digits, "0") + "e" + strings.TrimLeft(exponent, "0")
		}
	}
	if !isDigits(key) {
		return key
	}
	key = strings.TrimLeft(key, "0")
	if len(key) < 12 {
		return key
	}
	return roundedTo6(key) + "e" + fmt.Sprint(len(key)-1)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// roundedTo6 is the first six digits of a number, rounded, without zeros behind.
func roundedTo6(digits string) string {
	var n int
	fmt.Sscan(digits[:7], &n)
	return strings.TrimRight(fmt.Sprint((n+5)/10), "0")
}
