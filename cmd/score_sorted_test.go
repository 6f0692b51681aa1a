package cmd

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/leadgen/invent"
	_ "leadscore/internal/seed"
)

// readRows reads a CSV file.
func readRows(t *testing.T, path string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(read(t, path)))
	r.LazyQuotes = true // there are rows with quotes out of place
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// byRank is what a spreadsheet makes of an annotated list whose last columns are score
// and stage: the rows sorted and numbered.
func byRank(t *testing.T, rows [][]string) (sorted [][]string) {
	t.Helper()
	stages := []string{"Hot", "", "Gone"}
	for _, row := range rows[1:] {
		if !slices.Contains(stages, row[len(row)-1]) {
			t.Fatalf("the stage %q is not in this test", row[len(row)-1])
		}
		sorted = append(sorted, slices.Clone(row))
	}
	score := func(row []string) float64 {
		points, err := strconv.ParseFloat(row[len(row)-2], 64)
		if err != nil {
			t.Fatal(err)
		}
		return points
	}
	slices.SortStableFunc(sorted, func(a, b []string) int {
		last := len(a) - 1
		return cmp.Or(slices.Index(stages, a[last])-slices.Index(stages, b[last]), cmp.Compare(score(b), score(a)))
	})
	for i, row := range sorted {
		sorted[i] = slices.Insert(row, len(row)-2, strconv.Itoa(i+1))
	}
	return sorted
}

// A sorted list is the annotated one, sorted, from wherever it is read.
func TestSortedIsTheListSorted(t *testing.T) {
	t.Chdir(t.TempDir())
	text := oddList()
	utf16, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, text)
	z.Close()
	for name, text := range map[string]string{"list.csv": text, "utf16.csv": utf16, "list.csv.gz": zipped.String(), "leadscore.yaml": oddRules} {
		write(t, name, text)
	}
	flags := []string{"-r", "leadscore.yaml", "--as-of", "2026-11-21", "--columns", "rank,score,stage", "-o", "out.csv", "--output-encoding", "utf-8"}
	sorted := func(stdin string, args ...string) [][]string {
		t.Helper()
		if status, _, stderr := run(t, stdin, slices.Concat([]string{"score"}, args, flags)...); status != 0 {
			t.Fatalf("status %d: %s", status, stderr)
		}
		return readRows(t, "out.csv")[1:]
	}
	if status, _, stderr := run(t, "", "score", "list.csv", "-r", "leadscore.yaml", "--as-of", "2026-11-21", "--columns", "score,stage", "-o", "annotated.csv"); status != 0 {
		t.Fatalf("status %d: %s", status, stderr)
	}
	want := byRank(t, readRows(t, "annotated.csv"))
	for name, got := range map[string][][]string{
		"file":   sorted("", "list.csv", "--sorted"),
		"pipe":   sorted(text, "--sorted"),
		"gzip":   sorted("", "list.csv.gz", "--sorted"),
		"UTF-16": sorted("", "utf16.csv", "--sorted"),
	} {
		if len(got) != len(want) || len(got) < 7000 {
			t.Errorf("%s: %d leads, want %d", name, len(got), len(want))
			continue
		}
		for i := range got {
			if !slices.Equal(got[i], want[i]) {
				t.Errorf("%s: row %d is\n%q\nwant\n%q", name, i, got[i], want[i])
				break
			}
		}
	}
}

// Standard input may be a file of which somebody has read the beginning.
func TestSortedFromTheMidstOfAFile(t *testing.T) {
	inFixture(t)
	write(t, "two.csv", "something else\nCountry\nFR\nJP\n")
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	file, err := os.Open("two.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Seek(int64(len("something else\n")), io.SeekStart); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := console.Env{In: file, Out: &out, Err: io.Discard, Now: fixedClock}
	err = execute(t.Context(), e, []string{"score", "-r", "one.yaml", "--sorted", "--columns", "rank,score"})
	if want := "Country,lead_rank,lead_score\nJP,1,5\nFR,2,0\n"; err != nil || out.String() != want {
		t.Errorf("%v, %q", err, out.String())
	}
}

// The temporary file is gone when a run is interrupted while it waits for input.
func TestSortedInterrupted(t *testing.T) {
	inFixture(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TEMP", temporary)
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	waiting, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = io.WriteString(writer, "Country\n"+strings.Repeat("JP\n", 1<<22))
		cancel()
	}()
	e := console.Env{In: waiting, Out: io.Discard, Err: io.Discard, Now: fixedClock}
	err := execute(ctx, e, []string{"score", "-r", "one.yaml", "-o", "out.csv", "--sorted"})
	if exit.StatusOf(err) != exit.Interrupted {
		t.Errorf("status %d, error %v", exit.StatusOf(err), err)
	}
	onlyFiles(t, "leads.csv", "leadscore.yaml", "one.yaml")
	t.Chdir(temporary)
	onlyFiles(t)
}

// A list that cannot be kept says where it should have been.
func TestSortedWithoutRoom(t *testing.T) {
	inFixture(t)
	t.Setenv("TMPDIR", "not-there")
	t.Setenv("TMP", "not-there")
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	status, _, stderr := run(t, "Country\n"+strings.Repeat("JP\n", 1<<22), "score", "-r", "one.yaml", "--sorted")
	if status != exit.IO || !strings.Contains(stderr, "cannot write a temporary file in not-there: ") || !strings.Contains(stderr, "TMPDIR") {
		t.Errorf("status %d, stderr %s", status, stderr)
	}
}

// All leads, sorted in a file, are as many best leads as there are, held in memory.
func TestRankAllIsRankMany(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2)) // each has a pile
	t.Chdir(t.TempDir())
	list := invent.New(5)
	text := list.AppendHeader(nil)
	for range 40_000 {
		text = list.AppendLead(text)
	}
	write(t, "list.csv", string(text))
	write(t, "leadscore.yaml", oddRules)
	for _, format := range []string{"csv", "jsonl", "json"} {
		t.Run(format, func(t *testing.T) {
			rank := func(top string) string {
				status, stdout, stderr := run(t, "", "rank", "list.csv", "-r", "leadscore.yaml", "--as-of", "2026-11-21", "-n", top, "--format", format)
				if status != 0 {
					t.Fatalf("status %d: %s", status, stderr)
				}
				return stdout
			}
			all, many := rank("0"), rank("1000000")
			if all != many {
				t.Errorf("all is %d bytes\n%.1000s\nmany is %d bytes\n%.1000s", len(all), all, len(many), many)
			}
			if format != "csv" && len(all) < 16<<20 {
				t.Errorf("%d bytes need no file", len(all))
			}
		})
	}
}
