package cmd

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/leads/typed"
	"leadscore/rulebook"
)

type mergeOptions struct {
	console.Common
	console.OutputOptions
	Japanese bool
	Files    []string
}

func newAnswersCommand(e console.Env, shared *console.Common, merge func(context.Context, console.Env, mergeOptions) error) *cobra.Command {
	c := &cobra.Command{
		Use:     "answers",
		Short:   "Work with what leads said: tables with the columns key, about, answer, date, note, by, at",
		Example: `  leadscore answers merge monday.csv tuesday.csv -o all.csv`,
		GroupID: groupLeads,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return exit.Usagef("answers wants to be told what to do. expected: leadscore answers merge FILES")
		},
	}
	c.AddCommand(newAnswersMergeCommand(e, shared, merge))
	return c
}

func newAnswersMergeCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, mergeOptions) error) *cobra.Command {
	o, language := mergeOptions{}, "en"
	c := &cobra.Command{
		Use:   "merge FILE...",
		Short: "Keep the last answer of each lead about each thing, and list what contradicts it",
		Long: `Writes one table of answers from several, as those of several people and days: of each lead, about each thing, the last answer.

The latest date wins, then the later moment (at) if all answers of that day have one, then the later line. Earlier answers
are not in the table: keep the files for a look back with an earlier --as-of. That somebody did not know replaces no answer; both rows stay.
Tables are read as a spreadsheet has saved them. A row that cannot count is told with its line, and the others are written.`,
		Example: `  leadscore answers merge answers-20261124-mori.csv answers-20261125-aoki.csv -o all.csv`,
		Args:    someAnswers,
		RunE: func(c *cobra.Command, args []string) error {
			o.Common, o.Files, o.Japanese = *shared, args, language == "ja"
			return run(c.Context(), e, o)
		},
	}
	addOutput(c, &o.OutputOptions, "the table ")
	addEnum(c, c.Flags(), &language, "lang", "the language of what is told", "en", "ja")
	return c
}

// someAnswers wants at least one file.
func someAnswers(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("no file is given. expected the tables of answers that are merged")
	}
	if slices.Contains(args, "") {
		return errors.New("the name of a file is empty")
	}
	return nil
}

func runAnswersMerge(ctx context.Context, e console.Env, o mergeOptions) error {
	var inputs []console.Input
	for _, path := range o.Files {
		inputs = append(inputs, console.Input{What: "the answers", Path: path})
	}
	if err := e.CheckTargets(o.OutputOptions, inputs, o.TheResults()); err != nil {
		return err
	}
	language := rulebook.English
	if o.Japanese {
		language = rulebook.Japanese
	}
	in := console.TextsIn(language)
	all, left, err := beside.ReadAnswers(ctx, e, in, o.Common, o.Files)
	if err != nil {
		return err
	}
	if len(all) == 0 && left > 0 {
		return errors.New("no row counts, and nothing is written. mend the rows named above")
	}
	kept, conflicts := answers.Merge(all)
	if err := e.Results(o.Output, func(w io.Writer) error { return writeAnswers(w, kept) }); err != nil {
		return err
	}
	for _, c := range conflicts {
		e.Note(o.Common, "%s", c.In(language))
	}
	e.NoteIn(in, o.Common, "%s read, %s kept, %s left out, %s", in.Count(len(all), "answer"), report.Thousands(len(kept)), report.Thousands(left), in.Count(len(conflicts), "conflict"))
	return nil
}

// writeAnswers writes a table of answers that Excel opens as what it is: UTF-8 with a
// byte order mark.
func writeAnswers(w io.Writer, all []answers.Answer) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	rows := make([]answers.Row, len(all))
	for i, a := range all {
		rows[i] = a.Row.Guarded()
	}
	return typed.Write(w, rows)
}
