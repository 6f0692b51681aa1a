package leads

import (
	"io"
	"strings"
	"unicode"

	"leadscore/leads/internal/records"
	"leadscore/match/fold"
)

// mostDescriptions is how many rows under the header may describe its columns.
const mostDescriptions = 3

// findDescriptions finds the rows under the header that describe its columns, as import
// templates have them: 必須, 任意; string, number.
func (r *Reader) findDescriptions() {
	data, ahead := r.buf[r.start:r.end], r.parser.Fork()
	for range mostDescriptions {
		if len(data) == 0 {
			return
		}
		rec, n := ahead.Next(data, r.err == io.EOF)
		if rec == nil || rec.Fault != nil || rec.Blank || !describes(r.ours.Without(rec.Cells)) {
			return
		}
		r.parser.Described = ahead.Line
		data = data[n:]
	}
}

// describes reports whether cells describe columns: each that is not blank, and so do half
// of all, or one says what must be filled in.
func describes(before, behind []string) bool {
	filled, all, demands := 0, 0, false
	for _, cells := range [][]string{before, behind} {
		for _, cell := range cells {
			all++
			if strings.TrimSpace(cell) == "" {
				continue
			}
			filled++
			is, demand := describing(cell)
			if !is {
				return false
			}
			demands = demands || demand
		}
	}
	return filled >= 2 && (demands || 2*filled >= all)
}

// describing reports whether a cell is wholly what describes a column: that it must be
// filled in or not, a type, a format, a length.
func describing(cell string) (is, demand bool) {
	word, _, _ := strings.Cut(strings.Trim(fold.Text(cell), " *※.[]【】<>"), "(")
	word = strings.TrimFunc(word, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	if word == "" { // (required), *
		word = strings.Trim(fold.Text(cell), " *※.()[]【】<>")
	}
	if demandWords[word] {
		return true, true
	}
	return typeWords[word] || isFormat(word) || isLength(word), false
}

// isFormat: yyyy/mm/dd, dd.mm.yyyy hh:mm.
func isFormat(word string) bool {
	return strings.Contains(word, "yy") && strings.Trim(word, "ymdhst年月日時分秒/-.: ") == ""
}

// isLength: 255文字以内, 全角40文字, max 80 characters.
func isLength(word string) bool {
	rest := word
	for _, part := range []string{"全角", "半角", "英数字", "英数", "カタカナ", "カナ", "数字", "最大", "文字", "桁", "以内", "まで", "max", "length", "up to", "characters", "character", "chars", "digits"} {
		rest = strings.ReplaceAll(rest, part, "")
	}
	return rest != word && strings.Trim(rest, "0123456789,.: ") == ""
}

var demandWords = wordSet(`required optional mandatory recommended 必須 任意 必須項目 任意項目 入力必須 必須入力 条件付き必須 条件必須 推奨 必要 省略可
	pflicht pflichtfeld optional obligatoire facultatif obligatorio opcional`)

var typeWords = wordSet(`string text textarea longtext number numeric integer int float double decimal currency percent date datetime timestamp time boolean bool
	picklist multipicklist enum enumeration varchar nvarchar char email phone url reference lookup id checkbox
	文字列 テキスト 文字 数値 数字 整数 小数 日付 日時 時刻 真偽値 真偽 選択 選択肢 単一選択 複数選択 チェックボックス 自由入力 自由記述 通貨 半角 全角 半角英数字 半角英数 半角数字 全角文字 全角カナ
	ganzzahl zahl datum texte nombre entier texto número fecha`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[fold.Text(word)] = true
	}
	return set
}

// totalWords are what begins a row of totals, and says nothing else.
var totalWords = func() map[string]bool {
	set := wordSet(`total totals sum subtotal sub-total average count 合計 総計 小計 総合計 計 累計 平均 件数 summe gesamt gesamtsumme gesamtergebnis insgesamt zwischensumme
		durchschnitt somme sous-total totaux moyenne suma totales subtotales promedio totale totali soma`)
	for _, words := range []string{"grand total", "grand totals", "total general", "total général", "sub total", "合 計", "総 計", "小 計", "suma total", "total count", "total records", "total leads", "total rows"} {
		set[fold.Text(words)] = true
	}
	return set
}()

// isTotals reports whether a record is one of totals at the end of the list: the first cell
// that is filled is wholly a word for that, the others are figures, and none stands
// where a lead has its key or its name. A company may be called Total.
func (r *Reader) isTotals(rec *records.Record) bool {
	if r.keepRows || !rec.IsLead() || rec.Long || !r.hasTotals(rec.Cells) {
		return false
	}
	*rec = *rec.Clone() // to read on moves the bytes
	return r.endsBehind()
}

func (r *Reader) hasTotals(cells []string) bool {
	word, figures := "", 0
	for i, cell := range cells {
		switch {
		case r.ours.Has(i) || strings.TrimSpace(cell) == "":
		case word == "":
			var figure bool
			if word, figure = totalWord(cell); word == "" {
				return false
			}
			if figure {
				figures++
			}
		case !isTotalFigure(cell) || r.names(i):
			return false
		case strings.ContainsFunc(cell, unicode.IsDigit):
			figures++
		}
	}
	return figures > 0
}

// names tells whether a column names a lead.
func (r *Reader) names(column int) bool {
	return r.naming != nil && column < len(r.head.Cells) && r.naming(r.head.Cells[column])
}

// totalWord gives the word of a cell that is wholly one for totals, and whether a figure
// stands behind it: "Total", "Total:", "合計 25件", "Grand Totals (25 records)".
func totalWord(cell string) (word string, figure bool) {
	folded := fold.Text(cell)
	at := strings.IndexFunc(folded, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("(:=", r) })
	if at < 0 {
		at = len(folded)
	}
	word, rest := strings.TrimFunc(folded[:at], func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }), strings.Trim(folded[at:], "(): =")
	if !totalWords[word] || rest != "" && !isTotalFigure(rest) {
		return "", false
	}
	return word, rest != ""
}

// isTotalFigure reports whether a cell is a figure, with a unit at most. A dash in its
// place is one too.
func isTotalFigure(cell string) bool {
	digits, letters := 0, 0
	for _, r := range fold.Text(cell) {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		case r == '@':
			return false
		}
	}
	const longestUnit = len("records")
	return letters <= longestUnit && digits > 0 && letters <= 2*digits+len("JPY") || letters == 0
}

// endsBehind reports whether no more leads follow: all that does is blank, or a row of
// totals too, or has one cell, as lines below the list. Rows that cannot be read decide
// nothing: they are rejected, and the next run does not see them.
func (r *Reader) endsBehind() bool {
	data, ok := r.rest()
	if !ok {
		return false
	}
	ahead := r.parser.Fork()
	for len(data) > 0 {
		rec, n := ahead.Next(data, true)
		data = data[n:]
		if rec.Blank || rec.Fault != nil {
			continue
		}
		if _, alone := r.ours.OnlyCell(rec.Cells); !alone && !r.hasTotals(rec.Cells) {
			return false
		}
	}
	return true
}
