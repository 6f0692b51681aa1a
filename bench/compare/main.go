// Compare runs leadscore, DuckDB, Miller, polars and a bare cp over the same made-up lead
// list in turns, checks that all give each lead the same score and stage, and prints
// medians, ratios and memory. It is run in the project's directory, where there are Go
// and git:
//
//	go run ./bench/compare
//	go run ./bench/compare -o docs/performance.md
//
// The second puts what it prints between the marks of that page.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

type options struct {
	leads, big int
	runs       int
	dir        string
	page       string
	skip       []string
}

func main() {
	o := options{}
	flag.IntVar(&o.leads, "n", 1_000_000, "how many `leads` the list has")
	flag.IntVar(&o.big, "big", 10_000_000, "how many `leads` the long list has, 0 for none; ten million take 10 GB of disk")
	flag.IntVar(&o.runs, "runs", 5, "how many `times` each command runs after the first, which does not count")
	flag.StringVar(&o.dir, "dir", "", "keep lists and results in this `DIR` (default one that is removed in the end)")
	flag.StringVar(&o.page, "o", "", "put the figures between the marks of this `PAGE`")
	flag.Func("skip", "leave out these `TOOLS`: duckdb, miller, polars, with a comma", o.setSkip)
	flag.Parse()
	if flag.NArg() > 0 || o.leads < 1 || o.big < 0 || o.runs < 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func (o *options) setSkip(text string) error {
	for name := range strings.SplitSeq(text, ",") {
		if !slices.Contains([]string{"duckdb", "miller", "polars"}, name) {
			return fmt.Errorf("%q is none of duckdb, miller and polars", name)
		}
		o.skip = append(o.skip, name)
	}
	return nil
}

func run(ctx context.Context, o options, w io.Writer) error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "compare-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.dir = dir
	}
	dir, err := filepath.Abs(o.dir) // commands run in it
	if err != nil {
		return err
	}
	o.dir = dir
	tools, err := findTools(ctx, o.skip)
	if err != nil {
		return err
	}
	if err := prepare(ctx, o, tools); err != nil {
		return err
	}
	p := newPlan(o, tools)
	if err := p.measure(ctx, o, tools.paths); err != nil {
		return err
	}
	if err := p.check(o.dir); err != nil {
		return err
	}
	text, err := report(o, tools, p)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, text); err != nil || o.page == "" {
		return err
	}
	return putOnPage(o.page, text)
}

// prepare makes the programs and the lists in the scratch directory, where commands
// run. They find the files of bench there too.
func prepare(ctx context.Context, o options, tools *tools) error {
	if err := os.MkdirAll(o.dir, 0o755); err != nil {
		return err
	}
	bench, err := filepath.Abs("bench")
	if err != nil {
		return err
	}
	link := filepath.Join(o.dir, "bench")
	_ = os.Remove(link) // that of an earlier run
	if err := os.Symlink(bench, link); err != nil {
		return err
	}
	in := func(name string) string { return filepath.Join(o.dir, name) }
	leadgen := in("leadgen")
	tools.paths["leadscore"] = in("leadscore")
	if tools.commit, err = output(ctx, "git", "describe", "--always", "--dirty"); err != nil {
		tools.commit = "of no known commit"
	}
	steps := [][]string{
		{"env", "CGO_ENABLED=0", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", in("leadscore"), "."}, // as release/build does
		{"go", "build", "-o", leadgen, "./internal/leadgen"},
		{leadgen, "-n", fmt.Sprint(o.leads), "-o", in(list)},
		{leadgen, "-n", fmt.Sprint(fewLeads), "-o", in(fewList)},
		{leadgen, "-rules", "30", "-o", in("30.yaml")},
		{leadgen, "-rules", "300", "-o", in("300.yaml")},
	}
	if o.big > 0 {
		steps = append(steps, []string{leadgen, "-n", fmt.Sprint(o.big), "-o", in(bigList)})
	}
	for _, step := range steps {
		if err := announced(ctx, step...); err != nil {
			return err
		}
	}
	return nil
}
