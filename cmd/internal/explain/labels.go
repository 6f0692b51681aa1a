package explain

import (
	"strings"

	"leadscore/rulebook"
)

// labels are a report's own words. What a rulebook or the engine says is in the
// rulebook's language already.
type labels struct {
	line, score, winRate, observed, stage, noStage, grade, icp, noICP, fit, next                 string
	between, atLeast, atMost, noLimit                                                            string // the score, if the blanks were filled
	sum, groups, stages, unknowns                                                                string // headings
	couldEarn, settled, before, faded, within                                                    string // notes on a line and on a group
	profile, fits, taken, ruledOut, shareOf                                                      string // a profile and its attributes
	framework, tally                                                                             string // a framework's heading
	met, unmet, unknown, required, applies                                                       string // elements
	qualified, notQualified, maybeQualified                                                      string
	yes, no, decides                                                                             string // stage rules
	move, stays                                                                                  string // of an unknown: where the score could go
	said, byAnswer, answerYes, answerNo, answerPartly, answerOpen, inPlaceOf, notKnown, beatenBy string // answers
	wasLogged, moreEvents                                                                        string // events
	blank, unreadable, unlisted, absent, readAs, blankAs                                         string // cells
	colon, comma, semicolon, open, shut                                                          string // punctuation; shut closes what open opens
	japanese                                                                                     bool
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
		couldEarn: "could earn %s to %s", settled: "could earn %s to %s", before: "%s before its limit", faded: "%s before it faded", within: "in %s",
		profile: "%s %s: ", fits: ", ", taken: "taken", ruledOut: "ruled out by %s", shareOf: "%s%% of %s",
		framework: "%s: %s, %s, %s", tally: "%s",
		met: "met", unmet: "unmet", unknown: "unknown", required: "required", applies: "does not apply",
		qualified: "qualified", notQualified: "not qualified", maybeQualified: "not known whether qualified",
		yes: "true", no: "false", decides: "decides",
		wasLogged: "Logged", moreEvents: "and %s more",
		said: "Answers", byAnswer: "answered", answerYes: "yes", answerNo: "no", answerPartly: "partly", answerOpen: "unknown", inPlaceOf: "the list has %q", notKnown: "asked, not known", beatenBy: "%s %s of %s counts instead",
		move: "score %s to %s", stays: "score %s to %s",
		blank: "blank", unreadable: "%q is not readable", unlisted: "the title does not say", absent: "no such column", readAs: "%s (read as %s)", blankAs: "%s (read as %s)",
		colon: ": ", comma: ", ", semicolon: "; ", open: " (", shut: ")",
	}
}

func japaneseLabels() labels {
	return labels{
		japanese: true,
		line:     "%d行目", score: "スコア", winRate: "受注率", observed: "（実績%[3]s件、95%%信頼区間 %.0[1]f〜%.0[2]f%%）", stage: "ステージ", noStage: "なし", grade: "グレード",
		icp: "ICP", noICP: "合う顧客像なし", fit: "適合度%s%%", next: "次の質問",
		between: "空欄が埋まると %s〜%s", atLeast: "空欄が埋まると %s以上",
		atMost: "空欄が埋まると %s以下", noLimit: "空欄しだい、上限・下限なし",
		sum: "スコアの内訳", groups: "グループ", stages: "ステージの判定", unknowns: "未確認の項目（判明したときのスコア）",
		couldEarn: "判明すれば %s〜%s", settled: "判明しても %s", before: "上限・下限の適用前 %s", faded: "減衰前 %s", within: "グループ「%s」",
		profile: "%s「%s」：", fits: "、", taken: "このICPで採点", ruledOut: "必須条件「%s」を満たさないため不適合", shareOf: "配点%[2]sの%[1]s%%",
		framework: "%s：%s（%s）　%s点", tally: "%sを充足",
		met: "充足", unmet: "未充足", unknown: "未確認", required: "必須", applies: "適用なし",
		qualified: "要件クリア", notQualified: "要件未達", maybeQualified: "判定待ち",
		yes: "該当", no: "非該当", decides: "ここで確定",
		wasLogged: "活動履歴", moreEvents: "ほか%s件",
		said: "回答", byAnswer: "回答による", answerYes: "はい", answerNo: "いいえ", answerPartly: "一部", answerOpen: "不明", inPlaceOf: "リストは「%s」", notKnown: "確認済み・不明", beatenBy: "%[3]sの%[1]s「%[2]s」を優先",
		move: "%s〜%s", stays: "変わらない",
		blank: "空欄", unreadable: "「%s」は読み取り不可", unlisted: "役職名から判定できない", absent: "列なし", readAs: "%s（%sとして読み取り）", blankAs: "%s（「%s」とみなす）",
		colon: "：", comma: "、", semicolon: "｜", open: "（", shut: "）",
	}
}

// JoinReasons puts reasons into one text for people.
func JoinReasons(reasons []string, language rulebook.Language) string {
	if language == rulebook.Japanese {
		return strings.Join(reasons, "、")
	}
	return strings.Join(reasons, "; ")
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
