package listfile

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/leads/encoding"
)

// InputOptions say how a lead list is read, where that is not to be found out.
type InputOptions struct {
	Encoding   Encoding // the zero value: found out
	Delimiter  delimiter
	Sheet      string // of a workbook; "": the first
	HeaderLine int    // 0: found out
	Ragged     string // pad, reject, keep
	KeepRows   bool
	MaxRejects RejectLimit
	Limits     limits

	AllowPartial bool // a list that seems cut short is read all the same
}

// Read gives the options as package leads wants them.
func (o *InputOptions) Read(ours leads.Ours) leads.ReadOptions {
	read := leads.ReadOptions{Ours: ours, Encoding: o.Encoding.Encoding, Comma: byte(o.Delimiter), Sheet: o.Sheet, HeaderLine: o.HeaderLine, KeepRows: o.KeepRows}
	o.Limits.Apply(&read)
	switch o.Ragged {
	case "reject":
		read.Ragged = leads.RejectRagged
	case "keep":
		read.Ragged = leads.KeepRagged
	}
	return read
}

// Encoding is a flag that takes the name of an encoding.
type Encoding struct {
	encoding.Encoding
	BOM bool // the name asks for a byte order mark
}

func (e *Encoding) Type() string { return "NAME" }

func (e *Encoding) String() string { return e.Encoding.String() }

func (e *Encoding) Set(name string) error {
	known, bom, ok := encoding.Parse(name)
	if !ok {
		return exit.NotOneOf(name, "encoding", encoding.Names())
	}
	*e = Encoding{known, bom}
	return nil
}

// delimiter is a flag that takes what separates cells.
type delimiter byte

func (d *delimiter) Type() string { return "CHARACTER" }

func (d *delimiter) String() string {
	if *d == 0 {
		return ""
	}
	return leads.CommaName(byte(*d))
}

func (d *delimiter) Set(text string) error {
	comma, ok := leads.ParseComma(text)
	if !ok {
		return fmt.Errorf("%q cannot separate cells. expected comma, tab, semicolon, pipe, or a sign such as ^", text)
	}
	*d = delimiter(comma)
	return nil
}

// RejectLimit is a flag that takes a number or a share of rows.
type RejectLimit struct {
	Text  string // as given; "": no limit
	Share bool   // Most is percent of all rows
	Most  float64
}

func (l *RejectLimit) Type() string { return "N|P%" }

func (l *RejectLimit) String() string { return l.Text }

func (l *RejectLimit) Set(text string) error {
	digits, share := strings.CutSuffix(text, "%")
	most, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(most >= 0) || share && most > 100 || !share && most != math.Trunc(most) {
		return fmt.Errorf("%q is not possible. expected a number of rows, as in 10, or a share of them, as in 0.5%%", text)
	}
	*l = RejectLimit{text, share, most}
	return nil
}

// check is the error of too many rows that cannot be read. A share can only be told
// at the end of a list.
func (l *RejectLimit) check(rejected leads.Tally, rows int, atEnd bool) error {
	if l.Share && !atEnd || !l.Passed(rejected.Count, rows) {
		return nil
	}
	return &RejectsError{rejected, l.Text}
}

// Passed tells whether so many of all are more than the limit allows.
func (l *RejectLimit) Passed(count, all int) bool {
	if l.Share {
		return 100*float64(count) > l.Most*float64(all)
	}
	return l.Text != "" && float64(count) > l.Most
}

// RejectsError is a list of which too many rows cannot be read.
type RejectsError struct {
	rejected leads.Tally
	limit    string // "": no row can be read, which is always too many
}

func (e *RejectsError) Error() string {
	if e.limit == "" {
		return fmt.Sprintf("none of its %s can be read, the first on line %d", report.Count(e.rejected.Count, "row"), e.rejected.FirstLine)
	}
	return fmt.Sprintf("%s cannot be read, the first on line %d. --max-rejects %s allows no more", report.Count(e.rejected.Count, "row"), e.rejected.FirstLine, e.limit)
}
