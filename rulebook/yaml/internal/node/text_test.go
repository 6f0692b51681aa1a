package node_test

import (
	"slices"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/internal/node"
)

func TestNotText(t *testing.T) {
	// 営業 and デモ in Shift_JIS
	japanese := "version: 1\nname: \x89\x63\x8b\xc6\ncriteria:\n  - {name: \x83\x66\x83\x82, points: 1}\n"
	for name, c := range map[string]struct{ src, want string }{
		"Shift_JIS":                    {japanese, "2:7: rules.yaml is not UTF-8; it looks like Shift_JIS. save it as UTF-8"},
		"Windows-1252":                 {"name: K\xe4se", "1:8: rules.yaml is not UTF-8. save it as UTF-8"},
		"half-width katakana":          {"name: \xc3\xde\xd3 \x89\x63", "1:7: rules.yaml is not UTF-8; it looks like Shift_JIS. save it as UTF-8"},
		"Latin-1":                      {"version: 1\nname: Caf\xe9\n", "2:10: rules.yaml is not UTF-8. save it as UTF-8"},
		"cut in the middle":            {"name: 日\xe6\x97", "1:8: rules.yaml is not UTF-8. save it as UTF-8"},
		"Excel workbook":               {"PK\x03\x04\x14\x00\x06\x00", "1:1: rules.yaml is an Excel workbook or another zip file. expected a rulebook in YAML, a text file"},
		"zeros":                        {"version: 1\x00", "1:11: a control character (U+0000) stands here. delete it"},
		"escape":                       {"version: 1\n# \x1b[31m\n", "2:3: a control character (U+001B) stands here. delete it"},
		"half of a character":          {"\xff\xfea\x00\x3d\xd8", "1:2: half of a character stands here: a surrogate of UTF-16 without the other. delete it, or save the rulebook as UTF-8"},
		"a byte too many of UTF-16":    {"\xfe\xff\x00a\x00", "1:2: rules.yaml is not UTF-8. save it as UTF-8"},
		"byte order mark in the midst": {"version: 1\nname: a\ufeffb\ncriteria: x\n", "2:8: a byte order mark stands here. delete it"},
	} {
		t.Run(name, func(t *testing.T) {
			problem, bad := node.CheckText("rules.yaml", node.Decode([]byte(c.src)))
			if !bad || problem.Error() != c.want {
				t.Errorf("got %v\nwant %s", problem, c.want)
			}
		})
	}
}

// Lines end where YAML ends them.
func TestSplitLines(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"one\ntwo", []string{"one", "two"}},
		{"one\r\ntwo\r\n", []string{"one", "two", ""}},
		{"one\rtwo", []string{"one", "two"}},
		{"one\u2028two\u0085three", []string{"one", "two", "three"}},
		{"\ufeff日本: x", []string{"日本: x"}},
		{string(made.InUTF16("日本\nab", false)), []string{"日本", "ab"}},
		{string(made.InUTF16("日本\nab", true)), []string{"日本", "ab"}},
		{"", []string{""}},
	} {
		if lines := node.SplitLines(node.Decode([]byte(c.src))); !slices.Equal(lines, c.want) {
			t.Errorf("the lines of %q are %q; want %q", c.src, lines, c.want)
		}
	}
}

// Text is nothing that a file of YAML may not hold.
func TestText(t *testing.T) {
	for _, src := range []string{"", "a: b\n", "日本: x\r\n", "\ufeffa", "a\tb", "\u0085\u2028", "𠮷"} {
		if problem, bad := node.CheckText("rules.yaml", node.Decode([]byte(src))); bad {
			t.Errorf("%q: %v", src, problem)
		}
	}
}

// What is written is read back, as a key, as a value, and in a list; without quotes where
// these are not needed.
func TestWritten(t *testing.T) {
	for text, want := range map[string]string{
		"Acme": "Acme", "two words": "two words", "日本、東京": `"日本、東京"`, "a: b": `"a: b"`, "null": `"null"`, "": `""`,
		"[x]": `"[x]"`, "a\nb": `"a\nb"`, `say "hi"`: `say "hi"`, "# no": `"# no"`, "\u200b": `"\u200B"`, "- x": `"- x"`, "\x00": `"\x00"`,
	} {
		if got := node.Written(text); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("ab01 :#,-[]{}'\"&*!|>%@`?~=<\\、，\n\t日")), 0, 9, -1)).Draw(t, "text")
		written := node.Written(text)
		var in struct{ Pair map[string][]string }
		if err := yaml.Unmarshal([]byte("pair: {"+written+": ["+written+", x]}"), &in); err != nil {
			t.Fatalf("%q is written %s: %v", text, written, err)
		}
		if got := in.Pair[text]; !slices.Equal(got, []string{text, "x"}) {
			t.Fatalf("%q is written %s, which is read %q", text, written, in.Pair)
		}
	})
}
