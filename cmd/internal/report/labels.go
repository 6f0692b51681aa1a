package report

import (
	"leadscore/rulebook"
)

// labels are a report's own words. What a rulebook or the engine says is in the
// rulebook's language already.
type labels struct {
	line, score, winRate, observed, stage, noStage, grade, icp, noICP, fit, next                 string
	between, atLeast, atMost, noLimit                                                            string // the score, if the blanks were filled
	sum, groups, stages, unknowns                                                                string // headings
	couldEarn, before, faded, within                                                             string // notes on a line and on a group
	taken, ruledOut, shareOf                                                                     string // a profile and its attributes
	met, unmet, unknown, required, applies                                                       string // elements
	qualified, notQualified, maybeQualified                                                      string
	yes, no, decides                                                                             string // stage rules
	move                                                                                         string // of an unknown: where the score could go
	said, byAnswer, answerYes, answerNo, answerPartly, answerOpen, inPlaceOf, notKnown, beatenBy string // answers
	blank, unreadable, unlisted, absent, readAs                                                  string // cells
}

func labelsOf(language rulebook.Language) labels {
	if language == rulebook.Japanese {
		return japaneseLabels()
	}
	return englishLabels()
}

func englishLabels() labels {
	return labels{
		line: "line %d", score: "Score", winRate: "Win rate", observed: " (95%% interval %.0f%% to %.0f%%, of %s leads)", stage: "Stage", noStage: "none", grade: "Grade",
		icp: "ICP", noICP: "none fits", fit: "fit %s%%", next: "Ask next",
		between: "between %s and %s if the blanks were filled", atLeast: "%s or more if the blanks were filled",
		atMost: "%s or less if the blanks were filled", noLimit: "anything if the blanks were filled",
		sum: "Points", groups: "Groups", stages: "Stage rules", unknowns: "Not known",
		couldEarn: "could earn %s to %s", before: "%s before its limit", faded: "%s before it faded", within: "in %s",
		taken: "taken", ruledOut: "ruled out by %s", shareOf: "%s%% of %s",
		met: "met", unmet: "unmet", unknown: "unknown", required: "required", applies: "does not apply",
		qualified: "qualified", notQualified: "not qualified", maybeQualified: "not known whether qualified",
		yes: "true", no: "false", decides: "decides",
		said: "Answers", byAnswer: "answered", answerYes: "yes", answerNo: "no", answerPartly: "partly", answerOpen: "unknown", inPlaceOf: "the list has %q", notKnown: "asked, not known", beatenBy: "%s %s of %s counts instead",
		move:  "score %s to %s",
		blank: "blank", unreadable: "%q is not readable", unlisted: "the title does not say", absent: "no such column", readAs: "%s (read as %s)",
	}
}

func japaneseLabels() labels {
	return labels{
		line: "%d行目", score: "スコア", winRate: "受注率", observed: " (95%%信頼区間 %.0f%%〜%.0f%%、%s件の実績)", stage: "ステージ", noStage: "なし", grade: "グレード",
		icp: "ICP", noICP: "該当なし", fit: "適合度 %s%%", next: "次に聞く",
		between: "空欄が埋まれば %s から %s の間", atLeast: "空欄が埋まれば %s 以上",
		atMost: "空欄が埋まれば %s 以下", noLimit: "空欄次第でいくらでも変わる",
		sum: "点数の内訳", groups: "グループ", stages: "ステージの判定", unknowns: "不明な項目",
		couldEarn: "%s から %s まで動く", before: "制限前は %s", faded: "減衰前は %s", within: "%s の内",
		taken: "採用", ruledOut: "%s により対象外", shareOf: "%[2]s の %[1]s%%",
		met: "充足", unmet: "未充足", unknown: "不明", required: "必須", applies: "対象外",
		qualified: "合格", notQualified: "不合格", maybeQualified: "合否は不明",
		yes: "該当", no: "非該当", decides: "決定",
		said: "回答", byAnswer: "回答による", answerYes: "はい", answerNo: "いいえ", answerPartly: "一部", answerOpen: "不明", inPlaceOf: "リストは「%s」", notKnown: "確認済み・不明", beatenBy: "%[3]sの%[1]s「%[2]s」を優先",
		move:  "スコア %s から %s",
		blank: "空欄", unreadable: "「%s」は読み取れない", unlisted: "役職からは不明", absent: "列なし", readAs: "%s (%s と解釈)",
	}
}

// Headings are the names of a ranking's columns, in one language.
type Headings struct {
	Score, WinRate, Stage, Grade, Reasons, Next string
}

// HeadingsOf gives the headings in a rulebook's language.
func HeadingsOf(language rulebook.Language) Headings {
	l := labelsOf(language)
	if language == rulebook.Japanese {
		return Headings{l.score, l.winRate, l.stage, l.grade, "理由", l.next}
	}
	return Headings{"score", "win rate", "stage", "grade", "reasons", "ask next"}
}
