package fold

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

func TestNearest(t *testing.T) {
	keys := []string{"name", "group", "field", "points", "bands", "each", "max", "min", "missing", "decay", "when", "is", "is_not", "at_least", "at_most"}
	headers := []string{"Lead ID", "Company", "Job Title", "Number of Employees", "Annual Revenue", "Country", "従業員数", "業種", "役職", "最終活動日"}
	for _, c := range []struct {
		name  string
		among []string
		want  string
	}{
		{"pionts", keys, "points"}, {"Points", keys, "points"}, {"point", keys, "points"}, {"poitns", keys, "points"}, {"atleast", keys, "at_least"}, {"at-least", keys, "at_least"}, {"misssing", keys, "missing"}, {"feild", keys, "field"}, {"mx", keys, "max"}, {"mxa", keys, "max"}, {"grp", keys, ""},
		{"owner", keys, ""}, {"condition", keys, ""}, {"", keys, ""}, {"x", keys, ""},
		{"Job titel", headers, "Job Title"}, {"job title", headers, "Job Title"}, {"ＪＯＢ　ＴＩＴＬＥ", headers, "Job Title"}, {"JobTitle", headers, "Job Title"}, {"Number of Employes", headers, "Number of Employees"}, {"Contry", headers, "Country"}, {"Compnay", headers, "Company"},
		{"従業員人数", headers, "従業員数"}, {"最終行動日", headers, "最終活動日"}, {"Budget", headers, ""}, {"国", headers, ""},
		{strings.Repeat("a", 99) + "b", []string{strings.Repeat("a", 100)}, strings.Repeat("a", 100)}, {strings.Repeat("a", 100) + "b", []string{strings.Repeat("a", 101)}, ""},
		{"ab", []string{"abc", "abd"}, "abc"}, {"abx", []string{"abd", "abc"}, "abd"}, {"abc", nil, ""},
	} {
		got, ok := Nearest(c.name, c.among)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("near %q is %q, %v; want %q", c.name, got, ok, c.want)
		}
	}
}

// One slip of the keyboard in a name of three letters or more is always found.
func TestNearestFindsEverySlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := []rune(rapid.StringMatching(`[a-z]{3,12}`).Draw(t, "name"))
		at := rapid.IntRange(0, len(name)-2).Draw(t, "at")
		letter := rapid.RuneFrom([]rune("abcxyz")).Draw(t, "letter")
		wrong := map[string][]rune{
			"left out": append(append([]rune{}, name[:at]...), name[at+1:]...),
			"put in":   append(append(append([]rune{}, name[:at]...), letter), name[at:]...),
			"changed":  append(append(append([]rune{}, name[:at]...), letter), name[at+1:]...),
			"swapped":  append(append(append([]rune{}, name[:at]...), name[at+1], name[at]), name[at+2:]...),
		}
		for slip, text := range wrong {
			if got, ok := Nearest(string(text), []string{"", "wholly different", string(name)}); !ok || got != string(name) {
				t.Errorf("%s: near %q is %q, %v; want %q", slip, string(text), got, ok, string(name))
			}
		}
	})
}
