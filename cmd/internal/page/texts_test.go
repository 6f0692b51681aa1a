package page

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"
)

// Both languages have all texts that the script asks for, with the same places to fill, and no
// others.
func TestTexts(t *testing.T) {
	var english, japanese map[string]any
	for into, from := range map[*map[string]any][]byte{&english: englishTexts, &japanese: japaneseTexts} {
		if err := json.Unmarshal(from, into); err != nil {
			t.Fatal(err)
		}
	}
	places := regexp.MustCompile(`\{\w+\}`)
	placesOf := func(text any) []string {
		written, _ := text.(string)
		found := places.FindAllString(written, -1)
		slices.Sort(found)
		return found
	}
	for name, text := range english {
		other, found := japanese[name]
		if !found {
			t.Errorf("%s is not there in Japanese", name)
		} else if !slices.Equal(placesOf(text), placesOf(other)) {
			t.Errorf("%s: %v and %v have other places", name, text, other)
		}
	}
	if len(japanese) != len(english) {
		t.Error("some text is there in Japanese only")
	}
	for _, m := range regexp.MustCompile(`\bT\.(\w+)`).FindAllStringSubmatch(sheetScript, -1) {
		if _, found := english[m[1]]; !found {
			t.Errorf("the script asks for %s, which is not there", m[1])
		}
	}
}

// What is there is used: by its name, or as a word that stands for an answer.
func TestTextsAreUsed(t *testing.T) {
	var english map[string]any
	if err := json.Unmarshal(englishTexts, &english); err != nil {
		t.Fatal(err)
	}
	for name := range english {
		used := regexp.MustCompile(`\bT\.` + name + `\b|"` + name + `"|\b` + name + `: \[\]|{{\.` + name).MatchString(sheetScript)
		if !used && name != "noScript" {
			t.Errorf("no one asks for %s", name)
		}
	}
}
