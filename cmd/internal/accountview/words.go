package accountview

import (
	"leadscore/internal/texts"
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
	say := texts.In(language, "accountview").Say
	return &words{
		account: say("account"), score: say("score"), stage: say("stage"), leads: say("leads"), best: say("best"), missing: say("nobody met"), ask: say("ask next"), whom: say("whom"),
		scoreHead: say("Score"), stageHead: say("Stage"), leadsHead: say("Leads"), askHead: say("Ask next"), points: say("Points"), who: say("Who"), elements: say("What is known"),
		noStage: say("none"), outLeads: say(", and %d of out stages"), shareOf: say("%s of %s"), below: say("%s adds nothing"), limits: say("limits"), out: say("out"),
		nobody: say("nobody"), unmet: say("not met: "), mayBe: say("not known: "), notAsked: say("does not apply"), comma: say(", "), semicolon: say("; "),
		line: func(n int) string { return say("line %d", n) },
	}
}
