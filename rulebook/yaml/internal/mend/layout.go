package mend

import (
	"slices"
	"strings"

	"leadscore/internal/lazyre"
)

// What is wrong with how lines stand to each other: indentations, dashes, brackets of several lines.

// indented are texts in which a line, or it and those that lie under it, stand as far to the
// right as a line above, or as its key.
func indented(lines []string, i int) (all [][]string) {
	own := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
	var depths []int
	for j := i - 1; j >= 0 && len(depths) < 12; j-- {
		if bare := strings.TrimLeft(lines[j], " "); bare != "" && bare[0] != '#' {
			depth := len(lines[j]) - len(bare)
			for _, d := range []int{depth, depth + 2} {
				if (d == depth || strings.HasPrefix(bare, "- ")) && d != own && !slices.Contains(depths, d) {
					depths = append(depths, d)
				}
			}
		}
	}
	slices.SortStableFunc(depths, func(a, b int) int { return abs(a-own) - abs(b-own) })
	for _, depth := range depths {
		for _, more := range []func(line string) bool{
			func(string) bool { return false },
			func(line string) bool { return leading(line) > own },
			func(line string) bool {
				return leading(line) > own || leading(line) == own && strings.HasPrefix(line[own:], "- ") == strings.HasPrefix(lines[i][own:], "- ")
			},
		} {
			mended := slices.Clone(lines)
			for j := i; j < len(lines) && (j == i || strings.TrimSpace(lines[j]) != "" && more(lines[j])); j++ {
				mended[j] = strings.Repeat(" ", max(0, leading(lines[j])-own+depth)) + strings.TrimLeft(lines[j], " ")
			}
			all = append(all, mended)
		}
	}
	return all
}

func leading(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func abs(n int) int { return max(n, -n) }

// listsInBrackets are lists with dashes, or lines of JSON, around which brackets stand: the brackets go.
func listsInBrackets(lines []string, at int) [][]string {
	open := slices.IndexFunc(lines, func(line string) bool { return strings.HasSuffix(strings.TrimSpace(line), ": [") })
	if open < 0 {
		return nil
	}
	mended := slices.Clone(lines)
	mended[open] = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(lines[open], " "), "["), " ")
	for i := open + 1; i < len(lines); i++ {
		switch bare := strings.TrimSpace(lines[i]); {
		case strings.HasPrefix(bare, "]"):
			mended[i] = ""
			return [][]string{mended}
		case strings.HasPrefix(bare, "- "):
			mended[i] = strings.TrimRight(lines[i], " ,")
		}
	}
	return nil
}

var openKey = lazyre.New(`^( *)((?:- +)?)[\pL\d_ ]+:\s*(?:#.*)?$`)

// nested are texts in which the lines below a key without a value, which stand as far to the
// right as it, lie under it: as keys, or as the entry of a list.
func nested(lines []string, i int) (all [][]string) {
	if dash := dashKey().FindStringSubmatch(lines[i]); dash != nil {
		return besideDash(lines, i, len(dash[1]))
	}
	part := openKey().FindStringSubmatch(lines[i])
	if part == nil {
		return nil
	}
	depth := len(part[1]) + len(part[2])
	if depth == 0 && !slices.Contains([]string{"criteria", "stages", "tests"}, strings.TrimRight(strings.TrimSpace(lines[i]), ": ")) || i+1 == len(lines) || leading(lines[i+1]) != depth {
		return nil
	}
	for last := i + 1; last < len(lines) && last <= i+8 && leading(lines[last]) >= depth && strings.TrimSpace(lines[last]) != ""; last++ {
		keys, entry := slices.Clone(lines), slices.Clone(lines)
		for j := i + 1; j <= last; j++ {
			keys[j] = "  " + lines[j]
			entry[j] = "    " + lines[j]
		}
		entry[i+1] = "  " + lines[i+1][:depth] + "- " + lines[i+1][depth:]
		all = append([][]string{keys, entry}, all...) // the most lines first
	}
	return all
}

// besideDash are texts in which the lines below an entry stand under its first key, not its dash.
func besideDash(lines []string, i, depth int) (all [][]string) {
	mended := slices.Clone(lines)
	for j := i + 1; j < len(lines) && j <= i+12 && leading(lines[j]) >= depth && strings.TrimSpace(lines[j]) != "" && !strings.HasPrefix(lines[j][depth:], "- "); j++ {
		mended[j] = "  " + lines[j]
		all = append([][]string{slices.Clone(mended)}, all...)
	}
	return all
}

var dashKey = lazyre.New(`^(\s*)- ([\pL_]+): `)

// dashes stand before each key of one entry.
func (known Names) dashes(lines []string, i int) []string {
	part := dashKey().FindStringSubmatch(lines[i])
	if part == nil {
		return nil
	}
	mended, seen := slices.Clone(lines), map[string]bool{part[2]: true}
	for j := i + 1; j < len(lines); j++ {
		next := dashKey().FindStringSubmatch(lines[j])
		if next == nil || next[1] != part[1] || !known[next[2]] {
			break
		}
		if !seen[next[2]] {
			mended[j] = next[1] + "  " + lines[j][len(next[1])+2:]
		} else {
			seen = map[string]bool{}
		}
		seen[next[2]] = true
	}
	if slices.Equal(mended, lines) {
		return nil
	}
	return mended
}
