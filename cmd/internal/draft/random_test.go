package draft

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/cmd/internal/profile"
	_ "leadscore/internal/seed"
	"leadscore/match/calendar"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/lint"
)

// Whatever a list holds, its draft is a rulebook that reads it, without a warning.
func TestAnyListHasADraft(t *testing.T) {
	var headers []string
	for _, k := range lexicon.KnownFields() {
		for _, h := range k.Headers {
			headers = append(headers, h.Header)
		}
	}
	for _, words := range [][]string{askedWords, didWords, countWords, recentWords, budgetWords, needWords, whenWords, optOutWords, bouncedWords, noCallWords, kindWords} {
		headers = append(headers, words...)
	}
	cells := []func(t *rapid.T, row int) string{
		func(t *rapid.T, row int) string { return fmt.Sprint(row) },
		func(t *rapid.T, row int) string {
			return rapid.SampledFrom([]string{"yes", "no", "", "はい"}).Draw(t, "truth")
		},
		func(t *rapid.T, row int) string { return fmt.Sprint(rapid.IntRange(-5, 2000).Draw(t, "number")) },
		func(t *rapid.T, row int) string {
			return rapid.SampledFrom([]string{"11-50", "200+", "未定", "1,5", "1億円"}).Draw(t, "range")
		},
		func(t *rapid.T, row int) string {
			return (calendar.Day(19800) + calendar.Day(rapid.IntRange(0, 400).Draw(t, "day"))).String()
		},
		func(t *rapid.T, row int) string {
			return rapid.SampledFrom([]string{"3/5/2024", "13/5/2024", "5/13/2024", ""}).Draw(t, "odd day")
		},
		func(t *rapid.T, row int) string {
			return rapid.SampledFrom([]string{"SaaS", "saas", "Japan", "日本", "US", "Referral", "Web", "Purchased list", "Student", "CEO", "部長", "Bounced", "Unqualified", "Hot", "true", "false", "No", "-", "a, b", "x: y", "#1", "'q'", "null", "~", "[z]", "a@gmail.com", "Other"}).Draw(t, "word")
		},
		func(t *rapid.T, row int) string { return rapid.String().Draw(t, "text") },
		func(t *rapid.T, row int) string { return "" },
	}
	rapid.Check(t, func(t *rapid.T) {
		var columns []string
		var kinds []int
		for range rapid.IntRange(1, 12).Draw(t, "columns") {
			header := rapid.OneOf(rapid.SampledFrom(headers), rapid.SampledFrom(headers), rapid.String()).Draw(t, "header")
			columns, kinds = append(columns, header), append(kinds, rapid.IntRange(0, len(cells)-1).Draw(t, "kind"))
		}
		p := profile.New(columns)
		for row := range rapid.SampledFrom([]int{0, 1, 3, 20, 60}).Draw(t, "rows") {
			lead := make([]string, len(columns))
			for i, kind := range kinds {
				lead[i] = cells[kind](t, row)
			}
			p.Add(row+2, lead)
		}
		o := Options{File: "list.csv", AsOf: calendar.Day(20000), Language: rapid.SampledFrom([]rulebook.Language{rulebook.English, rulebook.Japanese}).Draw(t, "language")}
		d, err := New(p.List(), o)
		if err != nil {
			t.Fatal(err)
		}
		text := string(d.YAML())
		book, err := yaml.Load("draft.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if _, err := scoring.Compile(book, columns, scoring.Options{AsOf: o.AsOf}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if warnings := lint.Rulebook(book); len(warnings) > 0 {
			t.Fatalf("%v\n%s", warnings, text)
		}
		if strings.Contains(text, "%!(EXTRA") {
			t.Fatalf("a text is worded wrongly:\n%s", text)
		}
	})
}
