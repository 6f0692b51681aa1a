// Package checks says what each finding of `check` means.
package checks

import (
	_ "embed"
	"strings"

	"leadscore/match/fold"
)

// Text is all that is said, in Markdown: a heading for each check, and below it what is
// found and why it matters, with a bad and a good example in fenced blocks. What a block
// holds stands behind its fence: "yaml bad" and "csv good" are files of one of the two,
// "yaml" and "csv" of both. "log" is a file of the log mail.
//
//go:embed checks.md
var Text string

// Check is what is said of one kind of finding.
type Check struct {
	Name string
	Body string // in Markdown
}

// All lists the checks in the order in which they stand.
func All() []Check {
	var all []Check
	for _, section := range strings.Split("\n"+Text, "\n## ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		all = append(all, Check{name, strings.TrimSpace(body)})
	}
	return all
}

// Lookup finds a check by its name; - and _ are one.
func Lookup(name string) (Check, bool) {
	name = strings.ReplaceAll(fold.Text(name), "-", "_")
	for _, c := range All() {
		if c.Name == name {
			return c, true
		}
	}
	return Check{}, false
}

// Names lists the names of all checks.
func Names() []string {
	var names []string
	for _, c := range All() {
		names = append(names, c.Name)
	}
	return names
}

// Plain is the body for a terminal: examples are indented below what they are.
func (c Check) Plain() string {
	var b strings.Builder
	inside := false
	for line := range strings.SplitSeq(c.Body, "\n") {
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && inside:
			inside = false
		case fence:
			inside = true
			b.WriteString(titles[info] + "\n")
		case inside && line != "":
			b.WriteString("    " + line + "\n")
		default:
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// titles are what stands above an example.
var titles = map[string]string{
	"yaml bad": "Found in:", "yaml good": "Not found in:", "csv bad": "Found in the list:", "csv good": "Not found in the list:",
	"yaml": "With the rulebook:", "csv": "With the list:",
	"log bad": "Found in the log:", "log good": "Not found in the log:", "log": "With the log:",
}

// Example is the files of the bad or of the good example, by kind: "yaml", "csv", "log".
func (c Check) Example(which string) map[string]string {
	files := map[string]string{}
	for i, part := range strings.Split(c.Body, "```") {
		info, text, _ := strings.Cut(part, "\n")
		kind, of, _ := strings.Cut(info, " ")
		if i%2 == 1 && (of == "" || of == which) {
			files[kind] = text
		}
	}
	return files
}
