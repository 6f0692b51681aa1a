package operand

import (
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/node"
)

// This file takes texts of other languages apart: arguments, brackets, quotes, lists, wildcards.

// IsGrade reports whether a text is a grade: A, B+.
func IsGrade(text string) bool {
	bare := strings.TrimRight(strings.TrimSpace(text), "+-")
	return len(bare) == 1 && strings.Contains("abcdefABCDEF", bare)
}

// GradeAsked is a grade with what a text says of those beside it: B or better, >= B; "" for any other.
func GradeAsked(text string) (op, grade string) {
	found := gradeAsked().FindStringSubmatch(fold.Text(text))
	if found == nil {
		return "", ""
	}
	grade = strings.ToUpper(found[2])
	switch sign := found[1] + found[3]; {
	case found[1] != "" && found[3] != "":
		return "", ""
	case sign == "":
		return "is", grade
	case strings.ContainsAny(sign, ">≥") || strings.Contains(sign, "least") || strings.Contains(sign, "better") || strings.Contains(sign, "above") || strings.Contains(sign, "higher") || strings.Contains(sign, "up") || strings.Contains(sign, "以上"):
		return "at_least", grade
	}
	return "at_most", grade
}

var gradeAsked = lazyre.New(`^(>=|≥|=>|<=|≤|=<|at least|at most|min(?:imum)?|max(?:imum)?)?\s*([a-f][+-]?)\s*((?:or|and)\s+(?:better|above|higher|up|worse|below|lower)|以上|以下)?$`)

// Grades are the grades that a text joins: A or B; "" for one.
func Grades(v *yaml.Node) string {
	parts := eitherSigns().Split(node.Text(v), -1)
	if len(parts) < 2 || slices.ContainsFunc(parts, func(part string) bool { return !IsGrade(part) }) {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

var eitherSigns = lazyre.New(`\s+(?i:or)\s+|\s*[,/|]\s*`)

// Split parts a text where a pattern matches outside brackets and quotes.
func Split(text string, at *regexp.Regexp) []string {
	masked, depth, quote := []byte(text), 0, byte(0)
	for i, b := range masked {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case (b == '\'' || b == '"') && (i == 0 || strings.ContainsRune(" (=,<>", rune(masked[i-1]))):
			quote = b
		case b == '(' || b == '[' || b == '{':
			depth++
		case b == ')' || b == ']' || b == '}':
			depth--
		case depth <= 0:
			continue
		}
		masked[i] = '_'
	}
	var parts []string
	from := 0
	for _, found := range at.FindAllIndex(masked, -1) {
		parts, from = append(parts, text[from:found[0]]), found[1]
	}
	return append(parts, text[from:])
}

// Unwrapped is a text without the brackets around all of it.
func Unwrapped(text string) string {
	text = strings.TrimSpace(text)
	for strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") && closesAt(text) == len(text)-1 {
		text = strings.TrimSpace(text[1 : len(text)-1])
	}
	return text
}

// closesAt is where the bracket that begins a text is closed; -1 for nowhere.
func closesAt(text string) int {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// FirstArgument is what stands before the first comma outside brackets.
func FirstArgument(text string) string {
	all := Arguments(text)
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// Arguments parts a text at commas that no parentheses hold.
func Arguments(text string) []string {
	var all []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			all, from = append(all, strings.TrimSpace(text[from:i])), i+1
		}
	}
	return append(all, strings.TrimSpace(text[from:]))
}

// Unquoted is an operand without the quotes of its own language.
func Unquoted(text string) string {
	text = strings.Trim(strings.TrimSpace(text), `'"`)
	if truth := strings.ToLower(text); truth == "true" || truth == "false" {
		return truth
	}
	if in, ok := meant.Number(text); ok && in.IsExact() {
		return in.Low.String()
	}
	if text == "" {
		return "VALUE"
	}
	return node.Written(text)
}

// List writes several operands, such as "('JP', 'US')", as a list of ours.
func List(text string) string {
	var all []string
	for _, one := range Arguments(strings.Trim(strings.TrimSpace(text), "()[]")) {
		all = append(all, Unquoted(one))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// Like reads a pattern with wildcards, % or *, at its ends.
func Like(pattern string) string {
	pattern = strings.Trim(pattern, `"'`)
	open, shut := strings.TrimLeft(pattern, "%*"), strings.TrimRight(pattern, "%*")
	if strings.Contains(pattern, "|") {
		return "matches: " + node.Written("(?i)"+strings.Trim(pattern, "%*"))
	}
	word := node.Written(strings.Trim(pattern, "%*"))
	switch {
	case open == pattern && shut != pattern:
		return "starts_with: " + word
	case open != pattern && shut == pattern:
		return "ends_with: " + word
	}
	return "contains: " + word
}

// JapaneseList is a list for texts that Japanese signs part; "" for one text.
func JapaneseList(n *yaml.Node) string {
	if list := bracketed().FindStringSubmatch(n.Value); n.Kind == yaml.ScalarNode && list != nil {
		return List(strings.ReplaceAll(list[1], ";", ","))
	}
	if n.Kind != yaml.ScalarNode || node.IsQuoted(n) || !strings.ContainsAny(n.Value, "、・／") {
		return ""
	}
	parts := strings.FieldsFunc(n.Value, func(r rune) bool { return strings.ContainsRune("、・／", r) })
	return "[" + strings.Join(parts, ", ") + "]"
}

// bracketed matches texts in quotes that brackets hold: ('JP'; 'US').
var bracketed = lazyre.New(`^\s*[\[({]((?:\s*['"][^'"]*['"]\s*[,;]?)+)[\])}]\s*$`)

// FromWildcards is what to write for a text with the wildcards of SQL or of file names at its
// ends: like: "%CEO%". It is empty for a text without, and for lists.
func FromWildcards(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || strings.Trim(n.Value, "%*") == n.Value || strings.Trim(n.Value, "%*") == "" {
		return ""
	}
	return Like(n.Value)
}

// Opposite is false for true, and true for anything else.
func Opposite(truth string) string {
	if truth == "false" {
		return "true"
	}
	return "false"
}
