package console

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/internal/files"
	"leadscore/leads/workbook"
)

// OutputOptions say where a command's results go.
type OutputOptions struct {
	Output    string // "" or "-": stdout
	Overwrite bool   // a file that is read-only too
	Book      bool   // the results may be a workbook
	Unread    bool   // the results may be thrown away: the exit status or another file says what the run found
}

// Input is something of the user's that a command reads.
type Input struct {
	What string // "the list"
	Path string // "" or "-": stdin, if the command reads it
	May  bool   // the command may put its results in its place
}

// Target is a file that a command writes.
type Target struct {
	What string // "the results"
	Flag string // which names it, or the folder in which it is: "-o", "--out-dir"
	Path string // "": stdout, or nothing
}

// elsewhere is what to do where a target is in the way of something.
func (t *Target) elsewhere() string {
	what := "file"
	if t.Flag == "--out-dir" {
		what = "folder"
	}
	return "choose another " + what + " with " + t.Flag
}

// CheckTargets finds what would be lost by writing: something that is read, what
// another target of the same run holds, a file that its owner has made read-only. It
// is asked before anything is opened for writing, and sees through links, hard links
// and other spellings of a path.
func (e Env) CheckTargets(o OutputOptions, inputs []Input, targets ...Target) error {
	for i, t := range targets {
		if !ToFile(t.Path) {
			if err := e.checkStdout(t, inputs, o.Unread); err != nil {
				return err
			}
			continue
		}
		for _, in := range inputs {
			if !in.May && e.isInput(in, t.Path) {
				return exit.Usagef("%s would replace %s: %s. %s", t.What, in.What, t.Path, t.elsewhere())
			}
		}
		for _, other := range targets[:i] {
			if ToFile(other.Path) && files.SameFile(other.Path, t.Path) {
				return exit.Usagef("%s cannot hold both %s and %s. %s", t.Path, other.What, t.What, t.elsewhere())
			}
		}
		if workbook.Named(t.Path) && !(o.Book && t.Path == o.Output) {
			return exit.Usagef("%s cannot be a workbook. choose another name than %s with %s", t.What, t.Path, t.Flag)
		}
		if instead, foreign := unwritten(t.Path); foreign && !slices.ContainsFunc(inputs, func(in Input) bool { return e.isInput(in, t.Path) }) {
			return exit.Usagef("%s cannot be written as %s: no %s file is made. %s", t.What, t.Path, strings.ToLower(filepath.Ext(t.Path)), instead)
		}
		if !o.Overwrite && files.IsReadOnly(t.Path) {
			return exit.Usagef("%s is read-only and is not replaced. --overwrite replaces it", t.Path)
		}
	}
	return nil
}

// unwritten tells of a name that says a format which nothing here writes, and what to write
// instead: such a file would open with a warning, or not at all. A list that is called so
// already, as some systems call the CSV that they export, may be scored in place.
func unwritten(path string) (instead string, foreign bool) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xls", ".xlsm", ".xlsb", ".ods", ".numbers":
		return "choose a name that ends with .xlsx or .csv", true
	case ".pdf", ".doc", ".docx":
		return "qualify and report write pages (-o FILE.html), which a browser prints", true
	}
	return "", false
}

// isInput tells whether a path leads to what is read.
func (e Env) isInput(in Input, path string) bool {
	if ToFile(in.Path) {
		return files.SameFile(in.Path, path)
	}
	file, ok := e.In.(*os.File)
	if !ok {
		return false
	}
	read, err := file.Stat()
	written, err2 := os.Stat(path)
	return err == nil && err2 == nil && read.Mode().IsRegular() && os.SameFile(read, written)
}

// checkStdout finds a standard output that is closed, or that is what is read: the
// list would grow as it is read, without end.
func (e Env) checkStdout(t Target, inputs []Input, unread bool) error {
	file, ok := e.Out.(*os.File)
	if !ok || t.Flag != "-o" {
		return nil
	}
	if !unread && files.IsClosed(file) {
		return exit.Cannot("write", errors.New("standard output: it is closed, or /dev/null opened for reading and writing. write to a file with -o, or, to see only messages, to > /dev/null or with -o /dev/null"))
	}
	written, err := file.Stat()
	if err != nil || !written.Mode().IsRegular() {
		return nil
	}
	for _, in := range inputs {
		read, err := e.statInput(in)
		if err == nil && os.SameFile(read, written) {
			return exit.Usagef("standard output is %s itself. choose another file", in.What)
		}
	}
	return nil
}

func (e Env) statInput(in Input) (os.FileInfo, error) {
	if ToFile(in.Path) {
		return os.Stat(in.Path)
	}
	if file, ok := e.In.(*os.File); ok {
		return file.Stat()
	}
	return nil, io.EOF
}

// TheRulebook is the rulebook as what a command reads.
func (c *Common) TheRulebook() Input { return Input{What: "the rulebook", Path: c.Rules} }

// TheList is the list as what a command reads.
func TheList(path string) Input { return Input{What: "the list, which is being read", Path: path} }

// TheResults is where a command's results go.
func (o *OutputOptions) TheResults() Target { return Target{"the results", "-o", o.Output} }

// CheckResults finds what would be lost by writing a command's results: the rulebook, the
// list, or what else is read.
func (e Env) CheckResults(o *Common, out *OutputOptions, list string, beside ...[]Input) error {
	return e.CheckTargets(*out, append(slices.Concat(beside...), o.TheRulebook(), TheList(list)), out.TheResults())
}
