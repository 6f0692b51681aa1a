package lexicon

import (
	"strings"
	"testing"

	"leadscore/match/fold"
)

func TestMissingWord(t *testing.T) {
	for _, c := range []struct {
		means Missing
		cells []string
	}{
		{SaysNil, []string{
			"#N/A", "nan", "NaN", "unknown", "TBD", "--None--", "Select", "(blank)", "not specified", "不明", "未定", "未入力", "keine Angabe", "non renseigné", "desconocido",
			"-", "N/A", "null", "NULL", "--", "?", "???", "ー", "—", "...", "…", "####", "[]", "''", "n.a.", "N.A.", "#REF!", "#DIV/0!", "#BEZUG!", "#¡REF!", "\\N", "<null>",
			"ＵＮＫＮＯＷＮ", "ｕｎｋｎｏｗｎ", "Unknown.", "(unknown)", "[Unknown]", "<unknown>", "*unknown*", "unknown?", "'unknown'", "Not_Specified", "not-specified", "NOT  SPECIFIED", "- Select -", "-- Please Select --", "Please select...", "Choose one:",
			"【未定】", "（未定）", "※未定", "未定。", "「不明」", "不 明", "未 設 定", "選択してください", "--選択してください--", "(なし)", "－なし－", "[NA]", "<none>", "（無）", "{nil}", "わからない", "未記入", "非公開",
			"(unknown", "[tbd", "\"unknown",
			"k.A.", "k. A.", "unbekannt", "Bitte wählen", "bitte waehlen", "weiß nicht", "weiss nicht", "nicht angegeben", "Non Renseignée", "non renseigne", "à définir", "a definir", "inconnu", "n.c.", "No especificado", "sin información", "sin informacion", "NS/NC", "por definir", "don't know", "Don’t know", "to be confirmed",
		}},
		{MaySayNil, []string{"None", "NONE", "none.", "NA", "na", "なし", "無し", "無", "特になし", "該当なし", "nil", "Blank", "keine", "Aucun", "ninguno", "検討中", "ｎａ", "「なし", "Nada", "vacio", "-na"}},
		{Says, []string{
			"", "unknown soldier", "Unknown Ltd.", "Select Comfort", "Nano", "0", "1", "no", "いいえ", "○", "×", "*", "***", "+", "A", "NA-West", "未定食堂", "なしの木", "Nonesuch", "tbd@example.com", "a-b", "x_y", "US", "DK", "Name", "Value", "ref", "Field",
			"unknown unknown unknown unknown unknown unknown unknown unknown unknown", "-5", "(12)", "12.", "不明瞭", "Selecta", "blanco", "ノーコメント", "undefined behaviour",
		}},
	} {
		for _, cell := range c.cells {
			if got := MissingWord([]byte(fold.Text(cell))); got != c.means {
				t.Errorf("%q: %d, want %d", cell, got, c.means)
			}
		}
	}
}

// What a word says does not depend on what commonly stands around one.
func TestMissingWordsInBrackets(t *testing.T) {
	for word, means := range missingTable().words {
		if strings.ContainsAny(word[:1], `#(\`) {
			continue
		}
		if got := MissingWord([]byte(fold.Text(strings.ToUpper(word) + "."))); got != means {
			t.Errorf("%q with a full stop: %d, want %d", word, got, means)
		}
		for _, around := range []string{"--", "【】", "()", "＜＞"} {
			half := len(around) / 2
			if got := MissingWord([]byte(fold.Text(around[:half] + word + around[half:]))); got != SaysNil {
				t.Errorf("%q in %s: %d", word, around, got)
			}
		}
	}
}

// Readers pass over cells that begin with a digit.
func TestNoMissingWordBeginsWithADigit(t *testing.T) {
	for word := range missingTable().words {
		if '0' <= word[0] && word[0] <= '9' {
			t.Errorf("%q", word)
		}
	}
}

func TestMissingWordAllocatesNothing(t *testing.T) {
	for _, cell := range []string{"unknown", "--none--", "ann.b-c@example.com", "à définir", "不 明", "代表取締役社長"} {
		text := []byte(fold.Text(cell))
		if n := testing.AllocsPerRun(100, func() { MissingWord(text) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
		}
	}
}

func BenchmarkMissingWord(b *testing.B) {
	for _, cell := range []string{"製造業", "Director of Engineering", "ann.b-c@example.com", "TBD"} {
		text := []byte(fold.Text(cell))
		b.Run(cell, func(b *testing.B) {
			for b.Loop() {
				MissingWord(text)
			}
		})
	}
}
