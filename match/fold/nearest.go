package fold

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// longestTypo is the longest name, in characters, whose typing errors are looked for.
const longestTypo = 100

// Nearest finds the name that was probably meant by one that is unknown: of those
// given, the one with the fewest typing errors, the first of equals. It reports
// false where none is near. A third of the characters may be wrong; capitals,
// widths and spaces do not count. A name of over 100 characters is near none.
func Nearest(name string, among []string) (string, bool) {
	wrong := []rune(Text(name))
	if len(wrong) > longestTypo {
		return "", false
	}
	best, fewest := "", -1
	for _, candidate := range among {
		right := []rune(Text(candidate))
		if max(len(right), len(wrong))-min(len(right), len(wrong)) > max(len(wrong), len(right))/3 {
			continue // that many characters too many or too few
		}
		errors := typingErrors(wrong, right)
		if errors <= max(len(wrong), len(right))/3 && (fewest < 0 || errors < fewest) {
			best, fewest = candidate, errors
		}
	}
	return best, fewest >= 0
}

// TypingErrors counts the typing errors between two names: letters left out, added, changed, and
// neighbours changed about.
func TypingErrors(a, b string) int { return typingErrors([]rune(Text(a)), []rune(Text(b))) }

// Closest gives the names, at most as many as most, that have the smallest shares of
// typing errors against one that is unknown, the closest first; of equals the first.
func Closest(name string, among []string, most int) []string {
	wrong := []rune(Text(name))
	type candidate struct {
		name  string
		share float64
	}
	var candidates []candidate
	for _, other := range among {
		right := []rune(Text(other))
		longer := max(len(right), len(wrong), 1)
		share := 1.0
		if longer <= longestTypo {
			share = float64(typingErrors(wrong, right)) / float64(longer)
		}
		candidates = append(candidates, candidate{other, share})
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.share, b.share) })
	var names []string
	for _, c := range candidates[:min(most, len(candidates))] {
		names = append(names, c.name)
	}
	return names
}

// typingErrors is the Damerau-Levenshtein distance (optimal string alignment): how
// many characters must be put in, left out, changed or swapped with the next one
// to turn a into b.
func typingErrors(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i, r := range a {
		row[0] = i + 1
		for j, s := range b {
			if r == s {
				row[j+1] = last[j]
			} else {
				row[j+1] = 1 + min(last[j], last[j+1], row[j])
			}
			if i > 0 && j > 0 && r == b[j-1] && a[i-1] == s {
				row[j+1] = min(row[j+1], 1+before[j-1])
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// mostNames is how many names are listed.
const mostNames = 30

// Expected words what was expected in place of name: the nearest of names, or all
// of them.
func Expected(name string, names []string, what string) string {
	if near, found := Nearest(name, names); found {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(names) == 0 {
		return "there are no " + what
	}
	if len(names) > mostNames {
		return fmt.Sprintf("expected one of the %d %s: %s, ...", len(names), what, strings.Join(names[:mostNames], ", "))
	}
	return fmt.Sprintf("expected one of the %s: %s", what, strings.Join(names, ", "))
}
