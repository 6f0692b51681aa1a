package match

import (
	"bytes"

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
	h := host(v.Text)
	for _, parent := range t {
		if len(h) > 0 && under(h, parent) {
			return True
		}
	}
	return False
}

// freeMail holds for addresses of free mail providers, or of others; for neither where
// there is no address.
type freeMail struct{ want bool }

func (t freeMail) holds(v *cell.Value) Truth {
	h := host(v.Text)
	if len(h) == 0 {
		return False
	}
	return TruthOf(lexicon.IsFreeMail(h) == t.want)
}
