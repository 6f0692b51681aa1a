//go:build unix

package main

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// syncDisk waits until the disk has what earlier commands have written. Else their
// writing goes on, at the cost of who comes next.
func syncDisk() error { return exec.Command("sync").Run() }

// mostMemory is how many megabytes a program held at most. The system begins with what
// this one held when it forked the other off.
func mostMemory(p *os.ProcessState) float64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin":
		return float64(usage.Maxrss) / 1e6
	}
	return float64(usage.Maxrss) * 1024 / 1e6
}
