package cmd

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"leadscore/internal/files"
	"leadscore/leads/workbook"
)

// outputOptions say where a command's results go.
type outputOptions struct {
	Output    string // "" or "-": stdout
	Overwrite bool   // a file that is read-only too
	book      bool   // the results may be a workbook
}

func (o *outputOptions) addFlags(c *cobra.Command, results string) {
	f := c.Flags()
	f.VarP(newFileName(&o.Output), "output", "o", "write "+results+"to `FILE`, which appears when it is whole (default stdout)")
	f.BoolVar(&o.Overwrite, "overwrite", false, "replace FILE even if it is read-only")
	_ = c.MarkFlagFilename("output")
}

// fileName is a flag that takes the name of a file. An empty one is an error, as that
// of a shell's variable that is not set.
type fileName struct{ value *string }

func newFileName(value *string) *fileName { return &fileName{value} }

func (f *fileName) Type() string   { return "FILE" }
func (f *fileName) String() string { return *f.value }

func (f *fileName) Set(name string) error {
	if name == "" {
		return errors.New("the name is empty. expected that of a file")
	}
	*f.value = name
	return nil
}

// input is something of the user's that a command reads.
type input struct {
	what string // "the list"
	path string // "" or "-": stdin, if the command reads it
	may  bool   // the command may put its results in its place
}

// target is a file that a command writes.
type target struct {
	what string // "the results"
	flag string // which names it: "-o"
	path string // "": stdout, or nothing
}

// checkTargets finds what would be lost by writing: something that is read, what
// another target of the same run holds, a file that its owner has made read-only. It
// is asked before anything is opened for writing, and sees through links, hard links
// and other spellings of a path.
func (e env) checkTargets(o outputOptions, inputs []input, targets ...target) error {
	for i, t := range targets {
		if !toFile(t.path) {
			if err := e.checkStdout(t, inputs); err != nil {
				return err
			}
			continue
		}
		for _, in := range inputs {
			if !in.may && e.isInput(in, t.path) {
				return usagef("%s would replace %s: %s. choose another file with %s", t.what, in.what, t.path, t.flag)
			}
		}
		for _, other := range targets[:i] {
			if toFile(other.path) && files.SameFile(other.path, t.path) {
				return usagef("%s cannot hold both %s and %s. choose another file with %s", t.path, other.what, t.what, t.flag)
			}
		}
		if workbook.Named(t.path) && !(o.book && t.path == o.Output) {
			return usagef("%s cannot be a workbook. choose another name than %s with %s", t.what, t.path, t.flag)
		}
		if !o.Overwrite && files.IsReadOnly(t.path) {
			return usagef("%s is read-only and is not replaced. --overwrite replaces it", t.path)
		}
	}
	return nil
}

// isInput tells whether a path leads to what is read.
func (e env) isInput(in input, path string) bool {
	if toFile(in.path) {
		return files.SameFile(in.path, path)
	}
	file, ok := e.in.(*os.File)
	if !ok {
		return false
	}
	read, err := file.Stat()
	written, err2 := os.Stat(path)
	return err == nil && err2 == nil && read.Mode().IsRegular() && os.SameFile(read, written)
}

// checkStdout finds a standard output that is closed, or that is what is read: the
// list would grow as it is read, without end.
func (e env) checkStdout(t target, inputs []input) error {
	file, ok := e.out.(*os.File)
	if !ok || t.flag != "-o" {
		return nil
	}
	if files.IsClosed(file) {
		return cannot("write", errors.New("standard output: it is closed. write to a file with -o, or, to see only messages, to > /dev/null"))
	}
	written, err := file.Stat()
	if err != nil || !written.Mode().IsRegular() {
		return nil
	}
	for _, in := range inputs {
		read, err := e.statInput(in)
		if err == nil && os.SameFile(read, written) {
			return usagef("standard output is %s itself. choose another file", in.what)
		}
	}
	return nil
}

func (e env) statInput(in input) (os.FileInfo, error) {
	if toFile(in.path) {
		return os.Stat(in.path)
	}
	if file, ok := e.in.(*os.File); ok {
		return file.Stat()
	}
	return nil, io.EOF
}

// theRulebook is the rulebook as what a command reads.
func (c *common) theRulebook() input { return input{what: "the rulebook", path: c.Rules} }

// theList is the list as what a command reads.
func theList(path string) input { return input{what: "the list, which is being read", path: path} }

// theResults is where a command's results go.
func (o *outputOptions) theResults() target { return target{"the results", "-o", o.Output} }
