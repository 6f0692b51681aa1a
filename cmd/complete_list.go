package cmd

import (
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/leads/workbook"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Completion must answer at once, so that it looks at the beginning of a list only.
const (
	partBytes   = 1 << 20
	bookBytes   = 8 << 20 // of a workbook, which cannot be read in part: larger ones offer nothing
	partLeads   = 1000
	mostOffered = 200 // values or keys
)

// listOf says which list a command line names, by its arguments.
type listOf func(args []string) string

// listPart is the beginning of a list.
type listPart struct {
	header []string
	leads  [][]string
}

// readPart reads the beginning of a list; nil where that cannot be. Only a regular file
// is read: a pipe would wait, and its bytes would be gone.
func readPart(path string, book *rulebook.Rulebook, in listfile.InputOptions) *listPart {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	most := int64(partBytes)
	if workbook.Named(path) {
		most = bookBytes
	}
	file, err := files.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	ours := leadlist.OursOf(book, leadlist.DefaultPrefix)
	reader, err := leads.NewReader(io.LimitReader(file, most), in.Read(ours))
	if err != nil {
		return nil
	}
	defer reader.Close()
	layout, err := output.NewLayout(reader.Head(), ours)
	if err != nil {
		return nil
	}
	part := &listPart{header: layout.Header()}
	for len(part.leads) < partLeads {
		rec, err := reader.Next()
		if err != nil {
			break
		}
		if rec.IsLead() {
			cells := slices.Clone(layout.Visible(nil, rec.Cells)) // the next record takes their room
			for i := range cells {
				cells[i] = strings.Clone(cells[i])
			}
			part.leads = append(part.leads, cells)
		}
	}
	return part
}

// fromList completes a flag by the beginning of the list that the command line names.
func fromList(in *listfile.InputOptions, list listOf, offer func(part *listPart, toComplete string) []cobra.Completion) completion {
	return func(_ *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		part := readPart(list(args), &rulebook.Rulebook{}, *in)
		if part == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return presentable(offer(part, toComplete)), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeHeader completes the name of a column of the list.
func completeHeader(in *listfile.InputOptions, list listOf) completion {
	return fromList(in, list, func(part *listPart, _ string) []cobra.Completion { return part.header })
}

// completeHeaders completes names of columns of the list, as in A,B.
func completeHeaders(in *listfile.InputOptions, list listOf) completion {
	return fromList(in, list, func(part *listPart, toComplete string) []cobra.Completion { return inList(toComplete, part.header) })
}

// completeValue completes COLUMN=VALUE, the values in the order in which they are met.
func completeValue(in *listfile.InputOptions, list listOf) completion {
	values := fromList(in, list, func(part *listPart, toComplete string) []cobra.Completion {
		column, _, _ := strings.Cut(toComplete, "=")
		at := slices.IndexFunc(part.header, func(h string) bool { return fold.Text(h) == fold.Text(column) })
		return inValues(toComplete, column, part.values(at))
	})
	headers := fromList(in, list, func(part *listPart, _ string) []cobra.Completion {
		var all []cobra.Completion
		for _, name := range part.header {
			all = append(all, name+"=")
		}
		return all
	})
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if strings.Contains(toComplete, "=") {
			return values(c, args, toComplete)
		}
		all, directive := headers(c, args, toComplete)
		return all, directive | cobra.ShellCompDirectiveNoSpace
	}
}

// inValues completes the last value of COLUMN=VALUE,VALUE.
func inValues(toComplete, column string, values []string) []cobra.Completion {
	given := strings.TrimPrefix(toComplete, column+"=")
	var all []cobra.Completion
	for _, list := range inList(given, values) {
		all = append(all, column+"="+list)
	}
	return all
}

// values are the different cells of a column that hold something, as --won takes them.
func (p *listPart) values(column int) []string {
	var all []string
	seen := map[string]bool{}
	for _, cells := range p.leads {
		if column < 0 || len(all) == mostOffered {
			break
		}
		value := strings.TrimSpace(cells[column])
		if value == "" || seen[value] {
			continue
		}
		seen[value] = true
		if strings.ContainsAny(value, `,"`) {
			value = `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
		}
		all = append(all, value)
	}
	return all
}

// completeKeys completes the key of a lead, each with what the rulebook shows of it.
func completeKeys(shared *console.Common, in *listfile.InputOptions, list listOf) completion {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		rulefile.FindRules(shared, c.Flags().Changed("rules"))
		r, err := rulefile.Load(shared.Rules, "--rules")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return presentable(keysBeginning(r, list(args), *in, toComplete)), cobra.ShellCompDirectiveNoFileComp
	}
}

// keysBeginning are those of a list's leads that begin so.
func keysBeginning(r *rulefile.Rules, list string, in listfile.InputOptions, begin string) []cobra.Completion {
	part := readPart(list, r.Book, in)
	if part == nil {
		return nil
	}
	engine, err := scoring.Compile(r.Book, part.header, scoring.Options{AsOf: 1})
	if err != nil || engine.KeyName() == "" {
		return nil
	}
	var all []cobra.Completion
	scorer := engine.NewScorer()
	for _, cells := range part.leads {
		key := scorer.Key(cells)
		if key == "" || !strings.HasPrefix(fold.Text(key), fold.Text(begin)) {
			continue
		}
		scorer.Score(cells)
		shown := slices.DeleteFunc(scorer.Show(cells), func(text string) bool { return text == "" })
		all = append(all, cobra.CompletionWithDesc(key, strings.Join(shown, ", ")))
		if len(all) == mostOffered {
			break
		}
	}
	return all
}

// presentable leaves out what a shell would take for several: completions stand on a line
// each, with a tab before their explanation.
func presentable(all []cobra.Completion) []cobra.Completion {
	return slices.DeleteFunc(all, func(text cobra.Completion) bool {
		return strings.ContainsFunc(strings.Replace(text, "\t", "", 1), unicode.IsControl)
	})
}
