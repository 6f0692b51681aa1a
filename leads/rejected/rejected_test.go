package rejected_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/internal/files"
	"leadscore/internal/golden"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/rejected"
	"leadscore/rulebook"
)

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv.rejects")
	r := readerOf(t, strings.NewReader("\uFEFF\r\nid,name\r\n1,a\r\n2,\"b\r\n3,c,d\r\n4,x\"y"))
	rejects := rejected.New(new(files.Outputs), path, r.Head(), rulebook.English)
	defer rejects.Abort()
	for _, rec := range made.All(t, r) {
		if rec.Fault != nil {
			if err := rejects.Add(rec); err != nil {
				t.Fatal(err)
			}
		}
	}
	if rejects.Count() != 3 {
		t.Errorf("%d rejects", rejects.Count())
	}
	if err := rejects.Commit(); err != nil {
		t.Fatal(err)
	}
	golden.Folder(t, dir, map[string]string{
		"out.csv.rejects": "\uFEFF\r\nid,name\r\n2,\"b\r\n3,c,d\r\n4,x\"y",
		"out.csv.rejects.reasons.csv": "line,column,reason,expected\n" +
			"4,3,\"the quote that opens here ends on line 6, with text after it\",\"expected a comma or the end of the line; double a quote that belongs to the text: \"\"27\"\"\"\" screen\"\"\"\n" +
			"5,5,\"the row has 3 cells, but the header has 2\",put a cell that holds a comma in quotes\n" +
			"6,4,a quote in a cell that does not begin with one,\"put the whole cell in quotes and double those inside it: \"\"27\"\"\"\" screen\"\"\"\n",
	})
}

// TestRejectsInOtherEncodings: rows are kept as they stand in the list.
func TestRejectsInOtherEncodings(t *testing.T) {
	for _, c := range made.Codings() {
		dir := t.TempDir()
		text := c.Encode(t, c.Fit("note ソ\r\n\r\na|ポ|c\r\n1|ソ表ポ|3\r\n")+"1|2|3|"+c.Fit("能")+"x\r\n")
		r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{Encoding: c.Encoding, Comma: '|', HeaderLine: 3})
		if err != nil {
			t.Fatal(err)
		}
		rejects := rejected.New(new(files.Outputs), filepath.Join(dir, "rejects"), r.Head(), rulebook.English)
		defer rejects.Abort()
		for _, rec := range made.All(t, r) {
			if rec.Fault != nil {
				if err := rejects.Add(rec); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := rejects.Commit(); err != nil || rejects.Count() != 1 {
			t.Fatalf("%v: %d rejects, %v", c.Encoding, rejects.Count(), err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "rejects"))
		if err != nil {
			t.Fatal(err)
		}
		want := c.Encode(t, c.Fit("note ソ\r\n\r\na|ポ|c\r\n")+"1|2|3|"+c.Fit("能")+"x\r\n")
		if string(got) != want {
			t.Errorf("%v: rejects hold %q, want %q", c.Encoding, got, want)
		}
	}
}

// TestNoRejects makes no files, but does not leave those of an earlier run either.
func TestNoRejects(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rejects")
	head := readerOf(t, strings.NewReader("id,name\n")).Head()
	if err := rejected.New(new(files.Outputs), path, head, rulebook.English).Commit(); err != nil {
		t.Fatal(err)
	}
	golden.Folder(t, dir, nil)
	if err := os.WriteFile(path, []byte("id,name\n1\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := rejected.New(new(files.Outputs), path, head, rulebook.English).Commit(); err != nil {
		t.Fatal(err)
	}
	golden.Folder(t, dir, map[string]string{"rejects": "id,name\n", "rejects.reasons.csv": "line,column,reason,expected\n"})
}

// TestRejectedInPieces: a row that is too long is one row, and all of it is kept.
func TestRejectedInPieces(t *testing.T) {
	dir := t.TempDir()
	text := "id\n" + strings.Repeat("x", 100) + "\n"
	r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{MaxRecord: 40})
	if err != nil {
		t.Fatal(err)
	}
	rejects := rejected.New(new(files.Outputs), filepath.Join(dir, "rejects"), r.Head(), rulebook.English)
	defer rejects.Abort()
	for _, rec := range made.All(t, r) {
		if err := rejects.Add(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := rejects.Commit(); err != nil || rejects.Count() != 1 {
		t.Errorf("%d rejects, %v", rejects.Count(), err)
	}
	golden.Folder(t, dir, map[string]string{
		"rejects":             text,
		"rejects.reasons.csv": "line,column,reason,expected\n2,1,the row is longer than 40 bytes,\"look for a line end that is missing, or a quote; --limit row=N allows N bytes\"\n",
	})
}

func TestRejectsAborted(t *testing.T) {
	dir := t.TempDir()
	r := readerOf(t, strings.NewReader("id\n\"1\n\"2\n"))
	rejects := rejected.New(new(files.Outputs), filepath.Join(dir, "rejects"), r.Head(), rulebook.English)
	all := made.All(t, r)
	if err := rejects.Add(all[0]); err != nil {
		t.Fatal(err)
	}
	rejects.Abort()
	golden.Folder(t, dir, nil)
	if err := rejects.Add(all[1]); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Add after Abort gives %v", err)
	}
	if err := rejects.Commit(); err == nil {
		t.Error("Commit after Abort gives no error")
	}
	golden.Folder(t, dir, nil)
}

func readerOf(t *testing.T, in io.Reader) *leads.Reader {
	t.Helper()
	r, err := leads.NewReader(in, leads.ReadOptions{Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
