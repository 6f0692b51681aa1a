package console

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/internal/lazyre"
	"leadscore/rulebook"
)

// Log say how messages are written.
type Log struct {
	Format  string // text, json
	Verbose bool   // json: with what stands in cells
}

// forPrograms tells whether messages are for programs. l may be nil.
func (l *Log) forPrograms() bool { return l != nil && l.Format == "json" }

// quotation finds what messages quote. Cells and keys of leads stand in quotes.
var quotation = lazyre.New(`"(?:[^"\\]|\\.)*"`)

// hide takes out of a message what it quotes, unless that is asked for.
func (l *Log) hide(text string) string {
	if l.Verbose {
		return text
	}
	return quotation().ReplaceAllString(text, `"…"`)
}

// record writes a message as a JSON object, in the way of the standard library's log.
func (e Env) record(level slog.Level, text string, about ...any) {
	r := slog.NewRecord(e.Now().UTC().Truncate(time.Millisecond), level, report.Clean(text), 0)
	r.Add(about...)
	_ = slog.NewJSONHandler(e.Err, nil).Handle(context.Background(), r)
}

// recordFailure writes what a run ended with. The problems of a rulebook are listed; what
// it says is no lead's.
func (e Env) recordFailure(err error) {
	text := err.Error()
	var about []any
	problems, isProblems := errors.AsType[*rulebook.Error](err)
	switch {
	case isProblems:
		text = problems.File + ": " + report.Count(len(problems.Problems), "problem")
		about = append(about, slog.Any("problems", findings.OfRulebook(problems.File, problems.Problems)))
	case !exit.IsA[exit.UsageError](err):
		text = e.Log.hide(text)
	}
	e.record(slog.LevelError, text, append(about, slog.Int("status", exit.StatusOf(err)))...)
}

// Texts writes to stderr what is longer than a message, unless the user wants quiet.
func (e Env) Texts(o Common, write func(io.Writer) error) error {
	if o.Quiet {
		return nil
	}
	if !e.Log.forPrograms() {
		return write(e.Err)
	}
	var text bytes.Buffer
	err := write(&text)
	e.Note(o, "%s", text.String())
	return err
}
