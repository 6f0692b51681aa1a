package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"leadscore/cmd"
)

var update = flag.Bool("update", false, "rewrite the transcripts of the docs")

// docsWidth is how wide the transcripts of the docs are.
const docsWidth = "110"

// TestTranscripts runs every `$ leadscore ...` and `$ go run . ...` in a console
// block of the READMEs and the docs, and compares what it prints, stdout and stderr
// together, with what the page shows.
func TestTranscripts(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "README.md", "README.ja.md") {
		t.Run(page, func(t *testing.T) { checkTranscripts(t, page) })
	}
}

func checkTranscripts(t *testing.T, page string) {
	path, err := filepath.Abs(page)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	enterCopy(t)
	fresh := rerun(t, string(src))
	checkParts(t, string(src))
	if fresh == string(src) {
		return
	}
	if *update {
		if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, now := firstDifference(string(src), fresh)
	t.Errorf("a transcript is out of date; go test . -run Transcripts -update rewrites it\npage: %s\n run: %s", old, now)
}

// enterCopy makes a directory with the examples the working directory, so that
// commands may write beside them.
func enterCopy(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"testdata", "rules.example.yaml"} {
		copyTree(t, name, filepath.Join(dir, name))
	}
	t.Chdir(dir)
	t.Setenv("COLUMNS", docsWidth)
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// rerun gives the page with the output of each command as it is now.
func rerun(t *testing.T, page string) string {
	var out strings.Builder
	inConsole, skip := false, false
	for line := range strings.Lines(page) {
		text := strings.TrimRight(line, "\n")
		switch {
		case text == "```console":
			inConsole = true
		case inConsole && text == "```":
			inConsole, skip = false, false
		case inConsole && strings.HasPrefix(text, "$ "):
			out.WriteString(line)
			output, known := transcript(t, strings.TrimPrefix(text, "$ "))
			out.WriteString(output)
			skip = known
			continue
		case inConsole && skip:
			continue
		}
		out.WriteString(line)
	}
	return out.String()
}

// part is a block of a page that shows a part of a file which a command has written.
var part = regexp.MustCompile("(?s)<!-- part of (\\S+) -->\n```[a-z]*\n(.*?)```")

// checkParts looks whether the files that the commands of a page have written hold what
// the page shows of them.
func checkParts(t *testing.T, page string) {
	for _, found := range part.FindAllStringSubmatch(page, -1) {
		text, err := os.ReadFile(found[1])
		if err != nil {
			t.Errorf("%v: no command of the page writes it", err)
		} else if !strings.Contains(string(text), found[2]) {
			t.Errorf("%s does not hold the part that is shown:\n%s\nit holds:\n%s", found[1], found[2], text)
		}
	}
}

// duration is how long a run took: on every machine another time.
var duration = regexp.MustCompile(` in [0-9.]+ s( \([0-9.]+[ kM]*/s\))?,`)

// japaneseDuration is the same in Japanese.
var japaneseDuration = regexp.MustCompile(`を[0-9.]+秒で採点( \([0-9.]+[ kM]*/s\))?（`)

// transcript is what a command prints; false for commands that are not leadscore's.
func transcript(t *testing.T, command string) (string, bool) {
	for _, start := range []string{"leadscore ", "go run . "} {
		rest, found := strings.CutPrefix(command, start)
		if !found {
			continue
		}
		var out bytes.Buffer
		status := cmd.Main(words(rest), strings.NewReader(""), &out, &out)
		if status != 0 && status != 1 {
			t.Errorf("%s: exit status %d: %s", command, status, out.String())
		}
		text := duration.ReplaceAllString(out.String(), " in 0.0 s,")
		text = japaneseDuration.ReplaceAllString(text, "を0.0秒で採点（")
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		return text, true
	}
	return "", false
}

// words splits a command line as a shell does, as far as the docs need it.
func words(line string) []string {
	var all []string
	var word strings.Builder
	quote, open := rune(0), false
	for _, r := range line {
		switch {
		case r == quote && quote != 0:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, open = r, true
		case quote == 0 && r == ' ':
			if open {
				all = append(all, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		all = append(all, word.String())
	}
	return all
}

// firstDifference gives the first lines that differ.
func firstDifference(a, b string) (string, string) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i], y[i]
		}
	}
	return "(its end)", "(its end)"
}

// TestPromisesAreTested looks for the tests that the page on reliability names.
func TestPromisesAreTested(t *testing.T) {
	page, err := os.ReadFile("docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]bool{}
	for _, path := range testFiles(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllSubmatch(text, -1) {
			declared[string(found[1])] = true
		}
	}
	named := regexp.MustCompile("`((?:Test|Fuzz)\\w+)`").FindAllSubmatch(page, -1)
	for _, name := range named {
		if !declared[string(name[1])] {
			t.Errorf("docs/reliability.md: there is no %s", name[1])
		}
	}
	if len(named) < 10 {
		t.Errorf("docs/reliability.md names %d tests only", len(named))
	}
}

func testFiles(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, "_test.go") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
