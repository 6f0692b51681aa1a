package qualify

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// words are what a sheet says itself, in one language.
type words struct {
	japanese                      bool
	and, colon, gap, bar, to      string
	doNotCall, optedOut, noNumber string
	owner, unreadable             string

	// What stands before the lines of a block.
	stage, facts, warning, lastCall, note, why, lifts, known, ask, lookUp, records string
}

// words are the sheet's.
func (s *Sheet) words() *words {
	if s.Language == japanese {
		return wordsOf(rulebook.Japanese)
	}
	return wordsOf(rulebook.English)
}

// The languages of sheets.
const (
	english  = "en"
	japanese = "ja"
)

// LanguageOf is the language of a sheet under a rulebook.
func LanguageOf(rb *rulebook.Rulebook) string {
	if rb.Language == rulebook.Japanese {
		return japanese
	}
	return english
}

func wordsOf(language rulebook.Language) *words {
	if language == rulebook.Japanese {
		return &words{
			japanese: true, and: "、", colon: "：", gap: "　", bar: "｜", to: "〜",
			doNotCall: "架電NG", optedOut: "メール配信停止中", noNumber: "電話番号なし",
			owner: "担当 ", unreadable: "（読み取り不可）",
			stage: "ステージ", facts: "概要", warning: "注意", lastCall: "前回の架電", note: "メモ", why: "理由", lifts: "昇格の条件",
			known: "確認済み", ask: "聞く", lookUp: "調べる", records: "社内で確認",
		}
	}
	return &words{
		and: ", ", colon: ": ", gap: "  ", bar: " | ", to: " to ",
		owner: "owner ", unreadable: " (not readable)",
		stage: "Stage", facts: "About", warning: "Mind", lastCall: "Last call", note: "Note", why: "Why", lifts: "Would lift",
		known: "Known", ask: "Ask", lookUp: "Look up", records: "Check with us",
		doNotCall: "Do not call", optedOut: "Unsubscribed: do not offer to mail", noNumber: "No phone number",
	}
}

// name is how a person is addressed.
func (w *words) name(first, last string) string {
	switch {
	case first == "" && last == "":
		return ""
	case !w.japanese:
		return lexicon.FullName(first, last)
	case strings.HasSuffix(last, "様"):
		return last
	}
	return strings.TrimSpace(last+" "+first) + " 様"
}

func (w *words) promised(due string) string {
	if w.japanese {
		return "再架電の約束 " + strings.Replace(due, "T", " ", 1)
	}
	return "Promised to call again on " + strings.Replace(due, "T", " ", 1)
}

func (w *words) sameCompany(others string) string {
	if w.japanese {
		return "同じ会社：" + others
	}
	return "Same company: " + others
}

func (w *words) number(no int, name string) string {
	return strings.TrimSpace(fmt.Sprintf("No.%d %s", no, name))
}

// element is the name of an element for people.
func (w *words) element(_, name string) string {
	if w.japanese {
		return cmp.Or(frameworks.JapaneseLabel(name), name)
	}
	text := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// amount is a number in yen as it is spoken, whatever the unit of its column: 5,000 in a
// column of 万円 is 5,000万円; "" for anything else.
func (w *words) amount(r scoring.Read) string {
	if !w.japanese || !wording.IsYen(r.Column) {
		return ""
	}
	n, err := cell.ParseDecimal(r.Value)
	if err != nil {
		return ""
	}
	return wording.Number(n, true)
}

// supposed is an answer that is not given yet, in words: Budget 300 or more.
func (w *words) supposed(a scoring.SupposedAnswer, header string) string {
	if a.Subject.Field == "" {
		return w.element(a.Subject.Framework, a.Subject.Element) + w.word(a.Text)
	}
	name := header
	if name == "" {
		name = a.Subject.Field
	}
	if w.japanese {
		return "「" + name + "」が" + w.value(a)
	}
	return name + " " + w.value(a)
}

// word is an answer about an element.
func (w *words) word(answer string) string {
	if w.japanese {
		return map[string]string{scoring.AnsweredYes: "が充足", scoring.AnsweredNo: "が「いいえ」", scoring.AnsweredPartly: "が「一部」"}[answer]
	}
	return map[string]string{scoring.AnsweredYes: " met", scoring.AnsweredNo: " not met", scoring.AnsweredPartly: " partly met"}[answer]
}

// value is a cell that would do, and what else would.
func (w *words) value(a scoring.SupposedAnswer) string {
	text := a.Text
	if n, err := strconv.Atoi(text); err == nil {
		text = report.Thousands(n)
	}
	switch {
	case strings.Contains(text, scoring.AnyText):
		return w.either("known", "判明")
	case a.Test == nil:
		return w.either("is "+text, "「"+text+"」")
	}
	switch a.Test.Op {
	case "at_least", "above":
		if a.Of != a.Subject.Field {
			return w.either(text+" or above", "「"+text+"」クラス以上")
		}
		return w.either(text+" or more", text+"以上")
	case "at_most", "below":
		return w.either(text+" or less", text+"以下")
	case "within", "after":
		return w.either(text+" or later", text+"以降")
	case "within_next", "before":
		return w.either("by "+text, text+"まで")
	case "older_than":
		return w.either("before "+text, text+"以前")
	case "contains", "has_word", "starts_with", "ends_with", "has", "has_all":
		return w.either("with "+text, "「"+text+"」を含む")
	}
	return w.either("is "+text, "「"+text+"」")
}

func (w *words) either(english, japanese string) string {
	if w.japanese {
		return japanese
	}
	return english
}

func (w *words) place(no int) string { return fmt.Sprintf("%d.", no) }

// askedBefore tells that a lead was asked, and did not know.
func (w *words) askedBefore(a *Asked) string {
	when := strings.TrimSpace(a.Date + " " + a.By)
	text := w.either("(asked "+when+", not known", "（"+when+" 確認・不明")
	if a.Note != "" {
		text += w.colon + a.Note
	}
	return text + w.either(")", "）")
}

func (w *words) attempts(n int) string {
	if n == 0 {
		return ""
	}
	return w.either("called on "+report.Count(n, "day"), fmt.Sprintf("架電%d日", n))
}

// result is what came of a call.
func (w *words) result(code string) string {
	english := map[string]string{
		"talk": "talked", "decider": "talked to who decides", "appt": "meeting", "away": "away", "callback": "calls back",
		"noanswer": "no answer", "gate": "turned away at the desk", "refused": "refused", "dnc": "no calls any more",
	}
	japanese := map[string]string{
		"talk": "担当者と通話", "decider": "決裁者と通話", "appt": "アポ獲得", "away": "担当不在", "callback": "折り返し待ち",
		"noanswer": "不通・留守電", "gate": "受付NG", "refused": "担当NG", "dnc": "架電NG",
	}
	return w.either(english[code], japanese[code])
}
