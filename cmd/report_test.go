package cmd

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/survey"
	"leadscore/cmd/internal/wonlost"
)

func TestParseReport(t *testing.T) {
	got := parse(t, newReportCommand, "leads.csv", "--won", "Status=Won", "--previous", "old.csv", "--lang", "ja", "-n", "5", "-o", "a.html", "--format", "html", "--answers", "said.csv", "--where", "Owner=Sato")
	want := survey.Options{
		Common: defaults(), HistoryOptions: wonlost.HistoryOptions{InputOptions: unread(), Leads: "leads.csv", Won: leadlist.Labels{Column: "Status", Values: []string{"Won"}}, DateOrder: "auto"},
		OutputOptions: console.OutputOptions{Output: "a.html"}, AnswerOptions: beside.AnswerOptions{Answers: []string{"said.csv"}}, WhereOptions: leadlist.WhereOptions{Where: []leadlist.Labels{{Column: "Owner", Values: []string{"Sato"}}}}, Previous: "old.csv", Prefix: "lead_", Top: 5, Lang: "ja", Format: "html",
	}
	same(t, got, want)
}

// hostileCells are cells that would become markup, script or something else than text on a
// page that took them as they stand.
func hostileCells() []string {
	return []string{
		"<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
		"\"><b>bold</b>", "'><i>it</i>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "javascript:alert(1)", "<a href=\"javascript:alert(1)\">x</a>",
		"</title><h1>x", "</style><style>*{display:none}", "</textarea><script>", "<!-- comment", "--> <b>", "<![CDATA[x]]>", "]]>", "<?xml version=\"1.0\"?>",
		"&lt;script&gt;", "&#60;script&#62;", "&amp;", "{{.Title}}", "{{template \"section\"}}", "${alert(1)}", "`alert(1)`", "\\u003cscript\\u003e",
		"=HYPERLINK(\"http://evil.example\")", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\u202egnp.exe", "a\u2028b", "a\u2029b", "\u2066x\u2069", "\x1b[31mred",
		"\u0000", "line\nbreak", "<iframe src=//evil.example>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.example>",
	}
}

// hostileList has hostile cells in each of its columns, and under a hostile header.
func hostileList(t *testing.T) {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"ID", "Company", "Phone", "Size", "<b>Budget</b>"})
	for i, cell := range hostileCells() {
		_ = w.Write([]string{strconv.Itoa(i) + cell, cell, "03-0000-" + cell, cell, strconv.Itoa(i)})
	}
	w.Flush()
	rules := `version: 1
name: "<script>alert('name')</script>"
key: ID
show: [Company]
fields:
  ID: text
  Company: text
  Size: number
  budget: {column: "<b>Budget</b>", type: number}
criteria:
  - {name: "<img src=x onerror=alert(2)>", field: budget, each: 1, why: "</script><b>"}
  - {name: size, field: Size, at_least: 3, points: 5}
frameworks:
  "<i>F</i>": {points: 5, elements: {"<u>e</u>": {field: Company, has_word: nothing, question: "<s>Q?</s>"}}}
stages:
  - {stage: "<em>S</em>", metric: score, at_least: 5, because: "<q>because</q>"}
  - {stage: rest}
`
	for name, text := range map[string]string{"hostile.csv": b.String(), "hostile.yaml": rules} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

var (
	tagPattern       = regexp.MustCompile(`<[^\s>]*[^>]*>?`)
	attributePattern = regexp.MustCompile(`\s([^\s=>"]+)="[^"<>]*"`)
)

// onlyTags fails if a page has other tags or attributes than those that are its own.
func onlyTags(t *testing.T, page string, tags, attributes []string) {
	t.Helper()
	for _, tag := range tagPattern.FindAllString(page, -1) {
		name := strings.Trim(strings.FieldsFunc(tag, func(r rune) bool { return strings.ContainsRune(" <>/\n", r) })[0], "/")
		if !slices.Contains(tags, name) {
			t.Errorf("the page has a tag %s", tag)
		}
		rest := strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(tag, "<"), "/"), "/>")[len(name):]
		for _, found := range attributePattern.FindAllStringSubmatch(rest, -1) {
			if !slices.Contains(attributes, found[1]) {
				t.Errorf("a tag has an attribute: %s", tag)
			}
			rest = strings.Replace(rest, found[0], "", 1)
		}
		if strings.TrimSpace(rest) != "" && name != "!DOCTYPE" {
			t.Errorf("a tag has more than attributes: %s", tag)
		}
	}
}

func TestReportOfHostileList(t *testing.T) {
	t.Chdir(t.TempDir())
	hostileList(t)
	if status, _, stderr := run(t, "", "score", "hostile.csv", "-r", "hostile.yaml", "-q", "-o", "old.csv"); status != 0 {
		t.Fatal(stderr)
	}
	status, page, stderr := run(t, "", "report", "hostile.csv", "-r", "hostile.yaml", "-n", "50", "-q", "--previous", "old.csv")
	if status != 0 {
		t.Fatal(stderr)
	}
	onlyTags(t, page, []string{
		"!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "li", "section", "div", "table", "thead", "tbody", "tr", "th", "td",
		"pre", "details", "summary", "svg", "desc", "rect", "text", "line",
	}, []string{"lang", "charset", "name", "content", "http-equiv", "class", "tabindex", "role", "aria-label", "scope", "width", "height", "x", "y", "x1", "x2", "y1", "y2"})
	for _, bad := range []string{"\u202e", "\u2028", "\u2029", "\u2066", "\x1b", "\x00"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q as it stands", bad)
		}
	}
	if !strings.Contains(page, "&lt;svg/onload=alert(1)&gt;") {
		t.Error("the page does not show the leads")
	}
}

// A page does not grow with the list, and holds it in no memory.
func TestReportOfLongList(t *testing.T) {
	t.Chdir(t.TempDir())
	var b strings.Builder
	b.WriteString("ID,Company,Phone,Budget\n")
	for i := range 50_000 {
		fmt.Fprintf(&b, "L-%d,Company %d,03-0000-%04d,%d\n", i, i%997, i%10_000, i*37%100_003)
	}
	rules := "version: 1\nkey: ID\nfields: {ID: text, Company: text, Budget: number}\nshow: [Company]\n" +
		"criteria: [{name: Budget, field: Budget, each: 0.001}]\nstages: [{stage: Hot, metric: score, at_least: 50}, {stage: Cold}]\n"
	for name, text := range map[string]string{"long.csv": b.String(), "rules.yaml": rules} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	status, page, stderr := run(t, "", "report", "long.csv", "-q", "--as-of", "2026-11-21")
	if status != 0 {
		t.Fatal(stderr)
	}
	if len(page) > 100_000 || !strings.Contains(page, "50,000 leads") {
		t.Errorf("the page is %d bytes long", len(page))
	}
}

// The figures of a report are those of the scored list: leads by stage, and how many of them
// have a number and a blank budget.
func TestReportCounts(t *testing.T) {
	flags := []string{"../testdata/leads.csv", "--rules", "../rules.example.yaml", "--as-of", "2026-11-21", "-q"}
	scored := table(t, append([]string{"score"}, flags...)...)
	stages, callable := map[string]int{}, map[string]int{}
	for _, lead := range scored {
		stages[lead["lead_stage"]]++
		if lead["Phone"] != "" && lead["Phone"] != "-" {
			callable[lead["lead_stage"]]++
		}
	}
	status, page, stderr := run(t, "", append([]string{"report", "--format", "markdown"}, flags...)...)
	if status != 0 {
		t.Fatal(stderr)
	}
	for stage, n := range stages {
		name, calls := stage, callable[stage]
		if stage == "Out of territory" {
			name, calls = stage+" (out)", 0
		}
		row := regexp.MustCompile(fmt.Sprintf(`(?m)^\| %s \| %d \| [\d.]+%% \| %d \|$`, regexp.QuoteMeta(name), n, calls))
		if !row.MatchString(page) {
			t.Errorf("there is no row %v in\n%s", row, page)
		}
	}
	if want := blankBudgets(t, flags); !strings.Contains(page, fmt.Sprintf("| BANT budget | %d |", want)) {
		t.Errorf("the budget is not known of %d leads; the page says\n%s", want, page)
	}
}

// blankBudgets counts the ranked leads whose explanation asks for the budget.
func blankBudgets(t *testing.T, flags []string) int {
	t.Helper()
	status, stdout, stderr := run(t, "", append([]string{"explain", "--format", "json"}, flags...)...)
	if status != 0 {
		t.Fatal(stderr)
	}
	var leads []struct {
		Stage    string
		Unknowns []struct{ Element string }
	}
	if err := json.Unmarshal([]byte(stdout), &leads); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, l := range leads {
		for _, u := range l.Unknowns {
			if u.Element == "budget" && l.Stage != "Out of territory" {
				n++
			}
		}
	}
	return n
}
