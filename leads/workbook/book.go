// Package workbook reads and writes Excel workbooks (.xlsx). What it reads it gives as
// CSV, so that a sheet is read as any list is; what it writes it takes as CSV.
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Options say what of a workbook is read, and how much it may be.
type Options struct {
	Sheet string // its name; "": the first that is not hidden

	// Check is asked now and then whether to go on; its error ends the reading. nil:
	// nobody is asked.
	Check func() error

	maxPart    int64 // bytes of a part when it is decompressed; 0: maxPart
	maxStrings int   // bytes of all texts; 0: maxStrings
}

// A sheet with all rows and 60 columns has about 4 GiB. Its texts are held in memory.
const (
	maxPart    = 6 << 30
	maxStrings = 1 << 30
)

// errDamaged is what errors wrap that say why a workbook cannot be read.
var errDamaged = errors.New("the workbook is damaged")

// Damaged tells whether an error says that a workbook is not whole.
func Damaged(err error) bool { return errors.Is(err, errDamaged) }

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errDamaged, fmt.Sprintf(format, args...))
}

// NoSheetError is the error of a sheet that is not there.
type NoSheetError struct {
	Name   string
	Sheets []string // those that are
}

// Error names the sheets that are there.
func (e *NoSheetError) Error() string {
	return fmt.Sprintf("the workbook has no sheet %q. it has: %s", e.Name, strings.Join(e.Sheets, ", "))
}

// FormatError is the error of a zip archive that is no workbook.
type FormatError struct {
	Found string // what it is instead: "an OpenDocument spreadsheet (.ods)"
	Want  string // what to do
}

// Error gives both in one line.
func (e *FormatError) Error() string { return "this is " + e.Found + ". " + e.Want }

// Is tells whether a file that begins with these bytes may be a workbook: a zip archive.
func Is(begin []byte) bool { return bytes.HasPrefix(begin, []byte("PK\x03\x04")) }

// book is an open workbook.
type book struct {
	options Options
	parts   *zip.Reader
	sheets  []sheet
	styles  []numberFormat // by the number that a cell gives
	days    calendar
	texts   texts
}

// sheet is one of a book's.
type sheet struct {
	name   string
	hidden bool
	id     string // of the relation that leads to it
	part   string
}

func openBook(in io.ReaderAt, size int64, o Options) (*book, error) {
	if o.maxPart == 0 {
		o.maxPart = maxPart
	}
	if o.maxStrings == 0 {
		o.maxStrings = maxStrings
	}
	archive, err := zip.NewReader(in, size)
	if err != nil {
		return nil, damaged("it is no whole zip archive")
	}
	b := &book{options: o, parts: archive}
	workbook, err := b.main()
	if err != nil {
		return nil, err
	}
	relations, err := b.relations(workbook)
	if err != nil {
		return nil, err
	}
	if err := b.readSheets(workbook, relations); err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch r.kind {
		case "styles":
			err = b.readStyles(r.part)
		case "sharedStrings":
			err = b.readTexts(r.part)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// main finds the part that names the sheets.
func (b *book) main() (string, error) {
	relations, err := b.relations("")
	if err == nil {
		for _, r := range relations {
			if r.kind != "officeDocument" {
				continue
			}
			if strings.HasSuffix(strings.ToLower(r.part), ".bin") {
				return "", &FormatError{"a binary Excel workbook (.xlsb)", saveAsXLSX}
			}
			if dir, _ := path.Split(r.part); strings.Contains(strings.ToLower(dir), "xl") {
				return r.part, nil
			}
		}
	}
	switch {
	case b.part("META-INF/manifest.xml") != nil && b.part("content.xml") != nil:
		return "", &FormatError{"an OpenDocument spreadsheet (.ods)", saveAsXLSX}
	case b.part("Index/Document.iwa") != nil:
		return "", &FormatError{"a Numbers document", "export it as Excel (.xlsx) or CSV and give that file"}
	case b.part("word/document.xml") != nil:
		return "", &FormatError{"a Word document", saveAsXLSX}
	case err != nil && b.part("xl/workbook.xml") != nil:
		return "", err
	}
	return "", &FormatError{"a zip archive without a workbook in it", "unpack it and give the list that is in it"}
}

const saveAsXLSX = "save it as an Excel workbook (.xlsx) or as CSV UTF-8 and give that file"

// part finds a part by its name; nil if there is none.
func (b *book) part(name string) *zip.File {
	for _, f := range b.parts.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			return f
		}
	}
	return nil
}

// open opens a part for reading.
func (b *book) open(name string) (io.ReadCloser, error) {
	f := b.part(name)
	switch {
	case f == nil:
		return nil, damaged("it has no %s", name)
	case f.Flags&1 != 0:
		return nil, &FormatError{"a zip archive with a password", saveWithoutPassword}
	case f.UncompressedSize64 > uint64(b.options.maxPart):
		return nil, tooLarge(name, b.options.maxPart)
	}
	in, err := f.Open()
	if err != nil {
		return nil, damaged("%s: %s", name, strings.TrimPrefix(err.Error(), "zip: "))
	}
	return &partReader{ReadCloser: in, name: name, left: b.options.maxPart}, nil
}

const saveWithoutPassword = "save it without the password and give that file"

func tooLarge(name string, most int64) error {
	return fmt.Errorf("the workbook is too large: %s has more than %d MiB. save the sheet as CSV UTF-8 and give that file", name, most>>20)
}

// partReader words the errors of reading a part, and bounds it.
type partReader struct {
	io.ReadCloser
	name string
	left int64
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	if p.left -= int64(n); p.left < 0 {
		return 0, tooLarge(p.name, maxPart)
	}
	if err != nil && err != io.EOF {
		err = damaged("%s: %s", p.name, strings.TrimPrefix(err.Error(), "zip: "))
	}
	return n, err
}

// elements calls do for each element of a part as it begins.
func (b *book) elements(name string, do func(s *scanner)) error {
	in, err := b.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	s := newScanner(in)
	for {
		t, err := s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return inPart(name, err)
		case t == start:
			do(s)
		}
	}
}

// inPart names the part in an error of its XML.
func inPart(name string, err error) error {
	if reason, ok := strings.CutPrefix(err.Error(), errDamaged.Error()+": "); ok && !strings.HasPrefix(reason, name) {
		return damaged("%s: %s", name, reason)
	}
	return err
}

// relation leads from one part to another.
type relation struct{ id, kind, part string }

// relations are those of a part; of the workbook itself where it is "".
func (b *book) relations(of string) ([]relation, error) {
	dir, file := path.Split(of)
	var all []relation
	err := b.elements(dir+"_rels/"+file+".rels", func(s *scanner) {
		if string(s.name) != "Relationship" || strings.EqualFold(s.attrText("TargetMode"), "External") {
			return
		}
		target := strings.ReplaceAll(s.attrText("Target"), `\`, "/")
		if strings.HasPrefix(target, "/") {
			target = path.Clean(target)[1:]
		} else {
			target = path.Join(dir, target)
		}
		all = append(all, relation{s.attrText("Id"), path.Base(s.attrText("Type")), target})
	})
	return all, err
}

// readSheets reads which sheets there are, but for charts and the like.
func (b *book) readSheets(workbook string, relations []relation) error {
	var all []sheet
	err := b.elements(workbook, func(s *scanner) {
		switch string(s.name) {
		case "workbookPr":
			b.days.from1904 = isTrue(s.attr("date1904"))
		case "sheet":
			state := string(s.attr("state"))
			all = append(all, sheet{name: s.attrText("name"), hidden: state == "hidden" || state == "veryHidden", id: s.attrText("id")})
		}
	})
	if err != nil {
		return err
	}
	for _, sheet := range all {
		for _, r := range relations {
			if r.id == sheet.id && r.kind == "worksheet" {
				sheet.part = r.part
				b.sheets = append(b.sheets, sheet)
				break
			}
		}
	}
	if len(b.sheets) == 0 {
		return damaged("it has no sheets")
	}
	return nil
}

func isTrue(word []byte) bool { return string(word) == "1" || string(word) == "true" }

// choose finds the sheet to read.
func (b *book) choose() (sheet, error) {
	if b.options.Sheet == "" {
		for _, s := range b.sheets {
			if !s.hidden {
				return s, nil
			}
		}
		return b.sheets[0], nil
	}
	for _, s := range b.sheets {
		if s.name == b.options.Sheet {
			return s, nil
		}
	}
	for _, s := range b.sheets {
		if strings.EqualFold(strings.TrimSpace(s.name), strings.TrimSpace(b.options.Sheet)) {
			return s, nil
		}
	}
	return sheet{}, &NoSheetError{b.options.Sheet, b.names()}
}

func (b *book) names() []string {
	var all []string
	for _, s := range b.sheets {
		all = append(all, s.name)
	}
	return all
}
