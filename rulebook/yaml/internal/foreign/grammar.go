package foreign

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads the names of operators that no table holds as a whole, from what their
// single words say: employee_count_gte, has_none_of, must_exceed.

// The senses of single words.
//
//go:embed senses.tsv
var sensesTable string

// senses gives what a word says: a word may say several things.
var senses = sync.OnceValue(func() map[string][]string {
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
	table := senses()
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
	for part, all := range senses() {
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
	if !strings.ContainsFunc(word, func(r rune) bool { return r > 0x3000 }) || senses()[word] != nil {
		return ""
	}
	for part, all := range senses() {
		if strings.HasPrefix(all[0], "ja ") {
			word = strings.ReplaceAll(word, part, "")
		}
	}
	return strings.Trim(word, "0123456789ではがをにのとかるいすもよりまれ次値日週月年人名社件円ヶ間 ")
}

// saying is what the words of a name say together, and the words that say nothing of an
// operator.
type saying struct {
	said map[string]bool
	rest []string
}

func sayingOf(words []string) saying {
	s := saying{said: map[string]bool{}}
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
		if said == nil && !slices.Contains(fillers, word) && !slices.Contains(measures, word) {
			s.rest = append(s.rest, word)
		}
	}
	return s
}

// silent reports whether nothing is said.
func (s saying) silent() bool { return len(s.said) == 0 }

// has reports whether all of these senses are said.
func (s saying) has(all ...string) bool {
	return !slices.ContainsFunc(all, func(sense string) bool { return !s.said[sense] })
}

// compared is the operator of numbers that is said; "" for none.
func (s saying) compared() string {
	switch {
	case s.has("up", "equal"), s.has("least"):
		return "at_least"
	case s.has("down", "equal"), s.has("most"):
		return "at_most"
	case s.has("up"):
		return "above"
	case s.has("down"):
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
	s := sayingOf(words)
	negated = s.has("no")
	op := s.compared()
	switch {
	case s.has("many") && op != "" && !s.has("unit"):
		return "count: {" + op + ": {n}}", negated, s.rest
	case op != "" && s.has("blank"): // not a word of operators: min_missing
		return "", false, nil
	}
	for _, o := range operators {
		if s.has(o.said...) {
			return o.write, negated, s.rest
		}
	}
	switch {
	case op != "":
		return op + ": {n}", negated, s.rest
	case s.has("same"), s.has("either"), negated && len(s.rest) == 0:
		return "is: {v}", negated, s.rest
	}
	return "", false, nil
}

// light words say nothing that a key beside them does not say: lead_email, default_language.
var light = append([]string{"column", "columns", "name", "names", "field", "fields", "key", "keys", "default", "our", "my", "setting", "settings", "config", "option", "options", "list", "info", "new", "by", "for", "with", "as", "used", "use", "in", "on", "at", "treat", "last", "will", "must", "this", "these", "text", "rule", "rules"}, append(owners, fillers...)...)

// byPart is the text to write for a name of which a part stands in the table, or is one of the
// mapping's own keys, and the rest says nothing else: the longest part, and of equals the last.
func byPart(m *keys.Mapping, words []string) string {
	if saysNot(words) {
		return ""
	}
	for size := len(words) - 1; size > 0; size-- {
		for from := len(words) - size; from >= 0; from-- {
			part, rest := words[from:from+size], slices.Concat(words[:from], words[from+size:])
			write := partMeant(m, part)
			if isBound := keyOf(write) == "min" || keyOf(write) == "max"; m.Operators && isBound && len(without(rest, slices.Concat(light, sums))) > 0 {
				continue // revenue_min bounds what a field holds, not what it earns
			}
			if keyOf(write) == "group" && len(without(rest, slices.Concat(light, sums))) > 0 {
				continue // country_group is a field's, not one of the rulebook
			}
			if write != "" && restFits(m, rest, write) {
				return write
			}
		}
	}
	return ""
}

// partMeant is the text to write for a part of a name.
func partMeant(m *keys.Mapping, part []string) string {
	k, found := m.Key(strings.Join(part, "_"))
	if found && k.Name == "bands" {
		return rowOf(m, []string{"ranges"})
	}
	if found && k.Name != "all" && k.Name != "any" && k.Name != "not" && k.Name != "name" {
		return k.Name + ": " + placeOfKind(k.Kind)
	}
	write := rowOf(m, part)
	if len(part) == 1 && slices.Contains(light, part[0]) || IsOperatorName(keyOf(write)) || strings.HasPrefix(write, "leave ") {
		return ""
	}
	return write
}

// placeOfKind is the placeholder for a value of a key.
func placeOfKind(k keys.Kind) string {
	switch k {
	case keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole:
		return "{n}"
	case keys.KindShare:
		return "{s}"
	case keys.KindDays:
		return "{d}"
	case keys.KindTruth:
		return "{t}"
	case keys.KindCondition:
		return "{c}"
	}
	return "{v}"
}

// restFits reports whether the other words of a name say nothing, or the same.
func restFits(m *keys.Mapping, rest []string, write string) bool {
	return !slices.ContainsFunc(rest, func(word string) bool {
		_, isKey := m.Key(word)
		other := rowOf(m, []string{word})
		if word == m.Title {
			return false // decay_from
		}
		if slices.Contains(sums, word) && keyOf(write) != "points" || m == &keys.Rulebook && slices.Contains([]string{"criteria", "scoring", "score", "rule", "rules"}, word) {
			return false
		}
		return !slices.Contains(light, word) && other != write && (isKey || m == &keys.Rulebook || other != "" || sensesOf(word) != nil || slices.Contains(notOfOperators, word) && !slices.Contains(sums, word))
	})
}

// notOfOperators are words of keys beside operators: max_points is none.
var notOfOperators = []string{"points", "point", "pts", "score", "scores", "weight", "share", "percent", "percentage", "pct", "grade", "group", "decay", "cap", "limit", "stage", "name", "label", "note", "reason", "type", "format", "rule", "rules", "criteria", "condition", "conditions", "filter", "filters", "operator"}

// composedIn is composed for a mapping: a name that speaks of points or of the rule itself
// is no operator.
func composedIn(m *keys.Mapping, words []string) (write string, negated bool, rest []string) {
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

// fromParts is what to write for a name of which a part says an operator and the rest the
// field: employees_gte. In a line that has a field the rest says nothing new.
func (t Translator) fromParts(all []node.Entry, e node.Entry) string {
	words := wordsOf(e.Name)
	write, negated, rest := composedIn(t.Table, words)
	switch {
	case write == "" || t.Table == &keys.Want && len(rest) > 0:
		return ""
	case len(rest) == 0 || t.Table == &keys.Count || t.FieldOf(all) != "":
		return t.filled(write, all, e, negated)
	}
	for from := 1; from < len(words); from++ {
		if op, _, left := composedIn(t.Table, words[from:]); op == write && len(left) == 0 {
			field := fieldBefore(e.Name, words[from:])
			all = append(slices.Clone(all), node.Entry{Name: "field", Value: &yaml.Node{Kind: yaml.ScalarNode, Value: field}})
			if write = t.filled(write, all, e, negated); strings.Contains(write, "field: ") {
				return write
			}
			return "field: " + node.Written(field) + ", " + write
		}
	}
	return ""
}

// fieldBefore is what stands in a name before these words, as it is written.
func fieldBefore(name string, words []string) string {
	at := len(name)
	for _, word := range slices.Backward(words) {
		if i := strings.LastIndex(strings.ToLower(name[:at]), word); i > 0 {
			at = i
		}
	}
	return strings.TrimRight(name[:at], "_-. $")
}
