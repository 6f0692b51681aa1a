package profile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/internal/lazyre"
	"leadscore/leads/keys"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Column is what a list holds in one column.
type Column struct {
	Index  int // of its header
	Header string
	Known  string // the known field that the header is one of; "" for none
	Alone  bool   // no other column has the header, so that a rulebook can name it
	Filled int    // cells that hold something
	Unique bool   // all cells are filled, each with another value; false too where nothing suggests that the column names leads

	// Type is what the cells read as: text, number, date or bool.
	Type         rulebook.Type
	Order        rulebook.DateOrder // of dates that need one
	Ambiguous    bool               // the dates may be day-month or month-day alike; Order is a guess
	DecimalComma bool               // of numbers
	MissingWords []string           // words that stand among numbers or dates, and so say that nothing is known

	Distinct int  // different values; a lower bound where Many is set
	Many     bool // there are more values than were counted
	Private  bool // the cells name persons or say how to reach them

	// Separator parts the answers of a cell, where a form lets people tick several; else "".
	Separator string

	known   rulebook.Type // type of the known field
	words   []string      // of the header
	values  []Value       // those counted, most frequent first
	entries []Value       // answers to tick, where there is a Separator
	at      map[string]int
	counts  shapeCounts // cells of each shape
	keys    *keys.Set   // nil: nothing suggests that the column names leads
	most    int         // different values that are counted
	again   bool        // a key stands twice, or a cell is blank
}

// Value is a value of a column, and how many leads have it.
type Value struct {
	Text  string
	Count int

	folded string
	shape  shapes
}

// True reports whether the value says yes.
func (v Value) True() bool { return v.shape.has(yes) }

// Bounds on what is kept of a column.
const (
	mostValues   = 1000      // different values that are counted
	allValues    = 1_000_000 // those of all columns together
	longestValue = 100       // bytes of a value that is counted
	enoughTexts  = 2000      // cells none of which is a number, date or truth: neither are the others
)

func newColumn(index int, header string, alone bool) *Column {
	c := &Column{Index: index, Header: header, at: map[string]int{}, words: wordsOf(header)}
	c.Alone = alone && !c.Unnamable()
	c.Known, c.known = knownField(header)
	if c.Known == "lead_id" || c.Known == "email" || c.Known == "" && c.Says(idWords...) {
		c.keys = &keys.Set{}
	}
	return c
}

// Says reports whether the header holds one of the words, as Says of a text does.
func (c *Column) Says(words ...string) bool { return says(c.Header, c.words, words) }

// Words counts the words of the header.
func (c *Column) Words() int { return len(c.words) }

// Says reports whether a text holds one of the words: one in Latin letters as a whole
// word, any other anywhere.
func Says(text string, words ...string) bool { return says(text, wordsOf(text), words) }

func says(text string, in []string, words []string) bool {
	folded := fold.Text(text)
	return slices.ContainsFunc(words, func(word string) bool {
		if word[0] < utf8.RuneSelf {
			return containsRun(in, strings.Fields(word))
		}
		return strings.Contains(folded, word)
	})
}

// wordsOf gives the words of a header or a value. Latin letters within Japanese are words
// of their own: PV数.
func wordsOf(text string) []string {
	var words []string
	for _, word := range lexicon.HeaderWords(text) {
		from, latin := 0, word[0] < utf8.RuneSelf
		for i, r := range word {
			if is := r < utf8.RuneSelf || unicode.Is(unicode.Latin, r); is != latin {
				if i > from {
					words = append(words, word[from:i])
				}
				from, latin = i, is
			}
		}
		words = append(words, word[from:])
	}
	return words
}

// containsRun reports whether words stand one after the other among others.
func containsRun(all, run []string) bool {
	for i := 0; i+len(run) <= len(all); i++ {
		if slices.Equal(all[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

func (c *Column) add(r *reader, line int, text string) {
	if r.blanks.IsBlank(text, &r.value) {
		c.again = true
		return
	}
	c.Filled++
	if c.keys != nil && !c.again {
		_, c.again = c.keys.Add(string(r.value.Text), line)
	}
	if i, met := c.at[text]; met {
		c.values[i].Count++
		c.counts.add(c.values[i].shape)
		return
	}
	shape := shapeOf(text, c.Filled > enoughTexts && c.counts[point]+c.counts[comma]+c.counts[day]+c.counts[dmy]+c.counts[mdy] == 0)
	c.counts.add(shape)
	if len(c.at) == c.most || len(text) > longestValue {
		c.Many = true
		return
	}
	own := strings.Clone(text)
	c.at[own] = len(c.values)
	c.values = append(c.values, Value{Text: strings.TrimSpace(own), Count: 1, folded: string(r.value.Text), shape: shape})
}

// settle finds the type of the column, once all of its cells are in.
func (c *Column) settle() {
	c.unite()
	c.Distinct = len(c.values)
	c.Unique = c.keys != nil && !c.again && c.Filled > 0
	c.at, c.keys = nil, nil
	c.Type = rulebook.TypeText
	if c.Filled == 0 {
		return
	}
	switch {
	case c.isBool():
		c.Type = rulebook.TypeBool
	case c.isDate():
		c.Type = rulebook.TypeDate
	case c.isNumber():
		c.Type = rulebook.TypeNumber
	}
	if c.Type != rulebook.TypeText {
		c.MissingWords = c.oddWords()
	}
	c.findEntries()
}

// unite makes one of values that are compared as one, and sorts them by count.
func (c *Column) unite() {
	first := map[string]int{}
	var united []Value
	for _, v := range c.values {
		if at, met := first[v.folded]; met {
			united[at].Count += v.Count
			continue
		}
		first[v.folded] = len(united)
		united = append(united, v)
	}
	slices.SortStableFunc(united, func(a, b Value) int { return b.Count - a.Count })
	c.values = united
}

// share is how many of the filled cells have a shape.
func (c *Column) share(s shape) float64 { return float64(c.counts[s]) / float64(c.Filled) }

func (c *Column) isBool() bool {
	truths := c.share(yes) + c.share(no)
	if c.known == rulebook.TypeBool {
		return truths >= 0.8
	}
	const most = 12 // ways to write yes and no, and what else stands there
	return truths >= 0.95 && !c.Many && c.Distinct <= most && (c.known == rulebook.TypeUnset || c.Known == "email_status")
}

// isDate chooses the order in which most dates read. Without a header that speaks of
// dates, cells that are numbers as well are numbers.
func (c *Column) isDate() bool {
	best, in := c.counts[day], rulebook.OrderUnset
	for order := rulebook.OrderDMY; order <= rulebook.OrderUnix; order++ {
		if n := c.counts[shapeIn[order]]; n > best {
			best, in = n, order
		}
	}
	least := 0.8
	if c.known != rulebook.TypeDate && !lexicon.TellsMoment(c.Header) {
		least = 0.95
		if c.known != rulebook.TypeUnset || in >= rulebook.OrderExcel || best <= c.counts[point] {
			return false
		}
	}
	if !c.mostRead(best, least) {
		return false
	}
	c.Order, c.Ambiguous = in, in == rulebook.OrderDMY && c.counts[mdy] == best
	return true
}

func (c *Column) isNumber() bool {
	c.DecimalComma = c.share(comma) > c.share(point)
	return c.mostRead(max(c.counts[point], c.counts[comma]), 0.8)
}

// mostRead reports whether so many cells are most of the filled ones: half of all, and a
// share of those that are not a single word, such as 未定.
func (c *Column) mostRead(cells int, share float64) bool {
	return 2*cells >= c.Filled && float64(cells) >= share*float64(c.Filled-c.counts[word])
}

// oddWords are the words among numbers, dates or truths that stand more than once.
func (c *Column) oddWords() []string {
	const most = 5
	var words []string
	for _, v := range c.values {
		if v.Count > 1 && v.shape.has(word) && !c.reads(v.shape) && len(words) < most {
			words = append(words, v.Text)
		}
	}
	return words
}

// reads reports whether a cell of a shape is of the column's type.
func (c *Column) reads(s shapes) bool {
	switch c.Type {
	case rulebook.TypeBool:
		return s.has(yes) || s.has(no)
	case rulebook.TypeNumber:
		return c.DecimalComma && s.has(comma) || !c.DecimalComma && s.has(point)
	case rulebook.TypeDate:
		return s.has(shapeIn[c.Order])
	}
	return true
}

// Truths counts the cells that say yes.
func (c *Column) Truths() int { return c.counts[yes] }

// Field is how a rulebook reads the column.
func (c *Column) Field() rulebook.Field {
	f := rulebook.Field{Name: c.Header, Columns: []rulebook.Scalar{{Text: c.Header}}, Type: c.Type, Order: c.Order}
	f.DecimalComma = c.DecimalComma && c.Type == rulebook.TypeNumber
	if c.Type != rulebook.TypeDate {
		f.Order = rulebook.OrderUnset
	}
	for _, w := range c.MissingWords {
		f.MissingWords = append(f.MissingWords, rulebook.Scalar{Text: w})
	}
	return f
}

// shape is a way in which a cell can be read.
type shape uint8

const (
	day     shape = iota // a date without an order; first, as what no order leads to
	dmy                  // a date, the day first
	mdy                  // a date, the month first
	serial               // a date as a spreadsheet counts days
	unix                 // a moment, by the seconds since 1970
	point                // a number
	comma                // a number with a decimal comma
	yes                  //
	no                   //
	dotted               // a number with a dot in it
	grouped              // one whose dots may part thousands: 1.200
	mail                 // an e-mail address is in it
	phone                // it may be a telephone number
	link                 // an address of a page is in it
	word                 // a short text without digits
	lastShape
)

// shapeIn is the shape of dates in an order.
var shapeIn = [...]shape{rulebook.OrderUnset: day, rulebook.OrderYMD: day, rulebook.OrderDMY: dmy, rulebook.OrderMDY: mdy, rulebook.OrderExcel: serial, rulebook.OrderUnix: unix}

// shapes are the ways in which a cell can be read.
type shapes uint32

func (s shapes) has(one shape) bool { return s&(1<<one) != 0 }

func (s *shapes) set(one shape, is bool) {
	if is {
		*s |= 1 << one
	}
}

// shapeCounts are how many cells have each shape.
type shapeCounts [lastShape]int

func (n *shapeCounts) add(s shapes) {
	for one := range lastShape {
		if s.has(one) {
			n[one]++
		}
	}
}

// shapeOf finds the ways in which a cell can be read. Of texts, only whether they say
// how to reach somebody is asked.
func shapeOf(text string, isText bool) (s shapes) {
	s.set(mail, strings.Contains(text, "@") || strings.Contains(text, "＠"))
	s.set(link, strings.Contains(text, "://") || strings.HasPrefix(text, "www."))
	s.set(phone, lexicon.IsPhone(text))
	s.set(word, utf8.RuneCountInString(text) <= 20 && strings.IndexFunc(text, unicode.IsDigit) < 0)
	if isText {
		return s
	}
	truth, err := cell.ParseBool(text)
	s.set(yes, err == nil && truth)
	s.set(no, err == nil && !truth)
	s.set(point, readsNumber(text, false))
	s.set(comma, readsNumber(text, true) && !inYen(text))
	s.set(dotted, s.has(point) && strings.Contains(text, "."))
	s.set(grouped, s.has(dotted) && s.has(comma) && thousands().MatchString(text))
	s.set(day, cell.IsDay(text, rulebook.OrderUnset))
	if strings.IndexFunc(text, unicode.IsDigit) >= 0 {
		s.set(dmy, s.has(day) || cell.IsDay(text, rulebook.OrderDMY))
		s.set(mdy, s.has(day) || cell.IsDay(text, rulebook.OrderMDY))
		s.set(serial, cell.IsDay(text, rulebook.OrderExcel))
		s.set(unix, cell.IsDay(text, rulebook.OrderUnix))
	}
	return s
}

// thousands are numbers whose thousands are parted by dots.
var thousands = lazyre.New(`^\s*[0-9]{1,3}(\.[0-9]{3})+\s*$`)

// takeCommas reads the numbers of a column with decimal commas, where that is as good a
// reading, since other columns of the list have such.
func (c *Column) takeCommas() {
	if c.Type == rulebook.TypeNumber && c.counts[grouped] > 0 && c.counts[grouped] == c.counts[dotted] && c.counts[comma] >= c.counts[point] {
		c.DecimalComma = true
	}
}

// inYen reports whether a cell with a comma is an amount in yen, which has no decimals: what
// stands before and behind the comma is one number, perhaps parted at the wrong place.
func inYen(text string) bool {
	return strings.ContainsAny(text, ",，") && cell.Currency(text, true) == "JPY"
}

func readsNumber(text string, comma bool) bool {
	_, err := cell.ParseNumber(text, comma)
	return err == nil
}

// Unnamable reports whether the header is nothing that may be repeated: blank, or a cell
// of a lead, as in lists without a header.
func (c *Column) Unnamable() bool {
	return strings.TrimSpace(c.Header) == "" || looksPrivate(c.Header)
}
