package scan

import "bytes"

// Walk finds the end of the last record that is complete in data, up to the first in
// which something is out of place: a quote, or a CR that stands alone. Up to there,
// every line end outside quotes ends a record. It is odd where it stopped at such a
// record, and not at the end of data.
func (x Syntax) Walk(data []byte) (end int, odd bool) {
	skimmed := x.skim(data)
	end, odd = x.walkSlowly(data[skimmed:])
	return skimmed + end, odd
}

// walkSlowly is walk, quote by quote.
func (x Syntax) walkSlowly(data []byte) (end int, odd bool) {
	for at := 0; ; {
		open := indexFrom(data, at, '"')
		bare := len(data)
		if x.EOL == '\n' {
			bare = bareCR(data[:min(open+1, len(data))], at)
		}
		if n := bytes.LastIndexByte(data[at:min(open, bare)], x.EOL); n >= 0 {
			end = at + n + 1
		}
		switch {
		case bare <= open && bare < len(data):
			return end, true
		case open == len(data):
			return end, false
		case open > end && data[open-1] != x.Comma:
			return end, true
		}
		shut := ClosingQuote(data, open)
		if shut < 0 {
			return end, false
		}
		if rest := data[shut+1:]; !x.endsCell(rest, false) {
			return end, len(bytes.TrimLeft(rest, "\r")) > 0
		}
		at = shut + 1
	}
}

// indexFrom is the place of the next b from data[at] on; the length of data where there
// is none.
func indexFrom(data []byte, at int, b byte) int {
	if n := bytes.IndexByte(data[at:], b); n >= 0 {
		return at + n
	}
	return len(data)
}

// bareCR is the place of the next CR from data[at] on that something else follows than
// CRs and an LF; the length of data where there is none.
func bareCR(data []byte, at int) int {
	for {
		at = indexFrom(data, at, '\r')
		next := at
		for next < len(data) && data[next] == '\r' {
			next++
		}
		if next == len(data) {
			return len(data)
		}
		if data[next] != '\n' {
			return at
		}
		at = next
	}
}
