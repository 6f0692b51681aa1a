package overview

import (
	"leadscore/internal/texts"
	"leadscore/rulebook"
)

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
	say := texts.In(l, "overview").Say
	return &words{
		language: say("en##language"),
		title:    "%s", subtitle: say("%s, scored by %s as of %s"), out: say("; below, %s of out stages left out"),
		ranked:   say("%s are to be worked on: %s."),
		callable: say("%s of %s can be called: they have a telephone number."), refused: say(" %s must not be called."),
		noPhones:     say("No column of telephone numbers was found, so that nobody can say how many can be called."),
		unknownPoint: say("Most is to be won by finding out: %s. It is not known of %s of %s leads, and could add up to %s points to each on average."),
		stages:       say("Stages"), stage: say("stage"), leads: say("leads"), share: say("share"), canCall: say("can be called"), none: say("(none)"), outOf: say("%s (out)"),
		calls: say("What came of the calls"), called: say("called"), talks: say("talked to"), deciders: say("decision makers"), meetings: say("meetings"), meetingRate: say("meetings per call"), again: say("to call again"), all: say("all"),
		callsNote: say("Leads by what came of their last call, as the answers tell it."),
		best:      say("The best %s"),
		open:      say("What is not known, and what that costs"), what: say("not known"), by: say("known by"), raise: say("could add, on average"), ask: say("question"), noLimit: say("no limit"),
		openNote:    say("Could add: how far the score of a lead could rise if this alone were answered as well as can be, on average of the leads that lack it. Those that cost most of all stand first."),
		nothingOpen: say("Nothing that counts is unknown."),
		asking:      say("asking"), research: say("research"), records: say("our own records"),
		points: say("Where the points come from"), rule: say("rule"), mean: say("points per lead"), given: say("when it counts"),
		pointsNote: say("Points per lead: on average of all leads. When it counts: on average of the leads to which it gives or from which it takes something."),
		icp:        say("ICP"), limits: say("limits of %s"), limitsScore: say("limits of the score"),
		matrix: say("Fit and %s"), fit: say("fit"), noGrade: say("no grade"), over: say("%s or more"), upTo: say("%s to under %s"), under: say("under %s"), zero: "0",
		grade: say("grade"), ofPoints: say("points"),
		matrixNote: say("Rows: the grade of the fit. Columns: the %s of the group %s."),
		scores:     say("Scores"), scoreAxis: say("score"), from: say("%s from %s"), scoresDesc: say("%s from %s to under %s"),
		unread: say("Cells that could not be read"), column: say("column"), cells: say("cells"), example: say("the first"), unreadNote: say("They count as unknown."),
		line: say("line"), score: say("score"), reasons: say("reasons"), next: say("ask next"), separator: say(", "), between: say("; "), colon: say(": "), opensChart: say("%s, %s"), openChart: say("What is not known: bars show what it costs all leads"),
	}
}
