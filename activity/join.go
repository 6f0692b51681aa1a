package activity

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// joiner brings the cells by which events are joined to leads to the form in which they are
// compared: those of the list, and those of the log.
type joiner struct {
	typ    rulebook.Type
	phone  bool // they are telephone numbers
	reader *cell.Reader
	value  cell.Value
	keys   [][]byte // of the cell read last; they lie in value, or in made
	made   []byte
}

// newJoiner makes a joiner by a field of the list. Each goroutine needs its own.
func newJoiner(f *rulebook.Field, reading *cell.Settings) *joiner {
	own := *f
	own.Blank = nil // nobody's event is not that of whoever has no address
	own.Type = max(f.Type, rulebook.TypeText)
	return &joiner{typ: own.Type, phone: isPhone(f), reader: cell.NewReader(&own, own.Type, reading, false)}
}

// read gives the different keys of a cell, sorted; none where it is blank, or not readable
// as the field's type. They are valid until the next call.
func (j *joiner) read(text string) [][]byte {
	j.keys = j.keys[:0]
	if j.reader.Read(text, &j.value); j.value.State != cell.Known {
		return nil
	}
	switch j.typ {
	case rulebook.TypeNumber:
		if !j.value.Number.IsExact() {
			return nil
		}
		j.made = append(j.made[:0], j.value.Number.Low.String()...)
		j.keys = append(j.keys, j.made)
	case rulebook.TypeList:
		j.keys = append(j.keys, j.value.Entries...)
	default:
		if j.phone {
			j.readPhones()
		} else {
			j.keys = appendAddresses(j.keys, j.value.Text)
		}
	}
	slices.SortFunc(j.keys, bytes.Compare)
	j.keys = slices.CompactFunc(j.keys, bytes.Equal)
	return j.keys
}

// appendAddresses appends the e-mail addresses of a text where there are several, or one
// beside a name: Mei Tanaka <mei@example.com>; else the text as it is.
func appendAddresses(keys [][]byte, text []byte) [][]byte {
	if !mayPart(text) || bytes.IndexByte(text, '@') < 0 || bytes.IndexFunc(text, partsAddresses) < 0 {
		return append(keys, text)
	}
	before := len(keys)
	for part := range bytes.FieldsFuncSeq(text, partsAddresses) {
		if at := bytes.IndexByte(part, '@'); at > 0 && at < len(part)-1 {
			keys = append(keys, part)
		}
	}
	if len(keys) == before {
		return append(keys, text)
	}
	return keys
}

// mayPart reports whether a text may have signs that stand between addresses: it has one of
// ASCII, or something else than ASCII.
func mayPart(text []byte) bool {
	for _, c := range text {
		if parting[c] {
			return true
		}
	}
	return false
}

// parting are the bytes that begin such a sign.
var parting = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= utf8.RuneSelf || partsAddresses(rune(c))
	}
	return is
}()

// partsAddresses reports whether a sign stands between addresses.
func partsAddresses(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;、<>()[]|\"", r)
}

// isPhone tells whether a field holds telephone numbers.
func isPhone(f *rulebook.Field) bool {
	known, found := lexicon.LookupKnownField(f.Like.Text)
	for i := 0; i < len(f.Columns) && !found; i++ {
		known, found = lexicon.FieldOfHeader(f.Columns[i].Text)
	}
	return known.Name == "phone" || known.Name == "mobile"
}

// readPhones makes keys of the telephone numbers of the cell: their digits, those of Japan
// from abroad (+81) as they are dialled there. What has fewer than six stays as it is.
func (j *joiner) readPhones() {
	j.made = slices.Grow(j.made[:0], len(j.value.Text)+1)
	for part := range bytes.FieldsFuncSeq(j.value.Text, partsPhones) {
		from := len(j.made)
		part = bytes.ReplaceAll(part, []byte("(0)"), nil)
		if abroad, found := bytes.CutPrefix(bytes.TrimLeft(part, " ("), []byte("+81")); found {
			j.made, part = append(j.made, '0'), abroad
		}
		for _, c := range part {
			if '0' <= c && c <= '9' {
				j.made = append(j.made, c)
			}
		}
		if key := j.made[from:]; len(key) >= 6 {
			j.keys = append(j.keys, key)
		}
	}
	if len(j.keys) == 0 {
		j.keys = append(j.keys, j.value.Text)
	}
}

// partsPhones reports whether a sign stands between telephone numbers, or before an extension.
func partsPhones(r rune) bool { return strings.ContainsRune(",;/、|x#内", r) }
