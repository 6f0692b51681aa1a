package console

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// Tell says on stderr what a run ended with.
func (e Env) Tell(err error) {
	problems, isProblems := errors.AsType[*rulebook.Error](err)
	switch {
	case err == nil || exit.ClosedPipe(err) || exit.IsA[exit.Found](err):
	case e.Log.forPrograms():
		e.recordFailure(err)
	case exit.IsA[exit.EndedBy](err):
		fmt.Fprintln(e.Err, "leadscore: "+err.Error())
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.Err, "leadscore: interrupted")
	case isProblems:
		_ = report.Problems(e.Err, problems.File, problems.Lines, problems.Problems, report.Options{})
	default:
		for line := range strings.SplitSeq("leadscore: "+err.Error(), "\n") {
			fmt.Fprintln(e.Err, report.Clean(line))
		}
	}
}
