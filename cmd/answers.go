package cmd

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/report"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/rulebook"
)

type mergeOptions struct {
	common
	outputOptions
	Files []string
}

func newAnswersCommand(e env, shared *common, merge func(context.Context, env, mergeOptions) error) *cobra.Command {
	c := &cobra.Command{
		Use:     "answers",
		Short:   "Work with what leads said: tables with the columns key, about, answer, date, note, by, at",
		Example: `  leadscore answers merge monday.csv tuesday.csv -o all.csv`,
		GroupID: groupLeads,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return usagef("answers wants to be told what to do. expected: leadscore answers merge FILES")
		},
	}
	c.AddCommand(newAnswersMergeCommand(e, shared, merge))
	return c
}

func newAnswersMergeCommand(e env, shared *common, run func(context.Context, env, mergeOptions) error) *cobra.Command {
	o := mergeOptions{}
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
			o.common, o.Files = *shared, args
			return run(c.Context(), e, o)
		},
	}
	o.outputOptions.addFlags(c, "the table ")
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

func runAnswersMerge(ctx context.Context, e env, o mergeOptions) error {
	var inputs []input
	for _, path := range o.Files {
		inputs = append(inputs, input{what: "the answers", path: path})
	}
	if err := e.checkTargets(o.outputOptions, inputs, o.theResults()); err != nil {
		return err
	}
	all, left, err := e.readAnswers(ctx, texts.Texts{}, o.common, o.Files)
	if err != nil {
		return err
	}
	if len(all) == 0 && left > 0 {
		return errors.New("no row counts, and nothing is written. mend the rows named above")
	}
	kept, conflicts := answers.Merge(all)
	if err := e.results(o.Output, func(w io.Writer) error { return writeAnswers(w, kept) }); err != nil {
		return err
	}
	for _, c := range conflicts {
		e.note(o.common, "%s", c)
	}
	e.note(o.common, "%s read, %s kept, %s left out, %s", report.Count(len(all), "answer"), report.Thousands(len(kept)), report.Thousands(left), report.Count(len(conflicts), "conflict"))
	return nil
}

// readAnswers reads tables of answers one after the other, and tells the rows that do
// not count; left is how many these are.
func (e env) readAnswers(ctx context.Context, in texts.Texts, o common, paths []string) (all []answers.Answer, left int, err error) {
	for _, path := range paths {
		read, problems, err := e.readAnswerFile(ctx, path, in.Language())
		if err != nil {
			return nil, 0, err
		}
		left += len(problems)
		e.tellProblems(in, o, problems)
		all = append(all, read...)
	}
	return all, left, nil
}

func (e env) readAnswerFile(ctx context.Context, path string, told rulebook.Language) ([]answers.Answer, []error, error) {
	if !toFile(path) {
		return answers.Read(&source{ctx: ctx, r: e.in, name: "standard input"}, cmp.Or(path, "-"), told)
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, nil, cannot("read the answers", err)
	}
	defer file.Close()
	return answers.Read(&source{ctx: ctx, r: file, name: path, prompt: true}, path, told)
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
	return leads.WriteTable(w, rows)
}
