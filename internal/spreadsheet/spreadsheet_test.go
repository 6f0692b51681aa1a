package spreadsheet

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

func TestGuardText(t *testing.T) {
	for text, guarded := range map[string]bool{
		"": false, "SQL": false, "Asked for a demo +25": false, "3 of 4": false, "4項目中3": false, "A2": false, "March": false, "? Priority (Budget blank)": false,
		"=1+1": true, "+25": true, "-3 points": true, "@home": true, " =1": true, "\u3000＝1": true, "＋1": true, "－1": true, "＠a": true, "\tx": true,
		"3/4": true, "1-2": true, "2026-11-21": true, "1.4.2026": true, "Mar-5": true, "5 March": true, "5 March 2026": true, "3月4日": true, "2026年3月": true, "10:30": true,
		"1-2 people": false, "Tier 3/4": false, "may 5 people": false,
	} {
		want := text
		if guarded {
			want = "'" + text
		}
		if got := string(AppendGuard([]byte("x"+text), 1)); got != "x"+want {
			t.Errorf("%q becomes %q; want %q", text, got[1:], want)
		}
	}
}

// No text that begins a word is a date, whatever its first three letters.
func TestBeginsWord(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	words := 0
	for i := range 26 * 26 * 26 {
		word := string([]byte{letters[i/676], letters[i/26%26], letters[i%26]})
		for _, text := range []string{word, strings.ToUpper(word), word[:1] + "5", word[:2] + " 5", word + "5", word + "-05"} {
			if !beginsWord([]byte(text)) {
				continue
			}
			if words++; dateLike().MatchString(text) {
				t.Fatalf("%q is like a date", text)
			}
		}
	}
	if words < 100_000 {
		t.Errorf("only %d texts begin words", words)
	}
	for _, text := range []string{"", "5 March", "=a", "＝", "ｓep", "ſep 5", "日付"} {
		if beginsWord([]byte(text)) {
			t.Errorf("%q does not begin with a Latin letter", text)
		}
	}
}

// What is passed over without a match is no date.
func TestMayBeDate(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"1", "12", "2026", "04", " ", "-", "/", ".", ":", "年", "月", "日", "\t", "Mar", "march", "MAY", "ſep", "of", "x", "項目", "%", "K",
	})
	dates, others := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for _, parts := range rapid.SliceOfN(rapid.SliceOfN(pieces, 1, 5), 50, 50).Draw(t, "texts") {
			text := strings.Join(parts, "")
			switch date := dateLike().MatchString(text) && strings.ContainsAny(text, "0123456789"); {
			case date && !mayBeDate([]byte(text)):
				t.Fatalf("%q is like a date", text)
			case date:
				dates++
			case !mayBeDate([]byte(text)):
				others++
			}
		}
	})
	if dates < 10 || others < 100 {
		t.Errorf("%d dates, %d others; want many of both", dates, others)
	}
}

func TestGuard(t *testing.T) {
	harmless := []string{
		"", "Acme", "a=b", "3 of 4", "2026-11-21", "100", "'=1",
		"-5", "+5", "-1,234.50", "-.5", "+1.5e3", "-1E-7", "-5%", "+12.5%", "-$3", "-¥1,200", "-€5",
		"-", "+", " -5 ", "株式会社", "カー", "+1234567", "03-1234-5678", "(03) 1234-5678", "+1,234,567", "+1.234.567", "+1500000.5",
	}
	for _, s := range harmless {
		if got := Guard(s); got != s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
	for _, s := range phoneNumbers() {
		if got := Guard(s); got != "'"+s || Runs(s) {
			t.Errorf("Guard(%q) = %q; runs: %v", s, got, Runs(s))
		}
	}
	dangerous := []string{
		"=1+1", "@SUM(A1)", "+1-1", "-2+3+cmd|' /C calc'!A0", "＝1", "＠SUM", "＋1", "－1", "ー1",
		" =1", "\u00a0=1", "\u3000=1", "\u200b=1", "\tx", "\rx", "\nx", "\x00x", "-a", "+a", "--5", "+-5",
		"-5%x", "-1e", "-1e5e", "-$", "-,", "+1-1", "+12-34-56", "+81-90-1234-5678-1234-56", "+81--90-1234-5678", "+A1", "-(1)", "-1*2", "=",
	}
	for _, s := range dangerous {
		if got := Guard(s); got != "'"+s {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	}
}

// What was guarded comes back; an apostrophe that keeps nothing stays.
func TestUnguard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t]{0,2}[-+=@＝＋ー0-9]?[0-9a-z./-]{0,9}`), rapid.SampledFrom(phoneNumbers())).Draw(t, "text")
		for _, guarded := range []string{Guard(s), GuardText(s)} {
			if got := Unguard(guarded); got != s && !strings.HasPrefix(s, "'") {
				t.Fatalf("%q is guarded as %q, which comes back as %q", s, guarded, got)
			}
		}
	})
	for _, s := range []string{"'tis", "''", "'", "o'clock", "'Acme"} {
		if got := Unguard(s); got != s {
			t.Errorf("Unguard(%q) = %q", s, got)
		}
	}
}

// phoneNumbers are computed by a spreadsheet, but do no harm.
func phoneNumbers() []string {
	return []string{"+81 90 1234 5678", "+442071234567", "+81-90-1234-5678", "+81-3-1234-5678", "+1 (555) 010-1234", "+33.1.23.45.67.89", "+1.555.010.1234", " +81-3-1234-5678"}
}

// TestGuardOnce: a guarded text is harmless.
func TestGuardOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Guard(rapid.String().Draw(t, "text"))
		if again := Guard(s); again != s {
			t.Fatalf("%q becomes %q", s, again)
		}
	})
}

// Whatever a spreadsheet runs, it changes; and a text of ours that is guarded is
// changed no more.
func TestRunsIsChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t\x{a0}\x{200b}]{0,2}[-+=@＝＋ー]?[0-9a-z.-]{0,6}`)).Draw(t, "text")
		if Runs(s) && !Changes([]byte(s)) {
			t.Fatalf("%q runs, but is not guarded", s)
		}
		if guarded := GuardText(s); Changes([]byte(guarded)) {
			t.Fatalf("%q is guarded as %q, which is changed", s, guarded)
		}
	})
}
