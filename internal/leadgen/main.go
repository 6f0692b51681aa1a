// Leadgen writes a made-up lead list for benchmarks: 30 columns, in English and
// Japanese, a sixth of the rows with line breaks in quotes. With -rules it writes a
// rulebook of so many criteria over its columns instead.
//
//	go run ./internal/leadgen -n 1000000 -o leads.csv
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"

	"leadscore/internal/leadgen/invent"
)

func main() {
	n := flag.Int("n", 1000, "how many `leads`")
	seed := flag.Uint64("seed", 1, "the same `number` gives the same list")
	rules := flag.Int("rules", 0, "write a rulebook of so many `criteria` instead of a list")
	output := flag.String("o", "", "write to `FILE` (default stdout)")
	flag.Parse()
	if err := run(*output, func(w *bufio.Writer) error { return write(w, *n, *seed, *rules) }); err != nil {
		fmt.Fprintln(os.Stderr, "leadgen:", err)
		os.Exit(1)
	}
}

// run calls write with the file, or with stdout.
func run(path string, write func(*bufio.Writer) error) (err error) {
	var out io.WriteCloser = os.Stdout
	if path != "" {
		if out, err = os.Create(path); err != nil {
			return err
		}
	}
	w := bufio.NewWriterSize(out, 1<<20)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return out.Close()
}

func write(w *bufio.Writer, n int, seed uint64, rules int) error {
	if rules > 0 {
		_, err := w.WriteString(invent.Rules(rules))
		return err
	}
	list := invent.New(seed)
	row := list.AppendHeader(nil)
	for range n {
		if _, err := w.Write(row); err != nil {
			return err
		}
		row = list.AppendLead(row[:0])
	}
	_, err := w.Write(row)
	return err
}
