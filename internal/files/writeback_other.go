//go:build !linux || arm

package files

import "os"

// startWriteback does nothing where the system writes when it likes.
func startWriteback(*os.File, int64, int64) {}
