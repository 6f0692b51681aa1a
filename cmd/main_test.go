package cmd

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the scripts' commands print into testdata/script; review it by git diff")

// asProgram in the environment makes the test binary the program.
const asProgram = "LEADSCORE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(mainLimited())
	}
	testscript.Main(m, map[string]func(){
		"leadscore": func() { os.Exit(mainAt(fixedClock, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the scripts of testdata/script, each in a directory with the
// list and the rulebook of testdata.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			workbooks, err := filepath.Abs(filepath.Join("testdata", "workbooks"))
			if err != nil {
				return err
			}
			e.Setenv("WORKBOOKS", workbooks)
			return os.CopyFS(e.WorkDir, os.DirFS("testdata/fixture"))
		},
	})
}

// run runs the program in the current directory, and gives what it wrote.
func run(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = mainAt(fixedClock, args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

// inFixture makes a new directory with the list and the rulebook of testdata the
// current one.
func inFixture(t *testing.T) {
	t.Helper()
	fixture := os.DirFS(filepath.Join("testdata", "fixture"))
	dir := t.TempDir()
	if err := os.CopyFS(dir, fixture); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
}

// fixedClock always tells the same time.
func fixedClock() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
