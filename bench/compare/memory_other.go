//go:build !unix

package main

import "os"

// mostMemory is how many megabytes a program held at most: not known here.
func mostMemory(*os.ProcessState) float64 { return 0 }
