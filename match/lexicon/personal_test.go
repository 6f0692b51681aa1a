package lexicon

import "testing"

func TestTellsWho(t *testing.T) {
	for field, want := range map[string]bool{"full_name": true, "email": true, "lead_id": true, "owner": true, "industry": false, "title": false, "description": false, "": false} {
		if got := TellsWho(field); got != want {
			t.Errorf("%q: %v", field, got)
		}
	}
	for _, field := range whoFields { // one that is misspelt would guard nothing
		if _, known := LookupKnownField(field); !known {
			t.Errorf("%q is no known field", field)
		}
	}
}

func TestIsPhone(t *testing.T) {
	for text, want := range map[string]bool{
		"03-1234-5678": true, "+81-3-1234-5678": true, "(555) 123-4567": true, "０３ー１２３４ー５６７８": true, "+44 20 7946 0958": true, "0312345678": true, "555.123.4567": true,
		"": false, "1,200,000": false, "12345678": false, "2026-11-21": false, "ext. 0312345678": false, "ABC123456789": false, "+": false,
	} {
		if got := IsPhone(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
