package foreign

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
)

// The choices of keys in the words of other tools.
//
//go:embed choices.tsv
var choicesTable string

// choices gives, by the name of a key, what its choices are called.
var choices = sync.OnceValue(readChoices)

// choiceWords are the words for the choices of a key.
type choiceWords struct {
	all   []string          // the choices, in the order of the table
	meant map[string]string // the choice, by a word for it
}

func readChoices() map[string]choiceWords {
	table := map[string]choiceWords{}
	for line := range strings.Lines(choicesTable) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 3 {
			continue
		}
		of := table[columns[0]]
		if of.meant == nil {
			of.meant = map[string]string{}
		}
		of.all = append(of.all, columns[1])
		for word := range strings.FieldsFuncSeq(columns[2], func(r rune) bool { return r == '|' }) {
			of.meant[word] = columns[1]
		}
		table[columns[0]] = of
	}
	return table
}

// MaxMeant is how many bytes an unknown name may have that is compared with the known ones.
const MaxMeant = 100

// ZoneMeant is the time zone that a text means; "" for none.
func ZoneMeant(text string) string {
	zones := choices()["timezone"]
	if zone := zones.meant[fold.Text(text)]; zone != "" || len(text) > MaxMeant {
		return zone
	}
	if zone, found := fold.Nearest(text, zones.all); found {
		return zone
	}
	for part := range strings.FieldsFuncSeq(fold.Text(text), func(r rune) bool { return strings.ContainsRune("(),;/&", r) }) {
		part = strings.TrimSpace(part)
		if zone := cmp.Or(zones.meant[part], zones.meant[strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(part, " time"), " standard"))]); zone != "" {
			return zone
		}
	}
	return ""
}

// ChoiceMeant is the choice that a word of another tool means; "" for none.
func ChoiceMeant(k keys.Key, text, column string) string {
	word := strings.ReplaceAll(fold.Text(text), "_", "-")
	if k.Name == "type" {
		switch word {
		case "seniority", "level", "job level", "title":
			return "{seniority: " + cmp.Or(column, "TITLE") + "} in place of type, where TITLE is the field of the job title"
		case "department", "job function", "function":
			return "{department: " + cmp.Or(column, "TITLE") + "} in place of type, where TITLE is the field of the job title"
		}
		if t := choices()[k.Name].meant[word]; t != "" {
			return "type: " + t
		}
	}
	if near, found := fold.Nearest(text, k.Choices); found {
		return k.Name + ": " + near
	}
	if right := choices()[k.Name].meant[word]; right != "" {
		return k.Name + ": " + right
	}
	if k.Name == "kind" {
		if t := choices()["type"].meant[word]; t != "" {
			return "type: " + t + " in place of kind"
		}
	}
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune(" ()<>[]:/-", r) }) {
		if right := choices()[k.Name].meant[part]; (k.Name == "type" || k.Name == "language") && right != "" {
			return k.Name + ": " + right
		} else if slices.Contains(k.Choices, part) && k.Name == "type" {
			return "type: " + part
		}
	}
	if k.Name == "order" {
		if order := orderMeant(text); len(order) == 3 {
			return "order: " + order
		}
	}
	return ""
}
