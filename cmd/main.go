// Package cmd is the command line of leadscore: one file for each command, with its flags
// and its help. What commands do lies in the rooms below cmd/internal, which know nothing of
// flags.
package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/files"
)

// Main runs the program with the arguments that follow its name, and gives its
// exit status.
func Main(args []string, in io.Reader, out, err io.Writer) int {
	crashAsSuch()
	collectLater()
	return mainAt(time.Now, args, in, out, err)
}

// mainAt is Main by a clock.
func mainAt(now func() time.Time, args []string, in io.Reader, out, err io.Writer) int {
	return mainIn(console.Env{In: in, Out: out, Err: err, Now: now, Files: new(files.Outputs), Log: new(console.Log)}, args)
}

// mainIn is Main in a world of its own.
func mainIn(e console.Env, args []string) int {
	ctx, stop := untilSignal(e.Files.AbortAll, os.Exit)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // a closed pipe is an error of Write, not the program's death
	failure := execute(ctx, e, args)
	if ctx.Err() != nil && failure != nil {
		failure = context.Cause(ctx)
	}
	e.Tell(failure)
	return exit.StatusOf(failure)
}

// execute runs the command that the arguments name. An error that comes up before
// any command has begun its work is one of usage.
func execute(ctx context.Context, e console.Env, args []string) error {
	began := false
	out := &console.Sink{To: e.Out, Name: "standard output"} // for help, which does not look at errors
	root := newRoot(e, out, args)
	noteRuns(root, &began)
	root.SetArgs(args)
	called, err := root.ExecuteContextC(ctx)
	if err == nil {
		return out.First
	}
	if began {
		return err
	}
	if info, none := os.Stat(firstOf(args)); none == nil && !info.IsDir() && !called.HasParent() {
		list := console.ShellWord(args[0])
		return exit.Usagef("%s is a file. what is to be done with it? `leadscore init %s -o leadscore.yaml` writes a first rulebook for a list, and `leadscore rank %s` ranks its leads by that", args[0], list, list)
	}
	return exit.AsUsage(fmt.Errorf("%w\nsee: %s --help", err, called.CommandPath()))
}

// noteRuns makes a command, and all below it, set began when it begins to run.
func noteRuns(c *cobra.Command, began *bool) {
	if run := c.RunE; run != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			*began = true
			return run(c, args)
		}
	}
	for _, child := range c.Commands() {
		noteRuns(child, began)
	}
}
