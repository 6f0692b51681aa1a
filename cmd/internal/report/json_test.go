package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// What a screen would act on stands in JSON as an escape, and reads as what it is.
func TestJSONHidesNothing(t *testing.T) {
	tests := []struct{ text, want string }{
		{"C1: \u009b31m", `"C1: \u009b31m"`},
		{"next line: \u0085", `"next line: \u0085"`},
		{"separators: \u2028\u2029", `"separators: \u2028\u2029"`},
		{"direction: a\u202eb\u2066", `"direction: a\u202eb\u2066"`},
		{"delete: \x7f, escape: \x1b, bell: \a", `"delete: \u007f, escape: \u001b, bell: \u0007"`},
		{"mark: \ufeff, soft hyphen: \u00ad", `"mark: \ufeff, soft hyphen: \u00ad"`},
		{"tag: \U000e0041", `"tag: \udb40\udc41"`},
		{"joiners: 👩\u200d💻 نامه\u200cها", "\"joiners: 👩\u200d💻 نامه\u200cها\""},
		{"株式会社 <b> & é", `"株式会社 <b> & é"`},
	}
	for _, test := range tests {
		if got := string(AppendJSONString(nil, test.text)); got != test.want {
			t.Errorf("%q is written as %s, want %s", test.text, got, test.want)
		}
		got, err := MarshalJSON(test.text, "")
		var back string
		if err != nil || json.Unmarshal(got, &back) != nil || back != test.text || strings.ContainsFunc(string(got), actedOn) {
			t.Errorf("%q is marshalled as %s (%v)", test.text, got, err)
		}
	}
}

func actedOn(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

func TestJSONOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(anyText(), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		written := AppendJSONString(nil, text)
		marshalled, err := MarshalJSON(text, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{written, marshalled} {
			var back string
			if err := json.Unmarshal(data, &back); err != nil || back != string([]rune(text)) {
				t.Fatalf("%q is written as %s (%v)", text, data, err)
			}
			if strings.ContainsFunc(string(data), actedOn) {
				t.Fatalf("%q is written raw: %q", text, data)
			}
		}
	})
}
