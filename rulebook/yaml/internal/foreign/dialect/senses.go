package dialect

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"leadscore/rulebook/yaml/internal/keys"
)

// This file reads the names of operators that no table holds as a whole, from what their single words
// say: employee_count_gte, has_none_of, must_exceed.

// The senses of single words.
//
//go:embed senses.tsv
var sensesTable string

// Senses gives what a word says: a word may say several things.
var Senses = sync.OnceValue(func() map[string][]string {
	table := map[string][]string{}
	for line := range strings.Lines(sensesTable) {
		sense, words, found := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for word := range strings.SplitSeq(words, "|") {
			if found {
				table[word] = append(table[word], sense)
			}
		}
	}
	return table
})

// sensesOf is what a word says, in whatever form it stands; nil for a word that is none of
// an operator's.
func sensesOf(word string) []string {
	table := Senses()
	if said := table[word]; said != nil {
		return said
	}
	if strings.ContainsFunc(word, func(r rune) bool { return r > 0x3000 }) {
		return japaneseSenses(word)
	}
	for _, ending := range []string{"s", "es", "ed", "d", "ing"} {
		if stem, found := strings.CutSuffix(word, ending); found && len(stem) > 2 && table[stem] != nil {
			return table[stem]
		}
	}
	return nil
}

// japaneseSenses is what the parts of a Japanese word say.
func japaneseSenses(word string) (said []string) {
	for part, all := range Senses() {
		for _, sense := range all {
			if bare, isJapanese := strings.CutPrefix(sense, "ja "); isJapanese && strings.Contains(word, part) && !slices.Contains(said, bare) {
				said = append(said, bare)
			}
		}
	}
	return said
}

// japaneseRest is what is left of a Japanese word without the parts that say something, numbers
// and particles.
func japaneseRest(word string) string {
	if !strings.ContainsFunc(word, func(r rune) bool { return r > 0x3000 }) || Senses()[word] != nil {
		return ""
	}
	for part, all := range Senses() {
		if strings.HasPrefix(all[0], "ja ") {
			word = strings.ReplaceAll(word, part, "")
		}
	}
	return strings.Trim(word, "0123456789ではがをにのとかるいすもよりまれ次値日週月年人名社件円ヶ間 ")
}

// Saying is what the words of a name say together, and the words that say nothing of an
// operator.
type Saying struct {
	said map[string]bool
	rest []string
}

// SayingOf is what the words of a name say.
func SayingOf(words []string) Saying {
	s := Saying{said: map[string]bool{}}
	for _, word := range words {
		said := sensesOf(word)
		if strings.Trim(word, "0123456789") == "" {
			continue // of an age in the name
		}
		for _, sense := range said {
			s.said[sense] = true
		}
		if rest := japaneseRest(word); said != nil && rest != "" {
			s.rest = append(s.rest, rest)
		}
		if said == nil && !slices.Contains(Fillers, word) && !slices.Contains(measures, word) {
			s.rest = append(s.rest, word)
		}
	}
	return s
}

// silent reports whether nothing is said.
func (s Saying) Silent() bool { return len(s.said) == 0 }

// has reports whether all of these senses are said.
func (s Saying) Has(all ...string) bool {
	return !slices.ContainsFunc(all, func(sense string) bool { return !s.said[sense] })
}

// compared is the operator of numbers that is said; "" for none.
func (s Saying) Compared() string {
	switch {
	case s.Has("up", "equal"), s.Has("least"):
		return "at_least"
	case s.Has("down", "equal"), s.Has("most"):
		return "at_most"
	case s.Has("up"):
		return "above"
	case s.Has("down"):
		return "below"
	}
	return ""
}

// operators says what combinations of senses mean; the first that are all said decides.
var operators = []struct {
	said  []string
	write string
}{
	{[]string{"free", "mail"}, "free_mail: {t}"},
	{[]string{"work", "mail"}, "free_mail: {!t}"},
	{[]string{"next"}, "within_next: {d}"},
	{[]string{"domain"}, "domain: {v}"},
	{[]string{"ago", "down"}, "within: {d}"},
	{[]string{"ago", "most"}, "within: {d}"},
	{[]string{"unit", "down"}, "within: {d}"},
	{[]string{"unit", "up"}, "older_than: {d}"},
	{[]string{"past"}, "within: {d}"},
	{[]string{"ago"}, "older_than: {d}"},
	{[]string{"span"}, "between: {p}"},
	{[]string{"before"}, "before: {v}"},
	{[]string{"after"}, "after: {v}"},
	{[]string{"blank"}, "known: {!t}"},
	{[]string{"filled"}, "known: {t}"},
	{[]string{"pattern"}, "matches: {v}"},
	{[]string{"part", "word"}, "has_word: {v}"},
	{[]string{"part", "every"}, "has_all: {v}"},
	{[]string{"begin"}, "starts_with: {v}"},
	{[]string{"end"}, "ends_with: {v}"},
	{[]string{"part"}, "contains: {v}"},
	{[]string{"word"}, "has_word: {v}"},
}

// composed is the text to write for words of which each says a part of an operator; "" for
// none. rest are the words that say nothing of it.
func composed(words []string) (write string, negated bool, rest []string) {
	s := SayingOf(words)
	negated = s.Has("no")
	op := s.Compared()
	switch {
	case s.Has("many") && op != "" && !s.Has("unit"):
		return "count: {" + op + ": {n}}", negated, s.rest
	case op != "" && s.Has("blank"): // not a word of operators: min_missing
		return "", false, nil
	}
	if s.Has("no", "ago") && slices.ContainsFunc(words, func(w string) bool { return w == "since" || w == "for" }) {
		return "older_than: {d}", false, s.rest // no activity since
	}
	for _, o := range operators {
		if s.Has(o.said...) {
			return o.write, negated, s.rest
		}
	}
	switch {
	case op != "":
		return op + ": {n}", negated, s.rest
	case s.Has("same"), s.Has("either"), negated && len(s.rest) == 0:
		return "is: {v}", negated, s.rest
	}
	return "", false, nil
}

// ComposedIn is composed for a mapping: a name that speaks of points or of the rule itself
// is no operator.
func ComposedIn(m *keys.Mapping, words []string) (write string, negated bool, rest []string) {
	other := func(word string) bool { return slices.Contains(notOfOperators, word) }
	if !m.Operators || slices.ContainsFunc(words, other) {
		return "", false, nil
	}
	if write, negated, rest = composed(words); m == &keys.Count && !IsNumberOperator(write) {
		return "", false, nil
	}
	return write, negated, rest
}

// IsNumberOperator reports whether a text begins with an operator that compares numbers.
func IsNumberOperator(write string) bool {
	name, _, _ := strings.Cut(write, ":")
	return slices.Contains([]string{"is", "is_not", "at_least", "at_most", "above", "below", "between"}, name)
}
