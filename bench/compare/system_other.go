//go:build !unix

package main

import "os"

// syncDisk does nothing here.
func syncDisk() error { return nil }

// mostMemory is how many megabytes a program held at most: not known here.
func mostMemory(*os.ProcessState) float64 { return 0 }
