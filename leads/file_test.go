package leads_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"leadscore/leads"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := leads.Open(dir); err == nil || err.Error() != dir+": this is a directory. expected a file" {
		t.Errorf("a directory gives %v", err)
	}
	missing := filepath.Join(dir, "leads.csv")
	_, err := leads.Open(missing)
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), missing+": ") {
		t.Errorf("a missing file gives %v", err)
	}
	write(t, missing, "id\n")
	file, err := leads.Open(missing)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if text, err := io.ReadAll(file); string(text) != "id\n" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// checkFiles compares the files of a directory and their contents.
func checkFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if content, ok := want[e.Name()]; !ok || content != string(text) {
			t.Errorf("%s holds %q, want %q", e.Name(), text, content)
		}
	}
	if len(entries) != len(want) {
		t.Errorf("%d files, want %d", len(entries), len(want))
	}
}

// create makes a file and writes to it, but does not commit it.
func create(t *testing.T, path, text string) *leads.File {
	t.Helper()
	f, err := new(leads.Files).Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Abort)
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	return f
}

func commit(t *testing.T, f *leads.File) {
	t.Helper()
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestCreateAppearsWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	write(t, path, "old")
	f := create(t, path, "new")
	if text, _ := os.ReadFile(path); string(text) != "old" {
		t.Errorf("before Commit it holds %q", text)
	}
	commit(t, f)
	f.Abort()
	checkFiles(t, dir, map[string]string{"out.csv": "new"})
	if _, err := f.Write([]byte("x")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Write after Commit gives %v", err)
	}
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a second Commit gives %v", err)
	}
}

// A file of which much is on its way to the disk before it is whole holds what was
// written.
func TestCreateLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large")
	piece := strings.Repeat("0123456789abcde\n", 200_000)
	f := create(t, path, piece)
	for range 7 {
		if _, err := io.WriteString(f, piece); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, f)
	if text, err := os.ReadFile(path); err != nil || string(text) != strings.Repeat(piece, 8) {
		t.Errorf("%d bytes of %d, %v", len(text), 8*len(piece), err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "out.csv"), "old")
	f := create(t, filepath.Join(dir, "out.csv"), "new")
	done := make(chan bool)
	go func() { // as a signal handler does
		f.Abort()
		f.Abort()
		close(done)
	}()
	<-done
	checkFiles(t, dir, map[string]string{"out.csv": "old"})
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Commit after Abort gives %v", err)
	}
}

// TestWriteOverTheInput reads a list while it is written anew.
func TestWriteOverTheInput(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "leads.csv")
	list := "id,name\n" + strings.Repeat("1,Acme\n", 100000)
	write(t, path, list)
	in, err := leads.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f := create(t, path, annotate(t, in, ours, func(int, int) string { return "5" }))
	in.Close()
	commit(t, f)
	want := "id,name," + strings.Join(ours.Names, ",") + "\n" + strings.Repeat("1,Acme,5,5,5\n", 100000)
	checkFiles(t, dir, map[string]string{"leads.csv": want})
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil { // the system takes the umask away
		t.Fatal(err)
	}
	usual, err := os.Stat(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		old, want fs.FileMode
	}{{"new", 0, usual.Mode()}, {"private", 0o600, 0o600}, {"open", 0o666, 0o666}, {"for the group", 0o660, 0o660}} {
		path := filepath.Join(dir, c.name)
		if c.old != 0 {
			write(t, path, "old")
			if err := os.Chmod(path, c.old); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, create(t, path, "new"))
		info, err := os.Stat(path)
		if err != nil || info.Mode() != c.want {
			t.Errorf("%s: mode %v, want %v (%v)", c.name, info.Mode(), c.want, err)
		}
	}
}

func TestSymbolicLinks(t *testing.T) {
	for _, c := range []struct{ name, to string }{
		{"to a file", "data/out.csv"}, {"to nothing yet", "data/new.csv"}, {"to a link", "link"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			data := filepath.Join(dir, "data")
			if err := os.Mkdir(data, 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(data, "out.csv"), "old")
			for from, to := range map[string]string{"out": c.to, "link": "data/out.csv"} {
				if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
					t.Skipf("no symbolic links here: %v", err)
				}
			}
			commit(t, create(t, filepath.Join(dir, "out"), "new"))
			if to, err := os.Readlink(filepath.Join(dir, "out")); to != c.to {
				t.Errorf("the link is now %q (%v)", to, err)
			}
			if text, err := os.ReadFile(filepath.Join(dir, "out")); string(text) != "new" {
				t.Errorf("it holds %q (%v)", text, err)
			}
		})
	}
}

func TestCreateFails(t *testing.T) {
	dir := t.TempDir()
	loop := filepath.Join(dir, "loop")
	write(t, filepath.Join(dir, "file"), "old")
	if err := os.Symlink("loop", loop); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	for _, c := range []struct{ name, path, want string }{
		{"a directory", dir, dir + ": this is a directory. expected a file"},
		{"no directory", filepath.Join(dir, "none", "out.csv"), filepath.Join(dir, "none", "out.csv") + ": "},
		{"a file for a directory", filepath.Join(dir, "file", "out.csv"), filepath.Join(dir, "file", "out.csv") + ": "},
		{"links in a circle", loop, loop + ": too many symbolic links"},
	} {
		_, err := new(leads.Files).Create(c.path)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%s gives %v", c.name, err)
		}
	}
	checkFilesAre(t, dir, "file", "loop")
}

func checkFilesAre(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
}

func TestRejects(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv.rejects")
	r := mustReader(t, strings.NewReader("\uFEFF\r\nid,name\r\n1,a\r\n2,\"b\r\n3,c,d\r\n4,x\"y"))
	rejects := new(leads.Files).NewRejects(path, r.Head())
	defer rejects.Abort()
	for _, rec := range records(t, r) {
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
	checkFiles(t, dir, map[string]string{
		"out.csv.rejects": "\uFEFF\r\nid,name\r\n2,\"b\r\n3,c,d\r\n4,x\"y",
		"out.csv.rejects.reasons.csv": "line,column,reason,expected\n" +
			"4,3,\"the quote that opens here ends on line 6, with text after it\",\"expected a comma or the end of the line; double a quote that belongs to the text: \"\"27\"\"\"\" screen\"\"\"\n" +
			"5,5,\"the row has 3 cells, but the header has 2\",put a cell that holds a comma in quotes\n" +
			"6,4,a quote in a cell that does not begin with one,\"put the whole cell in quotes and double those inside it: \"\"27\"\"\"\" screen\"\"\"\n",
	})
}

// TestRejectsInOtherEncodings: rows are kept as they stand in the list.
func TestRejectsInOtherEncodings(t *testing.T) {
	for _, c := range codings() {
		dir := t.TempDir()
		text := c.encode(t, c.fit("note ソ\r\n\r\na|ポ|c\r\n1|ソ表ポ|3\r\n")+"1|2|3|"+c.fit("能")+"x\r\n")
		r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{Encoding: c.Encoding, Comma: '|', HeaderLine: 3})
		if err != nil {
			t.Fatal(err)
		}
		rejects := new(leads.Files).NewRejects(filepath.Join(dir, "rejects"), r.Head())
		defer rejects.Abort()
		for _, rec := range records(t, r) {
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
		want := c.encode(t, c.fit("note ソ\r\n\r\na|ポ|c\r\n")+"1|2|3|"+c.fit("能")+"x\r\n")
		if string(got) != want {
			t.Errorf("%v: rejects hold %q, want %q", c.Encoding, got, want)
		}
	}
}

// TestNoRejects makes no files, but does not leave those of an earlier run either.
func TestNoRejects(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rejects")
	head := mustReader(t, strings.NewReader("id,name\n")).Head()
	if err := new(leads.Files).NewRejects(path, head).Commit(); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, dir, nil)
	write(t, path, "id,name\n1\"\n")
	if err := new(leads.Files).NewRejects(path, head).Commit(); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, dir, map[string]string{"rejects": "id,name\n", "rejects.reasons.csv": "line,column,reason,expected\n"})
}

// TestRejectedInPieces: a row that is too long is one row, and all of it is kept.
func TestRejectedInPieces(t *testing.T) {
	dir := t.TempDir()
	text := "id\n" + strings.Repeat("x", 100) + "\n"
	r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{MaxRecord: 40})
	if err != nil {
		t.Fatal(err)
	}
	rejects := new(leads.Files).NewRejects(filepath.Join(dir, "rejects"), r.Head())
	defer rejects.Abort()
	for _, rec := range records(t, r) {
		if err := rejects.Add(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := rejects.Commit(); err != nil || rejects.Count() != 1 {
		t.Errorf("%d rejects, %v", rejects.Count(), err)
	}
	checkFiles(t, dir, map[string]string{
		"rejects":             text,
		"rejects.reasons.csv": "line,column,reason,expected\n2,1,the row is longer than 40 bytes,look for a line end that is missing\n",
	})
}

func TestRejectsAborted(t *testing.T) {
	dir := t.TempDir()
	r := mustReader(t, strings.NewReader("id\n\"1\n\"2\n"))
	rejects := new(leads.Files).NewRejects(filepath.Join(dir, "rejects"), r.Head())
	all := records(t, r)
	if err := rejects.Add(all[0]); err != nil {
		t.Fatal(err)
	}
	rejects.Abort()
	checkFiles(t, dir, nil)
	if err := rejects.Add(all[1]); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Add after Abort gives %v", err)
	}
	if err := rejects.Commit(); err == nil {
		t.Error("Commit after Abort gives no error")
	}
	checkFiles(t, dir, nil)
}
