package cmd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// logOptions say how messages are written.
type logOptions struct {
	Format  string // text, json
	Verbose bool   // json: with what stands in cells
}

func (l *logOptions) addFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	addEnum(root, f, &l.Format, "log-format", "how messages are written: for people, or a JSON object a line for programs", "text", "json")
	f.BoolVar(&l.Verbose, "verbose", false, "with --log-format json tell what stands in cells too, which may be personal data")
}

// json tells whether messages are for programs. l may be nil.
func (l *logOptions) json() bool { return l != nil && l.Format == "json" }

// quotation finds what messages quote. Cells and keys of leads stand in quotes.
var quotation = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// hide takes out of a message what it quotes, unless that is asked for.
func (l *logOptions) hide(text string) string {
	if l.Verbose {
		return text
	}
	return quotation.ReplaceAllString(text, `"…"`)
}

// record writes a message as a JSON object, in the way of the standard library's log.
func (e env) record(level slog.Level, text string, about ...any) {
	r := slog.NewRecord(e.now().UTC().Truncate(time.Millisecond), level, report.Clean(text), 0)
	r.Add(about...)
	_ = slog.NewJSONHandler(e.err, nil).Handle(context.Background(), r)
}

// recordFailure writes what a run ended with. The problems of a rulebook are listed; what
// it says is no lead's.
func (e env) recordFailure(err error) {
	text := err.Error()
	var about []any
	problems, isProblems := errors.AsType[*rulebook.Error](err)
	switch {
	case isProblems:
		text = problems.File + ": " + report.Count(len(problems.Problems), "problem")
		about = append(about, slog.Any("problems", findings.OfRulebook(problems.File, problems.Problems)))
	case !isA[usageError](err):
		text = e.log.hide(text)
	}
	e.record(slog.LevelError, text, append(about, slog.Int("status", statusOf(err)))...)
}

// texts writes to stderr what is longer than a message, unless the user wants quiet.
func (e env) texts(o common, write func(io.Writer) error) error {
	if o.Quiet {
		return nil
	}
	if !e.log.json() {
		return write(e.err)
	}
	var text bytes.Buffer
	err := write(&text)
	e.note(o, "%s", text.String())
	return err
}
