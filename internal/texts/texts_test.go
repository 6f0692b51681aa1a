package texts_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"leadscore/internal/literals"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadscore/internal/texts"
	"leadscore/rulebook"
)

// room is what the code of one package says.
type room struct {
	dir      string
	said     []string // given to one of the sayers
	literals []string // all constants, those said among them
}

// sayers are the functions and methods that word a text in the reader's language. The text
// is the first constant that they are given.
var sayers = []string{"Say", "say", "NoteIn", "Textf", "Plain"}

// rooms reads the code of the module: the packages that ask for a room, by its name, and all
// packages by their directories.
func rooms(t *testing.T) (asking, packages map[string]*room) {
	t.Helper()
	root := filepath.Join("..", "..")
	asking, packages = map[string]*room{}, map[string]*room{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git" || name == "internal/texts"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, 0)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if packages[dir] == nil {
			packages[dir] = &room{dir: dir}
		}
		if asked := packages[dir].read(file); asked != "" {
			if other := asking[asked]; other != nil && other != packages[dir] {
				t.Errorf("%s: the room %q is that of %s", name, asked, other.dir)
			}
			if asked != path.Base(dir) {
				t.Errorf("%s: asks for the room %q", name, asked)
			}
			asking[asked] = packages[dir]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return asking, packages
}

// read takes what a file says, and gives the room that it asks for, "" for none.
func (r *room) read(file *ast.File) (asked string) {
	ast.Inspect(file, func(n ast.Node) bool {
		if text, ok := literals.Constant(n); ok {
			r.literals = append(r.literals, text)
			return false
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if pkg, is := call.Fun.(*ast.Ident); is {
			selector, ok = &ast.SelectorExpr{Sel: pkg}, true
		}
		if !ok {
			return true
		}
		for _, arg := range call.Args {
			text, ok := literals.Constant(arg)
			switch from, _ := selector.X.(*ast.Ident); {
			case !ok:
				continue
			case selector.Sel.Name == "In" && from != nil && from.Name == "texts":
				asked = text
			case slices.Contains(sayers, selector.Sel.Name):
				r.said = append(r.said, text)
			}
			break
		}
		return true
	})
	return asked
}

// catalogue is a file of texts as it is written.
func catalogue(t *testing.T, name string) map[string]map[string]string {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]string
	if err := json.Unmarshal(file, &all); err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^    "(?:[^"\\]|\\.)*": "`).FindAll(file, -1)
	count := 0
	for _, of := range all {
		count += len(of)
	}
	if count != len(lines) {
		t.Errorf("%s: %d texts on %d lines: one stands there twice, or not on a line of its own", name, count, len(lines))
	}
	return all
}

func TestEveryTextIsTranslated(t *testing.T) {
	japanese := catalogue(t, "ja.json")
	code, packages := rooms(t)
	if len(code) == 0 {
		t.Fatal("no room found")
	}
	check := func(name string, r *room) {
		for _, text := range r.said {
			if _, found := japanese[name][text]; !found {
				t.Errorf("%s: no Japanese for %q in the room %q", r.dir, text, name)
			}
		}
	}
	for name, r := range code {
		check(name, r)
	}
	for dir, r := range packages {
		switch {
		case strings.HasPrefix(dir, "outcomes"): // what they find is worded by its report
			check("speaker", r)
		case strings.HasPrefix(dir, "cmd") && code[path.Base(dir)] != r: // what commands tell has one room
			check("console", r)
		}
	}
}

// A text that nothing says is dead. It may stand in another package than the one that says
// it: what an evaluation finds is worded by its report.
func TestEveryTranslationIsSaid(t *testing.T) {
	code, packages := rooms(t)
	literals := map[string]bool{
		"at least 40 won and 40 lost": true, // package outcomes puts its numbers in
	}
	for _, r := range packages {
		for _, text := range r.literals {
			literals[text] = true
		}
	}
	for name, of := range catalogue(t, "ja.json") {
		if code[name] == nil {
			t.Errorf("no package asks for the room %q", name)
		}
		for text := range of {
			if !literals[text] {
				t.Errorf("%s: nothing says %q", name, text)
			}
		}
	}
}

// verbs are the verbs of a format by the number of the argument that they take, with all but
// what only says how wide or how exact it is written.
func verbs(t *testing.T, format string) map[int]string {
	t.Helper()
	found, next := map[int]string{}, 1
	for _, m := range regexp.MustCompile(`%[-+# 0]*(\[(\d+)\])?[.\d]*(\[(\d+)\])?([a-zA-Z%])`).FindAllStringSubmatch(strings.ReplaceAll(format, "%%", ""), -1) {
		if at, err := strconv.Atoi(m[2] + m[4]); err == nil {
			next = at
		}
		found[next] = m[5]
		next++
	}
	return found
}

func TestPlaceholdersAgree(t *testing.T) {
	for name, of := range catalogue(t, "ja.json") {
		for english, japanese := range of {
			takes := verbs(t, english)
			for at, verb := range verbs(t, japanese) {
				switch known, found := takes[at]; {
				case !found:
					t.Errorf("%s: %q has no argument %d", name, english, at)
				case known != verb && strings.ContainsAny(known+verb, "dfgqx"):
					if !(known == "q" && verb == "s") {
						t.Errorf("%s: argument %d of %q is %%%s, and %%%s in Japanese", name, at, english, known, verb)
					}
				}
			}
		}
	}
}

func TestSay(t *testing.T) {
	english, japanese := texts.In(rulebook.English, "evaluationview"), texts.In(rulebook.Japanese, "evaluationview")
	for _, c := range []struct{ got, want string }{
		{english.Say("%s of %s", "3 %", "7"), "3 % of 7"},
		{japanese.Say("%s of %s", "3 %", "7"), "3 %（7件）"},
		{english.Say("95 % interval"), "95 % interval"},
		{japanese.Say("95 % interval"), "95%信頼区間"},
		{english.Say("fit##a column"), "fit"},
		{japanese.Say("a text without Japanese, %d", 1), "a text without Japanese, 1"},
		{texts.Texts{}.Say("%d %%", 5), "5 %"},
		{english.Count(1, "lead"), "1 lead"},
		{english.Count(1204, "lead"), "1,204 leads"},
		{japanese.Count(1204, "lead"), "1,204件"},
		{texts.Thousands(-1234567), "-1,234,567"},
		{texts.Thousands(-123), "-123"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}
