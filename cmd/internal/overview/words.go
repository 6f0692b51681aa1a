package overview

import "leadscore/rulebook"

// words are what the report says, in one language.
type words struct {
	calls, called, talks, deciders, meetings, meetingRate, again, all, callsNote string
	language                                                                     string
	title, subtitle, out                                                         string
	ranked, callable, noPhones, refused, unknownPoint                            string
	stages, stage, leads, share, canCall, none, outOf                            string
	best                                                                         string
	open, what, by, raise, ask, noLimit, openNote, nothingOpen                   string
	asking, research, records                                                    string
	points, rule, mean, given, pointsNote                                        string
	icp, limits, limitsScore                                                     string
	matrix, fit, noGrade, over, upTo, under, zero, matrixNote, grade, ofPoints   string
	scores, scoreAxis, from, scoresDesc                                          string
	unread, column, cells, example, unreadNote                                   string
	line, score, reasons, next                                                   string
	separator, between, colon                                                    string // items of one kind, and reasons
	opensChart, openChart                                                        string
}

func wordsOf(l rulebook.Language) *words {
	if l == rulebook.Japanese {
		return japaneseWords()
	}
	return englishWords()
}

func englishWords() *words {
	return &words{
		language: "en",
		title:    "%s", subtitle: "%s, scored by %s as of %s", out: "; below, %s of out stages left out",
		ranked:   "%s are to be worked on: %s.",
		callable: "%s of %s can be called: they have a telephone number.", refused: " %s must not be called.",
		noPhones:     "No column of telephone numbers was found, so that nobody can say how many can be called.",
		unknownPoint: "Most is to be won by finding out: %s. It is not known of %s of %s leads, and could add up to %s points to each on average.",
		stages:       "Stages", stage: "stage", leads: "leads", share: "share", canCall: "can be called", none: "(none)", outOf: "%s (out)",
		calls: "What came of the calls", called: "called", talks: "talked to", deciders: "decision makers", meetings: "meetings", meetingRate: "meetings per call", again: "to call again", all: "all",
		callsNote: "Leads by what came of their last call, as the answers tell it.",
		best:      "The best %s",
		open:      "What is not known, and what that costs", what: "not known", by: "known by", raise: "could add, on average", ask: "question", noLimit: "no limit",
		openNote:    "Could add: how far the score of a lead could rise if this alone were answered as well as can be, on average of the leads that lack it. Those that cost most of all stand first.",
		nothingOpen: "Nothing that counts is unknown.",
		asking:      "asking", research: "research", records: "our own records",
		points: "Where the points come from", rule: "rule", mean: "points per lead", given: "when it counts",
		pointsNote: "Points per lead: on average of all leads. When it counts: on average of the leads to which it gives or from which it takes something.",
		icp:        "ICP", limits: "limits of %s", limitsScore: "limits of the score",
		matrix: "Fit and %s", fit: "fit", noGrade: "no grade", over: "%s or more", upTo: "%s to under %s", under: "under %s", zero: "0",
		grade: "grade", ofPoints: "points",
		matrixNote: "Rows: the grade of the fit. Columns: the %s of the group %s.",
		scores:     "Scores", scoreAxis: "score", from: "%s from %s", scoresDesc: "%s from %s to under %s",
		unread: "Cells that could not be read", column: "column", cells: "cells", example: "the first", unreadNote: "They count as unknown.",
		line: "line", score: "score", reasons: "reasons", next: "ask next", separator: ", ", between: "; ", colon: ": ", opensChart: "%s, %s", openChart: "What is not known: bars show what it costs all leads",
	}
}

func japaneseWords() *words {
	return &words{
		language: "ja",
		title:    "%s", subtitle: "%s、ルールブック「%s」、基準日 %s", out: "（うち除外%s、以下の集計に含まない）",
		ranked:   "取り組むリードは%s：%s。",
		callable: "%[2]s中%[1]s件に架電できる（電話番号あり）。", refused: "架電NGは%s。",
		noPhones:     "電話番号の列が見つからないため、架電できる件数は分からない。",
		unknownPoint: "確認の効果が最も大きい項目：%s。%[3]s件中%[2]s件が未確認で、判明すれば1件あたり平均で最大%[4]s点上がる。",
		stages:       "ステージ", stage: "ステージ", leads: "リード", share: "割合", canCall: "架電できる", none: "（なし）", outOf: "%s（除外）",
		calls: "架電の結果", called: "架電", talks: "通話", deciders: "決裁者", meetings: "アポ", meetingRate: "アポ率（架電比）", again: "再架電", all: "全体",
		callsNote: "回答にある最後の架電の結果による。",
		best:      "上位%s",
		open:      "未確認の項目とその影響", what: "未確認の項目", by: "埋め方", raise: "判明すれば（平均で最大）", ask: "質問", noLimit: "上限なし",
		openNote:    "判明すれば：その項目だけが最も良い答えで埋まったときにスコアが上がる幅の、未確認のリードでの平均。全体への影響が大きい順。",
		nothingOpen: "スコアに関わる項目はすべて確認済み。",
		asking:      "聞く", research: "調べる", records: "社内で確認",
		points: "点はどこから来るか", rule: "ルール", mean: "1件あたりの点", given: "該当時の点",
		pointsNote: "1件あたりの点：全リードの平均。該当時の点：加点または減点されたリードの平均。",
		icp:        "ICP（理想の顧客像）", limits: "%sの上限・下限", limitsScore: "スコアの上限・下限",
		matrix: "適合度と%s", fit: "適合度", noGrade: "グレードなし", over: "%s以上", upTo: "%s以上%s未満", under: "%s未満", zero: "0",
		grade: "グレード", ofPoints: "点",
		matrixNote: "縦：適合度のグレード。横：グループ「%[2]s」の%[1]s。",
		scores:     "スコアの分布", scoreAxis: "スコア", from: "%s（%s以上）", scoresDesc: "%[2]s以上%[3]s未満 %[1]s",
		unread: "読み取り不可の値", column: "列", cells: "件数", example: "最初の値", unreadNote: "未確認として扱う。",
		line: "行", score: "スコア", reasons: "理由", next: "次の質問", separator: "、", between: "、", colon: "：", opensChart: "%s、%s", openChart: "未確認の項目。棒は全リードへの影響",
	}
}
