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
	capOf, floorOf        string // of a group
	fadeOf, countOf       string // likewise; of countOf the share that counts as well
	CapScore, FloorSum    string
	Between               string
	Also                  string // between what a line asked and what decided
	ICP                   string
	Otherwise             string
	Held                  string // at MaxPoints
	halved, fallen, kept  string // of days, the share and the period of a decay
	every                 string // of the days of a period
}

// What a reason begins with that names a stage which the lead may be in.
const (
	MayBe            = "? "
	MayBeJapanese    = "↑"
	MayBeOutJapanese = "？"
)

// Of is the catalogue of a language: English unless it is Japanese.
func Of(l rulebook.Language) *Catalogue {
	if l == rulebook.Japanese {
		return japaneseWords()
	}
	return englishWords()
}

// OfGroup names what becomes of a group.
func (w *Catalogue) OfGroup(g *rulebook.Group) GroupNames {
	names := GroupNames{Capped: fmt.Sprintf(w.capOf, g.Name), Floored: fmt.Sprintf(w.floorOf, g.Name), Faded: fmt.Sprintf(w.fadeOf, g.Name)}
	if g.Counts != nil {
		names.Counted = fmt.Sprintf(w.countOf, g.Name, g.Counts.Share())
	}
	return names
}

// Halved tells of a day that many days ago, since which half is left after each half-life.
func (w *Catalogue) Halved(days, halfLife int) string {
	return fmt.Sprintf(w.halved, days, halfLife)
}

// Fallen tells of a day since which a rate of the whole is lost in each period.
func (w *Catalogue) Fallen(days int, rate string, every int) string {
	return fmt.Sprintf(w.fallen, days, rate, every)
}

// Kept tells of a day since which a rate of what was left is kept in each period.
func (w *Catalogue) Kept(days int, rate string, every int) string {
	return fmt.Sprintf(w.kept, days, rate, every)
}

// Every tells of what is counted for each period of so many days.
func (w *Catalogue) Every(days int) string { return fmt.Sprintf(w.every, days) }

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
		capOf: "cap of %s", floorOf: "floor of %s", fadeOf: "decay of %s", countOf: "%[2]s of %[1]s",
		CapScore: "cap of the score", FloorSum: "floor of the score",
		Between: ", ", Also: "; ",
		ICP: "ICP", Otherwise: "otherwise", Held: "no line earns more than 1,000,000,000 points, up or down",
		halved: "%d days old, half every %d days",
		fallen: "%d days old, %s off every %d days",
		kept:   "%d days old, %s kept every %d days",
		every:  " every %dd",
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
		capOf: "%sの上限", floorOf: "%sの下限", fadeOf: "%sの減衰", countOf: "%sの%s",
		CapScore: "合計の上限", FloorSum: "合計の下限",
		Between: "、", Also: "、",
		ICP: "ICP", Otherwise: "それ以外", Held: "1行の配点は±1,000,000,000点まで",
		halved: "%d日経過、%d日ごとに半減",
		fallen: "%d日経過、%[3]d日ごとに%[2]s減",
		kept:   "%d日経過、%[3]d日ごとに%[2]sに減衰",
		every:  "（%d日ごと）",
	}
}
