package accountview

import (
	"fmt"

	"leadscore/rulebook"
)

// words are what is said of accounts, in one language.
type words struct {
	account, score, stage, leads, best, missing, ask, whom               string // columns of the table
	scoreHead, stageHead, leadsHead, askHead, points, who, elements      string // of an explanation
	noStage, outLeads, shareOf, below, limits, out, nobody, unmet, mayBe string
	notAsked, comma, semicolon                                           string
	line                                                                 func(int) string
}

func wordsOf(language rulebook.Language) *words {
	if language == rulebook.Japanese {
		return &words{
			account: "会社", score: "スコア", stage: "ステージ", leads: "リード数", best: "最高", missing: "未充足", ask: "次に聞く", whom: "聞く相手",
			scoreHead: "スコア", stageHead: "ステージ", leadsHead: "リード数", askHead: "次に聞く", points: "点数の内訳", who: "役割", elements: "確認の状況",
			noStage: "なし", outLeads: "（ほかに対象外 %d 件）", shareOf: "%[2]s の %[1]s", below: "%s は 0 以下のため加えない", limits: "上限・下限", out: "対象外",
			nobody: "該当者なし", unmet: "未充足: ", mayBe: "不明: ", notAsked: "対象外", comma: "、", semicolon: "／",
			line: func(n int) string { return fmt.Sprintf("%d行目", n) },
		}
	}
	return &words{
		account: "account", score: "score", stage: "stage", leads: "leads", best: "best", missing: "nobody met", ask: "ask next", whom: "whom",
		scoreHead: "Score", stageHead: "Stage", leadsHead: "Leads", askHead: "Ask next", points: "Points", who: "Who", elements: "What is known",
		noStage: "none", outLeads: ", and %d of out stages", shareOf: "%s of %s", below: "%s adds nothing", limits: "limits", out: "out",
		nobody: "nobody", unmet: "not met: ", mayBe: "not known: ", notAsked: "does not apply", comma: ", ", semicolon: "; ",
		line: func(n int) string { return fmt.Sprintf("line %d", n) },
	}
}
