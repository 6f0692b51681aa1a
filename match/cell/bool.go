package cell

import (
	"errors"

	"leadscore/match/fold"
)

var errNotBool = errors.New("neither yes nor no")

// ParseBool reads a cell that says yes or no, in English or Japanese words, in
// signs, or in what Excel writes in German, French, Spanish and Italian. A lone x is
// refused: it stands for a tick as well as for a cross.
func ParseBool(cell string) (bool, error) {
	var room [32]byte
	switch string(fold.Append(room[:0], cell)) {
	case "true", "t", "yes", "y", "on", "1", "ok", "checked",
		"はい", "有", "有り", "あり", "済", "済み", "可", "要", "真", "○", "◯", "〇", "◎", "✓", "✔", "☑", "✅",
		"wahr", "ja", "vrai", "oui", "verdadero", "sí", "vero", "sì":
		return true, nil
	case "false", "f", "no", "n", "off", "0", "ng", "unchecked",
		"いいえ", "無", "無し", "なし", "未", "否", "不可", "不要", "偽", "×", "✕", "✖", "✗", "✘", "❌", "☐",
		"falsch", "nein", "faux", "non", "falso":
		return false, nil
	}
	return false, errNotBool
}

// TruthWord reads the words that make a column one of truths where no type is
// declared: true, false, yes, no, はい, いいえ, in any case and width.
func TruthWord(text string) (value, ok bool) {
	switch fold.Text(text) {
	case "true", "yes", "はい":
		return true, true
	case "false", "no", "いいえ":
		return false, true
	}
	return false, false
}
