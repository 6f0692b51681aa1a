package scoring

import (
	"fmt"
	"strconv"

	"leadscore/match/cell"
	"leadscore/match/wording"
	"leadscore/rulebook"
)

// words are the texts that the engine writes into data, in one language.
type words struct {
	findOut               func(what string, by rulebook.KnownBy) string
	met                   func(met, of string) string
	maybe                 [3]string // around a stage that is open, and why
	states                [4]string // by match.State, behind the name of what is in it
	value                 string    // between a name and a value that leaves the stage open
	intervals             string    // the characters that such a value has beside digits
	unknown               string
	open                  string // a metric that is not known; of whether a framework's needs are met: openNeeds
	openNeeds             string
	noLevel, noDepartment string // of a title
	capOf, floorOf        func(group string) string
	fadeOf                func(group string) string
	countOf               func(group, share string) string
	capScore, floorSum    string
	between               string
	also                  string // between what a line asked and what decided
	icp                   string
	otherwise             string
	held                  string                                        // at MaxPoints
	halved                func(days, halfLife int) string               // half-life decay
	fallen                func(days int, rate string, every int) string // linear decay
	kept                  func(days int, rate string, every int) string // decay that keeps a share
	every                 func(days int) string                         // what is counted for each period
}

// What a reason begins with that names a stage which the lead may be in.
const (
	mayBe         = "? "
	mayBeJapanese = "↑"
)

func wordsOf(l rulebook.Language) *words {
	if l == rulebook.Japanese {
		return japaneseWords()
	}
	return englishWords()
}

// ofGroup names what becomes of a group.
func (w *words) ofGroup(g *rulebook.Group) groupNames {
	names := groupNames{capped: w.capOf(g.Name), floored: w.floorOf(g.Name), faded: w.fadeOf(g.Name)}
	if g.Counts != nil {
		names.counted = w.countOf(g.Name, g.Counts.Share())
	}
	return names
}

func englishWords() *words {
	return &words{
		findOut: func(what string, _ rulebook.KnownBy) string { return "Find out: " + what },
		met:     func(met, of string) string { return met + " of " + of },
		maybe:   [3]string{mayBe, " (", ")"},
		states:  [4]string{cell.Blank: " blank", cell.Unreadable: " unreadable", cell.Absent: " no such column", cell.Known: " known"},
		value:   " ", intervals: " ",
		unknown: "unknown", open: " unknown", openNeeds: ".qualified unknown",
		noLevel: " tells no level", noDepartment: " tells no department",
		capOf:    func(group string) string { return "cap of " + group },
		floorOf:  func(group string) string { return "floor of " + group },
		fadeOf:   func(group string) string { return "decay of " + group },
		countOf:  func(group, share string) string { return share + " of " + group },
		capScore: "cap of the score", floorSum: "floor of the score",
		between: ", ", also: "; ",
		icp: "ICP", otherwise: "otherwise", held: "no line earns more than 1,000,000,000 points, up or down",
		halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d days old, half every %d days", days, halfLife)
		},
		fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s off every %d days", days, rate, every)
		},
		kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s kept every %d days", days, rate, every)
		},
		every: func(days int) string { return fmt.Sprintf(" every %dd", days) },
	}
}

func japaneseWords() *words {
	return &words{
		findOut: func(what string, by rulebook.KnownBy) string {
			switch by {
			case rulebook.ByResearch:
				return "「" + what + "」を調べる"
			case rulebook.ByRecords:
				return "「" + what + "」を社内で確認"
			}
			return "「" + what + "」を確認"
		},
		met:    func(met, of string) string { return of + "項目中" + met + "項目" },
		maybe:  [3]string{mayBeJapanese, "の可能性（", "）"},
		states: [4]string{cell.Blank: "が空欄", cell.Unreadable: "が読み取り不可", cell.Absent: "の列なし", cell.Known: "に入力あり"},
		value:  "が", intervals: wording.IntervalCharacters,
		unknown: "未確認", open: "が未確認", openNeeds: "の確認待ち",
		noLevel: "から職位を判定できない", noDepartment: "から部門を判定できない",
		capOf:    func(group string) string { return group + "の上限" },
		floorOf:  func(group string) string { return group + "の下限" },
		fadeOf:   func(group string) string { return group + "の減衰" },
		countOf:  func(group, share string) string { return group + "の" + share },
		capScore: "合計の上限", floorSum: "合計の下限",
		between: "、", also: "、",
		icp: "ICP", otherwise: "それ以外", held: "1行の配点は±1,000,000,000点まで",
		halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに半減", days, halfLife)
		},
		fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%s減", days, every, rate)
		},
		kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%sに減衰", days, every, rate)
		},
		every: func(days int) string { return fmt.Sprintf("（%d日ごと）", days) },
	}
}

// MetText says how many of so many elements are met, in a rulebook's language, as the
// column of a framework does.
func MetText(language rulebook.Language, met, of int) string {
	return wordsOf(language).met(strconv.Itoa(met), strconv.Itoa(of))
}
