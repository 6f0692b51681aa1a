package scan

import "math/bits"

// skim finds the end of a record up to which nothing is out of place in data. It is the
// last, or at most a few before it, unless something follows that is out of place, or
// no quotes do. It looks at chunks that have quotes, and passes over the others.
func (x Syntax) skim(data []byte) (end int) {
	s := skimmer{comma: EightOf(x.Comma), line: EightOf(x.EOL), quote: EightOf('"'), returns: x.EOL == '\n', parted: 1}
	for at := 0; ; at += chunk {
		if s.open|s.closed|s.returned == 0 {
			quote := indexFrom(data, at, '"')
			if s.returns && bareCR(data[:quote], at) < quote {
				return end
			}
			if at < quote {
				at, s.parted = quote-1, 0
			}
		}
		if at+chunk > len(data) {
			return end
		}
		n, ok := s.skim((*[chunk]byte)(data[at:]))
		if !ok {
			return end
		}
		if n > 0 {
			end = at + n
		}
	}
}

// skimmer looks at one chunk after the other.
type skimmer struct {
	comma, line, quote uint64 // eight times each
	returns            bool   // a CR is no line end by itself

	open     uint64 // all bits: the chunk begins between quotes
	parted   uint64 // 1: a cell may begin behind the byte before it, or a quote be doubled
	closed   uint64 // 1: so, and is a quote
	returned uint64 // 1: it is a CR
}

// skim gives the end of the last record in a chunk, 0 if none ends there; false if
// something is out of place.
func (s *skimmer) skim(b *[chunk]byte) (end int, ok bool) {
	quotes := where(b, s.quote)
	inside := within(quotes) ^ s.open
	opening, closing := quotes&inside, quotes&^inside
	lines := where(b, s.line) &^ inside
	parting := where(b, s.comma)&^inside | lines
	returns := uint64(0)
	if s.returns {
		returns = where(b, EightOf('\r')) &^ inside
	}
	const last = chunk - 1
	wrong := opening&^((parting|closing)<<1|s.parted) |
		(closing<<1|s.closed)&^(parting|returns|opening) |
		(returns<<1|s.returned)&^(returns|lines)
	s.open = uint64(int64(inside) >> last)
	s.parted, s.closed, s.returned = (parting|closing)>>last, closing>>last, returns>>last
	return bits.Len64(lines), wrong == 0
}
