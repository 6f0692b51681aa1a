package match

import "errors"

var errNotBool = errors.New("neither yes nor no")

// ParseBool reads a cell that says yes or no. A lone x is refused: it stands for a
// tick as well as for a cross.
func ParseBool(cell string) (bool, error) {
	var room [32]byte
	switch string(AppendFold(room[:0], cell)) {
	case "true", "t", "yes", "y", "on", "1",
		"はい", "有", "有り", "あり", "済", "済み", "○", "◯", "〇", "◎", "✓", "✔", "☑", "✅":
		return true, nil
	case "false", "f", "no", "n", "off", "0",
		"いいえ", "無", "無し", "なし", "未", "否", "×", "✕", "✖":
		return false, nil
	}
	return false, errNotBool
}

// TruthWord reads the words that make a column one of truths where no type is
// declared: true, false, yes, no, はい, いいえ, in any case and width.
func TruthWord(text string) (value, ok bool) {
	switch Fold(text) {
	case "true", "yes", "はい":
		return true, true
	case "false", "no", "いいえ":
		return false, true
	}
	return false, false
}
