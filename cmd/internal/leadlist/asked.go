package leadlist

import (
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/listfile"
)

// Asked is what each command is told that scores a list: by which rulebook, what lies beside
// it, and where the results go.
type Asked struct {
	console.Common
	listfile.InputOptions
	console.OutputOptions
	beside.AnswerOptions
	beside.EventOptions
	Leads string // "" or "-": stdin
}

// CheckResults finds what would be lost by writing the results: all that is read.
func (a *Asked) CheckResults(e console.Env) error {
	return e.CheckResults(&a.Common, &a.OutputOptions, a.Leads, a.AnswerOptions.Inputs(), a.EventOptions.Inputs())
}

// ToOpen are the options with which the list is opened.
func (a *Asked) ToOpen() Options {
	return Options{Leads: a.Leads, Input: a.InputOptions, Answers: a.Answers, Logs: a.Logs, Prefix: DefaultPrefix}
}
