package movers

import (
	"cmp"
	"strings"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// words are what a report says, in one language. %s stand for names and counts.
type words struct {
	language string
	kinds    map[Kind]string

	title, titleRules, asOf             string
	leads, gone, moves, none, same      string // the summary
	spearman, overlap                   string
	stages, from, noStage               string // the matrix
	changes, at, before, after, nowhere string // of the rulebook
	rules, rule, change, points, moved  string
	who, kind, stage, score, why        string
	more                                string
	line                                string

	newRule, goneRule, unknown      string
	icp, capOf, capScore, stageRule string
	decayOf, countOf                string // of a group
	noRule                          string
}

func wordsOf(l rulebook.Language) *words {
	if l == rulebook.Japanese {
		return japaneseWords()
	}
	return englishWords()
}

func englishWords() *words {
	return &words{
		language: "en",
		kinds:    map[Kind]string{Promoted: "promoted", Demoted: "demoted", Added: "new", Gone: "gone", Up: "up", Down: "down", Same: "same"},
		title:    "Who moved from %s to %s", titleRules: "Who moves where %s becomes %s", asOf: "%s as of %s, %s as of %s",
		leads: "%s in both: %s promoted, %s demoted, %s up and %s down within their stage, %s as before.", gone: "%s new, %s gone.",
		moves: "Another stage: %s (%s).", none: "No lead moves.", same: "No lead moves to another stage.",
		spearman: "Both rankings agree by %s (Spearman's rank correlation, 1 is the same order).", overlap: "Of the best %s, %s stay among them.",
		stages: "Stages", from: "from / to", noStage: "none",
		changes: "What the rulebooks say otherwise", at: "where", before: "before", after: "after", nowhere: "–",
		rules: "Which rule moves how many", rule: "rule", change: "what", points: "points", moved: "moved to another stage",
		who: "Who moves", kind: "move", stage: "stage", score: "score", why: "why",
		line: "line", more: "At most %s of each kind are shown, of %s that moved. --top 0 shows all.",
		newRule: "new rule", goneRule: "rule gone", unknown: "?",
		icp: "ICP", capOf: "limits of %s", capScore: "limits of the score", decayOf: "decay of %s", countOf: "share of %s", stageRule: "stage rule %s", noRule: "no such rule",
	}
}

func japaneseWords() *words {
	return &words{
		language: "ja",
		kinds:    map[Kind]string{Promoted: "昇格", Demoted: "降格", Added: "新規", Gone: "リストから消えた", Up: "スコア上昇", Down: "スコア下降", Same: "変化なし"},
		title:    "%sから%sへの動き", titleRules: "%sを%sに替えたときの動き", asOf: "%sの基準日は%s、%sの基準日は%s",
		leads: "両方にある%s件：昇格%s件、降格%s件、同じステージでスコア上昇%s件、下降%s件、変化なし%s件。", gone: "新規%s件、リストから消えた%s件。",
		moves: "ステージが変わるリード：%s件（%s）。", none: "動いたリードはない。", same: "ステージが変わるリードはない。",
		spearman: "並び順の一致度は%s（スピアマンの順位相関、1で同じ順）。", overlap: "上位%s件のうち%s件が上位のまま。",
		stages: "ステージ", from: "前 / 後", noStage: "なし",
		changes: "ルールブックの違い", at: "場所", before: "前", after: "後", nowhere: "–",
		rules: "どのルールが何件を動かすか", rule: "ルール", change: "内容", points: "点", moved: "ステージが変わる件数",
		who: "動いたリード", kind: "動き", stage: "ステージ", score: "スコア", why: "理由",
		line: "行", more: "種類ごとに%s件まで表示（全%s件）。--top 0 ですべて表示。",
		newRule: "新しいルール", goneRule: "なくなったルール", unknown: "？",
		icp: "ICP", capOf: "%sの上限・下限", capScore: "スコアの上限・下限", decayOf: "%sの減衰", countOf: "%sの割合", stageRule: "ステージ「%s」の条件", noRule: "該当ルールなし",
	}
}

// ruleName is what a rule is called.
func (w *words) ruleName(id RuleID) string {
	switch {
	case id.Kind == "icp":
		return w.icp
	case id.Kind == "stage":
		return fill(w.stageRule, id.Name)
	case id.Kind == "clamp" && id.Name == "":
		return w.capScore
	case id.Kind == "clamp":
		return fill(w.capOf, id.Name)
	case id.Kind == "decay":
		return fill(w.decayOf, id.Name)
	case id.Kind == "counts":
		return fill(w.countOf, id.Name)
	}
	return id.Name
}

// reason words what moved a lead most; "" where nothing is known.
func (w *words) reason(r Reason) string {
	text := ""
	switch r.Cause {
	case ByRule:
		text = w.ruleReason(r)
	case ByText:
		text = strings.TrimSpace(r.Rule.Name + " " + w.pointsText(r.Before) + " → " + w.pointsText(r.After))
		if r.Rule.Name == "" {
			text = cmp.Or(r.Was, w.nowhere) + " → " + cmp.Or(r.Is, w.nowhere)
		}
	case ByStage, ByMetric:
		text = w.ruleName(r.Rule) + ": " + cmp.Or(r.Was, w.noRule)
		if r.Is != r.Was {
			text += " → " + cmp.Or(r.Is, w.noRule)
		}
	}
	for _, cell := range r.Cells {
		text += ", " + cell[0] + ": " + cmp.Or(cell[1], w.nowhere) + " → " + cmp.Or(cell[2], w.nowhere)
	}
	return text
}

// ruleReason is a line of the sum, with the bands that decided: "Size +10 → +12 (at_least 500)".
func (w *words) ruleReason(r Reason) string {
	text := w.ruleName(r.Rule)
	switch {
	case r.Before == nil:
		return text + " " + w.pointsText(r.After) + " (" + w.newRule + ")"
	case r.After == nil:
		return text + " " + w.pointsText(r.Before) + " (" + w.goneRule + ")"
	}
	return text + " " + w.pointsText(r.Before) + " → " + w.pointsText(r.After) + inBrackets(bandText(r.Rule))
}

func (w *words) pointsText(p *exact.Points) string {
	if p == nil {
		return w.unknown
	}
	return p.Signed()
}

// bandText is the condition of the band that decided, or of both.
func bandText(id RuleID) string {
	if id.Band == id.BandAfter {
		return id.Band
	}
	return cmp.Or(id.Band, "–") + " → " + cmp.Or(id.BandAfter, "–")
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// fill puts texts in the places of a format. A %s in a text, as in the name of a file,
// is no place.
func fill(format string, texts ...string) string {
	filled := ""
	for _, text := range texts {
		before, after, _ := strings.Cut(format, "%s")
		filled, format = filled+before+text, after
	}
	return filled + format
}
