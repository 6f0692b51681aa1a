package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Every kind of mutant, each in its place, with the file that comes of it.
func TestMutantsOf(t *testing.T) {
	const source = `package p

const size = 3

func f(a, b int) int {
	if a < b {
		a++
		g(a)
	}
	for a == 1 && b != 2 {
		b = a + 5
		break
	}
	panic("no")
}
`
	path := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := mutantsOf(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range found {
		got = append(got, m.what+" | "+source[:m.begin][len(source[:m.begin])-2:]+m.instead)
		if m.line < 6 || source[m.begin:m.end] == m.instead {
			t.Errorf("%v replaces %q", m, source[m.begin:m.end])
		}
	}
	for _, want := range []string{
		"if not a < b | f !(a < b)", "< becomes <= | a <=", "< becomes >= | a >=", "++ becomes -- | \ta--", "without g(a) | \t\t",
		"== becomes != | a !=", "&& becomes || | 1 ||", "!= becomes == | b ==", "1 becomes 2 | = 2", "2 becomes 3 | = 3",
		"without b = a + 5 | \t\t", "+ becomes - | a -", "5 becomes 6 | + 6", "without break | \t\t",
	} {
		i := slices.Index(got, want)
		if i < 0 {
			t.Errorf("no %q among %q", want, got)
			continue
		}
		got = slices.Delete(got, i, i+1)
	}
	if len(got) > 0 {
		t.Errorf("unexpected: %q", got)
	}
}
