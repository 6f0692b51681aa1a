// Command mutants measures what the tests notice: it changes one place of the code at a
// time, as a slip of the hand would, and runs the tests, which are to fail. Those mutants
// that they let live are listed. The same seed draws the same mutants of the same code.
//
//	go run ./bench/mutants -seed 1 -each 25
//
// (gremlins, the maintained tool of that kind, knows no choice of tests and draws no
// sample: each of some thousand mutants would take all tests of a package.)
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/format"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// room is a part of the code, and what tests it. With -deep more is asked about those mutants
// that the first tests let live.
type room struct {
	dir  string
	own  []string   // what is asked first, as arguments of go test; nil: the tests of the package
	deep [][]string // what is asked then
}

// slow are tests that come second: they take longer than all others of their package.
const slow = "TestNextQuestion|TestWhatIsRememberedDoesNotMatter|TestRandomFiles|TestLiftsAreSmallest|" +
	"TestDetect$|TestUnclosedQuoteInALongList|TestIndexedIsUTF8ByteForByte|TestManyKeys|TestSheetInterrupted"

// rooms are those that read and decide.
var rooms = []room{
	{"match", nil, [][]string{{"./match/..."}, {"./scoring", "-skip", slow}, {"./cmd", "-run", "Scripts"}}},
	{"rulebook", []string{"./rulebook/..."}, [][]string{{"./scoring", "-skip", slow}, {"./cmd", "-run", "Scripts"}}},
	{"leads", []string{"./leads/...", "-skip", slow}, [][]string{{"./leads", "-run", slow}, {"./cmd", "-run", "Scripts|Exports|Parts|Partial"}}},
	{"scoring", nil, [][]string{{"./scoring", "-run", slow}, {"./cmd", "-run", "Scripts"}}},
}

// tests are those that a mutant has to outlive, the nearest first.
func (r room) tests(m mutant, deep bool) [][]string {
	own := r.own
	if own == nil {
		own = []string{"./" + filepath.Dir(m.path), "-skip", slow}
	}
	if !deep {
		return [][]string{own}
	}
	return append([][]string{own}, r.deep...)
}

// elsewhere are folders below the rooms that only tests use.
var elsewhere = []string{"scoring/internal/naive", "leads/internal/made"}

// options say which mutants are made, and what is asked about them.
type options struct {
	seed uint64
	each int    // mutants of each room
	room string // "": all
	at   string // how the text of a mutant begins; "": all
	deep bool
	list bool
}

func main() {
	var o options
	flag.Uint64Var(&o.seed, "seed", 1, "draws other mutants")
	flag.IntVar(&o.each, "each", 25, "mutants of each room")
	flag.StringVar(&o.room, "room", "", "of one room only")
	flag.StringVar(&o.at, "at", "", "only mutants whose `PLACE` begins so, as in scoring/ask.go:12")
	flag.BoolVar(&o.deep, "deep", false, "ask other tests too where those of the package let a mutant live")
	flag.BoolVar(&o.list, "list", false, "show the mutants, test nothing")
	flag.Parse()
	if err := o.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

// run makes mutants of all rooms and counts what becomes of them.
func (o options) run() error {
	counts := map[string]int{}
	for _, r := range rooms {
		if o.room != "" && r.dir != o.room {
			continue
		}
		mutants, err := draw(r, o.seed, o.each)
		if err != nil {
			return err
		}
		for _, m := range mutants {
			if !strings.HasPrefix(m.String(), o.at) {
				continue
			}
			if o.list {
				fmt.Println(m)
				continue
			}
			begin := time.Now()
			verdict, err := m.verdict(r.tests(m, o.deep))
			if err != nil {
				return err
			}
			counts[verdict]++
			fmt.Printf("%s %5.1f s  %s\n", verdict, time.Since(begin).Seconds(), m)
		}
	}
	fmt.Printf("%d mutants, %d killed, %d survived\n", counts[killed]+counts[lives], counts[killed], counts[lives])
	return nil
}

// draw draws mutants of a room, in the order of their places.
func draw(r room, seed uint64, each int) ([]mutant, error) {
	var all []mutant
	err := filepath.WalkDir(r.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (slices.Contains(elsewhere, path) || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "_other") || strings.Contains(path, "_windows") {
			return nil
		}
		of, err := mutantsOf(path)
		all = append(all, of...)
		return err
	})
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:min(each, len(all))]
	slices.SortFunc(all, func(a, b mutant) int { return cmp.Or(strings.Compare(a.path, b.path), a.line-b.line) })
	return all, nil
}

// What becomes of a mutant.
const (
	killed  = "killed "
	lives   = "LIVES  "
	invalid = "invalid" // it does not compile
)

// verdict runs the tests with a mutant in place of its file.
func (m mutant) verdict(tests [][]string) (string, error) {
	dir, err := os.MkdirTemp("", "mutant-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	overlay, err := m.overlay(dir)
	if err != nil {
		return "", err
	}
	var failed *exec.ExitError
	if err := exec.Command("go", "build", "-overlay", overlay, "./"+filepath.Dir(m.path)).Run(); errors.As(err, &failed) {
		return invalid, nil
	}
	for _, test := range tests {
		run := exec.Command("go", append([]string{"test", "-overlay", overlay, "-vet=off", "-short", "-failfast", "-timeout=120s"}, test...)...)
		run.Env = append(os.Environ(), "RAPID_NOFAILFILE=1", "RAPID_SHRINKTIME=1s")
		if err := run.Run(); errors.As(err, &failed) {
			return killed, nil
		} else if err != nil {
			return "", err
		}
	}
	return lives, nil
}

// overlay writes the changed file, and what go build wants to know of it.
func (m mutant) overlay(dir string) (string, error) {
	source, err := os.ReadFile(m.path)
	if err != nil {
		return "", err
	}
	changed := slices.Concat(source[:m.begin], []byte(m.instead), source[m.end:])
	if _, err := format.Source(changed); err != nil {
		return "", err
	}
	original, err := filepath.Abs(m.path)
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "mutant.go")
	told, err := json.Marshal(map[string]map[string]string{"Replace": {original: file}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, errors.Join(os.WriteFile(file, changed, 0o600), os.WriteFile(path, told, 0o600))
}
