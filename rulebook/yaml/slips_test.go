package yaml

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring/lint"
)

// slip is what somebody who knows another tool writes.
type slip struct {
	name, src string
	line      int // where the message must stand; 0: anywhere
	want      []string
	never     []string // what no message may hold, such as the opposite
	meant     string   // the rulebook that comes out when the texts are pasted; "": it is not compared
}

func readSlips(t *testing.T) []slip {
	t.Helper()
	var slips []slip
	files, err := filepath.Glob("testdata/slips*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		slips = append(slips, readSlipsOf(t, file)...)
	}
	return slips
}

func readSlipsOf(t *testing.T, file string) []slip {
	t.Helper()
	var slips []slip
	for line := range strings.Lines(string(made.ReadFile(t, file))) {
		last := len(slips) - 1
		switch name, isName := strings.CutPrefix(line, "## "); {
		case isName:
			slips = append(slips, slip{name: strings.TrimSpace(name)})
		case last < 0 || line == "\n":
		case strings.HasPrefix(line, "@ "):
			at, err := strconv.Atoi(strings.TrimSpace(line[2:]))
			if err != nil {
				t.Fatal(err)
			}
			slips[last].line = at
		case strings.HasPrefix(line, "== "):
			slips[last].meant += line[3:]
		case strings.HasPrefix(line, "!! "):
			slips[last].never = append(slips[last].never, strings.TrimSpace(line[3:]))
		case strings.HasPrefix(line, ">> "):
			slips[last].want = append(slips[last].want, strings.TrimSpace(line[3:]))
		default:
			slips[last].src += line
		}
	}
	return slips
}

// problemsOf is what is found in a rulebook, by the loader and then by lint.
func problemsOf(src string) []rulebook.Problem {
	rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
	if rb == nil {
		return problems
	}
	return lint.Rulebook(rb)
}

// TestSlipsPasted: what messages tell to write is put where they tell it, as a reader would,
// and the rulebook is one then. Some slips need a reader's choice: a list or a text, which
// group there is, what of two.
func TestSlipsPasted(t *testing.T) {
	slips, loaded := readSlips(t), 0
	var broken []string
	for _, s := range slips {
		src, left := pastedWhole(s.src, false)
		if slices.ContainsFunc(left, func(p rulebook.Problem) bool { return !p.Warning }) {
			broken = append(broken, s.name+"\n"+src+left[0].Error())
		} else {
			loaded++
		}
	}
	if share := float64(loaded) / float64(len(slips)); share < 0.87 {
		t.Errorf("%d of %d rulebooks load when the texts are pasted; these do not:\n%s", loaded, len(slips), strings.Join(broken, "\n"))
	}
}

// pastedWhole is a rulebook in which texts are pasted as long as messages tell some, and what is
// found in it then.
func pastedWhole(src string, warnings bool) (string, []rulebook.Problem) {
	left := problemsOf(src)
	for range 4 {
		done := 0
		if src, done = pasted(src, left, warnings); done == 0 {
			break
		}
		left = problemsOf(src)
	}
	return src, left
}

// TestSlipsMeant: the rulebook that comes out when the texts are pasted is the one that was meant.
func TestSlipsMeant(t *testing.T) {
	printed := func(src string) string {
		rb, problems := rulebook.Unpack(Load("rules.yaml", []byte(src)))
		if rb == nil {
			return src + problems[0].Error()
		}
		return string(printer.Rulebook(rb))
	}
	compared := 0
	for _, s := range readSlips(t) {
		if s.meant == "" {
			continue
		}
		compared++
		t.Run(s.name, func(t *testing.T) {
			src, _ := pastedWhole(s.src, true)
			if got, want := printed(src), printed(s.meant); got != want {
				t.Errorf("pasted, it is\n%snot\n%s", got, want)
			}
		})
	}
	if compared < 100 {
		t.Errorf("%d rulebooks compared", compared)
	}
}

// TestSlips: a message tells the very text to write in place of a slip.
func TestSlips(t *testing.T) {
	slips := readSlips(t)
	if len(slips) < 1000 {
		t.Fatalf("%d slips", len(slips))
	}
	for _, s := range slips {
		t.Run(s.name, func(t *testing.T) {
			problems := problemsOf(s.src)
			var all strings.Builder
			for _, p := range problems {
				if s.line == 0 || p.Pos.Line == s.line {
					all.WriteString(p.Error() + "\n")
				}
			}
			for _, never := range s.never {
				if strings.Contains(all.String(), never) {
					t.Errorf("a message holds %q, the opposite, in\n%s%s", never, s.src, all.String())
				}
			}
			for _, want := range s.want {
				if !strings.Contains(all.String(), want) {
					t.Errorf("no message holds %q in\n%s%s", want, s.src, all.String())
				}
			}
		})
	}
}
