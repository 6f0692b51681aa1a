package output_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// Annotating an annotated list changes nothing, whatever stands before the header and
// behind the rows, and however the list is written: what was found out of the list the
// first time is found again. (An encoding or a separator that was guessed is among it.)
func TestAgainIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawOddList(t)
		cell := rapid.SampledFrom([]string{"5", "", "Asked for a demo +15; BANT +5", "a, b", `say "hi"`, "two\nlines", "資料請求 +15", "? Budget", "'=x"}).Draw(t, "cell")
		checkAgain(t, text, cell)
	})
}

// The same with quotes, blanks and separators anywhere, in the list and in our cells.
func TestAgainWithQuotesAnywhere(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "bc", "東", " ", "\t", ",", ",", `"`, `"`, `""`, "\n", "\n", "\r\n", "\x00"})
	ofOurs := rapid.SampledFrom([]string{"5", " ", ",", ",", `"`, `"`, "\n", "東", ";"})
	join := func(pieces []string) string { return strings.Join(pieces, "") }
	rapid.Check(t, func(t *rapid.T) {
		header := rapid.SampledFrom([]string{"a\n", "a,b\n", "a,b,c\n", "a,lead_score_low,b\n", "lead_score,lead_score_low,a,b\n", " \"a\" ,b\n"}).Draw(t, "header")
		text := header + join(rapid.SliceOf(piece).Draw(t, "rows"))
		checkAgain(t, text, join(rapid.SliceOfN(ofOurs, 0, 6).Draw(t, "cell")))
	})
}

func drawOddList(t *rapid.T) string {
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	eol := pick("line end", "\n", "\r\n", "\r")
	comma := pick("separator", ",", ";", "\t", "|")
	width := rapid.IntRange(1, 6).Draw(t, "width")
	row := func(cell func(i int) string, cells int) string {
		var all []string
		for i := range cells {
			all = append(all, cell(i))
		}
		return strings.Join(all, comma) + eol
	}
	var list strings.Builder
	list.WriteString(pick("mark", "", "", "\uFEFF", "sep="+comma+eol))
	for range rapid.IntRange(0, 3).Draw(t, "lines before") {
		list.WriteString(pick("line before", "Leads of November"+eol, eol, "リード一覧"+eol, "Exported by: Ann Lee, on 1 November"+eol, strings.Repeat(comma, width-1)+eol,
			"Report"+strings.Repeat(comma, width-1)+eol))
	}
	names := []string{"Lead ID", "Company", "", "会社名", "*", "Country", "name", "Company", "2026"}
	list.WriteString(row(func(int) string { return pick("name", names...) }, width))
	cells := []string{"1", "Acme", "", "", "東京都", `"x` + comma + `y"`, `27" screen`, `"a ""b"""`, "*", "Grand Total", " ", `"two` + eol + `lines"`, `"He said "hi" there"`, "1\r2"}
	for range rapid.IntRange(0, 12).Draw(t, "rows") {
		switch rapid.IntRange(0, 8).Draw(t, "kind") {
		case 0:
			list.WriteString(eol)
		case 1:
			list.WriteString(strings.Repeat(comma, width-1) + eol)
		case 2:
			list.WriteString(row(func(int) string { return pick("cell", cells...) }, rapid.IntRange(1, width+1).Draw(t, "cells")))
		default:
			list.WriteString(row(func(int) string { return pick("cell", cells...) }, width))
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "lines behind") {
		list.WriteString(pick("line behind", eol, "Copyright (c) 2026 Acme"+eol, "Grand Total"+comma+"12"+eol, "Confidential Information"+eol, "以上"))
	}
	return list.String()
}

func checkAgain(t rapid.TB, text, cell string) {
	t.Helper()
	if strings.ContainsRune(text, '\n') && strings.ContainsRune(strings.ReplaceAll(text, "\r\n", ""), '\r') {
		// Where lines end with LF, a row ends with a lone CR if that gives it the right
		// number of cells. It keeps its CR, as it keeps all its bytes; if then the row
		// behind it is rejected, what stands behind the CR is another row, and with it the
		// number of cells is another.
		return
	}
	once, err := annotateGuessing(text, cell)
	if err != nil {
		return // it is no list, or has columns called as ours
	}
	twice, err := annotateGuessing(once, cell)
	if err != nil || twice != once {
		t.Fatalf("%q becomes\n%q\nand then\n%q, %v", text, once, twice, err)
	}
}

// annotateGuessing annotates a list of which nothing is known but what it shows.
func annotateGuessing(text, cell string) (string, error) {
	r, err := leads.NewReader(strings.NewReader(text), leads.ReadOptions{Ours: made.Ours})
	if err != nil {
		return "", err
	}
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		return "", err
	}
	out, err := layout.AppendHeader(nil, r.Head())
	for err == nil {
		var rec *leads.Record
		if rec, err = r.Next(); err != nil {
			break
		}
		out, err = layout.AppendRecord(out, rec, func(dst []byte, _ int) []byte { return append(dst, cell...) })
	}
	if unmappable := new(output.UnmappableError); errors.As(err, &unmappable) {
		return "", err
	}
	return string(out), nil
}

// FuzzAgain: the same for any bytes.
func FuzzAgain(f *testing.F) {
	f.Add("Leads\n\na,b,\n1,2,\n\n,,\nCopyright 2026\n", "5")
	f.Add("*,a\n*,1\n,2\n", "a,b")
	f.Add("a,b\n1,2\r3,4\n", "x\ny")
	f.Add("a,b,c\n1,2,3\nGrand Total,1,1\n2,27\" screen,1,1\n", "5") // a row behind the totals that is rejected
	f.Fuzz(func(t *testing.T, text, cell string) {
		if !utf8.ValidString(text) {
			return // what encoding bytes are in that are no text in any is not found again
		}
		if utf8.ValidString(cell) && !strings.ContainsFunc(cell, isStrange) { // as a rulebook's texts are
			checkAgain(t, text, cell)
		}
	})
}
