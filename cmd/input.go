package cmd

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/leads/encoding"
)

// inputOptions say how a lead list is read, where that is not to be found out.
type inputOptions struct {
	Encoding   encodingName // the zero value: found out
	Delimiter  delimiter
	Sheet      string // of a workbook; "": the first
	HeaderLine int    // 0: found out
	Ragged     string // pad, reject, keep
	KeepRows   bool
	MaxRejects rejectLimit
	Limits     limits

	AllowPartial bool // a list that seems cut short is read all the same
}

func (o *inputOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.Var(&o.Encoding, "encoding", "the list's encoding: "+strings.Join(encoding.Names(), ", ")+"\n(default found out, and told)")
	f.Var(&o.Delimiter, "delimiter", "what separates the list's cells: comma, tab, semicolon, pipe or a character\n(default found out, and told)")
	f.StringVar(&o.Sheet, "sheet", "", "the `NAME` of the sheet to read, where the list is an Excel workbook (default the first)")
	f.Var(newNumber(&o.HeaderLine, 1, 0), "header-line", "the line that the header is on (default the first that is neither blank nor a note)")
	addEnum(c, f, &o.Ragged, "ragged", "rows with too few or too many cells: add blank cells and reject long ones, reject both,\nor keep long ones too", "pad", "reject", "keep")
	f.BoolVar(&o.KeepRows, "keep-rows", false, "score all rows: those equal to the header or describing it, totals, and lines below the list too")
	f.BoolVar(&o.AllowPartial, "allow-partial", false, "read a list that ends within a row, or changes while it is read, all the same")
	f.Var(&o.Limits, "limit", "move a limit of the list: columns (20000), row (4MiB), expanded (1TiB), ratio (1000)\nof what is decompressed, keys (1048576) that are compared")
	_ = c.RegisterFlagCompletionFunc("encoding", cobra.FixedCompletions(encoding.Names(), cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("delimiter", cobra.FixedCompletions([]string{"comma", "tab", "semicolon", "pipe"}, cobra.ShellCompDirectiveNoFileComp))
}

// addLimit adds the flag of those commands that go on where a row cannot be read.
func (o *inputOptions) addLimit(c *cobra.Command) {
	c.Flags().Var(&o.MaxRejects, "max-rejects", "end with status 1 if more rows than this cannot be read, as in 10 or 0.5%")
}

func (o *inputOptions) read(ours leads.Ours) leads.ReadOptions {
	read := leads.ReadOptions{Ours: ours, Encoding: o.Encoding.Encoding, Comma: byte(o.Delimiter), Sheet: o.Sheet, HeaderLine: o.HeaderLine, KeepRows: o.KeepRows}
	o.Limits.apply(&read)
	switch o.Ragged {
	case "reject":
		read.Ragged = leads.RejectRagged
	case "keep":
		read.Ragged = leads.KeepRagged
	}
	return read
}

// encodingName is a flag that takes the name of an encoding.
type encodingName struct {
	encoding.Encoding
	BOM bool // the name asks for a byte order mark
}

func (e *encodingName) Type() string   { return "NAME" }
func (e *encodingName) String() string { return e.Encoding.String() }

func (e *encodingName) Set(name string) error {
	known, bom, ok := encoding.Parse(name)
	if !ok {
		return notOneOf(name, "encoding", encoding.Names())
	}
	*e = encodingName{known, bom}
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

// rejectLimit is a flag that takes a number or a share of rows.
type rejectLimit struct {
	Text  string // as given; "": no limit
	Share bool   // Most is percent of all rows
	Most  float64
}

func (l *rejectLimit) Type() string   { return "N|P%" }
func (l *rejectLimit) String() string { return l.Text }

func (l *rejectLimit) Set(text string) error {
	digits, share := strings.CutSuffix(text, "%")
	most, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(most >= 0) || share && most > 100 || !share && most != math.Trunc(most) {
		return fmt.Errorf("%q is not possible. expected a number of rows, as in 10, or a share of them, as in 0.5%%", text)
	}
	*l = rejectLimit{text, share, most}
	return nil
}

// check is the error of too many rows that cannot be read. A share can only be told
// at the end of a list.
func (l *rejectLimit) check(rejected leads.Tally, rows int, atEnd bool) error {
	if l.Share && !atEnd || !l.passed(rejected.Count, rows) {
		return nil
	}
	return &rejectsError{rejected, l.Text}
}

// passed tells whether so many of all are more than the limit allows.
func (l *rejectLimit) passed(count, all int) bool {
	if l.Share {
		return 100*float64(count) > l.Most*float64(all)
	}
	return l.Text != "" && float64(count) > l.Most
}

// rejectsError is a list of which too many rows cannot be read.
type rejectsError struct {
	rejected leads.Tally
	limit    string // "": no row can be read, which is always too many
}

func (e *rejectsError) Error() string {
	if e.limit == "" {
		return fmt.Sprintf("none of its %s can be read, the first on line %d", report.Count(e.rejected.Count, "row"), e.rejected.FirstLine)
	}
	return fmt.Sprintf("%s cannot be read, the first on line %d. --max-rejects %s allows no more", report.Count(e.rejected.Count, "row"), e.rejected.FirstLine, e.limit)
}
