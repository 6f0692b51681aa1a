package output_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/files"
	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// TestWriteOptions writes lists otherwise than they were read. Text in UTF-8 stands
// for that in other encodings.
func TestWriteOptions(t *testing.T) {
	const names = "lead_score,lead_score_low,lead_reasons"
	utf8 := output.Options{Encoding: encoding.UTF8}
	excel := output.Options{Encoding: encoding.UTF8, BOM: true, CRLF: true}
	cp932 := output.Options{Encoding: encoding.CP932}
	for _, c := range []struct {
		name     string
		from, to encoding.Encoding
		opt      output.Options
		list     string
		mine     string
		want     string
	}{
		{"CP932 to UTF-8", encoding.CP932, encoding.UTF8, utf8, "会社,名\r\n\"表, ソ\",㈱\r\n", "é", "会社,名," + names + "\r\n\"表, ソ\",㈱,é,é,é\r\n"},
		{"UTF-8 to CP932", encoding.UTF8, encoding.CP932, cp932, "会社,名\n髙橋,a\n", "ソ", "会社,名," + names + "\n髙橋,a,ソ,ソ,ソ\n"},
		{"UTF-8 to CP932, what Windows has others for", encoding.UTF8, encoding.CP932, cp932, "a,b\n1〜2−3,¢£¬—‖¦\u00a0x\n", "〜", "a,b," + names + "\n1～2－3,￠￡￢―∥￤ x,～,～,～\n"},
		{"ours alone has others", encoding.CP932, encoding.CP932, output.Options{}, "a,b\n東,2\n", "〜", "a,b," + names + "\n東,2,～,～,～\n"},
		{"UTF-8 to EUC-JP", encoding.UTF8, encoding.EUCJP, output.Options{Encoding: encoding.EUCJP}, "a\n東é\n", "ｶ", "a," + names + "\n東é,ｶ,ｶ,ｶ\n"},
		{"UTF-8 to ISO-2022-JP", encoding.UTF8, encoding.ISO2022JP, output.Options{Encoding: encoding.ISO2022JP}, "a\n\"東,京\"\n", "都", "a," + names + "\n\"東,京\",都,都,都\n"},
		{"UTF-8 to UTF-16", encoding.UTF8, encoding.UTF16LE, output.Options{Encoding: encoding.UTF16}, "a\n😀\n", "é", "\uFEFFa," + names + "\n😀,é,é,é\n"},
		{"UTF-16 to UTF-8", encoding.UTF16LE, encoding.UTF8, utf8, "\uFEFFa\tb\r\n1\t2\r\n", "é\t", "a\tb\t" + strings.ReplaceAll(names, ",", "\t") + "\r\n1\t2\t\"é\t\"\t\"é\t\"\t\"é\t\"\r\n"},
		{"UTF-16 stays big endian", encoding.UTF16BE, encoding.UTF16BE, output.Options{Encoding: encoding.UTF16}, "\uFEFFa\n東\n", "x", "\uFEFFa," + names + "\n東,x,x,x\n"},
		{"for Excel", encoding.CP932, encoding.UTF8, excel, "note\n\na,b,c\n\"x\ny\",東,z\n\n1,,", "é", "\uFEFFnote\r\n\r\na,b,c," + names + "\r\n\"x\ny\",東,z,é,é,é\r\n\r\n1,,,é,é,é"},
		{"for Excel, with a mark before", encoding.UTF8, encoding.UTF8, excel, "\uFEFFa\r1\r", "é", "\uFEFFa," + names + "\r\n1,é,é,é\r\n"},
		{"a mark stays", encoding.UTF8, encoding.UTF8, output.Options{}, "\uFEFFa\n1\n", "é", "\uFEFFa," + names + "\n1,é,é,é\n"},
		{"a mark added", encoding.UTF8, encoding.UTF8, output.Options{Encoding: encoding.UTF8, BOM: true}, "a\n1\n", "é", "\uFEFFa," + names + "\n1,é,é,é\n"},
		{"terminated", encoding.UTF16LE, encoding.UTF16LE, output.Options{Terminated: true}, "a,b\r\n1,2", "x", "a,b," + names + "\r\n1,2,x,x,x\r\n"},
		{"replaced", encoding.UTF8, encoding.CP932, output.Options{Encoding: encoding.CP932, Replace: true}, "é,b\n😀1,\xFF\n", "ü", "〓,b," + names + "\n〓1,〓,〓,〓,〓\n"},
		{"replaced in Windows-1252", encoding.UTF8, encoding.Windows1252, output.Options{Encoding: encoding.Windows1252, Replace: true}, "a\n東京\n", "é", "a," + names + "\n??,é,é,é\n"},
		{"guarded", encoding.UTF8, encoding.UTF8, output.Options{Guard: true}, "=a,b,c\n=1+1,\"@x\",-5\n+81 90 1234 5678,\"\tx\"\n \"=\", ＝1,'=1\n", "=x", "'=a,b,c," + names +
			"\n'=1+1,\"'@x\",-5,'=x,'=x,'=x\n'+81 90 1234 5678,\"'\tx\",,'=x,'=x,'=x\n \"'=\",' ＝1,'=1,'=x,'=x,'=x\n"},
		{"guarded but for telephone numbers", encoding.UTF8, encoding.UTF8, output.Options{Guard: true, KeepPhones: true}, "a,b\n+81-3-1234-5678,=1\n", "5", "a,b," + names + "\n+81-3-1234-5678,'=1,5,5,5\n"},
		{"guarded in CP932", encoding.CP932, encoding.CP932, output.Options{Guard: true}, "会社,b\n＝1,\"ーa\"\n", "5", "会社,b," + names + "\n'＝1,\"'ーa\",5,5,5\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, to := codingOf(t, c.from), codingOf(t, c.to)
			r, err := leads.NewReader(strings.NewReader(from.Encode(t, c.list)), leads.ReadOptions{Encoding: c.from})
			if err != nil {
				t.Fatal(err)
			}
			if got := to.Decode(t, annotateAll(t, r, c.opt, c.mine)); got != c.want {
				t.Errorf("%q becomes\n%q\nwant\n%q", c.list, got, c.want)
			}
		})
	}
}

func codingOf(t *testing.T, e encoding.Encoding) made.Coding {
	t.Helper()
	for _, c := range made.Codings() {
		if c.Encoding == e {
			return c
		}
	}
	t.Fatalf("no coding for %v", e)
	return made.Coding{}
}

// TestUnmappable names the place of a character that cannot be written.
func TestUnmappable(t *testing.T) {
	const help = ". --on-unmappable replace writes 〓 for it, --output-encoding utf-8 has all characters"
	for _, c := range []struct {
		name, list, mine string
		opt              output.Options
		want             string
	}{
		{"in a cell", "id,会社\n1,東\n2,\"x,é\"\n", "1", output.Options{Encoding: encoding.CP932}, `line 3, column 2 (会社): CP932 (Shift_JIS) has no "é" (U+00E9)` + help},
		{"in the header", "id,é\n", "1", output.Options{Encoding: encoding.CP932}, `line 1, column 2 (é): CP932 (Shift_JIS) has no "é" (U+00E9)` + help},
		{"in a note", "note 😀\n\nid,a,b\n1,2,3\n", "1", output.Options{Encoding: encoding.EUCJP}, `line 1: EUC-JP has no "😀" (U+1F600)` + help},
		{"no character in a note", "note\n\xFF\n\nid,a,b\n1,2,3\n", "1", output.Options{Encoding: encoding.CP932}, `line 2: there are bytes that are no character` + help},
		{"in ours", "id,a\n1,2\n", "é", output.Options{Encoding: encoding.CP932}, `line 2, column 3 (lead_score): CP932 (Shift_JIS) has no "é" (U+00E9)` + help},
		{"no character", "id,a,b\n1,2,\xFF\n", "x", output.Options{Encoding: encoding.UTF16LE}, `line 2, column 3 (b): there are bytes that are no character. --on-unmappable replace writes � for it, --output-encoding utf-8 has all characters`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.list), leads.ReadOptions{Encoding: encoding.UTF8})
			if err != nil {
				t.Fatal(err)
			}
			_, err = tryAnnotate(t, r, c.opt, c.mine)
			var unmappable *output.UnmappableError
			if !errors.As(err, &unmappable) || err.Error() != c.want {
				t.Errorf("got error\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}

// TestOursUnmappable: what the list's own encoding lacks is an error too.
func TestOursUnmappable(t *testing.T) {
	c := codingOf(t, encoding.CP932)
	r, err := leads.NewReader(strings.NewReader(c.Encode(t, "会社\n東\n")), leads.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"Café": "é", "確認〜": "", "plain": "", "a😀é": "😀"} {
		if got, lacks := layout.Lacks(text); got != want || lacks != (want != "") {
			t.Errorf("%q lacks %q, %v", text, got, lacks)
		}
	}
	if _, lacks := layout.As(r.Head(), output.Options{Replace: true}).Lacks("é"); lacks {
		t.Error("it lacks what is replaced")
	}
	if _, err := tryAnnotate(t, r, output.Options{}, "é"); err == nil || !strings.Contains(err.Error(), "line 2, column 2 (lead_score)") {
		t.Errorf("got error %v", err)
	}
}

// TestGuardedIsHarmless: no cell of a guarded list can run, and those that could not
// before are as they were.
func TestGuardedIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := made.ListOf(made.ColumnNames(2)).Draw(t, "list")
		guarded := annotateAll(t, mustReader(t, strings.NewReader(l.Text())), output.Options{Guard: true}, "@ours")
		before := made.All(t, mustReader(t, strings.NewReader(l.Text())))
		after := made.All(t, mustReader(t, strings.NewReader(guarded)))
		for i, rec := range after {
			for j, cell := range rec.Cells {
				if spreadsheet.Runs(cell) {
					t.Fatalf("%q can run in %q", cell, guarded)
				}
				if j < len(before[i].Cells) && cell != spreadsheet.Guard(before[i].Cells[j]) {
					t.Fatalf("%q becomes %q", before[i].Cells[j], cell)
				}
			}
		}
	})
}

// TestWriteOverTheInput reads a list while it is written anew.
func TestWriteOverTheInput(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "leads.csv")
	list := "id,name\n" + strings.Repeat("1,Acme\n", 100000)
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := files.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f, err := new(files.Outputs).Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	if _, err := io.WriteString(f, annotate(t, in, made.Ours, func(int, int) string { return "5" })); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	want := "id,name," + strings.Join(made.Ours.Names, ",") + "\n" + strings.Repeat("1,Acme,5,5,5\n", 100000)
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("it holds %.100q, want %.100q (%v)", got, want, err)
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 1 {
		t.Errorf("the folder holds %v (%v)", all, err)
	}
}
