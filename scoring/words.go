package scoring

import (
	"fmt"

	"leadscore/match/cell"
	"leadscore/rulebook"
)

// words are the texts that the engine writes into data, in one language.
type words struct {
	findOut               string
	met                   func(met, of string) string
	states                [4]string // by match.State
	unknown               string
	noLevel, noDepartment string // of a title
	capOf, floorOf        func(group string) string
	fadeOf                func(group string) string
	countOf               func(group, share string) string
	capScore, floorSum    string
	between               string
	icp                   string
	otherwise             string
	held                  string                                        // at MaxPoints
	halved                func(days, halfLife int) string               // half-life decay
	fallen                func(days int, rate string, every int) string // linear decay
	kept                  func(days int, rate string, every int) string // decay that keeps a share
}

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
		findOut: "Find out: ",
		met:     func(met, of string) string { return met + " of " + of },
		states:  [4]string{cell.Blank: "blank", cell.Unreadable: "unreadable", cell.Absent: "no such column", cell.Known: "known"},
		unknown: "unknown",
		noLevel: "tells no level", noDepartment: "tells no department",
		capOf:    func(group string) string { return "cap of " + group },
		floorOf:  func(group string) string { return "floor of " + group },
		fadeOf:   func(group string) string { return "decay of " + group },
		countOf:  func(group, share string) string { return share + " of " + group },
		capScore: "cap of the score", floorSum: "floor of the score",
		between: ", ",
		icp:     "ICP", otherwise: "otherwise", held: "no line earns more than 1,000,000,000 points, up or down",
		halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d days old, half every %d days", days, halfLife)
		},
		fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s off every %d days", days, rate, every)
		},
		kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d days old, %s kept every %d days", days, rate, every)
		},
	}
}

func japaneseWords() *words {
	return &words{
		findOut: "確認: ",
		met:     func(met, of string) string { return of + "項目中" + met },
		states:  [4]string{cell.Blank: "空欄", cell.Unreadable: "読み取れません", cell.Absent: "列なし", cell.Known: "既知"},
		unknown: "不明",
		noLevel: "役職レベル不明", noDepartment: "部門不明",
		capOf:    func(group string) string { return group + "の上限" },
		floorOf:  func(group string) string { return group + "の下限" },
		fadeOf:   func(group string) string { return group + "の減衰" },
		countOf:  func(group, share string) string { return group + "の" + share },
		capScore: "合計の上限", floorSum: "合計の下限",
		between: "、",
		icp:     "ICP", otherwise: "それ以外", held: "1行の得点は±1,000,000,000点まで",
		halved: func(days, halfLife int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに半減", days, halfLife)
		},
		fallen: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%s減", days, every, rate)
		},
		kept: func(days int, rate string, every int) string {
			return fmt.Sprintf("%d日経過、%d日ごとに%sに減衰", days, every, rate)
		},
	}
}
