package match

import (
	"math/big"
	"regexp/syntax"
	"strings"
	"unicode"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Samples gives values such as cells hold, in which nothing is left open, for what a value
// of a type stands for: of numbers or days between two ends some.
func Samples(t rulebook.Type, v cell.Value) []cell.Value {
	samples := []cell.Value{v}
	switch t {
	case rulebook.TypeNumber:
		samples = sampleNumbers(v)
	case rulebook.TypeDate:
		samples = sampleDays(v)
	case rulebook.TypeList:
		samples = sampleLists(v)
	}
	return settled(samples)
}

func settled(values []cell.Value) []cell.Value {
	for i := range values {
		values[i].State, values[i].Free = cell.Known, false
	}
	return values
}

// sampleNumbers are the ends of an interval, numbers close to them, and one between.
func sampleNumbers(v cell.Value) (values []cell.Value) {
	in := v.Number
	if in.IsExact() {
		return []cell.Value{v}
	}
	low, high := in.Low.Rat(), in.High.Rat()
	switch {
	case in.NoLow:
		low = new(big.Rat).Sub(high, big.NewRat(1000, 1))
	case in.NoHigh:
		high = new(big.Rat).Add(low, big.NewRat(1000, 1))
	}
	width := new(big.Rat).Sub(high, low)
	for _, millionths := range []int64{0, 1, 500_000, 999_999, 1_000_000} {
		n := new(big.Rat).Mul(width, big.NewRat(millionths, 1_000_000))
		if at, fits := exact.FromRat(n.Add(n, low)); fits && in.Contains(at) {
			values = append(values, cell.Value{Number: exact.At(at)})
		}
	}
	return values
}

// sampleDays are the ends of an interval of days, and one between.
func sampleDays(v cell.Value) (values []cell.Value) {
	first, last := v.Day, v.LastDay()
	values = append(values, cell.Value{Day: first})
	if between := first + (last-first)/2; between > first {
		values = append(values, cell.Value{Day: between})
	}
	if last > first {
		values = append(values, cell.Value{Day: last})
	}
	return values
}

// mostSampled is how many entries a list that is made up has at most.
const mostSampled = 100

// sampleLists are lists as short and as long as a value may be, filled with entries that
// nobody asks for.
func sampleLists(v cell.Value) (values []cell.Value) {
	least, most := max(len(v.Entries), 1), mostSampled
	if whole, is := v.Number.Low.Whole(); is {
		least = max(least, int(min(whole, mostSampled)))
	}
	if whole, is := v.Number.High.Whole(); is && !v.Number.NoHigh {
		most = int(min(whole, mostSampled))
	}
	for _, size := range []int{least, most} {
		one := cell.Value{Entries: append([][]byte{}, v.Entries...), Number: exact.At(exact.Int(int64(size)))}
		for n := len(v.Entries); n < size; n++ {
			one.Entries = append(one.Entries, []byte(strings.Repeat(Filler, n+1)))
		}
		values = append(values, one)
	}
	return values
}

// SampleTexts gives texts that leaves tell apart: those that are possible and single ones of
// those that are looked for; these with a text for each pattern around them, and before and
// behind the host of an address. They do not stand for all.
func SampleTexts(leaves []*Cond) (values []cell.Value) {
	var s sought
	eachTest(leaves, s.add)
	texts := s.single()
	for _, v := range Possible(rulebook.TypeText, leaves, nil) {
		texts = append(texts, string(v.Text))
	}
	for _, pattern := range s.patterns {
		sample := matchOf(pattern)
		texts = append(texts, sample)
		for _, other := range append(s.single(), matchesOf(s.patterns)...) {
			texts = append(texts, other+sample, sample+other, other+" "+sample, sample+" "+other)
		}
	}
	if len(s.hosts) > 0 || s.freeMail {
		texts = append(texts, s.addressed()...)
	}
	for _, text := range texts {
		values = append(values, cell.Value{Text: []byte(fold.Text(text)), Plain: []byte(fold.Normalize(text))})
	}
	return settled(values)
}

// addressed are addresses of which a part is looked for.
func (s *sought) addressed() (texts []string) {
	parts := append(s.single(), matchesOf(s.patterns)...)
	hosts := []string{"gmail.com", Filler + "." + Filler}
	for _, host := range distinct(s.hosts) {
		hosts = append(hosts, string(host))
	}
	for _, part := range parts {
		for _, host := range hosts {
			texts = append(texts, part+"@"+host, Filler+"@"+part+"."+host, "https://"+host+"/"+part, Filler+"@"+host+";"+part)
		}
		texts = append(texts, Filler+"@"+part, part+"@"+Filler+"."+Filler)
	}
	return append(texts, s.addresses()...)
}

// single are texts of one thing that is looked for, each with nothing else.
func (s *sought) single() (texts []string) {
	for _, all := range [][][]byte{s.names, s.starts, s.ends} {
		for _, one := range distinct(all) {
			texts = append(texts, string(one))
		}
	}
	for _, n := range s.within {
		texts = append(texts, n.text)
	}
	return texts
}

func matchesOf(patterns []string) (texts []string) {
	for _, pattern := range patterns {
		texts = append(texts, matchOf(pattern))
	}
	return texts
}

// matchOf is a short text that a pattern matches, in most cases.
func matchOf(pattern string) string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return ""
	}
	var b strings.Builder
	writeMatch(&b, re.Simplify())
	return b.String()
}

func writeMatch(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		if len(re.Rune) > 0 {
			b.WriteRune(printable(re.Rune))
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteString(Filler)
	case syntax.OpCapture, syntax.OpPlus, syntax.OpConcat:
		for _, sub := range re.Sub {
			writeMatch(b, sub)
		}
	case syntax.OpAlternate:
		writeMatch(b, re.Sub[0])
	}
}

// printable is a character of a class, given as pairs of its ends.
func printable(class []rune) rune {
	for i := 0; i+1 < len(class); i += 2 {
		for r := class[i]; r <= min(class[i+1], class[i]+100); r++ {
			if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
				return r
			}
		}
	}
	return class[0]
}
