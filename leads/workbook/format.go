package workbook

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
)

// readStyles reads how cells of each style show numbers.
func (b *book) readStyles(part string) error {
	codes := map[string]string{}
	var ids []string
	in := ""
	err := b.elements(part, func(s *scanner) {
		switch name := string(s.name); name {
		case "numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs":
			in = name
		case "numFmt":
			if in == "numFmts" {
				codes[string(s.attr("numFmtId"))] = s.attrText("formatCode")
			}
		case "xf":
			if in == "cellXfs" {
				ids = append(ids, string(s.attr("numFmtId")))
			}
		}
	})
	for _, id := range ids {
		code, named := codes[id]
		if !named {
			code = builtInCode(id)
		}
		b.styles = append(b.styles, parseFormat(code))
	}
	return err
}

// builtInCode is the code of a format that workbooks know by number. Those of dates and
// currencies follow the country in which the workbook is opened, and are not written in it.
func builtInCode(id string) string {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return ""
	case n == 9 || n == 10:
		return "0%"
	case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 34 || n == 35 || n == 36, n >= 50 && n <= 58:
		return "yyyy-mm-dd"
	case n >= 18 && n <= 21, n == 32 || n == 33, n == 45 || n == 47:
		return "h:mm:ss"
	case n == 22:
		return "yyyy-mm-dd h:mm"
	case n == 46:
		return "[h]:mm:ss"
	}
	return ""
}

// formatKind says what a format makes of a number.
type formatKind uint8

const (
	asNumber  formatKind = iota
	asDay                // 2026-11-21
	asTime               // 09:30
	asDayTime            // 2026-11-21 09:30
	asHours              // 36:15:00, a duration
)

// numberFormat is how a cell shows its number, as far as that says more than the number
// itself: the unit, the percent sign, leading zeros, and whether it is a day. How many
// decimals are shown, and whether digits are grouped, is left out.
type numberFormat struct {
	kind     formatKind
	sections []section // for numbers above, below and equal to 0; none: as it is
}

// section is one of a format's.
type section struct {
	prefix, suffix string
	zeros          int    // digits that the whole part has at least
	shift          int    // by how many places the point moves: 2 for percent, -3 for thousands
	mask           string // of a format that puts signs among the digits, such as 000-0000; "": none
	word           string // that is shown in place of the number: "yes";;"no"
	plain          bool   // shows the number in no way of its own
}

// parseFormat reads a format's code.
func parseFormat(code string) numberFormat {
	var f numberFormat
	for i, part := range splitSections(code) {
		p := formatParser{}
		p.parse(part)
		if i == 0 && p.kind() != asNumber {
			return numberFormat{kind: p.kind()}
		}
		if p.conditional || i == 3 || p.asText {
			break
		}
		f.sections = append(f.sections, p.section())
	}
	if len(f.sections) == 1 && f.sections[0].plain {
		f.sections = nil
	}
	return f
}

// splitSections cuts a code at the semicolons that are no literals.
func splitSections(code string) []string {
	var parts []string
	from, quoted, bracket := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*' || c == '!':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case c == ';' && !bracket:
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	return append(parts, code[from:])
}

// formatParser reads one section of a format.
type formatParser struct {
	day, month, clock, elapsed bool
	conditional, asText        bool
	digits, shown, fraction    bool // there have been some; that stand for more than a blank; and a point
	scientific                 bool
	prefix, between, suffix    strings.Builder
	mask                       strings.Builder
	zeros, shift, commas       int
}

func (p *formatParser) parse(code string) {
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case '"':
			end := i + 1
			for end < len(runes) && runes[end] != '"' {
				end++
			}
			p.literal(string(runes[i+1 : end]))
			i = end
		case '\\', '!':
			if i+1 < len(runes) {
				p.literal(string(runes[i+1]))
			}
			i++
		case '_', '*':
			i++
		case '[':
			end := i + 1
			for end < len(runes) && runes[end] != ']' {
				end++
			}
			p.bracket(string(runes[i+1 : end]))
			i = end
		default:
			i += p.sign(runes[i:]) - 1
		}
	}
}

// bracket takes what stands in [ ]: a currency, a colour, a condition, a duration.
func (p *formatParser) bracket(text string) {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(text, "$"):
		currency, _, _ := strings.Cut(text[1:], "-")
		p.literal(currency)
	case text != "" && strings.ContainsRune("<>=", rune(text[0])):
		p.conditional = true
	case lower != "" && strings.Trim(lower, "h") == "", lower != "" && strings.Trim(lower, "m") == "", lower != "" && strings.Trim(lower, "s") == "":
		p.elapsed = true
	}
}

// sign takes the sign with which code begins, and gives how many characters it has.
func (p *formatParser) sign(code []rune) int {
	text := strings.ToLower(string(code[:min(len(code), 7)]))
	switch r := code[0]; {
	case strings.HasPrefix(text, "general"):
		p.digit('#')
		return len("general")
	case strings.HasPrefix(text, "am/pm"):
		p.clock = true
		return len("am/pm")
	case strings.HasPrefix(text, "a/p"):
		p.clock = true
		return len("a/p")
	case strings.HasPrefix(text, "e+"), strings.HasPrefix(text, "e-"):
		p.scientific = true
		return 2
	case r == '0' || r == '#' || r == '?':
		p.digit(r)
	case r == '.' && p.digits:
		p.fraction = true
	case r == ',' && p.digits:
		p.commas++
	case r == '%':
		p.shift += 2
		p.literal("%")
	case r == '/' && p.digits:
		p.scientific = true // a fraction, which is shown as a number too
	case r == '@':
		p.asText = true
	case strings.ContainsRune("ydgebYDGEB", r) || strings.HasPrefix(text, "aaa"):
		p.day = true
	case r == 'm' || r == 'M':
		p.month = true
	case r == 'h' || r == 's' || r == 'H' || r == 'S':
		p.clock = true
	default:
		p.literal(string(r))
	}
	return 1
}

// The places of digits in a mask: one that shows a zero where the number has no digit,
// and one that shows nothing.
const (
	placeOfZero  = '\x01'
	placeOfDigit = '\x02'
)

func (p *formatParser) digit(r rune) {
	p.digits, p.shown = true, p.shown || r != '?'
	p.commas = 0 // those before a digit group digits
	if r == '0' && !p.fraction {
		p.zeros++
	}
	if p.suffix.Len() > 0 {
		p.between.WriteString(p.suffix.String())
		p.mask.WriteString(p.suffix.String())
		p.suffix.Reset()
	}
	if r == '0' {
		p.mask.WriteRune(placeOfZero)
	} else {
		p.mask.WriteRune(placeOfDigit)
	}
}

func (p *formatParser) literal(text string) {
	if p.digits {
		p.suffix.WriteString(text)
	} else {
		p.prefix.WriteString(text)
	}
}

func (p *formatParser) kind() formatKind {
	day := p.day || p.month && !p.clock && !p.elapsed
	switch {
	case p.digits && !p.clock: // 0"d"
		return asNumber
	case p.elapsed:
		return asHours
	case day && p.clock:
		return asDayTime
	case day:
		return asDay
	case p.clock:
		return asTime
	}
	return asNumber
}

func (p *formatParser) section() section {
	if word := strings.TrimSpace(p.prefix.String()); !p.digits && strings.ContainsFunc(word, unicode.IsLetter) {
		return section{word: word}
	}
	if !p.shown || p.scientific {
		return section{plain: true}
	}
	s := section{
		prefix: strings.TrimLeft(p.prefix.String(), " "), suffix: strings.TrimRight(p.suffix.String(), " "),
		zeros: p.zeros, shift: p.shift - 3*p.commas,
	}
	if strings.TrimSpace(p.between.String()) != "" && !p.fraction && s.shift == 0 {
		s.mask = p.mask.String()
	}
	s.plain = s.prefix == "" && s.suffix == "" && s.zeros <= 1 && s.shift == 0 && s.mask == ""
	return s
}

// of picks the section for a number, and tells whether the number's own minus is shown.
func (f *numberFormat) of(negative, zero bool) (s section, minus bool) {
	switch {
	case len(f.sections) == 0:
		return section{plain: true}, negative
	case zero && len(f.sections) > 2:
		return f.sections[2], false
	case negative && len(f.sections) > 1:
		s = f.sections[1]
		return s, s.plain || !strings.ContainsAny(s.prefix, "-−△▲(（–")
	}
	return f.sections[0], negative
}

// appendNumber appends a number as its cell shows it. typed tells that what is appended
// is plainly a number.
func (f *numberFormat) appendNumber(dst, number []byte) (_ []byte, typed bool) {
	digits, ok := plainDigits(number)
	if !ok {
		return append(dst, number...), false
	}
	negative := digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	s, minus := f.of(negative, len(digits) == 1 && digits[0] == '0')
	if s.word != "" {
		return append(dst, s.word...), false
	}
	if minus {
		dst = append(dst, '-')
	}
	if s.plain {
		return append(dst, digits...), true
	}
	dst = append(dst, s.prefix...)
	if s.mask != "" && bytes.IndexByte(digits, '.') < 0 {
		dst, typed = appendMasked(dst, digits, s.mask), false
	} else {
		digits = shifted(digits, s.shift)
		whole, _, _ := bytes.Cut(digits, []byte("."))
		for range s.zeros - len(whole) {
			dst = append(dst, '0')
		}
		dst, typed = append(dst, digits...), len(whole) >= s.zeros
	}
	return append(dst, s.suffix...), typed
}

// appendMasked puts digits in the places of a mask, from the right.
func appendMasked(dst, digits []byte, mask string) []byte {
	var reversed []rune
	places := strings.Count(mask, string(placeOfZero)) + strings.Count(mask, string(placeOfDigit))
	left := len(digits)
	runes := []rune(mask)
	for i := len(runes) - 1; i >= 0; i-- {
		switch r := runes[i]; {
		case r != placeOfZero && r != placeOfDigit:
			reversed = append(reversed, r)
			continue
		case left > 0:
			left--
			reversed = append(reversed, rune(digits[left]))
		case r == placeOfZero:
			reversed = append(reversed, '0')
		}
		if places--; places == 0 {
			for left > 0 {
				left--
				reversed = append(reversed, rune(digits[left]))
			}
		}
	}
	for i := len(reversed) - 1; i >= 0; i-- {
		dst = append(dst, string(reversed[i])...)
	}
	return dst
}

// plainDigits writes a number without an exponent, in the 15 digits that a workbook
// counts with: 0.30000000000000004 is 0.3.
func plainDigits(number []byte) ([]byte, bool) {
	if isPlain(number) {
		return number, true
	}
	for _, c := range number {
		if (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' {
			return nil, false
		}
	}
	f, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return nil, false
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', 14, 64), 64)
	if f == 0 {
		return []byte("0"), true
	}
	return strconv.AppendFloat(nil, f, 'f', -1, 64), true
}

// isPlain tells whether a number is written without exponent, plus, zeros too many, or
// more digits than count.
func isPlain(number []byte) bool {
	digits := bytes.TrimPrefix(number, []byte("-"))
	whole, fraction, point := bytes.Cut(digits, []byte("."))
	if len(whole) == 0 || len(digits) > 15 || len(whole) > 1 && whole[0] == '0' || point && (len(fraction) == 0 || fraction[len(fraction)-1] == '0') {
		return false
	}
	for _, c := range whole {
		if c < '0' || c > '9' {
			return false
		}
	}
	for _, c := range fraction {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(digits) == len(number) || string(digits) != "0"
}

// shifted moves the point of a number, to the right where places is above 0.
func shifted(digits []byte, places int) []byte {
	if places == 0 {
		return digits
	}
	whole, fraction, _ := strings.Cut(string(digits), ".")
	if places > 0 {
		fraction += strings.Repeat("0", max(0, places-len(fraction)))
		whole, fraction = whole+fraction[:places], fraction[places:]
	} else {
		whole = strings.Repeat("0", max(0, -places-len(whole)+1)) + whole
		whole, fraction = whole[:len(whole)+places], whole[len(whole)+places:]+fraction
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return []byte(whole)
}
