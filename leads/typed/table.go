// Package typed reads and writes typed tables: CSV whose columns are the fields of a struct.
package typed

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"

	"leadscore/leads/encoding"
)

// A typed table is a CSV whose columns are ours: a struct's fields with csv tags,
// `csv:"line"`. A field is a string, or of a type with the methods MarshalCSV and
// UnmarshalCSV, such as Int: the built-in conversions are lenient. A column whose
// tag says omitempty may be absent.

// Int is a whole number from 0 up in a typed table.
type Int int

// MarshalCSV gives the number in digits.
func (n Int) MarshalCSV() (string, error) { return strconv.Itoa(int(n)), nil }

// UnmarshalCSV reads digits and nothing else.
func (n *Int) UnmarshalCSV(cell string) error {
	v, err := strconv.ParseUint(cell, 10, 31)
	if err != nil || cell != strconv.FormatUint(v, 10) {
		return fmt.Errorf("%q is not a whole number. expected digits, such as 12", cell)
	}
	*n = Int(v)
	return nil
}

// Write writes a typed table; one without rows is its header.
func Write[T any](w io.Writer, rows []T) error {
	t := NewWriter[T](w)
	for _, row := range rows {
		if err := t.Write(row); err != nil {
			return err
		}
	}
	return t.Close()
}

// Writer writes a typed table row by row, in constant memory.
type Writer[T any] struct {
	csv    *csv.Writer
	rows   []T
	headed bool
}

// tableBatch is the number of rows that are written at once.
const tableBatch = 256

// NewWriter begins a typed table.
func NewWriter[T any](w io.Writer) *Writer[T] {
	columnsOf[T]() // panics on a type that is no row
	return &Writer[T]{csv: csv.NewWriter(w)}
}

// Write adds a row.
func (t *Writer[T]) Write(row T) error {
	t.rows = append(t.rows, row)
	if len(t.rows) < tableBatch {
		return nil
	}
	return t.flush()
}

// Close writes what is left; it does not close the writer below.
func (t *Writer[T]) Close() error {
	if t.headed && len(t.rows) == 0 {
		return nil
	}
	return t.flush()
}

func (t *Writer[T]) flush() error {
	write := gocsv.MarshalCSVWithoutHeaders
	if !t.headed {
		write = gocsv.MarshalCSV
	}
	t.headed = true
	err := write(t.rows, t.csv)
	t.rows = t.rows[:0]
	return err
}

// Error is one thing that is wrong with a typed table.
type Error struct {
	Name    string // of the file
	Line    int    // from 1
	Column  int    // from 1, in bytes of the line
	Message string
}

// Error gives name:line:column: message.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Name, e.Line, e.Column, e.Message)
}

// maxTableErrors is the number of errors after which ReadTable gives up.
const maxTableErrors = 100

// Read reads a typed table. Columns that T does not have are passed over; one
// of T's that is absent or stands twice is an error. The errors of all rows, up to a
// hundred, are joined, each a *TableError; name is the file's in them.
func Read[T any](r io.Reader, name string) ([]T, error) {
	in := csv.NewReader(skipBOM(r))
	var zero T
	table, err := gocsv.NewUnmarshaller(in, zero)
	if err == io.EOF {
		return nil, &Error{Name: name, Line: 1, Column: 1, Message: "the table is empty. expected a header line"}
	} else if err != nil {
		return nil, rowError(name, in, err)
	}
	if err := checkColumns[T](name, table.Headers); err != nil {
		return nil, err
	}
	var rows []T
	var problems []error
	for len(problems) < maxTableErrors {
		row, err := table.Read()
		if err == io.EOF {
			break
		}
		var problem *Error
		if err = rowError(name, in, err); errors.As(err, &problem) {
			problems = append(problems, problem)
		} else if err != nil {
			return nil, err
		} else {
			rows = append(rows, row.(T))
		}
	}
	return rows, errors.Join(problems...)
}

// rowError gives an error of gocsv its place. Errors of the reader below stay as
// they are.
func rowError(name string, in *csv.Reader, err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &Error{Name: name, Line: parse.Line, Column: parse.Column, Message: parse.Err.Error()}
	}
	var field int
	if err == nil {
		return nil
	} else if _, scan := fmt.Sscanf(err.Error(), "cannot assign field at %d", &field); scan != nil {
		return err
	}
	line, column := in.FieldPos(field)
	_, message, _ := strings.Cut(err.Error(), "]: ") // after the field's index in the struct
	return &Error{Name: name, Line: line, Column: column, Message: message}
}

func skipBOM(r io.Reader) io.Reader {
	buffered := bufio.NewReader(r)
	if begin, _ := buffered.Peek(len(encoding.BOM)); string(begin) == encoding.BOM {
		buffered.Discard(len(encoding.BOM))
	}
	return buffered
}

// checkColumns wants each column of T once; those marked omitempty may be absent.
func checkColumns[T any](name string, headers []string) error {
	var problems []error
	for _, column := range columnsOf[T]() {
		n := 0
		for _, header := range headers {
			if slices.Contains(column.names, strings.TrimSpace(header)) {
				n++
			}
		}
		message := ""
		switch {
		case n > 1:
			message = fmt.Sprintf("the column %s stands %d times. expected it once", column.names[0], n)
		case n == 0 && !column.optional:
			message = fmt.Sprintf("there is no column %s. expected it among %s", column.names[0], strings.Join(headers, ", "))
		default:
			continue
		}
		problems = append(problems, &Error{Name: name, Line: 1, Column: 1, Message: message})
	}
	return errors.Join(problems...)
}
