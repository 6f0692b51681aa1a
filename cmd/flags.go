package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/rulefile"
)

func addCommon(root *cobra.Command, c *console.Common) {
	f := root.PersistentFlags()
	c.Lang = "rulebook" // where a command has no flag for it
	f.StringVarP(&c.Rules, "rules", "r", rulefile.UsualRules, "the rulebook's `FILE`")
	f.Var(&c.AsOf, "as-of", "the day that ages are counted to, as 2026-11-21 (default today in the rulebook's time zone)")
	f.BoolVarP(&c.Quiet, "quiet", "q", false, "say nothing on stderr but errors")
	f.Var(&c.Width, "width", "how many characters wide tables and texts may be, 0 for no limit\n(default the terminal's width, else $COLUMNS, else 120)")
	addEnum(root, f, &c.Color, "color", "use colour", "auto", "always", "never")
	addEnum(root, f, &c.Ambiguous, "ambiguous-width", "how wide your screen shows characters such as ① and …", "1", "2")
	_ = root.MarkPersistentFlagFilename("rules", "yaml", "yml")
}

// enum is a flag that takes one of a few words.
type enum struct {
	value *string
	words []string
}

// newEnum makes a flag of the words given, of which the first is the default.
func newEnum(value *string, words ...string) *enum {
	*value = words[0]
	return &enum{value, words}
}

func (e *enum) String() string { return *e.value }

func (e *enum) Type() string { return strings.Join(e.words, "|") }

func (e *enum) Set(word string) error {
	if !slices.Contains(e.words, word) {
		return exit.NotOneOf(word, "", e.words)
	}
	*e.value = word
	return nil
}

// addEnum gives a command a flag of a few words, which a shell can complete.
func addEnum(c *cobra.Command, flags *pflag.FlagSet, value *string, name, usage string, words ...string) {
	flags.Var(newEnum(value, words...), name, usage)
	_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// addLang adds the flag that has texts about leads in another language than the rulebook's.
func addLang(to *cobra.Command, c *console.Common) {
	addEnum(to, to.Flags(), &c.Lang, "lang", "the language of what is said of leads", "rulebook", "en", "ja")
}

// number is a flag that takes a whole number.
type number struct {
	value *int
	least int
}

// newNumber makes a flag with a default.
func newNumber(value *int, least, otherwise int) *number {
	*value = otherwise
	return &number{value, least}
}

func (n *number) Type() string { return "N" }

func (n *number) String() string { return strconv.Itoa(*n.value) }

func (n *number) Set(text string) error {
	v, err := strconv.Atoi(text)
	if err != nil || v < n.least {
		return fmt.Errorf("%q is not possible. expected a whole number from %d up", text, n.least)
	}
	*n.value = v
	return nil
}

// flagError words the errors of the flag parser as ours.
func flagError(c *cobra.Command, err error) error {
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		name := invalid.GetFlag().Name
		if invalid.GetFlag().Value.Type() == "bool" {
			return fmt.Errorf("--%s: %q is not possible. expected --%s alone, or --%s=false", name, invalid.GetValue(), name, name)
		}
		return fmt.Errorf("--%s: %w", name, invalid.Unwrap())
	}
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok && unknown.GetSpecifiedShortnames() == "" {
		return exit.NotOneOf("--"+unknown.GetSpecifiedName(), "flag", flagNames(c))
	}
	return err
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

// columnName is a flag that takes the header of a column. An empty one is an error, as
// that of a shell's variable that is not set.
type columnName struct{ value *string }

func (n *columnName) Type() string { return "COLUMN" }

func (n *columnName) String() string { return *n.value }

func (n *columnName) Set(name string) error {
	if name == "" {
		return errors.New("the name is empty. expected the header of a column")
	}
	*n.value = name
	return nil
}

func firstOf(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

func addLogFormat(root *cobra.Command, l *console.Log) {
	f := root.PersistentFlags()
	addEnum(root, f, &l.Format, "log-format", "how messages are written: for people, or a JSON object a line for programs", "text", "json")
	f.BoolVar(&l.Verbose, "verbose", false, "with --log-format json tell what stands in cells too, which may be personal data")
}

func addOutput(c *cobra.Command, o *console.OutputOptions, results string) {
	f := c.Flags()
	f.VarP(newFileName(&o.Output), "output", "o", "write "+results+"to `FILE`, which appears when it is whole (default stdout)")
	f.BoolVar(&o.Overwrite, "overwrite", false, "replace FILE even if it is read-only")
	_ = c.MarkFlagFilename("output")
}

// fileName is a flag that takes the name of a file. An empty one is an error, as that
// of a shell's variable that is not set.
type fileName struct{ value *string }

func newFileName(value *string) *fileName { return &fileName{value} }

func (f *fileName) Type() string { return "FILE" }

func (f *fileName) String() string { return *f.value }

func (f *fileName) Set(name string) error {
	if name == "" {
		return errors.New("the name is empty. expected that of a file")
	}
	*f.value = name
	return nil
}

// placeName is a flag that takes the name of a file or folder that is made, and which
// standard output is not.
type placeName struct {
	fileName
	what string
}

func newPlaceName(value *string, what string) *placeName {
	return &placeName{fileName{value}, what}
}

func (p *placeName) Set(name string) error {
	switch name {
	case "":
		return fmt.Errorf("the name is empty. expected that of a %s", p.what)
	case "-":
		return fmt.Errorf("- stands for standard output. expected the name of a %s (./- for one that is called so)", p.what)
	}
	*p.value = name
	return nil
}

func addPager(c *cobra.Command, o *console.PagerOptions) {
	c.Flags().BoolVar(&o.NoPager, "no-pager", false, "write to the terminal at once, and not through the pager that LEADSCORE_PAGER or PAGER names")
}
