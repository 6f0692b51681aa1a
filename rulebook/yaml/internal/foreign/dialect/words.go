package dialect

import (
	"slices"
	"strings"
	"unicode"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
)

// This file parts names into words, and tells what turns a name round.

// MaxMeant is how many bytes an unknown name may have that is compared with the known ones.
const MaxMeant = 100

// Fillers say nothing in the names of operators, measures only of what unit a value is, and
// negations turn them round.
var (
	Fillers   = []string{"is", "are", "be", "was", "does", "do", "did", "the", "to", "than", "of", "value", "values", "should"}
	measures  = []string{"x", "n", "day", "days", "week", "weeks", "month", "months", "year", "years"} // of an age, in the name of an operator
	negations = []string{"not", "non", "doesnt", "isnt", "nt", "dont", "without", "never", "arent", "cannot"}
)

// deniable are words of operators that stand behind not without a blank: notin.
var deniable = []string{"in", "is", "like", "ilike", "contains", "contain", "containing", "includes", "equal", "equals", "equalto", "eq", "between", "has", "any", "one", "within", "matches", "match", "matching", "startswith", "endswith", "starts", "ends", "same", "member", "regex", "rlike", "na", "null", "nan", "none", "empty", "blank", "known", "set", "missing"}

// Words parts a foreign name: greaterThan and greater_than are two words, $gte and
// gte? are one.
func Words(name string) []string {
	var spaced strings.Builder
	before := ' '
	runes := []rune(strings.ReplaceAll(bareOf(name), "'", ""))
	for i, r := range runes {
		begins := unicode.IsLower(before) || unicode.IsUpper(before) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
		if unicode.IsUpper(r) && begins || isSign(r) != isSign(before) && before != ' ' {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
		before = r
	}
	parted := strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(fold.Text(spaced.String()))
	if words := strings.Fields(parted); len(words) > 0 {
		if rest, found := strings.CutPrefix(words[0], "not"); found && slices.Contains(deniable, rest) {
			words = append([]string{"not", rest}, words[1:]...)
		}
		return words
	}
	return []string{fold.Text(name)}
}

// bareOf is a name without the signs that other languages put before and behind names.
func bareOf(name string) string {
	if bare := strings.TrimSuffix(strings.TrimLeft(name, "$@:#*"), "?"); strings.ContainsFunc(bare, unicode.IsLetter) {
		return bare
	}
	return name
}

// isSign reports whether a character is one of those that compare.
func isSign(r rune) bool { return strings.ContainsRune("<>=!~≥≤", r) }

// Without gives the words but for some of them.
func Without(words, drop []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(drop, w) })
}

// SaysNot reports whether one of the words denies.
func SaysNot(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(negations, w) })
}

// opposites are words of which one turns the meaning of the other round.
var opposites = [][2][]string{
	{negations, nil},
	{{"last", "past", "ago", "since", "older"}, {"next"}},
	{{"min", "minimum", "least", "above", "greater", "more", "over"}, {"most", "below", "less", "max"}},
	{{"any", "one"}, {"all"}},
	{{"before", "earlier"}, {"after", "later"}},
	{{"true", "known"}, {"false", "unknown"}},
	{{"max", "most", "below", "less", "maximum"}, {"least", "above", "min"}},
}

// TurnsRound reports whether a suggestion says the opposite of what was written.
func TurnsRound(name, right string) bool {
	written, suggested := Words(name), Words(right)
	has := func(words, of []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
	}
	if has(written, negations) != has(suggested, negations) {
		return true
	}
	for _, pair := range opposites[1:] {
		if has(written, pair[0]) && has(suggested, pair[1]) || has(written, pair[1]) && has(suggested, pair[0]) {
			return true
		}
	}
	return false
}

// IsOperator reports whether a name is one of our operators.
func IsOperator(name string) bool {
	_, ours := match.LookupOperator(name)
	return ours
}

// KeyOf is the key of an entry such as "points: 5".
func KeyOf(entry string) string {
	name, _, _ := strings.Cut(entry, ": ")
	return name
}

// IsNear reports whether a name is a typing error away from a key.
func IsNear(m *keys.Mapping, name string) bool {
	if len(name) > MaxMeant {
		return false
	}
	near, found := fold.Nearest(name, m.Names())
	return found && !TurnsRound(name, near)
}

// Misspelt is the word of another tool that a name is a typing error away from; "" for none, and
// for one that would say the opposite.
func Misspelt(m *keys.Mapping, name string) string {
	if len(name) < 5 || len(name) > MaxMeant {
		return ""
	}
	var among []string
	for word := range Table()[m.Title] {
		if len(word) > 4 && !strings.HasPrefix(word, "~") {
			among = append(among, word)
		}
	}
	slices.Sort(among)
	near, found := fold.Nearest(strings.Join(Words(name), " "), among)
	if !found || TurnsRound(name, near) || fold.TypingErrors(strings.Join(Words(name), " "), near) > 1+len(name)/10 {
		return ""
	}
	return near
}
