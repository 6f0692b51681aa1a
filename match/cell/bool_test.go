package cell

import (
	"testing"

	"leadscore/rulebook"
)

func TestParseBool(t *testing.T) {
	for want, cells := range map[bool][]string{
		true: {"TRUE", "true", "True", "yes", "YES", "Y", "t", "on", "1", "１", "ｙｅｓ", " Yes ", "はい", "有", "有り", "あり", "済", "済み", "○", "◯", "〇", "◎", "✓", "✔", "✔\ufe0f", "☑", "✅", "OK", "checked", "可", "要", "真", "WAHR", "Ja", "VRAI", "oui", "VERDADERO", "Sí", "VERO", "sì", "Si", "1.0",
			"参加", "出席", "する", "希望する", "オン", "ｵﾝ", "対象", "送信可", "同意", "●", "レ", "ﾚ", "同意済み", "配信可", "Sim",
			"参加します", "受信する", "受け取る", "承認済み", "対応可",
			"Enabled", "参加する", "出席する", "希望あり", "該当", "該当する", "有効", "承諾", "連絡可", "実施済み", "対応済", "■"},
		false: {"FALSE", "false", "no", "No", "n", "f", "off", "0", "０", "いいえ", "無", "無し", "なし", "未", "否", "×", "✕", "✗", "✘", "❌", "☐", "NG", "unchecked", "不可", "不要", "偽", "FALSCH", "Nein", "FAUX", "non", "FALSO", "0.0",
			"不参加", "欠席", "しない", "希望しない", "オフ", "対象外", "送信不可", "不同意", "同意しない", "未参加", "Não",
			"欠席します", "希望しません", "受信しない", "受け取らない", "未承認", "対応不可",
			"Disabled", "ｵﾌ", "参加しない", "欠席する", "希望せず", "希望なし", "非該当", "該当しない", "該当なし", "無効", "連絡不可", "未実施", "未対応", "□", "NAO"},
	} {
		for _, cell := range cells {
			if got, err := ParseBool(cell); err != nil || got != want {
				t.Errorf("%q is %v, %v; want %v", cell, got, err, want)
			}
		}
	}
	for _, cell := range []string{"", "x", "X", "ｘ", "2", "-1", "maybe", "yes please", "10", "はいいいえ", "要検討", "可能", "未定", "不明", "有無", "☒", "△", "-", "✓✓", "済 未", "opted out", "Opt-Out", "opted in", "opt-in", "declined", "拒否", "配信停止", "1.5", "0.1", "参加予定", "参加検討", "対象？", "レレ", "ー", "\xff", "N/A"} {
		if got, err := ParseBool(cell); err == nil || got {
			t.Errorf("%q is %v", cell, got)
		}
	}
}

func TestParseBoolAllocatesNothing(t *testing.T) {
	for _, cell := range []string{"TRUE", "はい", "○", "perhaps"} {
		if n := testing.AllocsPerRun(1000, func() { _, _ = ParseBool(cell) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
		}
	}
}

// Only words that nobody means as text make a column one of truths.
func TestTruthWord(t *testing.T) {
	for text, want := range map[string]bool{"true": true, "True": true, "yes": true, "YES": true, "はい": true, "ｙｅｓ": true, "false": false, "no": false, "No": false, "いいえ": false} {
		if got, ok := TruthWord(text); !ok || got != want {
			t.Errorf("%q is %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1", "0", "y", "n", "on", "off", "有", "無", "済", "×", "Norway", "SaaS"} {
		if got, ok := TruthWord(text); ok || got {
			t.Errorf("%q is a truth word", text)
		}
	}
}

// TestOwnTruthWords: a field's own words come before the known ones.
func TestOwnTruthWords(t *testing.T) {
	words := func(texts ...string) (all []rulebook.Scalar) {
		for _, text := range texts {
			all = append(all, rulebook.Scalar{Text: text})
		}
		return all
	}
	field := &rulebook.Field{Type: rulebook.TypeBool, TrueWords: words("当日参加", "Came"), FalseWords: words("見送り", "1")}
	reader := NewReader(field, field.Type, &Settings{}, false)
	for text, want := range map[string]string{"当日参加": "true", " ｃａｍｅ ": "true", "見送り": "false", "1": "false", "はい": "true", "0": "false", "2": "", "欠席": "false", "": ""} {
		var v Value
		reader.Read(text, &v)
		if got := v.Words(rulebook.TypeBool); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
