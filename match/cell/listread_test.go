package cell

import (
	"strings"
	"testing"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Lists as people and programs write them.
func TestEntries(t *testing.T) {
	for _, c := range []struct{ cell, separator, want string }{
		{`["A","B"]`, "", "a|b"}, {`["A", "B"]`, ";", "a|b"}, {`['A', 'B']`, "", "a|b"}, {`[A,B]`, "", "a|b"}, {`["A, Inc.","B"]`, ",", "a, inc.|b"}, {`["A"]`, "", "a"}, {`[]`, "", ""}, {`["A",null]`, "", "a"}, {`["5"" pipe","B"]`, "", `5"" pipe|b`}, {"［\"製造\",\"物流\"］", "", "製造|物流"},
		{`{A,B}`, "", "a|b"}, {`{"A, Inc.",B}`, "", "a, inc.|b"}, {`{A; B}`, "", "a|b"}, {`{}`, "", ""}, {`{製造,物流}`, "", "製造|物流"},
		{`^A^,^B^`, "", "a|b"}, {`^A^`, "", "a"}, {`^A, Inc.^,^B^`, ",", "a, inc.|b"}, {`^A^;^B^`, ";", "a|b"},
		{`"A","B"`, ",", "a|b"}, {`"A, Inc."; "B"`, ";", "a, inc.|b"}, {"A;#B;#C", "", "a|b|c"}, {";#A;#B;#", "", "a|b"},
		{"A; B", "", "a|b"}, {"A, B", ",", "a|b"}, {"A;;B;", "", "a|b"}, {"[draft] A; B", "", "[draft] a|b"}, {"A [x]; B [y]", "", "a [x]|b [y]"}, {"C#; A", "", "c#|a"}, {"[x] A; B [y]; [z]", "", "[x] a|b [y]|[z]"}, {"^A", "", "^a"}, {"A、B", "、", "a|b"}, {"#A; #B", "", "#a|#b"}, {"#A;#B", "", "#a|#b"},
	} {
		reader := NewReader(&rulebook.Field{Separator: c.separator}, rulebook.TypeList, &Settings{MissingWords: []string{}}, false)
		var v Value
		reader.Read(c.cell, &v)
		var got []string
		for _, entry := range v.Entries {
			got = append(got, string(entry))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q parted by %q is %q, want %q", c.cell, c.separator, got, c.want)
		}
	}
}

func TestIsList(t *testing.T) {
	for text, want := range map[string]bool{`["a","b"]`: true, "{a,b}": true, "^a^,^b^": true, `"a","b"`: true, "a; b": false, "[draft] a": false, "[a] [b]": false, "": false, "[": false, `"`: false, "^^": false} {
		if got := IsList([]byte(fold.Text(text))); got != want {
			t.Errorf("%q is a list: %v", text, got)
		}
	}
}
