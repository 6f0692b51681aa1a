package cmd

import (
	"os"
	"runtime"
	"runtime/debug"
)

// collectLater lets the heap come to 16 MB, in place of 4, before garbage is collected for
// the first time, and then goes on as usual: most runs on short lists end before that, and
// to collect twice took a quarter of their processor time. GOGC of the environment stands.
func collectLater() {
	const (
		first = 400 // percent of the 4 MB at which the runtime begins
		usual = 100
	)
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(first)
	runtime.AddCleanup(new([32]byte), func(int) { debug.SetGCPercent(usual) }, 0)
}
