package cmd

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leadscore/match/calendar"
	"leadscore/match/fold"
)

// common are the options that every command has.
type common struct {
	Rules     string // the rulebook's file
	AsOf      asOf
	Quiet     bool
	Color     string // auto, always, never
	Width     width
	Ambiguous string // cells that an ambiguous character takes: 1, 2
	Lang      string // what texts about leads are in: rulebook, en, ja; of commands that have the flag

	rulesNote string // how Rules was found, where that is to be told
}

func (c *common) addFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	c.Lang = "rulebook" // where a command has no flag for it
	f.StringVarP(&c.Rules, "rules", "r", usualRules, "the rulebook's `FILE`")
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
func (e *enum) Type() string   { return strings.Join(e.words, "|") }

func (e *enum) Set(word string) error {
	if !slices.Contains(e.words, word) {
		return notOneOf(word, "", e.words)
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
func (c *common) addLang(to *cobra.Command) {
	addEnum(to, to.Flags(), &c.Lang, "lang", "the language of what is said of leads", "rulebook", "en", "ja")
}

// notOneOf says that a word is none of those expected, and which it may have been
// meant to be. kind says of what; it may be empty.
func notOneOf(word, kind string, words []string) error {
	text := fmt.Sprintf("unknown %s %q. ", kind, word)
	if kind == "" {
		text = fmt.Sprintf("%q is unknown. ", word)
	}
	if meant, ok := fold.Nearest(word, words); ok {
		text += fmt.Sprintf("did you mean %s? ", meant)
	}
	return errors.New(text + "expected one of: " + strings.Join(words, ", "))
}

// asOf is a flag that takes a day.
type asOf struct {
	Day   calendar.Day
	Given bool
}

func (d *asOf) Type() string { return "DATE" }

func (d *asOf) String() string {
	if !d.Given {
		return ""
	}
	return d.Day.String()
}

func (d *asOf) Set(text string) error {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return fmt.Errorf("%q is no day. expected year-month-day, as in 2026-11-21", text)
	}
	*d = asOf{calendar.DayOf(t), true}
	return nil
}

// width is a flag that takes a number of terminal cells.
type width struct {
	Cells int
	Given bool
}

func (w *width) Type() string { return "CELLS" }

func (w *width) String() string {
	if !w.Given {
		return ""
	}
	return strconv.Itoa(w.Cells)
}

func (w *width) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is no width. expected a whole number, 0 for no limit", text)
	}
	*w = width{n, true}
	return nil
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

func (n *number) Type() string   { return "N" }
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
		return notOneOf("--"+unknown.GetSpecifiedName(), "flag", flagNames(c))
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

func (n *columnName) Type() string   { return "COLUMN" }
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
