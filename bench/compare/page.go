package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// What lies between these marks on a page is what a comparison has found.
const (
	markBegin = "<!-- what follows is written by bench/compare -->\n"
	markEnd   = "<!-- what bench/compare writes ends here -->\n"
)

// report tells in Markdown what was measured.
func report(o options, t *tools, p *plan) (string, error) {
	info, err := os.Stat(filepath.Join(o.dir, list))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s of 30 columns, %.0f MB, on %s; leadscore %s (%s)%s. %s.\n\n",
		count(o.leads), float64(info.Size())/1e6, machine(), t.commit, runtime.Version(), listed(t.versions), time.Now().UTC().Format(time.DateOnly))
	fmt.Fprintf(&b, "Times, processor time (the program's and the system's for it, of all processors together) and the most memory that a process held are medians of %s, in turns, behind a first turn that does not count.\n", runsOf(o))
	if t.inside || t.polars {
		b.WriteString("The times of what runs in Python are those within it, from connecting or opening to the end of the statement; all other times, and processor time, are those of whole processes.\n")
	} else {
		b.WriteString("All times are those of whole processes.\n")
	}
	if len(p.checks) > 0 {
		b.WriteString("Scores, stages and order of all tools were equal for each lead.\n")
	}
	b.WriteString("\n")
	writeWorks(&b, p.works)
	writeGoals(&b, p.goals)
	writeCommands(&b, o, p)
	return b.String(), nil
}

func runsOf(o options) string {
	if o.runs == 1 {
		return "one run"
	}
	return fmt.Sprintf("%d runs", o.runs)
}

func listed(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; " + strings.Join(names, "; ")
}

// writeWorks writes what each way takes, and how much that is of the first.
func writeWorks(b *strings.Builder, works []work) {
	b.WriteString("| work | by, or of | time | processor | memory | time of the first's | processor of the first's | memory of the first's |\n|---|---|---:|---:|---:|---:|---:|---:|\n")
	for _, w := range works {
		name, first := w.name, w.ways[0].job
		for _, way := range w.ways {
			time, processor, memory := "", "", ""
			if way.job != first {
				time = fmt.Sprintf(times, way.job.seconds()/first.seconds())
				processor = known(times, way.job.processor()/first.processor())
				memory = known(times, way.job.memory()/first.memory())
			}
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", name, way.name,
				duration(way.job.seconds()), duration(way.job.processor()), known(megabytes, way.job.memory()), time, processor, memory)
			name = ""
		}
	}
}

// known formats a figure, if it is one: memory of 0 is not known, nor is a ratio to it.
func known(format string, figure float64) string {
	if figure == 0 || math.IsNaN(figure) || math.IsInf(figure, 0) {
		return ""
	}
	return fmt.Sprintf(format, figure)
}

// writeGoals writes which figures are to be reached, and which are.
func writeGoals(b *strings.Builder, goals []goal) {
	b.WriteString("\n| figure | goal | measured | reached |\n|---|---:|---:|---|\n")
	for _, g := range goals {
		side := "at most"
		if g.least {
			side = "at least"
		}
		fmt.Fprintf(b, "| %s | %s "+g.format+" | %s | %s |\n", g.text, side, g.bound, known(g.format, g.value()), g.reached())
	}
}

// reached says whether a goal is reached.
func (g goal) reached() string {
	switch v := g.value(); {
	case known(g.format, v) == "":
		return "not known"
	case g.least && v >= g.bound, !g.least && v <= g.bound:
		return "yes"
	}
	return "no"
}

// writeCommands writes what was run.
func writeCommands(b *strings.Builder, o options, p *plan) {
	fmt.Fprintf(b, "\n```sh\nleadgen -n %d -o %s    # go build ./internal/leadgen\n", o.leads, list)
	fmt.Fprintf(b, "leadgen -n %d -o %s\n", fewLeads, fewList)
	if o.big > 0 {
		fmt.Fprintf(b, "leadgen -n %d -o %s\n", o.big, bigList)
	}
	b.WriteString("leadgen -rules 30 -o 30.yaml\nleadgen -rules 300 -o 300.yaml\n\n")
	for _, j := range p.jobs() {
		fmt.Fprintln(b, j)
	}
	b.WriteString("```\n")
}

// putOnPage puts a text between the marks of a page.
func putOnPage(path, text string) error {
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	fresh, err := between(string(page), text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(fresh), 0o644)
}

func between(page, text string) (string, error) {
	before, rest, found := strings.Cut(page, markBegin)
	_, after, ended := strings.Cut(rest, markEnd)
	if !found || !ended {
		return "", errors.New("the page has no marks to write between: " + strings.TrimSpace(markBegin) + " and " + strings.TrimSpace(markEnd))
	}
	return before + markBegin + "\n" + text + "\n" + markEnd + after, nil
}

// machine describes this one as far as it tells.
func machine() string {
	name := fmt.Sprintf("%d × %s", runtime.NumCPU(), fieldOf("/proc/cpuinfo", "model name", runtime.GOARCH))
	if total, err := strconv.Atoi(strings.TrimSuffix(fieldOf("/proc/meminfo", "MemTotal", ""), " kB")); err == nil {
		name += fmt.Sprintf(", %.0f GB", float64(total)*1024/1e9)
	}
	return name + ", " + runtime.GOOS
}

// fieldOf gives what a file of lines such as "name : value" says first of a name.
func fieldOf(path, name, otherwise string) string {
	file, err := os.Open(path)
	if err != nil {
		return otherwise
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if key, value, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return otherwise
}

// duration is short enough for a table.
func duration(seconds float64) string {
	switch {
	case seconds < 0.1:
		return fmt.Sprintf(milliseconds, 1000*seconds)
	case seconds < 10:
		return fmt.Sprintf("%.2f s", seconds)
	}
	return fmt.Sprintf("%.1f s", seconds)
}

// count is a number of leads as people write it.
func count(leads int) string {
	digits := strconv.Itoa(leads)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits + " leads"
}
