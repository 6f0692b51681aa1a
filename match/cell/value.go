package cell

import (
	"cmp"
	"errors"
	"time"
	"unsafe"

	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// State says what is known of a field of a lead.
type State uint8

// The states.
const (
	Blank      State = iota // nothing there
	Unreadable              // something that is not of the field's type
	Absent                  // an optional column that the list does not have
	Known
)

// String gives "blank", "unreadable", "absent" or "known".
func (s State) String() string {
	return [...]string{"blank", "unreadable", "absent", "known"}[s]
}

// Value is one field of one lead. Which member holds the value depends on the
// field's type. It is made to be reused: reading the next lead's cell into it
// keeps its buffers.
type Value struct {
	State State
	// Free: what is not known may still be found out. Bounds let free values
	// vary and leave the others as they are.
	Free bool

	Text    []byte         // TypeText, TypeList: the cell in the form in which it is compared
	Name    string         // TypeText: the name that synonyms give to Text, as it is written; "": none
	Plain   []byte         // TypeText, where a pattern looks: the same without case folding
	Entries [][]byte       // TypeList; they lie in Text, or are names of synonyms
	Number  exact.Interval // TypeNumber; TypeList: how many entries
	Day     calendar.Day   // TypeDate: the first day that it may be
	More    calendar.Day   // TypeDate: how many days behind may be it too; 0: it is just Day
	Bool    bool
	Level   title.Level
}

// IsInterval reports whether v is a number, or a date, known only to lie between two ends.
func (v *Value) IsInterval() bool { return v.State == Known && (v.More > 0 || !v.Number.IsExact()) }

// LastDay is the last day that a date may be.
func (v *Value) LastDay() calendar.Day { return v.Day + v.More }

// DefaultSeparator stands between the entries of a list where the field names none.
const DefaultSeparator = ";"

// Seniority is the level that a title names; false where it names none.
func (v *Value) Seniority() (title.Level, bool) { return title.Seniority(v.text()) }

// Department is the department that a title or department names; false where it
// names none.
func (v *Value) Department() (string, bool) { return title.Department(v.text()) }

// text is Text as a string, as long as Text is not written to.
func (v *Value) text() string { return unsafe.String(unsafe.SliceData(v.Text), len(v.Text)) }

// Reader reads the cells of one field.
type Reader struct {
	typ       rulebook.Type
	field     *rulebook.Field
	reading   *Settings
	missing   map[string]struct{} // words that mean blank, in the normal form
	table     bool                // beside them, those of the table of words that say nothing
	named     map[string]struct{} // of the table, but values here, in the normal form
	separator []byte              // in the normal form
	truths    map[string]bool     // of a truth value: the field's own words, in the normal form
	units     []string            // of a number: what may stand behind it, the longest first
	spelling  *lexicon.Spelling
	plain     bool
	digits    bool // a cell that begins with a digit holds something, and its normal form is of no use
}

// NewReader makes a reader of cells of type t. With plain, it also keeps the
// text without case folding, for patterns.
func NewReader(f *rulebook.Field, t rulebook.Type, r *Settings, plain bool) *Reader {
	reader := &Reader{typ: t, field: f, reading: r, missing: map[string]struct{}{}, table: (r.MissingWords == nil || r.MissingAlso) && !f.MissingOnly, plain: plain}
	for _, word := range r.MissingWords {
		if f.MissingOnly {
			break
		}
		reader.missing[fold.Text(word)] = struct{}{}
	}
	for _, word := range f.MissingWords {
		reader.missing[fold.Text(word.Text)] = struct{}{}
	}
	reader.digits = t != rulebook.TypeText && t != rulebook.TypeList
	for word := range reader.missing {
		reader.digits = reader.digits && (word == "" || !isDigit(rune(word[0])))
	}
	reader.truths = ownTruths(f)
	for word := range reader.truths {
		reader.digits = reader.digits && (word == "" || !isDigit(rune(word[0])))
	}
	reader.separator = []byte(cmp.Or(fold.Text(f.Separator), DefaultSeparator))
	reader.units = unitsOf(f)
	reader.spelling = lexicon.NewSpelling(f)
	return reader
}

// ownTruths are the words by which a field itself says yes and no.
func ownTruths(f *rulebook.Field) map[string]bool {
	own := map[string]bool{}
	for _, word := range f.TrueWords {
		own[fold.Text(word.Text)] = true
	}
	for _, word := range f.FalseWords {
		own[fold.Text(word.Text)] = false
	}
	return own
}

// Spell makes the reader use the spelling that the operands of rules were brought to,
// which knows what rules ask for.
func (r *Reader) Spell(s *lexicon.Spelling) { r.spelling = s }

// Name makes values of words that say nothing, because a rule asks for them or the field
// lists them as synonyms.
func (r *Reader) Name(words []string) {
	r.named = map[string]struct{}{}
	for _, word := range words {
		r.named[fold.Text(word)] = struct{}{}
	}
}

// TakesDigits reports whether any cell that WholeNumber reads is just that number.
func (r *Reader) TakesDigits() bool {
	return r.typ == rulebook.TypeNumber && r.digits && r.field.Scale == nil
}

// IsBlank reports whether the cell holds nothing or a missing word. It leaves the
// cell's normal form in v.Text.
func (r *Reader) IsBlank(cell string, v *Value) bool {
	v.Text = fold.Append(v.Text[:0], cell)
	return len(v.Text) == 0 || r.isMissing(v.Text)
}

// isMissing reports whether a cell in the normal form, which is not empty, means blank.
func (r *Reader) isMissing(text []byte) bool {
	if _, missing := r.missing[string(text)]; missing {
		return true
	}
	return r.byTable(text) == lexicon.SaysNil
}

// byTable tells what the table of words that say nothing makes of a cell in the normal form.
func (r *Reader) byTable(text []byte) lexicon.Missing {
	if !r.table {
		return lexicon.Says
	}
	said := lexicon.MissingWord(text)
	if said != lexicon.Says {
		if _, named := r.named[string(text)]; named {
			return lexicon.Says
		}
	}
	return said
}

// Missing tells what the table of words that say nothing makes of a cell, where the
// rulebook decides nothing else: neither lists the word, nor names it as a value. A truth
// value that reads is an answer.
func (r *Reader) Missing(cell string) lexicon.Missing {
	var room [64]byte
	text := fold.Append(room[:0], cell)
	if _, listed := r.missing[string(text)]; listed {
		return lexicon.Says
	}
	said := r.byTable(text)
	if said == lexicon.MaySayNil && r.typ == rulebook.TypeBool && r.Check(cell) == nil {
		return lexicon.Says
	}
	return said
}

// Read reads a cell into v: blank, unreadable or known. A blank cell takes the
// field's `blank` value where it has one. Read tells whether the cell is blank.
func (r *Reader) Read(cell string, v *Value) (blank bool) {
	v.State, v.Free = Blank, true
	if r.digits && cell != "" && isDigit(rune(cell[0])) {
		v.Text = v.Text[:0]
	} else if blank = r.IsBlank(cell, v); blank {
		if r.field.Blank == nil {
			return blank
		}
		cell = r.field.Blank.Text
		v.Text = fold.Append(v.Text[:0], cell)
	}
	v.State = Unreadable
	if r.parse(cell, v) == nil {
		v.State = Known
		v.Free = r.typ == rulebook.TypeNumber && !v.Number.IsExact() || r.typ == rulebook.TypeDate && v.More > 0
	}
	return blank
}

// parse reads the cell as the reader's type; v.Text holds its normal form.
func (r *Reader) parse(cell string, v *Value) (err error) {
	switch r.typ {
	case rulebook.TypeNumber:
		return r.parseNumber(cell, v)
	case rulebook.TypeDate:
		err = r.parseDate(cell, v)
	case rulebook.TypeBool:
		if own, found := r.truths[string(v.Text)]; found {
			v.Bool = own
			return nil
		}
		v.Bool, err = ParseBool(cell)
	case rulebook.TypeList:
		v.Entries = r.appendEntries(v.Entries[:0], v.Text)
		v.Number = exact.At(exact.Int(int64(len(v.Entries))))
	default:
		v.Text, v.Name, err = r.spelling.Cell(v.Text)
		if r.plain {
			v.Plain = append(v.Plain[:0], fold.Normalize(cell)...)
		}
	}
	return err
}

// Check tells why a cell that is not blank does not read as the field's type; nil
// when it does.
func (r *Reader) Check(cell string) error {
	var v Value
	v.Text = fold.Append(nil, cell)
	return r.parse(cell, &v)
}

// parseNumber reads a number and scales it, unless the cell names a unit itself:
// in a column of millions 5億円 is 500 million. So is a figure in 円 that reaches the
// scale: nobody writes 3,000,000円 for 30 billion, but 500円 may be a format of 500.
func (r *Reader) parseNumber(cell string, v *Value) error {
	n, err := readNumber(WithoutUnit(cell, r.units), r.field.DecimalComma)
	if err == nil && r.field.Scale != nil && !n.unit && !(n.yen && n.value.Low.Cmp(*r.field.Scale) >= 0) {
		n.value, err = scaled(n.value, *r.field.Scale)
	}
	v.Number = n.value
	return err
}

// scaled is the interval times a factor above 0.
func scaled(i exact.Interval, factor exact.Number) (exact.Interval, error) {
	low, fitsLow := i.Low.Mul(factor)
	high, fitsHigh := i.High.Mul(factor)
	if !fitsLow || !fitsHigh {
		return i, errors.New("too large a number once scaled")
	}
	i.Low, i.High = low, high
	return i, nil
}

// appendEntries appends the entries of a list, which text is in the normal form.
func (r *Reader) appendEntries(entries [][]byte, text []byte) [][]byte {
	entries = AppendEntries(entries, text, r.separator)
	for i := range entries {
		entries[i] = r.spelling.Entry(entries[i])
	}
	return entries
}

// Settings are what the readers of cells need to know beside the field itself.
type Settings struct {
	Location     *time.Location // in which a moment becomes a day; nil: UTC
	MissingWords []string       // cells that mean blank; nil: the table of words that say nothing
	MissingAlso  bool           // MissingWords stand beside the table
}
