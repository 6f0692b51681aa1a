package annotate

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/manifest"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/files"
	"leadscore/leads/rejected"
	"leadscore/match/calendar"
	"leadscore/match/fold"
)

// ManyOptions are for the scoring of many lists in one run, and for runs by the clock.
type ManyOptions struct {
	Lists         []string // as the command line names them
	OutDir        string   // "": one list is scored
	SkipUnchanged bool
	Lock          string // a file that is held while the run lasts; "": none

	Said string // the flags that scores depend on

	inFolder bool // of one of the lists, whose files are in OutDir
}

// reading is what was read of a list.
type reading struct {
	leads, rejected int
	sha256          string // of its bytes, where a summary was asked for and all were read
}

// many is a run that scores many lists.
type many struct {
	console.Env
	options  Options
	rules    *rulefile.Rules
	before   *manifest.Manifest
	settings string
	rows     [][]string
	worst    int // exit status
}

func runScoreMany(ctx context.Context, e console.Env, o Options) error {
	lists, err := expandLists(o.Lists)
	if err != nil {
		return err
	}
	m := &many{Env: e, options: o}
	for _, list := range lists {
		if err := m.checkTargets(list, lists); err != nil {
			return err
		}
	}
	unlock, err := lock(e, o.Common, o.Lock)
	if err != nil {
		return err
	}
	defer unlock()
	if m.rules, err = rulefile.LoadFor(e, o.Common, lists[0]); err != nil {
		return err
	}
	if !o.AsOf.Given { // told once, and the same for all lists
		m.options.AsOf = console.AsOf{Given: true, Day: rulefile.Today(e, o.Common, m.rules.Book)}
	}
	if err := os.MkdirAll(o.OutDir, 0o777); err != nil {
		return exit.Cannot("make", console.Named(o.OutDir, err))
	}
	if m.before, err = manifest.Read(o.OutDir); err != nil {
		return err
	}
	if m.settings, err = m.hashSettings(m.options.AsOf.Day); err != nil {
		return err
	}
	for _, list := range lists {
		if err := m.score(ctx, list); err != nil {
			return err
		}
	}
	return m.tell()
}

// expandLists names the files that patterns match, each once, in the order of the command
// line; those of a pattern by name.
func expandLists(patterns []string) (lists []string, err error) {
	for _, pattern := range patterns {
		matching := []string{pattern}
		if _, err := os.Stat(pattern); errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(pattern, "*?[") {
			if matching, err = filepath.Glob(pattern); err != nil {
				return nil, exit.Usagef("%q is no pattern: %w", pattern, err)
			}
			if matching = slices.DeleteFunc(matching, isFolder); len(matching) == 0 {
				return nil, exit.Usagef("no file matches %q", pattern)
			}
		}
		for _, list := range matching {
			if isFolder(list) {
				return nil, exit.Usagef("%s is a folder. expected lists, as in '%s'", list, filepath.Join(list, "*.csv"))
			}
			if !slices.Contains(lists, list) {
				lists = append(lists, list)
			}
		}
	}
	return lists, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// of is what is to be done with one list.
func (m *many) of(list string) Options {
	o := m.options
	name := filepath.Base(list)
	if o.Format == "jsonl" {
		plain, compressed := cutCompression(name)
		name = cutListEnd(plain) + ".jsonl" + compressed
	}
	o.Leads, o.Output = list, filepath.Join(o.OutDir, name)
	o.Summary = o.Output + ".summary.json"
	o.OutDir, o.inFolder = "", true
	return o
}

// cutCompression parts the name of a compressed file from its last end.
func cutCompression(name string) (plain, end string) {
	if end = filepath.Ext(name); slices.Contains([]string{".gz", ".zst"}, strings.ToLower(end)) {
		return strings.TrimSuffix(name, end), end
	}
	return name, ""
}

// cutListEnd is the name of a list without the end that says what kind it is.
func cutListEnd(name string) string {
	if end := filepath.Ext(name); slices.Contains([]string{".csv", ".tsv", ".txt", ".tab", ".xlsx"}, strings.ToLower(end)) {
		return strings.TrimSuffix(name, end)
	}
	return name
}

// checkTargets finds what would be lost by writing what is made of a list.
func (m *many) checkTargets(list string, lists []string) error {
	o := m.of(list)
	if err := o.checkFlags(m.Env); err != nil {
		return err
	}
	for _, other := range lists {
		for _, target := range m.made(list) {
			if files.SameFile(other, target) {
				return exit.Usagef("the scored list would replace the list %s. choose another folder with --out-dir", other)
			}
		}
		if other == list {
			break
		}
		if theirs := m.of(other).Output; files.SameFile(theirs, o.Output) || fold.Text(theirs) == fold.Text(o.Output) {
			return exit.Usagef("%s and %s would both become %s. give them other names, or score them into two folders", other, list, o.Output)
		}
	}
	return nil
}

// made are the files that may be made of a list, the last two where rows are rejected.
func (m *many) made(list string) []string {
	o := m.of(list)
	return []string{o.Output, o.Summary, o.rejectsPath(), rejected.ReasonsPath(o.rejectsPath())}
}

// hashSettings stands for all that scores come from beside the list.
func (m *many) hashSettings(day calendar.Day) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n", console.Version(), m.rules.Hash(), day, m.options.Said)
	for _, in := range slices.Concat(m.options.AnswerOptions.Inputs(), m.options.EventOptions.Inputs(), m.options.ImportOptions.inputs()) {
		sum, err := manifest.Sum(in.Path)
		if err != nil {
			return "", exit.Cannot("read", err)
		}
		fmt.Fprintln(h, in.What, sum)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// score scores one list, unless that is done already. Its error is one that ends the run.
func (m *many) score(ctx context.Context, list string) error {
	o := m.of(list)
	if o.SkipUnchanged {
		if was, is := m.before.Unchanged(m.options.OutDir, list, m.settings); is {
			m.row(list, reading{leads: was.Leads, rejected: was.Rejected}, "unchanged")
			return nil
		}
	}
	m.Note(o.Common, "%s", list)
	read, err := scoreList(ctx, m.Env, o, m.rules)
	if ctx.Err() != nil && err != nil {
		return err
	}
	if err != nil {
		m.tellFailed(list, read, err)
		m.before.Drop(list)
		return m.writeManifest()
	}
	m.row(list, read, o.Output)
	entry, err := m.entry(list, read)
	if err != nil {
		return exit.Cannot("read", err)
	}
	m.before.Put(entry)
	return m.writeManifest()
}

// tellFailed tells of a list that could not be scored; the others are.
func (m *many) tellFailed(list string, read reading, err error) {
	m.Env.Tell(err)
	status := exit.StatusOf(err)
	m.worst = max(m.worst, status)
	m.row(list, read, fmt.Sprintf("not scored (status %d)", status))
}

// entry is what the manifest says of a list that was scored.
func (m *many) entry(list string, read reading) (manifest.Entry, error) {
	entry := manifest.Entry{List: manifest.File{Name: list, SHA256: read.sha256}, Settings: m.settings, Leads: read.leads, Rejected: read.rejected}
	made := m.made(list)
	if read.rejected == 0 {
		made = made[:2]
	}
	for _, path := range made {
		file, err := manifest.FileOf(m.options.OutDir, filepath.Base(path))
		if err != nil {
			return entry, err
		}
		entry.Files = append(entry.Files, file)
	}
	return entry, nil
}

func (m *many) writeManifest() error {
	return m.Results(filepath.Join(m.options.OutDir, manifest.Name), m.before.Write)
}

func (m *many) row(list string, read reading, result string) {
	m.rows = append(m.rows, []string{list, report.Thousands(read.leads), report.Thousands(read.rejected), result})
}

// tell shows what became of each list, and gives the error whose status is the worst.
func (m *many) tell() error {
	columns := []report.Column{{Header: "list", Share: 2}, {Header: "leads", Numeric: true}, {Header: "rejected", Numeric: true}, {Header: "result", Share: 2}}
	err := m.Results("", func(w io.Writer) error {
		_, err := report.Table(w, columns, m.rows, m.Screen(m.options.Common))
		return err
	})
	if m.worst > 0 {
		err = cmp.Or(err, error(exit.Found{Status: m.worst}))
	}
	return err
}
