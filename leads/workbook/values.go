package workbook

import (
	"strconv"
	"strings"
	"time"

	"leadscore/internal/lazyre"

	"github.com/xuri/excelize/v2"
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
		return f / 100, format + "%", true
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

// style is how a cell looks.
type style struct {
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

// styleBook gives the numbers of styles.
type styleBook struct {
	file *excelize.File
	ids  map[style]int
}

func newStyleBook(file *excelize.File) *styleBook {
	return &styleBook{file, map[style]int{{}: 0}}
}

// id is a style's number. A workbook has so many at most; further formats show the bare
// number.
func (b *styleBook) id(s style) (int, error) {
	if id, known := b.ids[s]; known {
		return id, nil
	}
	if len(b.ids) >= maxStyles && s.format != "" && s.format != textFormat {
		s.format = ""
		return b.id(s)
	}
	look := excelize.Style{}
	if s.format != "" {
		look.CustomNumFmt = &s.format
	}
	if s.header {
		look.Font = &excelize.Font{Bold: true}
		look.Alignment = &excelize.Alignment{Vertical: "top", WrapText: true}
	}
	if color := s.fill(); color != "" {
		look.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	id, err := b.file.NewStyle(&look)
	b.ids[s] = id
	return id, err
}

func (s style) fill() string {
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
