package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"leadscore/internal/golden"
)

func leadColumns() []Column {
	return []Column{
		{Header: "#", Numeric: true},
		{Header: "score", Numeric: true},
		{Header: "stage", Floor: 6},
		{Header: "company_name", Drop: 2},
		{Header: "reasons", Floor: 20, Drop: 1},
		{Header: "next question", Floor: 20, Drop: 3},
	}
}

func leadRows() [][]string {
	return [][]string{
		{"1", "112.5", "Priority", "株式会社サンプル製作所", "Asked for a demo +25; ICP Mid-market SaaS +40", "Who signs off?"},
		{"2", "-3", "Nurture", `Acme | Sons\<b> *[x]*`, "Left the newsletter -30", "予算は確保されていますか?"},
		{"10", "60.001", "", "Two\r\nlines\tand a tab", "\x1b[31mred\x07 \u202eevil\u200b", ""},
	}
}

func TestTableFits(t *testing.T) {
	tests := []struct {
		width   int
		dropped []string
	}{
		{0, nil},
		{120, nil},
		{100, nil},
		{80, []string{"next question"}},
		{60, []string{"next question"}},
		{40, []string{"company_name", "reasons", "next question"}},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.width), func(t *testing.T) {
			var b strings.Builder
			dropped, err := Table(&b, leadColumns(), leadRows(), Options{Width: test.width})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(dropped, test.dropped) {
				t.Errorf("dropped %q, want %q", dropped, test.dropped)
			}
			lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
			for _, line := range lines {
				if got := golden.Cells(line); got != golden.Cells(lines[0]) || test.width > 0 && got > test.width {
					t.Errorf("%d cells, the first line has %d: %s", got, golden.Cells(lines[0]), line)
				}
			}
			golden.Compare(t, fmt.Sprintf("table_%d.txt", test.width), b.String())
		})
	}
}

// Numbers stay whole however narrow the screen is.
func TestTableKeepsNumbers(t *testing.T) {
	var b strings.Builder
	if _, err := Table(&b, leadColumns(), leadRows(), Options{Width: 1}); err != nil {
		t.Fatal(err)
	}
	for _, row := range leadRows() {
		if !strings.Contains(b.String(), " "+row[1]+" ") {
			t.Errorf("the score %s is gone:\n%s", row[1], b.String())
		}
	}
}

// A column with a larger share keeps more of its text.
func TestTableShares(t *testing.T) {
	long := strings.Repeat("x", 100)
	var b strings.Builder
	columns := []Column{{Header: "a"}, {Header: "b", Share: 2}, {Header: "c"}}
	if _, err := Table(&b, columns, [][]string{{long, long, "short"}}, Options{Width: 45}); err != nil {
		t.Fatal(err)
	}
	want := "│ xxxxxxxxx… │ xxxxxxxxxxxxxxxxxxx… │ short │\n"
	if !strings.Contains(b.String(), want) {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestTableWithoutRows(t *testing.T) {
	var b strings.Builder
	if _, err := Table(&b, leadColumns(), nil, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "score") {
		t.Errorf("no header:\n%s", b.String())
	}
}

func TestTableColor(t *testing.T) {
	var plain, colored strings.Builder
	o := Options{Width: 80}
	if _, err := Table(&plain, leadColumns(), leadRows(), o); err != nil {
		t.Fatal(err)
	}
	o.Color = true
	if _, err := Table(&colored, leadColumns(), leadRows(), o); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(colored.String()) {
		if strings.Count(line, "\x1b[1m") != strings.Count(line, "\x1b[0m") {
			t.Errorf("a colour goes on behind the line %q", line)
		}
	}
	stripped := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(colored.String())
	if stripped != plain.String() {
		t.Errorf("without its colour:\n%s\nwant:\n%s", stripped, plain.String())
	}
	if colored.String() == plain.String() {
		t.Error("nothing is coloured")
	}
}

// A header of several lines is painted line by line, not across its neighbours.
func TestTableColorOfLines(t *testing.T) {
	var b strings.Builder
	columns := []Column{{Header: "a header of many words", Lines: 3}, {Header: "b"}}
	if _, err := Table(&b, columns, [][]string{{"a cell of many words", "x"}}, Options{Width: 18, Color: true}); err != nil {
		t.Fatal(err)
	}
	header := 0
	for line := range strings.Lines(b.String()) {
		on, off := strings.Count(line, "\x1b[1m"), strings.Count(line, "\x1b[0m")
		if header += on; on != off {
			t.Errorf("a colour goes on behind the line %q", line)
		}
	}
	if header < 3 {
		t.Errorf("only %d pieces of the header are painted:\n%s", header, b.String())
	}
}

// On a console where … and ① take two cells, lines are as long as there they look.
func TestTableAmbiguous(t *testing.T) {
	var b strings.Builder
	rows := [][]string{{"①②③ and more words than fit here"}, {"plain"}}
	if _, err := Table(&b, []Column{{Header: "note"}}, rows, Options{Width: 24, Ambiguous: true}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		wide := strings.Count(line, "…") + strings.Count(line, "①") + strings.Count(line, "②") + strings.Count(line, "③")
		if got := golden.Cells(strings.TrimSuffix(line, "\n")) + wide; got != 24 {
			t.Errorf("%d cells: %s", got, line)
		}
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := Markdown(&b, leadColumns(), leadRows()); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "table.md", b.String())
}

// What would be markup in Markdown is text; a name with an underscore stays readable.
func TestMarkdownCell(t *testing.T) {
	for text, want := range map[string]string{
		"&lt;b>":          `\&lt;b>`,
		"~~gone~~":        `\~\~gone\~\~`,
		"_em_ first_name": `\_em\_ first_name`,
		"__init__":        `\_\_init\_\_`,
		"会社_名":            "会社_名",
		"a|b\\":           `a\|b\\`,
		"![x](y)":         `!\[x](y)`,
	} {
		if got := markdownCell(text); got != want {
			t.Errorf("%q becomes %s, want %s", text, got, want)
		}
	}
}

func TestTruncate(t *testing.T) {
	tests := []struct {
		text  string
		cells int
		want  string
	}{
		{"short", 5, "short"},
		{"longer", 5, "long…"},
		{"株式会社", 5, "株式…"},
		{"株式会社", 4, "株…"},
		{"Asked for a demo +25; more", 20, "Asked for a demo…"},
		{"Asked for a demo +25; more", 22, "Asked for a demo +25;…"},
		{"1234567", 4, "123…"},
		{"a b", 2, "a…"},
		{"ab", 0, "…"},
	}
	for _, test := range tests {
		if got := (Options{}).Cut(test.text, test.cells); got != test.want {
			t.Errorf("truncate(%q, %d) = %q, want %q", test.text, test.cells, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Acme, Inc.", "Acme, Inc."},
		{"Japanese", "株式会社サンプル", "株式会社サンプル"},
		{"line breaks", "a\r\nb\nc\rd\u2028e", "a⏎b⏎c⏎d⏎e"},
		{"tab", "a\tb", "a b"},
		{"escape sequence", "\x1b]0;title\x07", "\uFFFD]0;title\uFFFD"},
		{"C1 control", "a\u009bb", "a\uFFFDb"},
		{"bidirectional override", "\u202eevil\u2066x", "\uFFFDevil\uFFFDx"},
		{"byte order mark, zero-width space", "\ufeffa\u200bb", "ab"},
		{"emoji of several characters", "👩\u200d🚀", "👩\u200d🚀"},
		{"not UTF-8", "a\xffb", "a\uFFFDb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Clean(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestThousands(t *testing.T) {
	tests := map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"}
	for n, want := range tests {
		if got := Thousands(n); got != want {
			t.Errorf("Thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestLongCellsTakeSeveralLines(t *testing.T) {
	columns := []Column{{Header: "#", Numeric: true}, {Header: "reasons", Floor: 20, Lines: 3}}
	rows := [][]string{
		{"1", "Asked for a demo +25; Left the newsletter -30; Recently active +6.498"},
		{"2", "デモを依頼した +25; メールマガジンを解除した -30; 最近の活動がある +6.498; 予算がある +10"},
		{"3", "short"},
	}
	var out strings.Builder
	if _, err := Table(&out, columns, rows, Options{Width: 32}); err != nil {
		t.Fatal(err)
	}
	want := `┌───┬──────────────────────────┐
│ # │ reasons                  │
├───┼──────────────────────────┤
│ 1 │ Asked for a demo +25;    │
│   │ Left the newsletter -30; │
│   │ Recently active +6.498   │
│ 2 │ デモを依頼した +25; メー │
│   │ ルマガジンを解除した     │
│   │ -30; 最近の活動がある…   │
│ 3 │ short                    │
└───┴──────────────────────────┘
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
