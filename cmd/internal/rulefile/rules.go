// Package rulefile reads the rulebooks and tests that a command line names, and says what is
// wrong where they are not there, or are something else.
package rulefile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/files"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring/column"
)

// Rules is a rulebook, with the file it came from for messages.
type Rules struct {
	File   string
	Source []byte
	Book   *rulebook.Rulebook
}

// The names of a rulebook that nobody has to name, in the order in which they are tried.
const (
	UsualRules   = "leadscore.yaml"
	earlierRules = "rules.yaml"
)

// FindRules settles which rulebook --rules means where it is not given: the one of the
// usual name, else one of the name that was usual before.
func FindRules(c *console.Common, given bool) {
	if given || c.Rules != UsualRules || !isThere(earlierRules) {
		return
	}
	if isThere(UsualRules) {
		c.RulesNote = "the rulebook is " + UsualRules + ". " + earlierRules + " is here too, and is not read"
		return
	}
	c.Rules = earlierRules
	c.RulesNote = "the rulebook is " + earlierRules + ". its usual name is " + UsualRules + " now, by which editors know it"
}

func isThere(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// LoadFor reads the rulebook that leads are to be scored by. Where there is none, it
// says what writes one for the list.
func LoadFor(e console.Env, o console.Common, list string) (*Rules, error) {
	if o.RulesNote != "" {
		e.Note(o, "%s", o.RulesNote)
	}
	r, err := Load(o.Rules, "--rules")
	if err == nil {
		r.Speak(o.Lang)
	}
	if err != nil && IsYAML(list) {
		return nil, NoList(list)
	}
	if io, ok := errors.AsType[*exit.IOError](err); ok && errors.Is(err, fs.ErrNotExist) {
		io.Cause = fmt.Errorf("%w. %s", io.Cause, howToDraft(list, o.Rules))
	}
	return r, err
}

// howToDraft is what writes the rulebook that is missing, of a list that may be missing too.
func howToDraft(list, rules string) string {
	if !console.ToFile(list) {
		list = "LEADS.csv"
	} else if _, err := os.Stat(list); errors.Is(err, fs.ErrNotExist) {
		return "nor is there a list " + list
	}
	return fmt.Sprintf("`leadscore init %s -o %s` writes one", console.ShellWord(list), console.ShellWord(rules))
}

// Load reads a rulebook that a flag names. The error of one that has problems is a
// *rulebook.Error.
func Load(path, flag string) (*Rules, error) {
	source, err := Read(path, flag)
	if err != nil {
		return nil, err
	}
	r := &Rules{File: path, Source: source}
	book, err := yaml.Load(path, source)
	if err != nil && looksLikeList(path, source) {
		return nil, fmt.Errorf("%s looks like a lead list, not like a rulebook. give the rulebook with %s, and the list as the argument", path, flag)
	}
	if err != nil {
		return nil, err
	}
	r.Book = book
	return r, nil
}

// Speak sets the language that texts about leads are in, where it is not the rulebook's.
func (r *Rules) Speak(language string) {
	switch language {
	case "en":
		r.Book.Language = rulebook.English
	case "ja":
		r.Book.Language = rulebook.Japanese
	}
}

// Hash is the SHA-256 of the rulebook's bytes, in hexadecimal digits.
func (r *Rules) Hash() string { return fmt.Sprintf("%x", sha256.Sum256(r.Source)) }

// Provenance says what scores by the rulebook come from.
func (r *Rules) Provenance() column.Source {
	return column.Source{RulesHash: r.Hash(), Version: console.Version()}
}

// Read reads the bytes of a rulebook or a file of tests that a flag names.
func Read(path, flag string) ([]byte, error) {
	file, err := files.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, exit.Cannot("read the rulebook", fmt.Errorf("%w. name its file with %s", err, flag))
	}
	if err != nil {
		return nil, exit.Cannot("read the rulebook", err)
	}
	defer file.Close()
	source, err := io.ReadAll(io.LimitReader(file, yaml.MaxSize+1))
	if err != nil {
		return nil, exit.Cannot("read the rulebook", err)
	}
	return source, nil
}

// looksLikeList tells whether what should be a rulebook is a lead list.
func looksLikeList(path string, source []byte) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".xlsx":
		return true
	}
	first, _, _ := bytes.Cut(source, []byte("\n"))
	return bytes.Count(first, []byte(",")) >= 2 && !bytes.ContainsAny(first, ":#{[")
}

// LooksLikeRules tells whether what should be a lead list is a rulebook.
func LooksLikeRules(path string, header []string) bool {
	return IsYAML(path) || len(header) > 0 && strings.HasPrefix(header[0], "version:")
}

// IsYAML tells whether a file is called as those in YAML are.
func IsYAML(path string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path)))
}

// NoList is the error of a rulebook where the list should be.
func NoList(path string) error {
	return fmt.Errorf("%s looks like a rulebook, not like a lead list. give the rulebook with --rules, and the list as the argument", path)
}

// Today is the day that ages are counted to: the one given, or else today where
// the rulebook is at home, which is then told.
func Today(e console.Env, o console.Common, book *rulebook.Rulebook) calendar.Day {
	if o.AsOf.Given {
		return o.AsOf.Day
	}
	location := book.Location
	if location == nil {
		location = time.UTC
	}
	day := calendar.DayOf(e.Now().In(location))
	e.NoteIn(console.TextsOf(book), o, "as of %s, today in %s. --as-of %s gives the same scores on any other day", day, location, day)
	return day
}

// Naming tells which columns name a lead: those of the key, and those of persons and
// their addresses. r may be nil.
func (r *Rules) Naming() func(header string) bool {
	keys := map[string]bool{}
	if r != nil {
		keys[fold.Text(r.Book.Key.Text)] = true
		for i := range r.Book.Fields {
			if f := &r.Book.Fields[i]; fold.Text(f.Name) == fold.Text(r.Book.Key.Text) {
				for _, header := range lexicon.HeadersOf(f) {
					keys[fold.Text(header.Text)] = true
				}
			}
		}
	}
	return func(header string) bool {
		known, found := lexicon.FieldOfHeader(header)
		return keys[fold.Text(header)] || found && slices.Contains([]string{"lead_id", "full_name", "first_name", "last_name", "email"}, known.Name)
	}
}

// StageNames are the stages of a rulebook, each once, in its order.
func StageNames(book *rulebook.Rulebook) []string {
	var names []string
	for _, s := range book.Stages {
		if !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

// StageFilter tells for each stage rule whether its leads are wanted; the last
// entry is for leads without a stage.
func StageFilter(book *rulebook.Rulebook, wanted []string) ([]bool, error) {
	if len(wanted) > 0 && len(book.Stages) == 0 {
		return nil, exit.Usagef("--stage: the rulebook has no stages")
	}
	keep := make([]bool, len(book.Stages)+1)
	for i, s := range book.Stages {
		keep[i] = len(wanted) == 0 && !s.Out
	}
	keep[len(book.Stages)] = len(wanted) == 0
	for _, name := range wanted {
		found := false
		for i, s := range book.Stages {
			if fold.Text(s.Name) == fold.Text(name) {
				keep[i], found = true, true
			}
		}
		if !found {
			return nil, exit.Usagef("--stage: %w", exit.NotOneOf(name, "stage", StageNames(book)))
		}
	}
	return keep, nil
}
