//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// mostMemory is how many megabytes a program held at most. The system counts from what
// it was forked off; a program that needs no more than this one is not known.
func mostMemory(p *os.ProcessState) float64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil || !ok || usage.Maxrss < own.Maxrss+own.Maxrss/8 {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss) / 1e6
	}
	return float64(usage.Maxrss) * 1024 / 1e6
}
