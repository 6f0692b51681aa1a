package qualify

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/frameworks"
	"leadscore/internal/texts"
	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// words are what a sheet says itself, in one language.
type words struct {
	japanese                      bool
	say                           func(english string, args ...any) string
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
	say := texts.In(language, "qualify").Say
	return &words{
		japanese: language == rulebook.Japanese, say: say,
		and: say(", "), colon: say(": "), gap: say("  "), bar: say(" | "), to: say(" to "),
		owner: say("owner "), unreadable: say(" (not readable)"),
		stage: say("Stage"), facts: say("About"), warning: say("Mind"), lastCall: say("Last call"), note: say("Note"), why: say("Why"), lifts: say("Would lift"),
		known: say("Known"), ask: say("Ask"), lookUp: say("Look up"), records: say("Check with us"),
		doNotCall: say("Do not call"), optedOut: say("Unsubscribed: do not offer to mail"), noNumber: say("No phone number"),
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
	return w.say("Promised to call again on %s", strings.Replace(due, "T", " ", 1))
}

func (w *words) sameCompany(others string) string { return w.say("Same company: %s", others) }

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
func (w *words) amount(r explained.Read) string {
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
func (w *words) supposed(a answer.Supposed, header string) string {
	if a.Subject.Field == "" {
		return w.element(a.Subject.Framework, a.Subject.Element) + w.word(a.Text)
	}
	name := header
	if name == "" {
		name = a.Subject.Field
	}
	return w.say("%s %s##supposed", name, w.value(a))
}

// word is an answer about an element.
func (w *words) word(said string) string {
	switch said {
	case answer.Yes:
		return w.say(" met")
	case answer.No:
		return w.say(" not met")
	case answer.Partly:
		return w.say(" partly met")
	}
	return ""
}

// value is a cell that would do, and what else would.
func (w *words) value(a answer.Supposed) string {
	text := a.Text
	if n, err := strconv.Atoi(text); err == nil {
		text = report.Thousands(n)
	}
	switch {
	case strings.Contains(text, answer.AnyText):
		return w.say("known")
	case a.Test == nil:
		return w.say("is %s", text)
	}
	switch a.Test.Op {
	case "at_least", "above":
		if a.Of != a.Subject.Field {
			return w.say("%s or above", text)
		}
		return w.say("%s or more", text)
	case "at_most", "below":
		return w.say("%s or less", text)
	case "within", "after":
		return w.say("%s or later", text)
	case "within_next", "before":
		return w.say("by %s", text)
	case "older_than":
		return w.say("before %s", text)
	case "contains", "has_word", "starts_with", "ends_with", "has", "has_all":
		return w.say("with %s", text)
	}
	return w.say("is %s", text)
}

func (w *words) place(no int) string { return fmt.Sprintf("%d.", no) }

// askedBefore tells that a lead was asked, and did not know.
func (w *words) askedBefore(a *Asked) string {
	when := strings.TrimSpace(a.Date + " " + a.By)
	text := w.say("(asked %s, not known", when)
	if a.Note != "" {
		text += w.colon + a.Note
	}
	return text + w.say(")")
}

func (w *words) attempts(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return w.say("called on 1 day")
	}
	return w.say("called on %s days", report.Thousands(n))
}

// result is what came of a call.
func (w *words) result(code string) string {
	switch code {
	case "talk":
		return w.say("talked")
	case "decider":
		return w.say("talked to who decides")
	case "appt":
		return w.say("meeting")
	case "away":
		return w.say("away")
	case "callback":
		return w.say("calls back")
	case "noanswer":
		return w.say("no answer")
	case "gate":
		return w.say("turned away at the desk")
	case "refused":
		return w.say("refused")
	case "dnc":
		return w.say("no calls any more")
	}
	return ""
}
