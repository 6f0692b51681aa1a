package cmd

import (
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// japaneseNotes is the Japanese for what is told below a table, by its English.
var japaneseNotes = map[string]string{
	"%s: %s, the first on line %d: %q":                                         "%s：%s（%d行目「%s」など）",
	"%s in %.1f s%s, %s repaired, %s rejected":                                 "%sを%.1f秒で採点%s（補正%s行、読み込めず除外%s行）",
	"as of %s, today in %s. --as-of %s gives the same scores on any other day": "基準日 %s（%sの今日）。別の日に同じスコアを出すには --as-of %s",
	"the best %d of %s are explained. --lead KEY or --line N explains others":  "全%[2]s中、上位%[1]d件の理由を表示（ほかは --lead キー または --line 行番号）",
	"%s of out stages left out: %s. --stage shows them":                        "除外ステージの%s（%s）は表示していません（--stage で表示）",
	"%s of other stages left out":                                              "ほかのステージの%sは表示していません",
	"%s left out by --where":                                                   "--where に合わない%sは表示していません",
	"showing %s of %s. --top 0 shows all":                                      "全%[2]s件中%[1]s件を表示（すべて表示するには --top 0）",
	"columns left out for want of room: %s. --width 0 shows all":               "幅が足りず省いた列：%s（--width 0 で表示）",
	"%s: read as blank, since it says that nothing is known: %s":               "%s：未定・不明を表す言葉のため空欄とみなした値 %s",
}

// noteIn tells something below what is told of leads, in its language.
func (e env) noteIn(language rulebook.Language, o common, format string, args ...any) {
	if japanese, found := japaneseNotes[format]; found && language == rulebook.Japanese {
		format = japanese
	}
	e.note(o, format, args...)
}

// counted counts leads or cells: "2 leads", 2件.
func counted(language rulebook.Language, n int, noun string) string {
	if language == rulebook.Japanese {
		return report.Thousands(n) + "件"
	}
	return report.Count(n, noun)
}

// between parts items of one kind.
func between(language rulebook.Language) string {
	if language == rulebook.Japanese {
		return "、"
	}
	return ", "
}

// unreadableText says what cells of a field are not.
func unreadableText(language rulebook.Language, u unreadableJSON) string {
	if language == rulebook.Japanese {
		what := map[string]string{"number": "数値", "date": "日付", "bool": "はい・いいえ", "list": "リスト", "level": "職位", "text": "文字列"}[u.Type] + "として読めない値"
		switch {
		case u.table != "":
			what = "「" + u.table + "」の表にない値"
		case u.ofTitle && u.Type == rulebook.TypeLevel.String():
			what = "役職名から職位を判定できない値"
		case u.ofTitle:
			what = "役職名から部門を判定できない値"
		}
		return what + " " + report.Thousands(u.Count) + "件"
	}
	switch {
	case u.table != "":
		return report.Count(u.Count, "cell") + " not in the table of " + u.table
	case u.ofTitle:
		return report.Count(u.Count, "title") + " without a known " + titleTells(u.Type)
	}
	return report.Count(u.Count, "cell") + " not readable as " + u.Type
}
