package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// job is a command that is measured.
type job struct {
	args   []string
	list   string   // the file that it reads, if any
	result string   // the file that it writes, if any
	stdout bool     // what it prints goes into that file
	inside bool     // it prints itself how many seconds it took
	tiny   bool     // its memory is below this program's, and so not known
	times  int      // how often it runs in each turn, if not once
	runs   []sample // those that count
}

// sample is what one run took.
type sample struct {
	seconds   float64
	memory    float64 // megabytes at most, 0 where that is not known
	processor float64 // seconds of processor time, the program's and the system's for it
}

// run runs the job once in the scratch directory, where its result is new each time.
func (j *job) run(ctx context.Context, dir string, paths map[string]string) (sample, error) {
	c := exec.CommandContext(ctx, paths[j.args[0]], j.args[1:]...)
	var printed, problems bytes.Buffer
	c.Dir, c.Stderr = dir, &problems
	if j.inside {
		c.Stdout = &printed
	}
	if j.result != "" {
		_ = os.Remove(filepath.Join(dir, j.result))
	}
	if j.stdout {
		file, err := os.Create(filepath.Join(dir, j.result))
		if err != nil {
			return sample{}, err
		}
		defer file.Close()
		c.Stdout = file
	}
	if err := j.settle(dir); err != nil {
		return sample{}, err
	}
	begin := time.Now()
	err := c.Run()
	s := sample{seconds: time.Since(begin).Seconds()}
	if err != nil {
		return s, fmt.Errorf("%s: %w\n%s", j, err, problems.String())
	}
	s.processor = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	if !j.tiny {
		s.memory = mostMemory(c.ProcessState)
	}
	if j.inside {
		s.seconds, err = strconv.ParseFloat(strings.TrimSpace(printed.String()), 64)
	}
	return s, err
}

// settle makes sure that the job waits for no work of others: the disk gets what earlier
// commands have written, and the list is in memory.
func (j *job) settle(dir string) error {
	if err := syncDisk(); err != nil || j.list == "" {
		return err
	}
	file, err := os.Open(filepath.Join(dir, j.list))
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(io.Discard, file)
	return err
}

// String is the command as a shell takes it.
func (j *job) String() string {
	var words []string
	for _, arg := range j.args {
		if strings.ContainsAny(arg, " \"'();") {
			arg = `"` + strings.ReplaceAll(arg, `"`, `\"`) + `"`
		}
		words = append(words, arg)
	}
	if j.stdout {
		words = append(words, ">", j.result)
	}
	return strings.Join(words, " ")
}

// seconds, memory and processor are medians of the runs.
func (j *job) seconds() float64 {
	return median(j.runs, func(s sample) float64 { return s.seconds })
}

func (j *job) memory() float64 {
	return median(j.runs, func(s sample) float64 { return s.memory })
}

func (j *job) processor() float64 {
	return median(j.runs, func(s sample) float64 { return s.processor })
}

// median is the middle one, or the mean of the two in the middle.
func median(runs []sample, of func(sample) float64) float64 {
	var values []float64
	for _, s := range runs {
		values = append(values, of(s))
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// threads is how many any tool may use.
func threads() int { return runtime.GOMAXPROCS(0) }
