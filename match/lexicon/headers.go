package lexicon

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

// KnownField is a thing that lead lists hold, and the headers under which they do.
type KnownField struct {
	Name    string           // as `like` names it
	Type    rulebook.Type    // of a field that is like it, unless the field says otherwise
	KnownBy rulebook.KnownBy // how a blank is filled, unless the field says otherwise
	Doc     string           // what it is
	Headers []KnownHeader
}

// KnownHeader is a header of exports and lists.
type KnownHeader struct {
	Header   string
	Scale    int64  // what the numbers under it are counted in: 1000 for thousands; else 1
	products string // as they are written
}

// Products are those whose exports have the header.
func (h KnownHeader) Products() (products []KnownProduct) {
	for name := range strings.SplitSeq(h.products, ", ") {
		product, unsure := strings.CutSuffix(name, "?")
		products = append(products, KnownProduct{product, !unsure})
	}
	return products
}

// KnownProduct is a product whose exports have a header. Where it is not Certain,
// nobody has checked that against an export.
type KnownProduct struct {
	Name    string
	Certain bool
}

//go:embed headers.tsv
var headersTSV string

var knownFields = sync.OnceValue(func() []KnownField { return readHeaders(headersTSV) })

// KnownFields gives all known fields, in the order of the reference.
func KnownFields() []KnownField { return slices.Clone(knownFields()) }

// LookupKnownField finds a known field by its name.
func LookupKnownField(name string) (KnownField, bool) {
	if name == "" {
		return KnownField{}, false
	}
	all := knownFields()
	i := slices.IndexFunc(all, func(k KnownField) bool { return k.Name == name })
	if i < 0 {
		return KnownField{}, false
	}
	return all[i], true
}

// KnownFieldNames lists the names of all known fields.
func KnownFieldNames() []string {
	var names []string
	for _, k := range knownFields() {
		names = append(names, k.Name)
	}
	return names
}

// HeadersOf gives the headers that a field's cells may stand under, in the order in
// which they are tried: its Columns, then the known headers of what it is Like. Of
// these, headers of scaled numbers are left out unless the field has a scale.
func HeadersOf(f *rulebook.Field) []rulebook.Scalar {
	headers := slices.Clip(f.Columns)
	known, _ := LookupKnownField(f.Like.Text)
	for _, h := range known.Headers {
		if h.Scale == 1 || f.Scale != nil {
			headers = append(headers, rulebook.Scalar{Pos: f.Like.Pos, Text: h.Header})
		}
	}
	return headers
}

// KnownByOf is how a blank of a field that is read from columns is filled: as the
// field says, else from records if it is made from events, else as what it is like, else as the first of its columns and its name
// that is a known header, else by asking.
func KnownByOf(f *rulebook.Field) rulebook.KnownBy {
	if f.KnownBy != rulebook.ByUnset {
		return f.KnownBy
	}
	if f.Activity != nil {
		return rulebook.ByRecords
	}
	if known, found := LookupKnownField(f.Like.Text); found {
		return known.KnownBy
	}
	for _, header := range append(slices.Clip(f.Columns), rulebook.Scalar{Text: f.Name}) {
		if known, found := FieldOfHeader(header.Text); found {
			return known.KnownBy
		}
	}
	return rulebook.ByAsking
}

// HeaderKey is a header as known headers are compared: in normal form, without spaces,
// _ and -, so that job_title, jobtitle and "Job Title" are one, and without what forms put
// around the name of an answer, so that "What is your job title? *" is one with them.
func HeaderKey(header string) string { return headerMarks.Replace(bareHeader(fold.Text(header))) }

var headerMarks = strings.NewReplacer(" ", "", "_", "", "-", "")

// What exports of forms have before and behind the name of an answer.
var (
	formBegins = []string{"*", "※", "【必須】", "[必須]", "(必須)", "【任意】", "[任意]", "(任意)", "what is your ", "what's your ", "please enter your ", "please select your ", "please provide your ", "enter your ", "select your ", "your ", "貴社の", "御社の"}
	formEnds   = []string{"*", "※", "?", ":", "【必須】", "[必須]", "(必須)", "【任意】", "[任意]", "(任意)", "(required)", "[required]", "(optional)", "[optional]",
		"(正式名称)", "(漢字)", "(全角)", "(直近期)", "(直近)", "をご記入ください", "を記入してください", "をご入力ください", "を入力してください", "をお選びください", "を選択してください", "をご選択ください", "を教えてください", "をお聞かせください", "をお知らせください"}
)

// bareHeader takes from a header in normal form what forms have around it; the header itself
// where nothing else is left.
func bareHeader(header string) string {
	header = afterNumber(header)
	const asciiMarks = "*?:)]" // by themselves: strings.ContainsAny is quick with ASCII only
	if !strings.ContainsAny(header, asciiMarks) && !strings.Contains(header, "※") && !strings.Contains(header, "】") && !strings.HasSuffix(header, "ください") && !slices.ContainsFunc(formBegins, func(begin string) bool { return strings.HasPrefix(begin, header[:min(3, len(header))]) }) {
		return header
	}
	bare := strings.ReplaceAll(header, "_", " ")
	for before := ""; bare != before; {
		before = bare
		for _, begin := range formBegins {
			bare = strings.TrimSpace(strings.TrimPrefix(bare, begin))
		}
		for _, end := range formEnds {
			bare = strings.TrimSpace(strings.TrimSuffix(bare, end))
		}
	}
	if bare == "" {
		return header
	}
	return bare
}

// afterNumber takes the number of a question from a header in normal form: "q1.会社名",
// "問2 役職", "3) job title"; not "1回目結果" or "q1 revenue", which name something else.
func afterNumber(header string) string {
	rest := header
	for _, begin := range []string{"設問", "質問", "問", "question ", "q"} {
		if after, found := strings.CutPrefix(rest, begin); found {
			rest = after
			break
		}
	}
	digits := strings.TrimLeft(rest, "0123456789")
	if digits == "" || len(digits) == len(rest) || len(rest)-len(digits) > 2 {
		return header
	}
	name := strings.TrimLeft(digits, ".:)、。-_ ")
	spaced := len(name) < len(digits) && digits[0] != '-' && (digits[0] != ' ' && digits[0] != '_' || len(rest) < len(header) && name != "" && name[0] >= utf8.RuneSelf)
	if name == "" || !spaced && (len(rest) == len(header) || name[0] < utf8.RuneSelf) {
		return header
	}
	return name
}

// HeaderWords gives the words of a header in the normal form: "lastActivity_date" is
// last, activity, date.
func HeaderWords(header string) []string {
	var spaced []rune
	last := ' '
	for _, r := range fold.Normalize(header) {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			spaced = append(spaced, ' ')
		}
		spaced = append(spaced, r)
		last = r
	}
	return strings.FieldsFunc(fold.Text(string(spaced)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// momentWords end the headers of columns that say when something was: created_at, Last Seen
// On; wordsOfMoment stand anywhere in them.
var (
	momentWords   = []string{"at", "on", "since", "created", "updated", "modified", "seen", "login"}
	wordsOfMoment = []string{"date", "day", "time", "timestamp", "datetime"}
	momentParts   = []string{"日", "時刻"}
)

// TellsMoment reports whether a header says that its column holds days or times of day,
// whatever they look like: Date of Birth, created_at, 登録日時.
func TellsMoment(header string) bool {
	words := HeaderWords(header)
	if len(words) > 0 && slices.Contains(momentWords, words[len(words)-1]) {
		return true
	}
	if slices.ContainsFunc(words, func(word string) bool { return slices.Contains(wordsOfMoment, word) }) {
		return true
	}
	folded := fold.Text(header)
	return slices.ContainsFunc(momentParts, func(part string) bool { return strings.Contains(folded, part) })
}

// IsLinkedIn reports whether a header is that of LinkedIn's list of connections, whose
// URL is the person's page and no website.
func IsLinkedIn(header []string) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(header, func(h string) bool { return HeaderKey(h) == name })
	}
	return has("connectedon") && has("position") && has("url")
}

// FieldOfHeader finds the known field that a header is one of.
func FieldOfHeader(header string) (KnownField, bool) {
	i, found := fieldsByHeader()[HeaderKey(header)]
	if !found {
		return KnownField{}, false
	}
	return knownFields()[i], true
}

// fieldsByHeader is the position of the first known field that has a header, by the
// header's key.
var fieldsByHeader = sync.OnceValue(func() map[string]int {
	fields := make(map[string]int, 1024) // all that there are, so that it need not grow
	for i, k := range knownFields() {
		for _, h := range k.Headers {
			key := HeaderKey(h.Header)
			if _, taken := fields[key]; !taken {
				fields[key] = i
			}
		}
	}
	return fields
})

// readHeaders reads headers.tsv, and panics at a line that is wrong.
func readHeaders(table string) []KnownField {
	return readParts("headers.tsv", table, readKnownField, func(k *KnownField, cells []string) bool {
		h, ok := readKnownHeader(cells)
		k.Headers = append(k.Headers, h)
		return ok
	})
}

// readParts reads a table in parts, each a heading that begins with "= " and rows below it;
// lines that begin with # and hold no tab are comments. It panics at a line that is wrong: the
// tables are the program's own.
func readParts[T any](name, table string, heading func(cells []string) (T, bool), row func(part *T, cells []string) bool) []T {
	var all []T
	number := 0
	for line := range strings.SplitSeq(table, "\n") {
		number++
		if line == "" || line[0] == '#' && !strings.Contains(line, "\t") {
			continue
		}
		ok := false
		if cells, isHeading := strings.CutPrefix(line, "= "); isHeading {
			var part T
			part, ok = heading(strings.Split(cells, "\t"))
			all = append(all, part)
		} else if len(all) > 0 {
			ok = row(&all[len(all)-1], strings.Split(line, "\t"))
		}
		if !ok {
			panic(fmt.Sprintf("lexicon: %s:%d: %q", name, number, line))
		}
	}
	return all
}

// readKnownField reads the cells of a heading: name, type, what fills a blank, and
// what it is.
func readKnownField(cells []string) (k KnownField, ok bool) {
	if len(cells) != 4 {
		return k, false
	}
	k.Name, k.Doc = cells[0], cells[3]
	typ, isType := rulebook.ParseType(cells[1])
	by := rulebook.KnownBy(cells[2])
	k.Type, k.KnownBy = typ, by
	return k, isType && slices.Contains(rulebook.KnownByNames(), cells[2])
}

// readKnownHeader reads the cells of a header: itself, its products, and perhaps a
// scale.
func readKnownHeader(cells []string) (h KnownHeader, ok bool) {
	if len(cells) < 2 || len(cells) > 3 || cells[0] == "" {
		return h, false
	}
	h.Header, h.products, h.Scale = cells[0], cells[1], 1
	if len(cells) == 3 {
		scale, err := strconv.ParseInt(cells[2], 10, 64)
		h.Scale = scale
		return h, err == nil && scale > 1
	}
	return h, true
}
