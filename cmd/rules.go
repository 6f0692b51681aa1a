package cmd

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

	"leadscore/internal/files"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// rules is a rulebook, with the file it came from for messages.
type rules struct {
	file   string
	source []byte
	book   *rulebook.Rulebook
}

// The names of a rulebook that nobody has to name, in the order in which they are tried.
const (
	usualRules   = "leadscore.yaml"
	earlierRules = "rules.yaml"
)

// findRules settles which rulebook --rules means where it is not given: the one of the
// usual name, else one of the name that was usual before.
func (c *common) findRules(given bool) {
	if given || c.Rules != usualRules || !isThere(earlierRules) {
		return
	}
	if isThere(usualRules) {
		c.rulesNote = "the rulebook is " + usualRules + ". " + earlierRules + " is here too, and is not read"
		return
	}
	c.Rules = earlierRules
	c.rulesNote = "the rulebook is " + earlierRules + ". its usual name is " + usualRules + " now, by which editors know it"
}

func isThere(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// loadRulebook reads the rulebook that leads are to be scored by. Where there is none, it
// says what writes one for the list.
func (e env) loadRulebook(o common, list string) (*rules, error) {
	if o.rulesNote != "" {
		e.note(o, "%s", o.rulesNote)
	}
	r, err := loadRules(o.Rules, "--rules")
	if err == nil {
		r.speak(o.Lang)
	}
	if io, ok := errors.AsType[*ioError](err); ok && errors.Is(err, fs.ErrNotExist) {
		if !toFile(list) {
			list = "LEADS.csv"
		}
		io.cause = fmt.Errorf("%w. `leadscore init %s -o %s` writes one", io.cause, shellWord(list), shellWord(o.Rules))
	}
	return r, err
}

// shellWord writes a word so that a shell takes it for one.
func shellWord(word string) string {
	if strings.ContainsAny(word, " \t\n'\"\\$`&|;<>()*?[]{}~#!") {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}

// loadRules reads a rulebook that a flag names. The error of one that has problems is a
// *rulebook.Error.
func loadRules(path, flag string) (*rules, error) {
	source, err := readRules(path, flag)
	if err != nil {
		return nil, err
	}
	r := &rules{file: path, source: source}
	book, err := yaml.Load(path, source)
	if err != nil && looksLikeList(path, source) {
		return nil, fmt.Errorf("%s looks like a lead list, not like a rulebook. give the rulebook with %s, and the list as the argument", path, flag)
	}
	if err != nil {
		return nil, err
	}
	r.book = book
	return r, nil
}

// speak sets the language that texts about leads are in, where it is not the rulebook's.
func (r *rules) speak(language string) {
	switch language {
	case "en":
		r.book.Language = rulebook.English
	case "ja":
		r.book.Language = rulebook.Japanese
	}
}

// hash is the SHA-256 of the rulebook's bytes, in hexadecimal digits.
func (r *rules) hash() string { return fmt.Sprintf("%x", sha256.Sum256(r.source)) }

// provenance says what scores by the rulebook come from.
func (r *rules) provenance() scoring.Source {
	return scoring.Source{RulesHash: r.hash(), Version: moduleVersion()}
}

func readRules(path, flag string) ([]byte, error) {
	file, err := files.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cannot("read the rulebook", fmt.Errorf("%w. name its file with %s", err, flag))
	}
	if err != nil {
		return nil, cannot("read the rulebook", err)
	}
	defer file.Close()
	source, err := io.ReadAll(io.LimitReader(file, yaml.MaxSize+1))
	if err != nil {
		return nil, cannot("read the rulebook", err)
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

// looksLikeRules tells whether what should be a lead list is a rulebook.
func looksLikeRules(path string, header []string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		return true
	}
	return len(header) > 0 && strings.HasPrefix(header[0], "version:")
}

// today is the day that ages are counted to: the one given, or else today where
// the rulebook is at home, which is then told.
func (e env) today(o common, book *rulebook.Rulebook) calendar.Day {
	if o.AsOf.Given {
		return o.AsOf.Day
	}
	location := book.Location
	if location == nil {
		location = time.UTC
	}
	day := calendar.DayOf(e.now().In(location))
	e.noteIn(textsOf(book), o, "as of %s, today in %s. --as-of %s gives the same scores on any other day", day, location, day)
	return day
}

// naming tells which columns name a lead: those of the key, and those of persons and
// their addresses. r may be nil.
func (r *rules) naming() func(header string) bool {
	keys := map[string]bool{}
	if r != nil {
		keys[fold.Text(r.book.Key.Text)] = true
		for i := range r.book.Fields {
			if f := &r.book.Fields[i]; fold.Text(f.Name) == fold.Text(r.book.Key.Text) {
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
