package match

import (
	"bytes"
	"iter"
	"unicode/utf8"

	"leadscore/match/cell"
	"leadscore/match/lexicon"
)

// host cuts the host out of an e-mail address or URL in the normal form; empty
// when there is none.
func host(text []byte) []byte {
	address := false
	if i := bytes.Index(text, []byte("://")); i >= 0 {
		text, address = text[i+3:], true
	}
	if i := bytes.IndexAny(text, "/?#"); i >= 0 {
		text = text[:i]
	}
	if i := bytes.LastIndexByte(text, '@'); i >= 0 {
		text, address = text[i+1:], true
	}
	if i := bytes.IndexAny(text, ":>, "); i >= 0 {
		text = text[:i]
	}
	text = bytes.TrimSuffix(text, []byte("."))
	if !address && bytes.IndexByte(text, '.') < 0 {
		return nil
	}
	return text
}

// hosts gives the hosts of the addresses of a cell, which may hold several: parted by
// semicolons, commas, colons or blanks, with names beside them or not.
func hosts(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		several := false
		for rest := text; len(rest) > 0; {
			var part []byte
			part, rest = cutAddress(rest)
			if !bytes.ContainsRune(part, '@') && !bytes.Contains(part, []byte("://")) {
				continue
			}
			several = true
			if h := host(part); len(h) > 0 && !yield(h) {
				return
			}
		}
		if several {
			return
		}
		if h := host(text); len(h) > 0 {
			yield(h)
		}
	}
}

// Organization is the domain that a person's company has registered, by the e-mail address
// or URL in a cell in the normal form: acme.co.jp of taro@sales.acme.co.jp. Of several
// addresses it is that of the first that is no free mail; "" where there is none.
func Organization(text []byte) string {
	for h := range hosts(text) {
		if !lexicon.IsFreeMail(h) {
			return lexicon.Registered(string(h))
		}
	}
	return ""
}

// cutAddress cuts a cell at what may part its first address from the others.
func cutAddress(text []byte) (part, rest []byte) {
	at := bytes.IndexAny(text, ";,、 ")
	if colons := bytes.Index(text, []byte(":::")); colons >= 0 && (at < 0 || colons < at) {
		return text[:colons], text[colons+len(":::"):]
	}
	if at < 0 {
		return text, nil
	}
	_, size := utf8.DecodeRune(text[at:])
	return text[:at], text[at+size:]
}

// under reports whether host is parent or lies under it.
func under(host, parent []byte) bool {
	if !bytes.HasSuffix(host, parent) {
		return false
	}
	rest := host[:len(host)-len(parent)]
	return len(rest) == 0 || rest[len(rest)-1] == '.'
}

type hostUnder [][]byte

func (t hostUnder) holds(v *cell.Value) Truth {
	for h := range hosts(v.Text) {
		for _, parent := range t {
			if under(h, parent) {
				return True
			}
		}
	}
	return False
}

// freeMail holds for addresses of free mail providers, or of others; for neither where
// there is no address. Of several addresses one of another host is enough: whoever
// gives a company's address can be reached there.
type freeMail struct{ want bool }

func (t freeMail) holds(v *cell.Value) Truth {
	free, found := FreeMail(v.Text)
	return TruthOf(found && free == t.want)
}

// FreeMail tells whether the addresses in a text, in the normal form, are all of free mail
// providers; found is false where there is none.
func FreeMail(text []byte) (free, found bool) {
	for h := range hosts(text) {
		if found = true; !lexicon.IsFreeMail(h) {
			return false, true
		}
	}
	return found, found
}
