package title

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/match/fold"
)

// rowsOf reads a list of titles: the cells of its lines behind comments and the header.
func rowsOf(t testing.TB, file string) [][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if os.IsNotExist(err) && strings.Contains(file, "shared") {
		t.Skipf("%s is not there", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows[1:]
}

// sharedData is where longer lists stand on some machines.
func sharedData(file string) string { return filepath.Join("..", "..", "..", "shared", "data", file) }

func levelOf(title string) string {
	if level, ok := Seniority(fold.Text(title)); ok {
		return level.String()
	}
	return "?"
}

func departmentOf(title string) string {
	if name, ok := Department(fold.Text(title)); ok {
		return name
	}
	return "?"
}

func TestTitlesOfTheConvention(t *testing.T) {
	for _, row := range rowsOf(t, "testdata/titles.tsv") {
		if got := levelOf(row[1]); got != row[0] {
			t.Errorf("%q is %s, want %s", row[1], got, row[0])
		}
	}
}

func TestDepartmentsOfTheConvention(t *testing.T) {
	for _, row := range rowsOf(t, "testdata/departments.tsv") {
		if got := departmentOf(row[1]); got != row[0] {
			t.Errorf("%q is %s, want %s", row[1], got, row[0])
		}
	}
}

// Titles that were judged by eye stay where they were judged to be, but those that
// were judged wrong, which may become right: at least 97 of 100 are.
func TestDrawnTitles(t *testing.T) {
	right, all := map[string]int{}, map[string]int{}
	for _, row := range rowsOf(t, "testdata/titles_drawn.tsv") {
		level, verdict, title := row[0], row[1], row[2]
		all[level]++
		if verdict == "wrong" {
			continue
		}
		if got := levelOf(title); got != level {
			t.Errorf("%q is %s, was %s and right", title, got, level)
			continue
		}
		right[level]++
	}
	for level, n := range all {
		if right[level]*100 < 97*n {
			t.Errorf("%s: %d of %d are right", level, right[level], n)
		}
	}
}

func TestLabelledTitles(t *testing.T) {
	rows := rowsOf(t, sharedData("titles_labelled.tsv"))
	wrong := 0
	for _, row := range rows {
		got, want := levelOf(row[1]), row[0]
		if got != want {
			wrong++
			t.Logf("%q is %s, labelled %s", row[1], got, want)
		}
		gotLevel, _ := ParseLevel(got)
		wantLevel, _ := ParseLevel(want)
		if gotLevel >= Director && wantLevel < Manager {
			t.Errorf("%q is %s, labelled %s", row[1], got, want)
		}
	}
	if wrong*100 > 5*len(rows) {
		t.Errorf("%d of %d are not as labelled", wrong, len(rows))
	}
}

func TestLabelledDepartments(t *testing.T) {
	for _, row := range rowsOf(t, sharedData("departments_labelled.tsv")) {
		if got := departmentOf(row[1]); got != row[0] {
			t.Errorf("%q is %s, labelled %s", row[1], got, row[0])
		}
	}
}

func TestRealTitles(t *testing.T) {
	unknown, rows := 0, rowsOf(t, sharedData("titles_real.txt"))
	for _, row := range rows {
		if levelOf(row[0]) == "?" {
			unknown++
		}
	}
	t.Logf("%d of %d tell no level", unknown, len(rows))
	if unknown*100 > 22*len(rows) {
		t.Errorf("%d of %d tell no level", unknown, len(rows))
	}
}

// Whatever stands in a cell, it is read to its end, and the same in every width and
// case.
func FuzzSeniority(f *testing.F) {
	for _, title := range []string{"", "Vice – President", "C. E. O.", "部長（営業）", "Leiter(in)", "&", "(", "Chief", "ex-", "a.b.c", "秘書（社長）", "\xff"} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		folded := fold.Text(title)
		first, ok := Seniority(folded)
		again, okAgain := Seniority(fold.Text(folded))
		if first != again || ok != okAgain || first > CLevel {
			t.Errorf("%q is %v %v, then %v %v", title, first, ok, again, okAgain)
		}
		Department(folded)
	})
}

func BenchmarkSeniority(b *testing.B) {
	var titles []string
	for _, row := range rowsOf(b, "testdata/titles_drawn.tsv") {
		titles = append(titles, fold.Text(row[2]))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Seniority(titles[i%len(titles)])
	}
}

func BenchmarkDepartment(b *testing.B) {
	var titles []string
	for _, row := range rowsOf(b, "testdata/titles_drawn.tsv") {
		titles = append(titles, fold.Text(row[2]))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Department(titles[i%len(titles)])
	}
}
