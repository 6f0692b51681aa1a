// Package answers reads what leads said on the telephone: a table with a row for each
// answer, as a call sheet writes it and a spreadsheet saves it again.
package answers

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"leadscore/cmd/internal/scored"
	"leadscore/internal/spreadsheet"
	"leadscore/internal/texts"
	"leadscore/leads/typed"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Row is a row of the table.
type Row struct {
	Key    string `csv:"key"`            // of the lead
	About  string `csv:"about"`          // FRAMEWORK.element, a field, or call.result and its like
	Answer string `csv:"answer"`         // empty: the earlier one is taken back
	Date   string `csv:"date,omitempty"` // of the answer; where it is blank, that of At
	Note   string `csv:"note,omitempty"`
	By     string `csv:"by,omitempty"` // who asked
	At     string `csv:"at,omitempty"` // the moment of writing: it orders the answers of a day
}

// readRow is a Row as it is read: that of a sheet to be filled in has the question too, and
// is nobody's answer as long as it is not filled in.
type readRow struct {
	Key      string `csv:"key"`
	About    string `csv:"about"`
	Answer   string `csv:"answer"`
	Date     string `csv:"date,omitempty"`
	Note     string `csv:"note,omitempty"`
	By       string `csv:"by,omitempty"`
	At       string `csv:"at,omitempty"`
	Question string `csv:"question,omitempty"`
}

// Answer is one answer, with its date read, and where it stands.
type Answer struct {
	Row
	Day  calendar.Day
	File string
	Line int // from 1

	said   string // about an element: what lies beside the lead
	moment int64  // At, in seconds; of use where timed
	timed  bool
	order  int // in which it was read
}

// Results are what call.result may be: talked to the lead, or to who decides; an
// appointment; the lead away; it calls back; nobody answered; turned away at the desk, or
// by the lead; no calls any more.
func Results() []string {
	return []string{"talk", "decider", "appt", "away", "callback", "noanswer", "gate", "refused", "dnc"}
}

// resultOf is the result that people call by another word.
func resultOf(word string) string {
	others := map[string]string{
		"talked": "talk", "decision maker": "decider", "meeting": "appt", "appointment": "appt", "call back": "callback", "no answer": "noanswer",
		"voicemail": "noanswer", "do not call": "dnc",
		"担当者と通話": "talk", "通話": "talk", "決裁者と通話": "decider", "アポ獲得": "appt", "アポ": "appt", "担当不在": "away", "不在": "away",
		"折り返し待ち": "callback", "不通": "noanswer", "留守電": "noanswer", "受付ng": "gate", "担当ng": "refused", "架電ng": "dnc", "番号違い": "dnc",
	}
	if result, known := others[word]; known {
		return result
	}
	return word
}

// callParts are what may be said about the call itself, behind "call.".
func callParts() []string { return []string{"result", "reason", "next", "due"} }

const callPrefix = "call."

// IsCall tells whether an answer is about the call and not about the lead.
func (a *Answer) IsCall() bool { return strings.HasPrefix(a.About, callPrefix) }

// Read reads a table of answers. A row that cannot count is left out and told in
// problems, each with the name of the file and the line; err is that of the table as
// a whole. A row without an answer and without a date is one that nobody filled in.
func Read(in io.Reader, name string, told rulebook.Language) (answers []Answer, problems []error, err error) {
	say := texts.In(told, "answers").Say
	rows, problems, err := typed.ReadRows[readRow](in, name)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		c := row.Cells
		a := Answer{Row: clean(Row{c.Key, c.About, c.Answer, c.Date, c.Note, c.By, c.At}), File: name, Line: row.Line}
		if a.Answer == "" && (c.Question != "" || a.Date == "" && a.At == "") {
			continue
		}
		if err := a.check(say); err != nil {
			problems = append(problems, fmt.Errorf("%s:%d: %w", name, row.Line, err))
			continue
		}
		answers = append(answers, a)
	}
	return answers, problems, nil
}

// clean takes off what spreadsheets and their guards have put around the cells.
func clean(r Row) Row {
	for _, text := range []*string{&r.Key, &r.About, &r.Answer, &r.Date, &r.Note, &r.By, &r.At} {
		*text = spreadsheet.Unguard(strings.TrimSpace(*text))
	}
	return r
}

// sayer words a text in the reader's language, see package texts.
type sayer func(english string, args ...any) string

func (a *Answer) check(say sayer) error {
	if a.Key == "" {
		return errors.New(say("the key is blank. expected that of the lead who answered"))
	}
	if a.About == "" {
		return errors.New(say("it does not say what the answer is about. expected FRAMEWORK.element, a field's name, or call.result"))
	}
	if err := a.readTime(say); err != nil {
		return err
	}
	if part, is := strings.CutPrefix(fold.Text(a.About), callPrefix); is {
		return a.checkCall(say, part)
	}
	return nil
}

func (a *Answer) checkCall(say sayer, part string) error {
	if !slices.Contains(callParts(), part) {
		return errors.New(say("there is no %q. expected call.result, call.reason, call.next or call.due", a.About))
	}
	a.About = callPrefix + part
	switch {
	case a.Answer == "":
		return nil
	case part == "result":
		result := resultOf(fold.Text(a.Answer))
		if !slices.Contains(Results(), result) {
			return errors.New(say("%q is no result of a call. expected one of %s", a.Answer, strings.Join(Results(), ", ")))
		}
		a.Answer = result
	case part == "due":
		day, err := cell.ParseDay(a.Answer, rulebook.OrderUnset, nil)
		if err != nil {
			return errors.New(say("the day to call again, %q, cannot be read, or could be two days. expected the year first, such as 2026-12-01", a.Answer))
		}
		a.Answer = dueText(a.Answer, day)
	}
	return nil
}

// dueText is a day to call again in the one form, with the time if there is one.
func dueText(text string, day calendar.Day) string {
	if t, ok := moment(text); ok {
		return t.Format("2006-01-02T15:04")
	}
	if strings.Contains(text, ":") {
		return text
	}
	return day.String()
}

// readTime reads the date and the moment of writing, and writes both in the one form.
func (a *Answer) readTime(say sayer) error {
	if t, ok := moment(a.At); ok {
		a.timed, a.moment = true, t.Unix()
		if a.Date == "" {
			a.Date = t.Format(time.DateOnly)
		}
	}
	if a.Date == "" {
		return errors.New(say("the answer has no date. expected the day on which it was given, such as 2026-11-25"))
	}
	day, err := cell.ParseDay(a.Date, rulebook.OrderUnset, nil)
	if err != nil {
		return errors.New(say("the date %q cannot be read, or could be two days. expected the year first, such as 2026-11-25", a.Date))
	}
	a.Day, a.Date = day, day.String()
	return nil
}

// moment reads a moment as a call sheet writes it, or as a spreadsheet shows it.
func moment(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006/1/2 15:04:05", "2006/1/2 15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// subject is what two answers must share for one to replace the other.
type subject struct{ key, about string }

func (a *Answer) subject() subject {
	return subject{scored.NormalKey(a.Key), fold.Text(a.About)}
}

// later orders answers about one subject: by date, then by the moment of writing, then
// as they were read.
func later(a, b *Answer) int {
	switch {
	case a.Day != b.Day:
		return sign(a.Day < b.Day)
	case a.timed && b.timed && a.moment != b.moment:
		return sign(a.moment < b.moment)
	}
	return sign(a.order < b.order)
}

func sign(before bool) int {
	if before {
		return -1
	}
	return 1
}
