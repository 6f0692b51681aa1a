// Package dialect knows the words of other tools: what CRM systems, spreadsheets, SQL and people
// call keys, operators and choices, and the keys and operators that these are here.
package dialect

import (
	"cmp"
	_ "embed"
	"strings"
	"sync"

	"leadscore/rulebook/yaml/internal/keys"
)

// This file reads the table of names as a whole.

// The words of other tools, and what they are called here.
//
//go:embed dialect.tsv
var dialectTable string

// Table gives, for each mapping by its title, the texts to write for foreign words.
var Table = sync.OnceValue(readDialect)

// stemmed are words without their endings: weighting and weights are weight.
func stemmed(words []string) string {
	var all []string
	for _, word := range words {
		for _, ending := range []string{"ings", "ing", "ers", "ed", "es", "er", "s", "e"} {
			if stem, found := strings.CutSuffix(word, ending); found && len(stem) > 2 && !(len(stem) < 4 && strings.HasPrefix(ending, "er")) { // newer is not new
				word = stem
				break
			}
		}
		all = append(all, word)
	}
	return strings.Join(all, " ")
}

// Row is the row of a mapping for words, in whatever form they stand; "" for none.
func Row(m *keys.Mapping, words []string) string {
	table := Table()[m.Title]
	if write := cmp.Or(table[strings.Join(words, " ")], table["~"+stemmed(words)]); write != "" || len(words) != 2 {
		return write
	}
	return table[words[1]+" "+words[0]] // score_min
}

// linePlaces are the mappings that take a condition.
var linePlaces = []string{"criterion", "band of points", "band of shares", "attribute", "element", "stage rule", "condition", "count", "wanted value"}

func readDialect() map[string]map[string]string {
	table := map[string]map[string]string{}
	for line := range strings.Lines(dialectTable) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(columns) != 3 {
			continue
		}
		var places []string
		for place := range strings.SplitSeq(columns[1], ", ") {
			switch place {
			case "line":
				places = append(places, linePlaces...)
			case "about":
				places = append(places, linePlaces[:7]...)
			case "band":
				places = append(places, "band of points", "band of shares")
			default:
				places = append(places, place)
			}
		}
		for _, place := range places {
			stems := map[string][2]string{}
			if table[place] == nil {
				table[place] = map[string]string{}
			}
			for word := range strings.SplitSeq(columns[0], "|") {
				table[place][word] = columns[2] // a later line is about fewer mappings
				stems["~"+stemmed(strings.Fields(word))] = [2]string{word, columns[2]}
			}
			for word := range strings.SplitSeq(columns[0], "|") {
				if joined := strings.ReplaceAll(word, " ", ""); len(joined) > 7 && table[place][joined] == "" {
					table[place][joined] = columns[2] // lifecyclestage
				}
			}
			for stem, row := range stems {
				if table[place][stem] == "" || table[place][row[0]] == row[1] {
					table[place][stem] = row[1]
				}
			}
		}
	}
	return table
}

// conjugated is the text to write for words of which the first is in another form than in
// the table: contain any.
func conjugated(m *keys.Mapping, words []string) string {
	table, phrase := Table()[m.Title], strings.Join(words, " ")
	if table[phrase] != "" || len(words) < 2 {
		return ""
	}
	first, isPlural := strings.CutSuffix(words[0], "s")
	if !isPlural {
		first += "s"
	}
	return table[first+" "+strings.Join(words[1:], " ")]
}
