package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The versions of the Python packages: DuckDB's for want of its command line.
const (
	duckDBVersion = "2.0.0"
	polarsVersion = "2.1.0"
)

// tools are the programs that run.
type tools struct {
	paths    map[string]string // by the name that commands call them by
	commit   string            // of leadscore
	versions []string          // of the others

	miller bool
	polars bool
	duckDB func(statement string) []string // the command; nil to leave DuckDB out
	inside bool                            // DuckDB runs in Python, and tells itself how long it took
}

// findTools finds what is to be compared with, and gets what it can get.
func findTools(ctx context.Context, skip []string) (*tools, error) {
	t := &tools{paths: map[string]string{}}
	for _, name := range []string{"cp", "true"} {
		path, err := exec.LookPath(name)
		if err != nil {
			return nil, err
		}
		t.paths[name] = path
	}
	if !slices.Contains(skip, "duckdb") {
		if err := t.findDuckDB(ctx); err != nil {
			return nil, err
		}
	}
	if !slices.Contains(skip, "polars") {
		if err := t.findPolars(ctx); err != nil {
			return nil, err
		}
	}
	if !slices.Contains(skip, "miller") {
		return t, t.findMiller(ctx)
	}
	return t, nil
}

func (t *tools) findPolars(ctx context.Context) (err error) {
	t.polars = true
	t.paths["polars"], err = t.pythonPackage(ctx, "polars", polarsVersion)
	return err
}

func (t *tools) findMiller(ctx context.Context) error {
	path, err := exec.LookPath("mlr")
	if err != nil {
		return errors.New("mlr is not on the PATH. apt install miller gets it, -skip miller leaves it out")
	}
	t.paths["mlr"], t.miller = path, true
	return t.addVersion(ctx, "", path, "--version")
}

// findDuckDB takes DuckDB's command line, or the Python package, for which it makes an
// environment of its own.
func (t *tools) findDuckDB(ctx context.Context) error {
	if path, err := exec.LookPath("duckdb"); err == nil {
		t.paths["duckdb"] = path
		t.duckDB = func(statement string) []string {
			return []string{"duckdb", "-init", "bench/score.sql", "-c", fmt.Sprintf("SET threads = %d", threads()), "-c", statement}
		}
		return t.addVersion(ctx, "DuckDB", path, "--version")
	}
	python, err := t.pythonPackage(ctx, "duckdb", duckDBVersion)
	if err != nil {
		return fmt.Errorf("%w. https://duckdb.org/install has DuckDB's command line, which needs no Python", err)
	}
	t.paths["python"], t.inside = python, true
	t.duckDB = func(statement string) []string {
		return []string{"python", "bench/compare/statement.py", fmt.Sprint(threads()), "bench/score.sql", statement}
	}
	return nil
}

// pythonPackage gives a Python that has a package, in an environment of its own.
func (t *tools) pythonPackage(ctx context.Context, name, version string) (python string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	home := filepath.Join(cache, "leadscore", name+"-"+version)
	python = filepath.Join(home, "bin", "python")
	told := []string{python, "-c", fmt.Sprintf("import %[1]s; print(%[1]s.__version__)", name)}
	title := name + " in Python,"
	if t.addVersion(ctx, title, told...) == nil {
		return python, nil
	}
	say("the Python package %s goes to %s", name, home)
	for _, step := range [][]string{{"python3", "-m", "venv", "--clear", home}, {python, "-m", "pip", "install", "--quiet", name + "==" + version}} {
		if err := announced(ctx, step...); err != nil {
			return "", fmt.Errorf("%s cannot be had: %w. apt install python3-venv has what it needs, -skip %s leaves it out", name, err, name)
		}
	}
	return python, t.addVersion(ctx, title, told...)
}

// addVersion adds the first line of what a command prints.
func (t *tools) addVersion(ctx context.Context, name string, command ...string) error {
	out, err := output(ctx, command...)
	if err == nil {
		line, _, _ := strings.Cut(out, "\n")
		t.versions = append(t.versions, strings.TrimSpace(name+" "+line))
	}
	return err
}

// output is what a command prints.
func output(ctx context.Context, command ...string) (string, error) {
	out, err := exec.CommandContext(ctx, command[0], command[1:]...).Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", strings.Join(command, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

// announced says what is run, and runs it.
func announced(ctx context.Context, command ...string) error {
	say("%s", strings.Join(command, " "))
	c := exec.CommandContext(ctx, command[0], command[1:]...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(command, " "), err)
	}
	return nil
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, "compare: "+format+"\n", args...) }
