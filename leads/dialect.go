package leads

import (
	"bytes"
	"errors"
)

// Dialect says how a list is written.
type Dialect struct {
	Comma   byte   // what stands between two cells
	BOM     bool   // the list begins with a UTF-8 byte order mark
	LineEnd string // of the header line: "\n", "\r\n" or "\r"; "\n" where it has none
}

// ErrEmpty is the error of a list without a header line.
var ErrEmpty = errors.New("the list is empty. expected a header line and a line for each lead")

// FormatError is the error of a file that is no CSV in UTF-8.
type FormatError struct {
	Found string // what it is instead: "an Excel workbook (.xlsx)"
	Want  string // what to do
}

// Error gives both in one line.
func (e *FormatError) Error() string { return "this is " + e.Found + ". " + e.Want }

const utf8BOM = "\xEF\xBB\xBF"

// signatures are the beginnings of files that are often taken for a CSV.
var signatures = [...]struct{ magic, found, want string }{
	{"PK\x03\x04", "an Excel workbook (.xlsx) or another zip archive", saveAsCSV},
	{"\xD0\xCF\x11\xE0", "an old Excel workbook (.xls)", saveAsCSV},
	{"\xFF\xFE", "text in UTF-16", saveAsCSV},
	{"\xFE\xFF", "text in UTF-16", saveAsCSV},
}

const saveAsCSV = "save it as CSV UTF-8 and give that file"

// checkFormat refuses what by its first bytes is not CSV in UTF-8.
func checkFormat(sample []byte) error {
	for _, s := range signatures {
		if bytes.HasPrefix(sample, []byte(s.magic)) {
			return &FormatError{Found: s.found, Want: s.want}
		}
	}
	if bytes.IndexByte(sample, 0) >= 0 {
		return &FormatError{Found: "not text in UTF-8 (it has NUL bytes)", Want: saveAsCSV}
	}
	return nil
}

// lineEndByte gives the byte that ends the lines of a list: CR where a sample has
// CR but no LF, else LF.
func lineEndByte(sample []byte) byte {
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		return '\r'
	}
	return '\n'
}
