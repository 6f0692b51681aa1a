package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"leadscore/internal/lazyre"
)

var (
	plainDay = lazyre.New(`^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$`)
	withUnit = lazyre.New(`^(-?)([^\d\pL.,()+−△▲-]{0,8})(\d+(?:\.\d+)?)([^\d.,()]{0,8})$`)
)

// IsPlain tells whether a text is a number or a day that a cell shows just so: 12.5,
// 2026-11-21, but not 007, 1.50 or more than 15 digits.
func IsPlain(text string) bool {
	_, ok := plainNumber(text)
	if !ok {
		_, _, ok = plainTime(text)
	}
	return ok
}

func plainNumber(text string) (float64, bool) {
	if !isPlain([]byte(text)) || strings.Trim(text, "-0.") == "" && text != "0" {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && strconv.FormatFloat(f, 'f', -1, 64) == text
}

// plainTime is the number that stands for a day, and the format that shows it.
func plainTime(text string) (serial float64, format string, ok bool) {
	if !plainDay().MatchString(text) {
		return 0, "", false
	}
	layout, format := time.DateOnly, "yyyy-mm-dd"
	switch len(text) {
	case len("2006-01-02 15:04"):
		layout, format = "2006-01-02 15:04", "yyyy-mm-dd hh:mm"
	case len(time.DateTime):
		layout, format = time.DateTime, "yyyy-mm-dd hh:mm:ss"
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return 0, "", false
	}
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	serial = float64(t.Unix()-day.Unix()) / 86_400
	return serial, format, serial > leapOf1900
}

// typed is the number, day or truth value that a cell without quotes has, and the format
// that shows it.
func typed(text string) (value any, format string, ok bool) {
	if f, ok := plainNumber(text); ok {
		return f, "", true
	}
	if serial, format, ok := plainTime(text); ok {
		return serial, format, true
	}
	switch text {
	case "TRUE":
		return true, "", true
	case "FALSE":
		return false, "", true
	}
	m := withUnit().FindStringSubmatch(text)
	if m == nil {
		return nil, "", false
	}
	f, ok := plainNumber(m[3])
	if !ok {
		return nil, "", false
	}
	_, fraction, _ := strings.Cut(m[3], ".")
	format = "0"
	if fraction != "" {
		format = "0." + strings.Repeat("0", len(fraction))
	}
	if m[1] == "-" {
		f = -f
	}
	if m[2] == "" && m[4] == "%" {
		f, err := strconv.ParseFloat(m[1]+m[3]+"e-2", 64) // exact, where a division by 100 is rounded again
		return f, format + "%", err == nil
	}
	return f, literal(m[2]) + strings.Replace(format, "0", "#,##0", 1) + literal(m[4]), true
}

// literal is a text in a format.
func literal(text string) string {
	if text == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// look is how a cell looks.
type look struct {
	ours, header bool
	format       string // of its number; textFormat for texts
}

const textFormat = "@"

const (
	maxStyles   = 200      // of one workbook
	tint        = "E8F1FA" // of our columns
	tintHeader  = "C5DDF3"
	otherHeader = "EDEDED"
)

// styleBook gives the numbers of styles, in the order in which they are asked for.
type styleBook struct {
	ids map[look]int
	all []look
}

func newStyleBook() *styleBook {
	return &styleBook{map[look]int{{}: 0}, []look{{}}}
}

// id is a style's number. A workbook has so many at most; further formats show the bare
// number.
func (b *styleBook) id(s look) int {
	if id, known := b.ids[s]; known {
		return id
	}
	if len(b.ids) >= maxStyles && s.format != "" && s.format != textFormat {
		s.format = ""
		return b.id(s)
	}
	b.ids[s] = len(b.all)
	b.all = append(b.all, s)
	return b.ids[s]
}

// fills are the colors of cells, behind the two that each workbook must begin with.
var fills = []string{otherHeader, tintHeader, tint}

// part is the part of the workbook that tells what the styles look like.
func (b *styleBook) part() string {
	const firstFormat = 164 // those below are the program's own
	var formats, looks strings.Builder
	numbers := map[string]int{"": 0}
	for _, s := range b.all {
		if _, known := numbers[s.format]; !known {
			numbers[s.format] = firstFormat + len(numbers) - 1
			fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, numbers[s.format], asXML(s.format))
		}
		fill, font, align := 0, 0, "/>"
		if color := s.fill(); color != "" {
			fill = 2 + slices.Index(fills, color)
		}
		if s.header {
			font, align = 1, ` applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
		}
		fmt.Fprintf(&looks, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"%s`,
			numbers[s.format], font, fill, align)
	}
	var colors strings.Builder
	for _, color := range fills {
		colors.WriteString(`<fill><patternFill patternType="solid"><fgColor rgb="FF` + color + `"/></patternFill></fill>`)
	}
	formatted := ""
	if len(numbers) > 1 {
		formatted = fmt.Sprintf(`<numFmts count="%d">%s</numFmts>`, len(numbers)-1, formats.String())
	}
	const face = `<sz val="11"/><name val="Calibri"/><family val="2"/></font>`
	return xmlHead + `<styleSheet xmlns="` + mainSpace + `">` + formatted +
		`<fonts count="2"><font>` + face + `<font><b/>` + face + `</fonts>` +
		fmt.Sprintf(`<fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>%s</fills>`, 2+len(fills), colors.String()) +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		fmt.Sprintf(`<cellXfs count="%d">%s</cellXfs>`, len(b.all), looks.String()) +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

func (s look) fill() string {
	switch {
	case s.ours && s.header:
		return tintHeader
	case s.header:
		return otherHeader
	case s.ours:
		return tint
	}
	return ""
}
