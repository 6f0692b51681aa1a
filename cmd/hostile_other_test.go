//go:build !linux

package cmd

import "os"

// mainLimited is Main: only Linux bounds the memory of a program for sure.
func mainLimited() int { return Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }
