package yaml

import (
	"os"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/printer"
)

// breakages are slips of the hand in one line; "" for a line in which one is not possible.
var breakages = []struct {
	name string
	of   func(line string) string
}{
	{"the colon is missing", func(line string) string { return replacedOnce(line, ": ", " ") }},
	{"the blank after the colon is missing", func(line string) string { return replacedOnce(line, ": ", ":") }},
	{"an equals sign", func(line string) string { return replacedOnce(line, ": ", " = ") }},
	{"a wide colon", func(line string) string { return replacedOnce(line, ": ", "：") }},
	{"the comma is missing", func(line string) string { return replacedOnce(line, ", ", " ") }},
	{"two commas", func(line string) string { return replacedOnce(line, ", ", ",, ") }},
	{"a semicolon", func(line string) string { return replacedOnce(line, ", ", "; ") }},
	{"a wide comma", func(line string) string { return replacedOnce(line, ", ", "，") }},
	{"the brace is not closed", func(line string) string { return replacedLast(line, "}", "") }},
	{"the bracket is not closed", func(line string) string { return replacedLast(line, "]", "") }},
	{"a brace too many", func(line string) string { return replacedLast(line, "}", "}}") }},
	{"the quote is not closed", func(line string) string { return replacedLast(line, `"`, "") }},
	{"curly quotes", func(line string) string { return strings.ReplaceAll(line, `"`, "”") }},
	{"the dash without a blank", func(line string) string { return replacedOnce(line, "- ", "-") }},
	{"a star for the dash", func(line string) string { return replacedOnce(line, "- ", "* ") }},
	{"a blank too many", func(line string) string { return " " + line }},
	{"a blank too few", func(line string) string { return strings.TrimPrefix(line, " ") }},
	{"a tab", func(line string) string { return replacedOnce(line, "  ", "\t") }},
	{"a wide blank", func(line string) string { return replacedOnce(line, "  ", "\u3000") }},
	{"a comma at the end", func(line string) string { return line + "," }},
	{"a semicolon at the end", func(line string) string { return line + ";" }},
}

func replacedOnce(line, old, with string) string { return strings.Replace(line, old, with, 1) }

func replacedLast(line, old, with string) string {
	at := strings.LastIndex(line, old)
	if at < 0 {
		return line
	}
	return line[:at] + with + line[at+len(old):]
}

// TestMended breaks rulebooks line by line. Where messages tell of whole lines, the file is YAML
// with them, and most are then the rulebook that they were.
func TestMended(t *testing.T) {
	printed := func(src string) string {
		rb, _ := rulebook.Unpack(Load("rules.yaml", []byte(src)))
		if rb == nil {
			return ""
		}
		return string(printer.Rulebook(rb))
	}
	page := string(made.ReadFile(t, "../../docs/rulebook.md"))
	broken, mended := 0, 0
	for n, block := range strings.Split(page, "```yaml\n")[1:] {
		src, _, _ := strings.Cut(block, "```")
		whole := printed(src)
		if whole == "" || n%4 != 0 && os.Getenv("SLIPS_ALL") == "" {
			continue
		}
		lines := strings.Split(strings.TrimSuffix(src, "\n"), "\n")
		for i, line := range lines {
			for _, slip := range breakages {
				if bare := strings.TrimSpace(line); slip.of(line) == line || strings.HasPrefix(bare, "#") {
					continue
				}
				one := strings.Join(lines[:i], "\n") + "\n" + slip.of(line) + "\n" + strings.Join(lines[i+1:], "\n") + "\n"
				if i == 0 {
					one = one[1:]
				}
				problems := problemsOf(one)
				if printed(one) != "" || len(problems) == 0 { // it is another rulebook
					continue
				}
				broken++
				out, done := pastedLines(one, problems)
				if _, _, wrong := parseFile("rules.yaml", []byte(out)); done > 0 && wrong != nil {
					t.Errorf("example %d, line %d, %s: with the lines that are told it is no YAML: %v\n%s", n+1, i+1, slip.name, wrong, out)
				}
				if printed(out) == whole {
					mended++
				} else if testing.Verbose() {
					t.Logf("example %d, line %d, %s:\n%s\n%v\n%s", n+1, i+1, slip.name, slip.of(line), problems, out)
				}
			}
		}
	}
	t.Logf("%d of %d are mended", mended, broken)
	if broken < 500 || float64(mended) < 0.8*float64(broken) {
		t.Errorf("%d of %d broken rulebooks are mended", mended, broken)
	}
}
