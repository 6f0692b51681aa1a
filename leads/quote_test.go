package leads_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
)

// TestCellsAreQuotedAsEncodingCSVDoes writes any text as a cell of ours.
func TestCellsAreQuotedAsEncodingCSVDoes(t *testing.T) {
	o := leads.Ours{Names: []string{"score"}}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(cellText('\n'), rapid.String(), rapid.Just(`\.`)).Draw(t, "cell")
		got := annotate(t, strings.NewReader("id\n1\n"), o, func(int, int) string { return cell })
		if want := "id,score\n1," + quoted(cell) + "\n"; got != want {
			t.Fatalf("%q is written\n%q\nwant\n%q", cell, got, want)
		}
	})
}

func TestGuard(t *testing.T) {
	harmless := []string{
		"", "Acme", "a=b", "3 of 4", "2026-11-21", "100", "'=1",
		"-5", "+5", "-1,234.50", "-.5", "+1.5e3", "-1E-7", "-5%", "+12.5%", "-$3", "-¥1,200", "-€5",
		"-", "+", "+81 90 1234 5678", "+442071234567", "+81-90-1234-5678", "+1 (555) 010-1234", "+33.1.23.45.67.89", " -5 ", "株式会社", "カー",
	}
	for _, s := range harmless {
		if got := leads.Guard(s); got != s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
	dangerous := []string{
		"=1+1", "@SUM(A1)", "+1-1", "-2+3+cmd|' /C calc'!A0", "＝1", "＠SUM", "＋1", "－1", "ー1",
		" =1", "\u00a0=1", "\u3000=1", "\u200b=1", "\tx", "\rx", "\nx", "\x00x", "-a", "+a", "--5", "+-5",
		"-5%x", "-1e", "-1e5e", "-$", "-,", "+1-1", "+12-34-56", "+81-90-1234-5678-1234-56", "+81--90-1234-5678", "+A1", "-(1)", "-1*2", "=",
	}
	for _, s := range dangerous {
		if got := leads.Guard(s); got != "'"+s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
}

// TestGuardOnce: a guarded text is harmless.
func TestGuardOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := leads.Guard(rapid.String().Draw(t, "text"))
		if again := leads.Guard(s); again != s {
			t.Fatalf("%q becomes %q", s, again)
		}
	})
}
