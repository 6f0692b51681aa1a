package dialect

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/rulebook/yaml/internal/keys"
)

// This file says which of our keys a foreign name stands for, by the table or by its parts.

// Meant is the text to write for a foreign name in this mapping, by the table or else
// by what its words say; "" for none. Where the name says not, it is to be turned round.
func Meant(m *keys.Mapping, name string) (write string, negated bool) {
	if write, negated = ByTable(m, name); write != "" {
		return write, negated
	}
	if write = byPart(m, Words(name)); write != "" {
		return write, false
	}
	write, negated, rest := ComposedIn(m, Words(name))
	if len(rest) > 0 {
		return "", false
	}
	return write, negated
}

// ByTable is inOurWords by the table.
func ByTable(m *keys.Mapping, name string) (write string, negated bool) {
	for _, ending := range []string{"である", "です", "の場合"} {
		name = cmp.Or(strings.TrimSuffix(name, ending), name)
	}
	all := Words(name)
	if positive := japaneseNegations[name]; positive != "" {
		write, _ := ByTable(m, positive)
		return write, true
	}
	look := func(words []string) string {
		if len(words) == 0 {
			return ""
		}
		if write := conjugated(m, words); write != "" {
			return write
		}
		if write := Table()[m.Title][strings.Join(words, " ")]; write != "" {
			return write
		}
		if own := strings.Join(words, "_"); own != name && m.Knows(own) && !slices.Contains([]string{"all", "any", "not", "missing"}, own) {
			return own + ": " + placeFor(own)
		}
		return Row(m, words)
	}
	if write := look(all); write != "" {
		return write, false
	}
	if write := look(Without(all, Fillers)); write != "" && !SaysNot(all) {
		return write, false
	}
	if write := look(Without(all, append(slices.Clone(Fillers), measures...))); write != "" && !SaysNot(all) {
		return write, false
	}
	if write := withoutOwner(all, look); write != "" && !SaysNot(all) {
		return write, false
	}
	if !SaysNot(all) || !m.Operators {
		return "", false
	}
	rest := Without(all, append(slices.Clone(negations), Fillers...))
	if len(rest) == 0 { // is not
		return "is: {v}", true
	}
	return look(rest), true
}

// placeFor is the placeholder for the value of one of our keys.
func placeFor(name string) string {
	op, _ := match.LookupOperator(name)
	switch op.Operand {
	case match.OperandPair:
		return "{p}"
	case match.OperandDays:
		return "{d}"
	}
	return "{v}"
}

// Owners say whose a field or a score is: prospect_field, lead_score. Sums say that something
// is about points: points_to_add.
var (
	owners = []string{"person", "lead", "prospect", "contact", "account", "company", "deal", "opportunity", "user", "customer", "member", "data", "custom", "crm", "object", "record", "total", "overall", "current", "final", "profile", "source", "form"}
	sums   = []string{"points", "point", "pts", "score"}
)

// withoutOwner looks for a foreign name without what it says of its owner, where what is
// left names a field, points or a score.
func withoutOwner(all []string, look func([]string) string) string {
	rest := Without(all, append(slices.Clone(Fillers), owners...))
	write := look(rest)
	if strings.HasPrefix(write, "field: {v}") || strings.HasPrefix(write, "has: ") || slices.Contains(rest, "score") || slices.Contains(rest, "points") {
		if write != "" {
			return write
		}
	}
	if bare := Without(rest, sums); len(bare) < len(rest) && len(bare) > 0 {
		if write := look(bare); strings.HasPrefix(write, "points: ") || strings.HasPrefix(write, "max: ") || strings.HasPrefix(write, "min: ") {
			return write
		}
	}
	return ""
}

// japaneseNegations are the words whose opposite these are.
var japaneseNegations = map[string]string{"!~": "~", "!~*": "~", "!^": "^", "含まない": "含む", "含まれない": "含まれる", "一致しない": "一致", "始まらない": "前方一致", "終わらない": "後方一致"}

// light words say nothing that a key beside them does not say: lead_email, default_language.
var light = append([]string{"column", "columns", "name", "names", "field", "fields", "key", "keys", "default", "our", "my", "setting", "settings", "config", "option", "options", "list", "info", "new", "by", "for", "with", "as", "used", "use", "in", "on", "at", "treat", "last", "will", "must", "this", "these", "text", "rule", "rules"}, append(owners, Fillers...)...)

// byPart is the text to write for a name of which a part stands in the table, or is one of the
// mapping's own keys, and the rest says nothing else: the longest part, and of equals the last.
func byPart(m *keys.Mapping, words []string) string {
	if SaysNot(words) {
		return ""
	}
	for size := len(words) - 1; size > 0; size-- {
		for from := len(words) - size; from >= 0; from-- {
			part, rest := words[from:from+size], slices.Concat(words[:from], words[from+size:])
			write := partMeant(m, part)
			if isBound := KeyOf(write) == "min" || KeyOf(write) == "max"; m.Operators && isBound && len(Without(rest, slices.Concat(light, sums))) > 0 {
				continue // revenue_min bounds what a field holds, not what it earns
			}
			if KeyOf(write) == "group" && len(Without(rest, slices.Concat(light, sums))) > 0 {
				continue // country_group is a field's, not one of the rulebook
			}
			if write != "" && (restFits(m, rest, write) || size == 1 && isHead(m, words)) {
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
		return Row(m, []string{"ranges"})
	}
	if found && k.Name != "all" && k.Name != "any" && k.Name != "not" && k.Name != "name" {
		return k.Name + ": " + placeOfKind(k.Kind)
	}
	write := Row(m, part)
	if len(part) == 1 && slices.Contains(light, part[0]) || IsOperator(KeyOf(write)) || strings.HasPrefix(write, "leave ") {
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

// isHead reports whether the last word of a name is a key of the mapping that takes a number, and
// the others only say whose or of what: criteria_weight.
func isHead(m *keys.Mapping, words []string) bool {
	if slices.Contains(words, "of") {
		return false // share_of_score is a share
	}
	if slices.Contains(words, "of") {
		return false // share_of_score is a share
	}
	k, found := m.Key(words[len(words)-1])
	place := placeOfKind(k.Kind)
	if _, row, _ := strings.Cut(Row(m, words[len(words)-1:]), ": "); !found && !m.Operators && m != &keys.Rulebook {
		place, found = row, row != "" // unit_multiplier of a field
	}
	if !found || place != "{n}" && place != "{s}" {
		return false
	}
	return !slices.ContainsFunc(words[:len(words)-1], func(word string) bool {
		return sensesOf(word) != nil || slices.Contains([]string{"half", "per", "total", "sum"}, word)
	})
}

// restFits reports whether the other words of a name say nothing, or the same.
func restFits(m *keys.Mapping, rest []string, write string) bool {
	return !slices.ContainsFunc(rest, func(word string) bool {
		_, isKey := m.Key(word)
		other := Row(m, []string{word})
		if word == m.Title {
			return false // decay_from
		}
		if slices.Contains(sums, word) && KeyOf(write) != "points" || m == &keys.Rulebook && slices.Contains([]string{"criteria", "scoring", "score", "rule", "rules"}, word) {
			return false
		}
		return !slices.Contains(light, word) && other != write && (isKey || m == &keys.Rulebook || other != "" || sensesOf(word) != nil || slices.Contains(notOfOperators, word) && !slices.Contains(sums, word))
	})
}

// notOfOperators are words of keys beside operators: max_points is none.
var notOfOperators = []string{"points", "point", "pts", "score", "scores", "weight", "share", "percent", "percentage", "pct", "grade", "group", "decay", "cap", "limit", "stage", "name", "label", "note", "reason", "type", "format", "rule", "rules", "criteria", "condition", "conditions", "filter", "filters", "operator"}
