package lexicon

import (
	"slices"
	"strings"
	"unicode"

	"leadscore/match/fold"
)

// whoFields are the known fields that say who a lead is, or how to reach it.
var whoFields = []string{
	"lead_id", "company", "full_name", "first_name", "last_name", "email", "phone", "mobile", "website", "linkedin", "postal_code", "address", "owner",
}

// TellsWho reports whether a known field, such as full_name, says who a lead is or how to
// reach it. Its cells are never repeated where a person may read what is not his: in a drafted
// rulebook, in a test made of a lead.
func TellsWho(field string) bool { return slices.Contains(whoFields, field) }

// IsFreeText reports whether a known field holds what people wrote about a lead, in which
// anything may stand.
func IsFreeText(field string) bool { return field == "description" }

// IsPhone reports whether a text may be a telephone number: nine digits or more, as people
// part them, and nothing else.
func IsPhone(text string) bool {
	digits := 0
	for _, r := range fold.Normalize(text) {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !unicode.IsSpace(r) && !strings.ContainsRune("+-()./'‐‑–ー−", r):
			return false
		}
	}
	return digits >= 9
}

// FullName puts a given and a family name in the order in which people say them: the family
// name stands first where it is East Asian.
func FullName(first, last string) string {
	if strings.ContainsFunc(last, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}) {
		first, last = last, first
	}
	return strings.TrimSpace(first + " " + last)
}
