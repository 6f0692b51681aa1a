// Package texts says things to people in their language, the rulebook's.
//
// Code says a text in English, in the place where it is needed:
//
//	say := texts.In(rb.Language, "movers").Say
//	say("%s new, %s gone.", added, gone)
//
// What it is in Japanese stands in ja.json beside this file, below the room that says it,
// by its English:
//
//	"movers": {
//	  "%s new, %s gone.": "新規%s件、リストから消えた%s件。",
//
// A room is a package, and has the name of its directory. Where one English text has two
// translations, each has its context behind ##, which English readers do not see:
// "fit##a column". A translation takes the same arguments, in its own order (%[2]s), and
// may leave some out. A new text needs its line in ja.json and nothing else: the test of
// this package goes through the code and names the texts that lack one, the translations
// that nothing says, and those that take other arguments.
package texts

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"leadscore/rulebook"
)

//go:embed ja.json
var japaneseFile []byte

// japanese are the Japanese texts by room and English. English readers never pay for it.
var japanese = sync.OnceValue(func() map[string]map[string]string {
	var rooms map[string]map[string]string
	if err := json.Unmarshal(japaneseFile, &rooms); err != nil {
		panic("texts/ja.json: " + err.Error()) // which the test of this package has seen first
	}
	return rooms
})

// Texts are the texts of one room in one language. The zero value speaks English.
type Texts struct {
	language rulebook.Language
	other    map[string]string // by their English; nil in English
	behind   *Texts            // of another room, for what this one does not have; nil: none
}

// In gives the texts of a room.
func In(language rulebook.Language, room string) Texts {
	if language == rulebook.Japanese {
		return Texts{language: language, other: japanese()[room]}
	}
	return Texts{}
}

// Language is the language of the texts.
func (t Texts) Language() rulebook.Language { return t.language }

// Or gives the texts of a room, and behind them those of another.
func (t Texts) Or(other Texts) Texts {
	t.behind = &other
	return t
}

// Say words a text. It is a format of package fmt where arguments follow, and is taken as
// it is where none do.
func (t Texts) Say(english string, args ...any) string {
	text, found := t.other[english]
	switch {
	case !found && t.behind != nil:
		return t.behind.Say(english, args...)
	case !found:
		text, _, _ = strings.Cut(english, "##")
	}
	if len(args) == 0 || !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Count counts things that nouns with an s name: "1 lead", "1,204 leads", 1,204件.
func (t Texts) Count(n int, noun string) string {
	switch {
	case t.language == rulebook.Japanese:
		return Thousands(n) + "件"
	case n == 1:
		return "1 " + noun
	}
	return Thousands(n) + " " + noun + "s"
}

// Thousands gives a number with commas: 12,345.
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
