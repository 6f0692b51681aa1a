// Command leadscore scores the leads of a CSV file by a rulebook in YAML.
package main

import (
	"os"

	"leadscore/cmd"
)

func main() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
