package leads

import (
	"bytes"
	"errors"
	"regexp"

	"leadscore/internal/lazyre"
	"leadscore/leads/compress"
	"leadscore/leads/encoding"
)

// Dialect says how a list is written.
type Dialect struct {
	Compression compress.Kind
	Sheet       string // of a workbook; "": the list is text, and what follows says how it is written
	Encoding    encoding.Encoding
	BOM         bool   // the list begins with a byte order mark
	Comma       byte   // what stands between two cells
	LineEnd     string // of the header line: "\n", "\r\n" or "\r"; "\n" where it has none
}

// ErrEmpty is the error of a list without a header line.
var ErrEmpty = errors.New("the list is empty. expected a header line and a line for each lead")

// FormatError is the error of a file that is no list in CSV.
type FormatError struct {
	Found string // what it is instead: "an Excel workbook (.xlsx)"
	Want  string // what to do
}

// Error gives both in one line.
func (e *FormatError) Error() string { return "this is " + e.Found + ". " + e.Want }

// signatures are the beginnings of files that are often taken for a CSV; ? is any
// byte.
var signatures = [...]struct{ magic, found, want string }{
	{"\xFF\xFE\x00\x00", "text in UTF-32", saveAsCSV},
	{"\x00\x00\xFE\xFF", "text in UTF-32", saveAsCSV},
	{"%PDF-", "a PDF file", saveAsCSV},
	{"{\\rtf", "a text document (RTF)", saveAsCSV},
	{"PAR1", "a Parquet file", writeAsCSV},
	{"SQLite format 3\x00", "a database (SQLite)", writeAsCSV},
	{"BZh?1AY&SY", "a file compressed with bzip2", decompressFirst},
	{"\xFD7zXZ\x00", "a file compressed with xz", decompressFirst},
	{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", decompressFirst},
}

const (
	saveAsXLSX      = "save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"
	saveAsCSV       = "save it as CSV UTF-8 and give that file"
	writeAsCSV      = "write its table as CSV, with a header, and give that file"
	openAndSave     = "open it in Excel or LibreOffice, and " + saveAsXLSX
	decompressFirst = "decompress it and give the CSV that is in it"
)

// checkFormat refuses what by its first bytes is not CSV.
func checkFormat(sample []byte) error {
	if compound := compoundFile(sample); compound != nil {
		return compound
	}
	for _, s := range signatures {
		if beginsWith(sample, s.magic) {
			return &FormatError{Found: s.found, Want: s.want}
		}
	}
	return nil
}

func beginsWith(sample []byte, magic string) bool {
	if len(sample) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != sample[i] {
			return false
		}
	}
	return true
}

// beginnings are those of texts that are no CSV, in small letters, behind white space. Many
// programs call a page or XML .xls, for Excel to open it.
var beginnings = [...]struct {
	text        func() *regexp.Regexp
	found, want string
}{
	{lazyre.New(`^<(!doctype html|html|head|meta|body|table|style)[\s>]`), "a page in HTML", openAndSave},
	{lazyre.New(`^<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet`), "a workbook in XML, as Excel 2003 wrote them", openAndSave},
	{lazyre.New(`^<\?xml\s`), "XML", writeAsCSV},
	{lazyre.New(`^(\{\s*"[^"\n]*"\s*:|\[\s*[{\["]|\[\s*\])`), "JSON", writeAsCSV},
	{lazyre.New(`^begin:vcard\s`), "a file of contacts (vCard)", writeAsCSV},
}

// checkText refuses the scanner's bytes of a text that is in another format, and of what is no
// text: one byte in 50 or more is a control character.
func checkText(sample []byte) error {
	begin := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(sample[:min(len(sample), 1024)], []byte("\uFEFF"))))
	for _, b := range beginnings {
		if b.text().Match(begin) {
			return &FormatError{Found: b.found, Want: b.want}
		}
	}
	controls := 0
	for _, b := range sample {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != encoding.Escape {
			controls++
		}
	}
	if controls > 8 && 50*controls > len(sample) {
		return &FormatError{Found: "not text, but binary data", Want: saveAsCSV}
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
