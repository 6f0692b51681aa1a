package cmd

import (
	"cmp"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"
)

// pagerOptions say whether long texts go through a pager.
type pagerOptions struct {
	NoPager bool
}

func (o *pagerOptions) addFlags(c *cobra.Command) {
	c.Flags().BoolVar(&o.NoPager, "no-pager", false, "write to the terminal at once, and not through the pager that LEADSCORE_PAGER or PAGER names")
}

// paged writes results as e.results does; to a terminal through the user's pager, if there
// is one.
func (e env) paged(path string, o pagerOptions, write func(io.Writer) error) error {
	command := strings.Fields(cmp.Or(os.Getenv("LEADSCORE_PAGER"), os.Getenv("PAGER")))
	_, person := e.window()
	if toFile(path) || !person || o.NoPager || len(command) == 0 || command[0] == "cat" || os.Getenv("TERM") == "dumb" {
		return e.results(path, write)
	}
	pager := exec.Command(command[0], command[1:]...)
	pager.Stdout, pager.Stderr, pager.Env = e.out, e.err, pagerEnv()
	in, err := pager.StdinPipe()
	if err == nil {
		err = pager.Start()
	}
	if err != nil { // no pager of this name
		return e.results(path, write)
	}
	through := e
	through.out = in
	err = through.stdout(write)
	if closedPipe(err) { // the reader has seen enough
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
