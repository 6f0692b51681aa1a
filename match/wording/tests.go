package wording

import (
	"strings"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// test words an operator with its operands: the particle behind what it is asked of, and
// the predicate.
func test(t *rulebook.Test, of Field, metric string) (particle, text string) {
	number := numbers(t, of, metric)
	switch t.Op {
	case "known":
		if isFalse(t) {
			return "に", "入力なし"
		}
		return "に", "入力あり"
	case "free_mail":
		if isFalse(t) {
			return "が", "フリーメールではない"
		}
		return "が", "フリーメール"
	case "is":
		return "が", oneOf(t, of, metric)
	case "is_not":
		if len(t.Args) > 1 {
			return "が", values(t, of, metric) + "のいずれでもない"
		}
		return "が", values(t, of, metric) + "以外"
	case "contains":
		return "に", quotedList(t) + either(t) + "を含む"
	case "has_word":
		return "に", quotedList(t) + either(t) + "を（単語として）含む"
	case "has":
		return "に", quotedList(t) + either(t) + "を含む"
	case "has_all":
		return "に", quotedList(t) + "をすべて含む"
	case "starts_with":
		return "が", quotedList(t) + either(t) + "で始まる"
	case "ends_with":
		return "が", quotedList(t) + either(t) + "で終わる"
	case "matches":
		return "が", "正規表現" + quotedList(t) + either(t) + "に一致"
	case "domain":
		return "の", "ドメインが" + strings.Join(texts(t), "・") + either(t)
	case "at_least":
		return "が", number[0] + "以上"
	case "at_most":
		return "が", number[0] + "以下"
	case "above":
		return "が", number[0] + "超"
	case "below":
		return "が", number[0] + "未満"
	case "between":
		return "が", strings.Join(number, "〜")
	case "within":
		return "が", days(t) + "以内"
	case "within_next":
		return "が", "今後" + days(t) + "以内"
	case "older_than":
		return "が", days(t) + "より前"
	case "before":
		return "が", strings.Join(number, "・") + "より前"
	case "after":
		return "が", strings.Join(number, "・") + "より後"
	case "count":
		return "が", Tests(t.Count, Field{Type: rulebook.TypeNumber}) + "（件数）"
	}
	return "が", t.Op + " " + strings.Join(texts(t), "・")
}

func isFalse(t *rulebook.Test) bool {
	if len(t.Args) != 1 {
		return false
	}
	yes, err := cell.ParseBool(t.Args[0].Text)
	return err == nil && !yes
}

func oneOf(t *rulebook.Test, of Field, metric string) string {
	return values(t, of, metric) + either(t)
}

// either is what stands behind several operands of which one is enough.
func either(t *rulebook.Test) string {
	if len(t.Args) > 1 {
		return "のいずれか"
	}
	return ""
}

func texts(t *rulebook.Test) []string {
	var all []string
	for _, arg := range t.Args {
		all = append(all, arg.Text)
	}
	return all
}

func quotedList(t *rulebook.Test) string { return "「" + strings.Join(texts(t), "」「") + "」" }

// values are the operands as values of the field: texts in brackets, all else bare.
func values(t *rulebook.Test, of Field, metric string) string {
	switch of.Type {
	case rulebook.TypeNumber, rulebook.TypeLevel, rulebook.TypeDate:
		return strings.Join(numbers(t, of, metric), "・")
	case rulebook.TypeBool:
		var all []string
		for _, arg := range t.Args {
			if yes, err := cell.ParseBool(arg.Text); err == nil {
				all = append(all, Truth(yes))
			} else {
				all = append(all, arg.Text)
			}
		}
		return "「" + strings.Join(all, "」「") + "」"
	}
	return quotedList(t)
}

// numbers are the operands as people write numbers, levels and days.
func numbers(t *rulebook.Test, of Field, metric string) []string {
	all := texts(t)
	for i, text := range all {
		switch n, err := cell.ParseDecimal(text); {
		case of.Type == rulebook.TypeLevel:
			if level, found := title.ParseLevel(text); found {
				all[i] = Level(level)
			}
		case err != nil:
		case metric == "fit" || strings.HasSuffix(metric, ".share"):
			all[i] = text + "%"
		case of.Type == rulebook.TypeNumber || of.Type == rulebook.TypeUnset:
			all[i] = Number(n, of.Yen)
		}
	}
	return all
}

// days is a duration: 180d is 180日, 2w is 14日.
func days(t *rulebook.Test) string {
	all := texts(t)
	for i, text := range all {
		if n, err := cell.ParseDays(text); err == nil {
			all[i] = thousands(int64(n)) + "日"
		}
	}
	return strings.Join(all, "・")
}

// Level is what people call a level of seniority.
func Level(l title.Level) string {
	return [...]string{"学生", "一般・担当者", "課長クラス", "部長クラス", "本部長・執行役員クラス", "経営層"}[l]
}

// LevelOf is Level for the name of a level; the name itself where there is no such level.
func LevelOf(name string) string {
	if level, found := title.ParseLevel(fold.Text(name)); found {
		return Level(level)
	}
	return name
}

// Truth is what people call a truth value.
func Truth(yes bool) string {
	if yes {
		return "はい"
	}
	return "いいえ"
}
