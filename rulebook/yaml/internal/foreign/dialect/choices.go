package dialect

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
)

// This file says which choice of a key a word of another tool means.

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

// Zone is the time zone that a text means; "" for none.
func Zone(text string) string {
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

// Choice is the choice that a word of another tool means; "" for none.
func Choice(k keys.Key, text, column string) string {
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
		if order := Order(text); len(order) == 3 {
			return "order: " + order
		}
	}
	return ""
}

// Order is the order of dates that a format has: mdy for MM/DD/YYYY.
func Order(format string) string {
	order := ""
	for _, r := range strings.ToLower(format) {
		if strings.ContainsRune("dmy", r) && !strings.ContainsRune(order, r) {
			order += string(r)
		}
	}
	if order == "ymd" || order == "dmy" || order == "mdy" {
		return order
	}
	return "mdy for 12/31/2026, dmy for 31/12/2026"
}
