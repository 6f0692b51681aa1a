// Package console is the world that a command runs in: its streams and files, what is told of a
// run, and what every command is told.
package console

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads/compress"
)

// Env is the world that a command runs in.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Files    *files.Outputs // those that are being written
	Log      *Log           // how messages are written; nil: for people
	Fixed    *Window        // that the results go to, for tests; nil: the terminal, if they go to one
}

// Note tells something on stderr, unless the user wants quiet.
func (e Env) Note(o Common, format string, args ...any) {
	switch {
	case o.Quiet:
	case e.Log.forPrograms():
		e.record(slog.LevelInfo, e.Log.hide(fmt.Sprintf(format, args...)))
	default:
		fmt.Fprintln(e.Err, report.Clean(fmt.Sprintf(format, args...)))
	}
}

// NoteIn is Note for what is told in the rulebook's language.
func (e Env) NoteIn(in texts.Texts, o Common, english string, args ...any) {
	e.Note(o, "%s", in.Say(english, args...))
}

// Results writes what a command is asked for: to a file, which appears when it is
// whole, or to stdout. One called .gz or .zst is compressed.
func (e Env) Results(path string, write func(io.Writer) error) error {
	if !ToFile(path) {
		return e.stdout(write)
	}
	file, err := e.Files.Create(path)
	if err != nil {
		return exit.Cannot("write", err)
	}
	defer file.Abort()
	b := bufio.NewWriterSize(&Sink{To: file}, 1<<16)
	compressed, err := compress.NewWriter(b, path)
	if err != nil {
		return exit.Cannot("write", err)
	}
	if err := write(compressed); err != nil {
		return err
	}
	if err := compressed.Close(); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if err := file.Commit(); err != nil {
		return exit.Cannot("write", err)
	}
	return nil
}

// stdout gives out what was written even where an error ended the writing.
func (e Env) stdout(write func(io.Writer) error) error {
	b := bufio.NewWriterSize(&Sink{To: e.Out, Name: "standard output"}, 1<<16)
	err := write(b)
	if flushed := b.Flush(); err == nil {
		err = flushed
	}
	return err
}

// ToFile tells whether what a command is asked for goes to a file, and not to stdout.
func ToFile(path string) bool { return path != "" && path != "-" }

// ShellWord writes a word so that a shell takes it for one.
func ShellWord(word string) string {
	if strings.ContainsAny(word, " \t\n'\"\\$`&|;<>()*?[]{}~#!") {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
