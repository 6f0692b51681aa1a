package cell

import (
	"errors"

	"leadscore/match/fold"
)

var errNotBool = errors.New("neither yes nor no")

// ParseBool reads a cell that says yes or no, in English or Japanese words, in
// signs, or in what Excel writes in German, French, Spanish, Italian and Portuguese. A lone x is
// refused: it stands for a tick as well as for a cross. So are words for leaving and
// refusing (opted out, declined, 拒否): they are a no under Newsletter and a yes under
// Email Opt Out.
func ParseBool(cell string) (bool, error) {
	var room [32]byte
	switch string(fold.Append(room[:0], cell)) {
	case "true", "t", "yes", "y", "on", "1", "1.0", "ok", "checked", "enabled", "agreed", "attended",
		"はい", "有", "有り", "あり", "済", "済み", "可", "要", "真", "○", "◯", "〇", "◎", "●", "■", "レ", "✓", "✔", "☑", "✅",
		"参加", "参加済", "参加済み", "出席", "する", "希望", "希望する", "オン", "対象", "送信可", "配信可", "同意", "同意する", "同意済", "同意済み", "許可", "必要", "完了", "登録", "登録済", "登録済み",
		"参加します", "出席します", "希望します", "同意します", "受信する", "受け取る", "受取可", "受信可", "承認", "承認済", "承認済み", "対応可", "訪問可", "購読する", "利用する",
		"参加する", "出席する", "希望あり", "該当", "該当する", "該当あり", "有効", "承諾", "連絡可", "実施済", "実施済み", "対応済", "対応済み",
		"wahr", "ja", "vrai", "oui", "verdadero", "sí", "si", "vero", "sì", "verdadeiro", "sim":
		return true, nil
	case "false", "f", "no", "n", "off", "0", "0.0", "ng", "unchecked", "disabled",
		"いいえ", "無", "無し", "なし", "未", "否", "不可", "不要", "偽", "×", "✕", "✖", "✗", "✘", "❌", "☐", "□",
		"不参加", "未参加", "欠席", "しない", "希望しない", "オフ", "対象外", "送信不可", "配信不可", "不同意", "同意しない", "未同意", "不許可", "必要なし", "未完了", "未登録", "未済",
		"参加しません", "欠席します", "希望しません", "同意しません", "受信しない", "受け取らない", "受取不可", "受信不可", "未承認", "不承認", "対応不可", "訪問不可", "購読しない", "利用しない",
		"参加しない", "欠席する", "希望せず", "希望なし", "非該当", "該当しない", "該当なし", "無効", "連絡不可", "未実施", "未対応",
		"falsch", "nein", "faux", "non", "falso", "não", "nao":
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
