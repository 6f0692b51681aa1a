package annotate

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
)

// lock holds a file while a run lasts, so that no other that names it begins. unlock
// gives it free. A run that died holds nothing: the system gives its lock free, and what
// it had written into the file tells of it.
func lock(e console.Env, o console.Common, path string) (unlock func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	if text, err := os.ReadFile(path); err == nil && len(text) > 0 && !strings.HasPrefix(string(text), ownerBegins) {
		return nil, exit.Usagef("%s holds something else than a lock, which would be lost. choose another file with --lock", path)
	}
	held := flock.New(path)
	free, err := held.TryLock()
	if err != nil {
		return nil, exit.Cannot("lock", err)
	}
	if !free {
		return nil, exit.Cannot("begin:", fmt.Errorf("%s is locked by a run that has not ended%s", path, ownerOf(path, " ")))
	}
	if owner := ownerOf(path, ""); owner != "" {
		e.Note(o, "%s: %s did not end as it should. its lock is free", path, owner)
	}
	owner := fmt.Sprintf(ownerBegins+"%d on %s, since %s\n", os.Getpid(), hostname(), e.Now().UTC().Format(time.RFC3339))
	if err := os.WriteFile(path, []byte(owner), 0o666); err != nil {
		return nil, errors.Join(exit.Cannot("lock", err), held.Unlock())
	}
	return func() {
		_ = os.Truncate(path, 0) // a file that stays empty is that of a run that ended
		_ = held.Unlock()
	}, nil
}

// ownerBegins is how a lock's file begins while a run holds it.
const ownerBegins = "process "

// ownerOf is what a lock's file says of the run that holds or held it, after a text; ""
// where it says nothing.
func ownerOf(path, after string) string {
	text, err := os.ReadFile(path)
	line, _, _ := strings.Cut(string(text), "\n")
	if err != nil || line == "" {
		return ""
	}
	return after + "(" + line + ")"
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "this machine"
	}
	return name
}
