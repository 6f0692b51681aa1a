package report

import (
	"strings"
	"testing"
)

func TestMarkdownOfDocument(t *testing.T) {
	var b strings.Builder
	d := &Document{Title: "# A *title*", Summary: []Point{{Mood: Bad, Text: "- <i>"}}, Sections: []Section{{
		Heading: "H", Text: []string{"> quoted"}, Columns: []Column{{Header: "a|b"}}, Rows: [][]string{{"x\ny"}}, Code: "```\nscore: 1\n", Notes: []string{"note"},
	}}}
	if err := d.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	const want = "# \\# A \\*title\\*\n\n- \\- \\<i>\n\n## H\n\n\\> quoted\n\n| a\\|b |\n| --- |\n| x⏎y |\n\n```yaml\n\nscore: 1\n```\n\nnote\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
