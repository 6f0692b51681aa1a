package page_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"leadscore/cmd/internal/page"
	"leadscore/rulebook"
)

// sheet is a call sheet of five leads.
func sheet(language rulebook.Language) *page.Sheet {
	s := &page.Sheet{Language: language, ID: "id", Title: "Rules", List: "leads.csv", AsOf: "2026-11-21", Stages: []string{"SQL", "MQL"}}
	for i, company := range []string{"Acme", "Bolt", "Acme", "Dune", "Echo"} {
		s.Leads = append(s.Leads, page.Lead{
			Key: "L-" + string(rune('1'+i)), Rank: i + 1, Company: company, Person: "Ms Sato", Phones: []string{"+81 3-0000-0000"}, Stage: "MQL", Score: "50", Low: "40", High: "80",
			Facts: [][2]string{{"Industry", "Metal"}}, Reasons: []string{"ICP +40"}, Known: []page.Known{{Name: "budget", Text: "500", Met: true}},
			Ask: []page.Ask{
				{About: "BANT.need", Name: "need", Question: "What for?", Kind: page.AskElement},
				{About: "BANT.timeline", Name: "timeline", Question: "By when?", Kind: page.AskElement, Star: true, Effect: "makes it SQL", Field: "date", Unit: "Date"},
			},
			Lift: &page.Lift{Stage: "SQL", About: []string{"BANT.timeline"}, Text: "timeline known → SQL"},
		})
	}
	s.Leads[0].Same, s.Leads[2].Same = []int{2}, []int{0}
	s.Leads[3].Phones = nil
	s.Leads[4].Due, s.Leads[4].Last = "2026-11-20T10:30", &page.Last{Date: "2026-11-18", Result: "away", Note: "a demo"}
	return s
}

// write writes the page of a sheet into a new directory.
func write(t *testing.T, s *page.Sheet) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := s.Write(f); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSheetByKeys(t *testing.T) {
	b := open(t, write(t, sheet(rulebook.English)))
	if got := b.lead(); got != "5. Echo Ms Sato" { // who was promised a call comes first
		t.Fatalf("shown first is %q", got)
	}
	b.keys("n")  // need: no
	b.keys("y")  // the mark has moved on: timeline
	b.keys("3")  // a meeting
	b.keys("\r") // save and next
	if got := b.lead(); got != "1. Acme Ms Sato" {
		t.Fatalf("shown next is %q", got)
	}
	b.keys("u")
	b.keys("6")
	b.keys("z") // no answer was a slip
	b.keys("4")
	b.do(chromedp.SendKeys(chromedp.CSS("#note"), "=back, \"at\" ten"), chromedp.Blur(chromedp.CSS("#note")))
	b.keys("j")
	if got := b.lead(); got != "2. Bolt Ms Sato" {
		t.Fatalf("shown next is %q", got)
	}
	if counts := b.text(`document.getElementById("counts").textContent`); counts != "called 2 of 5 · talks 1 · meetings 1" {
		t.Errorf("counted: %s", counts)
	}
	file, rows := b.download()
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join(slices.Concat(r[:3], r[4:5]), "|"))
	}
	want := []string{
		"key|about|answer|note", "L-5|BANT.need|no|", "L-5|BANT.timeline|yes|", "L-5|call.result|appt|",
		"L-1|BANT.need|unknown|", "L-1|call.result|away|'=back, \"at\" ten",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the table is\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	b.reload(t, file, len(want)-1)
}

// reload expects the answers to be there again after the page was opened again, and on a page
// that has forgotten them after the table was read.
func (b *browser) reload(t *testing.T, file string, answers int) {
	t.Helper()
	const log = `String(state.log.filter(r => r.about !== "note").length)`
	before := b.text(log)
	b.do(chromedp.Reload())
	if got := b.text(log); got != before {
		t.Errorf("after a reload there are %s rows, not %s", got, before)
	}
	b.text(`(localStorage.clear(), state.log = [], draw(), "")`)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](`state.log.length > 0`)); err != nil {
		t.Fatal(err)
	}
	if got := b.text(log); got != string(rune('0'+answers)) {
		t.Errorf("read back are %s rows, not %d", got, answers)
	}
	if note := b.text(`(show(0), document.getElementById("note").value)`); note != `=back, "at" ten` {
		t.Errorf("the note is %q", note)
	}
}

// While an input method composes, no key does anything.
func TestSheetWhileComposing(t *testing.T) {
	b := open(t, write(t, sheet(rulebook.Japanese)))
	before := b.lead()
	for _, how := range []string{"isComposing: true", "keyCode: 229"} {
		for _, key := range []string{"Enter", "j", "y", "1", "z", "e"} {
			b.text(`(document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "` + key + `", bubbles: true, ` + how + `})), "")`)
		}
	}
	if got := b.text(`String(state.log.length)`); got != "0" || b.lead() != before {
		t.Errorf("keys of an input method made %s rows", got)
	}
	b.do(chromedp.Focus(chromedp.CSS("#note")))
	b.keys("1jz") // in an input keys are letters
	if got := b.text(`String(state.log.length)`); got != "0" || b.text(`document.getElementById("note").value`) != "1jz" {
		t.Error("keys act in an input")
	}
}

func TestSheetDay(t *testing.T) {
	b := open(t, write(t, sheet(rulebook.English)))
	b.keys("y")
	b.keys("y")
	b.keys("2")
	b.keys("e")
	day := b.text(`document.getElementById("dialog").textContent`)
	for _, want := range []string{"Calls 1 → talks 1 (100%) → decision makers 1 → meetings 0", "Echo Ms Sato → SQL"} {
		if !strings.Contains(day, want) {
			t.Errorf("%q is not in the day: %s", want, day)
		}
	}
}

// Cells that a page might take for markup or script stay texts.
func TestSheetOfHostileLeads(t *testing.T) {
	s := sheet(rulebook.English)
	hostile := []string{"<img src=x onerror=boom()>", "</script><script>boom()</script>", "<!--<script>", "]]>", "\u2028boom()", "\u202egnp", "javascript:boom()", "=1+1", `"><svg onload=boom()>`, "${boom()}", "\\u003cscript>"}
	for i := range s.Leads {
		l := &s.Leads[i]
		for k, cell := range hostile {
			l.Facts = append(l.Facts, [2]string{cell, cell})
			l.Warnings, l.Reasons, l.Research, l.Records = append(l.Warnings, cell), append(l.Reasons, cell), append(l.Research, cell), append(l.Records, cell)
			l.Known, l.Phones = append(l.Known, page.Known{Name: cell, Text: cell}), append(l.Phones, cell)
			l.Ask = append(l.Ask, page.Ask{About: cell, Name: cell, Question: cell, Effect: cell, Kind: page.AskElement, Unit: cell})
			l.Key, l.Company, l.Person, l.Stage, l.Note, l.Owner = l.Key+cell, cell, cell, cell, cell, hostile[(i+k)%len(hostile)]
		}
	}
	s.Title, s.List, s.Stages = hostile[1], hostile[0], hostile
	path := write(t, s)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "<script"); n != 2 {
		t.Errorf("the page has %d scripts, not 2", n)
	}
	b := open(t, path)
	b.keys("y")
	b.keys("1")
	b.keys("e")
	if got := b.text(`[...document.querySelectorAll("img, svg, iframe, [onerror], [onload], script")].map(e => e.tagName + e.type).join()`); got != "SCRIPTapplication/json,SCRIPT" {
		t.Errorf("the page holds %s", got)
	}
	if got := b.text(`[...document.querySelectorAll("a")].every(a => a.href.startsWith("tel:")) + ""`); got != "true" {
		t.Error("a link goes elsewhere")
	}
}

// Four leads stand on a page of paper, behind the index and before the day.
func TestSheetOnPaper(t *testing.T) {
	s := sheet(rulebook.Japanese)
	for len(s.Leads) < 12 {
		s.Leads = append(s.Leads, s.Leads[len(s.Leads)-5])
	}
	b := open(t, write(t, s))
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if pages := len(regexp.MustCompile(`/Type /Page\b`).FindAll(pdf, -1)); pages != 1+3+1 {
		t.Errorf("12 leads take %d pages, not an index, three, and one for the day", pages)
	}
}

// The page is usable on a telephone: nothing is wider than it.
func TestSheetOnNarrowScreen(t *testing.T) {
	b := open(t, write(t, sheet(rulebook.Japanese)))
	b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	if got := b.text(`document.documentElement.scrollWidth + ""`); got != "390" {
		t.Errorf("the page is %s wide", got)
	}
}
