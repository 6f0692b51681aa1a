package console

import (
	"cmp"
	"io"
	"os"
	"os/exec"
	"strings"

	"leadscore/cmd/internal/exit"
)

// PagerOptions say whether long texts go through a pager.
type PagerOptions struct {
	NoPager bool
}

// Paged writes results as Results does; to a terminal through the user's pager, if there
// is one.
func (e Env) Paged(path string, o PagerOptions, write func(io.Writer) error) error {
	command := strings.Fields(cmp.Or(os.Getenv("LEADSCORE_PAGER"), os.Getenv("PAGER")))
	_, person := e.Window()
	if ToFile(path) || !person || o.NoPager || len(command) == 0 || command[0] == "cat" || os.Getenv("TERM") == "dumb" {
		return e.Results(path, write)
	}
	pager := exec.Command(command[0], command[1:]...)
	pager.Stdout, pager.Stderr, pager.Env = e.Out, e.Err, pagerEnv()
	in, err := pager.StdinPipe()
	if err == nil {
		err = pager.Start()
	}
	if err != nil { // no pager of this name
		return e.Results(path, write)
	}
	through := e
	through.Out = in
	err = through.stdout(write)
	if exit.ClosedPipe(err) { // the reader has seen enough
		err = nil
	}
	_ = in.Close()
	_ = pager.Wait() // how a person ends it is no failure of ours
	return err
}

// pagerEnv lets less end where all fits the screen, show colours, and leave the text
// there, unless the user has told it otherwise.
func pagerEnv() []string {
	all := os.Environ()
	for _, setting := range []string{"LESS=FRX", "LV=-c"} {
		name, _, _ := strings.Cut(setting, "=")
		if _, told := os.LookupEnv(name); !told {
			all = append(all, setting)
		}
	}
	return all
}
