package records

import "testing"

func TestParseComma(t *testing.T) {
	for text, want := range map[string]byte{"comma": ',', "TAB": '\t', "semicolon": ';', "pipe": '|', "space": ' ', `\t`: '\t', "\t": '\t', ",": ',', "^": '^'} {
		if got, ok := ParseComma(text); !ok || got != want {
			t.Errorf("%q is %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "a", "1", `"`, ",,", "\n", "、", "dot"} {
		if got, ok := ParseComma(text); ok {
			t.Errorf("%q is %q", text, got)
		}
	}
}

// A first line that names the separator, for Excel, ends where the line does.
func TestSepLine(t *testing.T) {
	for text, want := range map[string]struct {
		comma byte
		n     int
	}{
		"sep=;\na;b\n": {';', 6}, "sep=,\r\na,b": {',', 7}, "SEP=\t\na\tb": {'\t', 6}, "\"sep=;\"\na;b": {';', 8}, "sep=|": {'|', 5},
		"sep=\n": {}, "sep=ab\n": {}, "sep=a\n": {}, "sep=\"\n": {}, "separator\n": {}, "": {}, "a,sep=;\n": {},
	} {
		if comma, n := SepLine([]byte(text), '\n'); comma != want.comma || n != want.n {
			t.Errorf("%q names %q in %d bytes, want %q in %d", text, comma, n, want.comma, want.n)
		}
	}
}
