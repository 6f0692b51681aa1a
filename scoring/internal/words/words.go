// Package words has the texts that the engine writes into data, in one catalogue for each
// language.
package words

import (
	"fmt"

	"leadscore/match/cell"
	"leadscore/match/wording"
	"leadscore/rulebook"
)

// Catalogue are the texts that the engine writes into data, in one language.
type Catalogue struct {
	FindOut               func(what string, by rulebook.KnownBy) string
	Met                   func(met, of string) string
	Maybe                 [3]string // around a stage that is open, and why
	MaybeOut              string    // the first of these, for a stage that is out
	States                [4]string // by match.State, behind the name of what is in it
	Value                 string    // between a name and a value that leaves the stage open
	Intervals             string    // the characters that such a value has beside digits
	Unknown               string
	Open                  string // a metric that is not known; of whether a framework's needs are met: openNeeds
	OpenNeeds             string
	NoLevel, NoDepartment string // of a title
	capOf, floorOf        func(group string) string
	fadeOf                func(group string) string
	countOf               func(group, share string) string
	CapScore, FloorSum    string
	Between               string
	Also                  string // between what a line asked and what decided
	ICP                   string
	Otherwise             string
	Held                  string                                        // at MaxPoints
	Halved                func(days, halfLife int) string               // half-life decay
	Fallen                func(days int, rate string, every int) string // linear decay
	Kept                  func(days int, rate string, every int) string // decay that keeps a share
	Every                 func(days int) string                         // what is counted for each period
}

// What a reason begins with that names a stage which the lead may be in.
const (
	MayBe            = "? "
	MayBeJapanese    = "↑"
	MayBeOutJapanese = "？"
)

func Of(l rulebook.Language) *Catalogue {
	if l == rulebook.Japanese {
		return japaneseWords()
	}
	return englishWords()
}

// OfGroup names what becomes of a group.
func (w *Catalogue) OfGroup(g *rulebook.Group) GroupNames {
	names := GroupNames{Capped: w.capOf(g.Name), Floored: w.floorOf(g.Name), Faded: w.fadeOf(g.Name)}
	if g.Counts != nil {
		names.Counted = w.countOf(g.Name, g.Counts.Share())
	}
	return names
}

// GroupNames are what the lines are called that a group adds to a sum.
type GroupNames struct{ Capped, Floored, Faded, Counted string }

func englishWords() *Catalogue {
	return &Catalogue{
		FindOut: func(what string, _ rulebook.KnownBy) string { return "Find out: " + what },
		Met:     func(met, of string) string { return met + " of " + of },
		Maybe:   [3]string{MayBe, " (", ")"}, MaybeOut: MayBe,
		States: [4]string{cell.Blank: " blank", cell.Unreadable: " unreadable", cell.Absent: " no such column", cell.Known: " known"},
		Value:  " ", Intervals: " ",
		Unknown: "unknown", Open: " unknown", OpenNeeds: ".qualified unknown",
		NoLevel: " tells no level", NoDepartment: " tells no department",
		capOf:    func(group string) string { return "cap of " + group },
		floorOf:  func(group string) string { return "floor of " + group },
		fadeOf:   func(group string) string { return "decay of " + group },
		countOf:  func(group, share string) string { return share + " of " + group },
		CapScore: "cap of the score", FloorSum: "floor of the score",
		Between: ", ", Also: "; ",
		ICP: "ICP", Otherwise: "otherwise", Held: "no line earns more than 1,000,000,000 points, up or down",
		Halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d days old, half every %d days", days, halfLife)
		},
		Fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s off every %d days", days, rate, every)
		},
		Kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s kept every %d days", days, rate, every)
		},
		Every: func(days int) string { return fmt.Sprintf(" every %dd", days) },
	}
}

func japaneseWords() *Catalogue {
	return &Catalogue{
		FindOut: func(what string, by rulebook.KnownBy) string {
			switch by {
			case rulebook.ByResearch:
				return "「" + what + "」を調べる"
			case rulebook.ByRecords:
				return "「" + what + "」を社内で確認"
			}
			return "「" + what + "」を確認"
		},
		Met:   func(met, of string) string { return of + "項目中" + met + "項目" },
		Maybe: [3]string{MayBeJapanese, "の可能性（", "）"}, MaybeOut: MayBeOutJapanese,
		States: [4]string{cell.Blank: "が空欄", cell.Unreadable: "が読み取り不可", cell.Absent: "の列なし", cell.Known: "に入力あり"},
		Value:  "が", Intervals: wording.IntervalCharacters,
		Unknown: "未確認", Open: "が未確認", OpenNeeds: "の確認待ち",
		NoLevel: "から職位を判定できない", NoDepartment: "から部門を判定できない",
		capOf:    func(group string) string { return group + "の上限" },
		floorOf:  func(group string) string { return group + "の下限" },
		fadeOf:   func(group string) string { return group + "の減衰" },
		countOf:  func(group, share string) string { return group + "の" + share },
		CapScore: "合計の上限", FloorSum: "合計の下限",
		Between: "、", Also: "、",
		ICP: "ICP", Otherwise: "それ以外", Held: "1行の配点は±1,000,000,000点まで",
		Halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに半減", days, halfLife)
		},
		Fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%s減", days, every, rate)
		},
		Kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%sに減衰", days, every, rate)
		},
		Every: func(days int) string { return fmt.Sprintf("（%d日ごと）", days) },
	}
}
