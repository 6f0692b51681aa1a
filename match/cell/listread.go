package cell

import "bytes"

// AppendEntries appends the entries of a list, which is in the normal form, to dst. They
// lie in text. They are parted by the separator, or written as programs write lists:
// ["A","B"], {A,B}, ^A^,^B^, "A","B", A;#B.
func AppendEntries(dst [][]byte, text, separator []byte) [][]byte {
	if inner, quotes := insideList(text); quotes != "" {
		return appendQuotedEntries(dst, inner, quotes, innerSeparator(inner, separator))
	}
	if string(separator) == DefaultSeparator && bytes.Contains(text, []byte(";#")) && text[0] != '#' { // no hashtags
		separator = []byte(";#")
	}
	for rest, more := text, true; more; {
		var entry []byte
		entry, rest, more = bytes.Cut(rest, separator)
		if entry = bytes.Trim(entry, " "); len(entry) > 0 {
			dst = append(dst, entry)
		}
	}
	return dst
}

// IsList reports whether a text in the normal form is written as programs write lists.
func IsList(text []byte) bool {
	_, quotes := insideList(text)
	return quotes != ""
}

// insideList takes the brackets off a list and tells what its entries may be quoted with; ""
// where the text is not written as programs write lists.
func insideList(text []byte) (inner []byte, quotes string) {
	n := len(text)
	if n < 2 {
		return text, ""
	}
	switch first, last := text[0], text[n-1]; {
	case first == '[' && last == ']' && bytes.IndexByte(text[1:], '[') < 0, first == '{' && last == '}' && bytes.IndexByte(text[1:], '{') < 0:
		return text[1 : n-1], `"'`
	case first == '"' && last == '"' && n > 2:
		return text, `"`
	case first == '^' && last == '^' && n > 2:
		return text, "^"
	}
	return text, ""
}

// innerSeparator is the field's separator, if it parts the entries of the list, else a comma.
func innerSeparator(inner, separator []byte) []byte {
	if bytes.Contains(inner, separator) && (len(separator) > 1 || separator[0] != ' ') {
		return separator
	}
	return []byte(",")
}

func appendQuotedEntries(dst [][]byte, rest []byte, quotes string, separator []byte) [][]byte {
	for more := true; more; {
		rest = bytes.TrimLeft(rest, " ")
		var entry []byte
		if end := closesEntry(rest, quotes, separator); end > 0 {
			entry = rest[1:end]
			_, rest, more = bytes.Cut(rest[end+1:], separator)
		} else {
			entry, rest, more = bytes.Cut(rest, separator)
		}
		if entry = bytes.Trim(entry, " "); len(entry) > 0 && string(entry) != "null" {
			dst = append(dst, entry)
		}
	}
	return dst
}

// closesEntry is the place of the quote that closes the one with which an entry begins: the
// next before a separator or the end; 0 where none begins it.
func closesEntry(text []byte, quotes string, separator []byte) int {
	if len(text) == 0 || bytes.IndexByte([]byte(quotes), text[0]) < 0 {
		return 0
	}
	for at := 1; at < len(text); at++ {
		if text[at] != text[0] {
			continue
		}
		if behind := bytes.TrimLeft(text[at+1:], " "); len(behind) == 0 || bytes.HasPrefix(behind, separator) {
			return at
		}
	}
	return 0
}
