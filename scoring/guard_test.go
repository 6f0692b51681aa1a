package scoring

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

func TestGuard(t *testing.T) {
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
		if got := string(guard([]byte("x"+text), 1)); got != "x"+want {
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
			if words++; dateLike.MatchString(text) {
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
			switch date := dateLike.MatchString(text) && strings.ContainsAny(text, "0123456789"); {
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

// The stage is guarded as any other text, and is none where no rule is true.
func TestStageIsGuarded(t *testing.T) {
	for stage, want := range map[string]string{"SQL": "SQL", "=1+1": "'=1+1", "3/4": "'3/4"} {
		rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{Name: "Any lead", Points: new(exact.Int(1))}}, Stages: []rulebook.Stage{{Name: stage, Line: rulebook.Line{When: &rulebook.Condition{
			Metric: rulebook.Scalar{Text: "score"}, Tests: []rulebook.Test{{Op: "at_least", Args: []rulebook.Scalar{{Text: "0"}}}},
		}}}}}
		for highest, want := range map[int64]string{0: want, -1: ""} {
			rb.Score.Max = new(exact.Int(highest))
			engine, problems := Compile(rb, nil, Options{})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			scorer := engine.NewScorer()
			scorer.Score(nil)
			for _, c := range engine.Columns() {
				if got := string(scorer.AppendCell([]byte("x"), c)); c.Name == "stage" && got != "x"+want {
					t.Errorf("the stage %q becomes %q; want %q", stage, got[1:], want)
				}
			}
		}
	}
}
