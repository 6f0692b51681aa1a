package cmd

import (
	"strconv"
	"strings"
	"testing"
)

// cellsToTell are rows with cells that commands tell of long after they were read: a
// formula, a key that stands twice, values that do not read, words that no rule knows,
// and bytes that are no character.
const cellsToTell = `Lead ID,Company,Job Title,Employees,Last Activity,Page Views,Demo Requested,Status
L-1,=HYPERLINK("first"),Chief Gardener,about a hundred,next spring,few,perhaps,Won
L-2,Second & Sons,Keeper of the Keys,some,2026-02-30,lots,maybe,Lost
L-1,+cmd|third,Keeper of the Keys,1-,last autumn,1.2.3,perhaps,Won
L-2,F` + "\xff" + `urth,Owl,???,13/13/2026,none at all,dunno,Working
L-5,@fifth,Owl,a dozen,someday,-,both,Lost
`

// What is told of a cell is the very cell, however many records the reader's buffer has
// held since: the same rows are read alone, and with many others behind them, whose
// bytes take the place of theirs.
func TestCellsAreToldAsTheyStand(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "rules.yaml", oddRules)
	const behind = "X-%,A quiet company,Manager,500,2026-11-01,7,yes,Gone\n"
	var long strings.Builder
	long.WriteString(cellsToTell)
	for i := range 20000 {
		long.WriteString(strings.Replace(behind, "%", strings.Repeat("z", i%7)+strconv.Itoa(i), 1))
	}
	write(t, "short.csv", cellsToTell+strings.Replace(behind, "%", "0", 1))
	write(t, "long.csv", long.String())
	header, odd, _ := strings.Cut(cellsToTell, "\n")
	write(t, "last.csv", header+"\n"+strings.TrimPrefix(long.String(), cellsToTell)+odd) // the same rows, the odd ones with nothing behind them
	tests := []struct {
		name string
		args string
	}{
		{"check", "check LIST --format csv"},
		{"explain", "explain LIST --line 2"},
		{"explain a key", "explain LIST --lead L-2 --format json"},
		{"an outcome that is not named", "evaluate LIST --won Status=Won --lost Status=Gone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			told := func(list string) string {
				args := strings.Fields(strings.Replace(test.args+" --as-of 2026-11-21 --encoding utf-8", "LIST", list, 1))
				_, out, err := run(t, "", args...)
				return strings.ReplaceAll(out+err, list, "LIST")
			}
			short, long := strings.Split(told("short.csv"), "\n"), told("long.csv")
			for _, line := range short {
				if !strings.Contains(line, " leads in ") && !countsLeads(line) && !strings.Contains(long, line) {
					t.Errorf("of the long list is not told: %s", line)
				}
			}
			if test.name != "check" {
				return
			}
			counted := 0
			for line := range strings.SplitSeq(told("last.csv"), "\n") {
				if countsLeads(line) {
					counted++
					if !strings.Contains(long, line) {
						t.Errorf("of the long list is not told: %s", line)
					}
				}
			}
			if counted == 0 {
				t.Error("no line counts leads")
			}
		})
	}
}

// countsLeads reports whether a line tells for how many leads of the list a rule holds.
func countsLeads(line string) bool { return strings.HasPrefix(line, "note,rule") }
