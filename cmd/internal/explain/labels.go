package explain

import (
	"strings"

	"leadscore/internal/texts"
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
	say := texts.In(language, "explain").Say
	return labels{
		line: say("line %d"), score: say("Score"), winRate: say("Win rate"), observed: say(" (95%% interval %.0f%% to %.0f%%, of %s leads)"), stage: say("Stage"), noStage: say("none"), grade: say("Grade"),
		icp: "ICP", noICP: say("none fits"), fit: say("fit %s%%"), next: say("Ask next"),
		between: say("between %s and %s if the blanks were filled"), atLeast: say("%s or more if the blanks were filled"),
		atMost: say("%s or less if the blanks were filled"), noLimit: say("anything if the blanks were filled"),
		sum: say("Points"), groups: say("Groups"), stages: say("Stage rules"), unknowns: say("Not known"),
		couldEarn: say("could earn %s to %s##couldEarn"), settled: say("could earn %s to %s##settled"), before: say("%s before its limit"), faded: say("%s before it faded"), within: say("in %s"),
		profile: say("%s %s: "), fits: say(", "), taken: say("taken"), ruledOut: say("ruled out by %s"), shareOf: say("%s%% of %s"),
		framework: say("%s: %s, %s, %s"), tally: say("%s"),
		met: say("met"), unmet: say("unmet"), unknown: say("unknown##unknown"), required: say("required"), applies: say("does not apply"),
		qualified: say("qualified"), notQualified: say("not qualified"), maybeQualified: say("not known whether qualified"),
		yes: say("true"), no: say("false"), decides: say("decides"),
		wasLogged: say("Logged"), moreEvents: say("and %s more"),
		said: say("Answers"), byAnswer: say("answered"), answerYes: say("yes"), answerNo: say("no"), answerPartly: say("partly"), answerOpen: say("unknown##answerOpen"), inPlaceOf: say("the list has %q"), notKnown: say("asked, not known"), beatenBy: say("%s %s of %s counts instead"),
		move: say("score %s to %s##move"), stays: say("score %s to %s##stays"),
		blank: say("blank"), unreadable: say("%q is not readable"), unlisted: say("the title does not say"), absent: say("no such column"), readAs: say("%s (read as %s)##readAs"), blankAs: say("%s (read as %s)##blankAs"),
		colon: say(": "), comma: say(", "), semicolon: say("; "), open: say(" ("), shut: say(")"),
		japanese: language == rulebook.Japanese,
	}
}

// JoinReasons puts reasons into one text for people.
func JoinReasons(reasons []string, language rulebook.Language) string {
	return strings.Join(reasons, texts.In(language, "explain").Say("; ##reasons"))
}

// Headings are the names of a ranking's columns, in one language.
type Headings struct {
	Score, WinRate, Stage, Grade, Reasons, Next string
}

// HeadingsOf gives the headings in a rulebook's language.
func HeadingsOf(language rulebook.Language) Headings {
	say := texts.In(language, "explain").Say
	return Headings{say("score"), say("win rate"), say("stage"), say("grade"), say("reasons"), say("ask next")}
}
