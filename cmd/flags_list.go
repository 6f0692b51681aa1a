package cmd

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/cmd/internal/writing"
	"leadscore/leads/encoding"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

func addBy(c *cobra.Command, o *leadlist.ByOptions, in *listfile.InputOptions, what string) {
	c.Flags().Var(&columnName{&o.By}, "by", what+"the `COLUMN` or field by which leads belong together: a company, an e-mail address by its\ndomain, a corporate number (default as the rulebook says, else the company)")
	_ = c.RegisterFlagCompletionFunc("by", completeHeader(in, firstOf))
}

func addAnswers(c *cobra.Command, o *beside.AnswerOptions) {
	c.Flags().Var(&fileNames{&o.Answers}, "answers", "count what leads said: a table with the columns key, about, answer, date, ..., as `FILE`;\ngiven again, one more; 'answers-*.csv' for all that are called so")
	_ = c.MarkFlagFilename("answers", "csv")
}

// fileNames is a flag that takes the name of a file, or a pattern of such names, and may
// be given several times.
type fileNames struct{ names *[]string }

func (f *fileNames) Type() string { return "FILE" }

func (f *fileNames) String() string { return strings.Join(*f.names, " ") }

func (f *fileNames) Set(name string) error {
	if name == "" {
		return fmt.Errorf("the name is empty. expected that of a file")
	}
	found, err := filepath.Glob(name)
	if err != nil || len(found) == 0 || !strings.ContainsAny(name, "*?[") {
		found = []string{name}
	}
	slices.Sort(found)
	*f.names = append(*f.names, found...)
	return nil
}

func addLogs(c *cobra.Command, o *beside.EventOptions) {
	c.Flags().Var(&logFiles{&o.Logs}, "log", "count the events of a log of the rulebook, as `NAME=FILE`; given again, one more file;\n'mail=mail-*.csv' for all that are called so")
}

// logFiles is a flag that takes the name of a log and that of a file, or a pattern of such
// names, and may be given several times.
type logFiles struct{ files *[]beside.LogFile }

func (f *logFiles) Type() string { return "NAME=FILE" }

func (f *logFiles) String() string {
	var texts []string
	for _, l := range *f.files {
		texts = append(texts, l.Name+"="+l.Path)
	}
	return strings.Join(texts, " ")
}

func (f *logFiles) Set(text string) error {
	name, path, parted := strings.Cut(text, "=")
	if name = strings.TrimSpace(name); !parted || name == "" || path == "" {
		return fmt.Errorf("%q is not possible. expected the name of a log and a file, as in mail=events.csv", text)
	}
	var paths []string
	if err := (&fileNames{&paths}).Set(path); err != nil {
		return err
	}
	for _, path := range paths {
		l := beside.LogFile{Name: name, Path: path}
		same := func(given beside.LogFile) bool {
			return fold.Text(given.Name) == fold.Text(l.Name) && filepath.Clean(given.Path) == filepath.Clean(l.Path)
		}
		if slices.ContainsFunc(*f.files, same) {
			return fmt.Errorf("%s is given twice for the log %s: its events would count twice", l.Path, l.Name)
		}
		*f.files = append(*f.files, l)
	}
	return nil
}

func addHistory(c *cobra.Command, h *wonlost.HistoryOptions) {
	addInput(c, &h.InputOptions)
	f := c.Flags()
	f.Var(&h.Won, "won", "which leads were won, as `'COLUMN=VALUE[,VALUE]'`")
	f.Var(&h.Lost, "lost", "which were lost, as `'COLUMN=VALUE[,VALUE]'` (default whatever is neither won nor blank)")
	f.StringSliceVar(&h.Open, "open", nil, "further `VALUES` of these columns that mean: not decided yet")
	f.StringVar(&h.Date, "date", "", "the `COLUMN` that says when a lead came: dates, or numbers that rise with time")
	f.StringVar(&h.AsOf, "as-of-column", "", "the `COLUMN` of the day that each lead is scored as of")
	_ = c.RegisterFlagCompletionFunc("won", completeValue(&h.InputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("lost", completeValue(&h.InputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("date", completeHeader(&h.InputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("as-of-column", completeHeader(&h.InputOptions, firstOf))
	words := append([]string{"auto"}, rulebook.DateOrderNames()...)
	addEnum(c, f, &h.DateOrder, "date-order", "how the dates of these columns are written", words...)
}

func addInput(c *cobra.Command, o *listfile.InputOptions) {
	f := c.Flags()
	f.Var(&o.Encoding, "encoding", "the list's encoding: "+strings.Join(encoding.Names(), ", ")+"\n(default found out, and told)")
	f.Var(&o.Delimiter, "delimiter", "what separates the list's cells: comma, tab, semicolon, pipe or a character\n(default found out, and told)")
	f.StringVar(&o.Sheet, "sheet", "", "the `NAME` of the sheet to read, where the list is an Excel workbook (default the first)")
	f.Var(newNumber(&o.HeaderLine, 1, 0), "header-line", "the line that the header is on (default the first that is neither blank nor a note)")
	addEnum(c, f, &o.Ragged, "ragged", "rows with too few or too many cells: add blank cells and reject long ones, reject both,\nor keep long ones too", "pad", "reject", "keep")
	f.BoolVar(&o.KeepRows, "keep-rows", false, "score all rows: those equal to the header or describing it, totals, and lines below the list too")
	f.BoolVar(&o.AllowPartial, "allow-partial", false, "read a list that ends within a row, or changes while it is read, all the same")
	f.Var(&o.Limits, "limit", "move a limit of the list: columns (20000), row (4MiB), expanded (1TiB), ratio (1000)\nof what is decompressed, keys (1048576) that are compared")
	_ = c.RegisterFlagCompletionFunc("encoding", cobra.FixedCompletions(encoding.Names(), cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("delimiter", cobra.FixedCompletions([]string{"comma", "tab", "semicolon", "pipe"}, cobra.ShellCompDirectiveNoFileComp))
}

// addMaxRejects adds the flag of those commands that go on where a row cannot be read.
func addMaxRejects(c *cobra.Command, o *listfile.InputOptions) {
	c.Flags().Var(&o.MaxRejects, "max-rejects", "end with status 1 if more rows than this cannot be read, as in 10 or 0.5%")
}

func addWhere(c *cobra.Command, o *leadlist.WhereOptions) {
	c.Flags().Var(&wheres{&o.Where}, "where", "only leads with one of these values in a column of the list, as in 'Owner=M. Reyes'; given again,\nalso with these in another")
}

// wheres is a flag that takes columns and their values.
type wheres struct{ all *[]leadlist.Labels }

func (w *wheres) Type() string { return "COLUMN=VALUE" }

func (w *wheres) String() string {
	var texts []string
	for _, l := range *w.all {
		texts = append(texts, l.String())
	}
	return strings.Join(texts, " ")
}

func (w *wheres) Set(text string) error {
	var l leadlist.Labels
	if err := l.Set(text); err != nil {
		return err
	}
	for i := range *w.all {
		if known := &(*w.all)[i]; fold.Text(known.Column) == fold.Text(l.Column) {
			known.Values = append(known.Values, l.Values...)
			return nil
		}
	}
	*w.all = append(*w.all, l)
	return nil
}

func addWriting(c *cobra.Command, o *writing.WriteOptions) {
	f := c.Flags()
	f.Var(&o.Encoding, "output-encoding", "write the list in another encoding, as in utf-8, utf-8-bom or cp932 (default the list's own)")
	f.BoolVar(&o.Excel, "excel", false, "write the list as Excel reads it without being asked: UTF-8 with a byte order mark, CRLF line ends")
	addEnum(c, f, &o.OnUnmappable, "on-unmappable", "characters that the encoding of the output lacks: end with an error, or write 〓 (?)", "error", "replace")
	c.MarkFlagsMutuallyExclusive("output-encoding", "excel")
	_ = c.RegisterFlagCompletionFunc("output-encoding", cobra.FixedCompletions(encoding.Names(), cobra.ShellCompDirectiveNoFileComp))
}

// addGuard adds the flag of the command that writes the user's cells as they are.
func addGuard(c *cobra.Command, o *writing.WriteOptions) {
	f := c.Flags()
	addEnum(c, f, &o.ExcelSafe, "excel-safe", "put an apostrophe before each cell that a spreadsheet would run as a formula, and before\ntelephone numbers such as +81-3-1234-5678, of which it makes -6834; --excel-safe=keep leaves those", "text", "keep")
	o.ExcelSafe = ""
	f.Lookup("excel-safe").DefValue, f.Lookup("excel-safe").NoOptDefVal = "", "text"
}
