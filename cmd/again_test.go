package cmd

import (
	"os"
	"testing"

	"golang.org/x/text/encoding/japanese"
)

// Scoring a scored list again gives the same bytes: what was found out about the list
// the first time is found again.
func TestScoringAgain(t *testing.T) {
	header := "Lead ID,Country,Job Title,Budget,Last Seen,Mail\n"
	rows := "L-1,JP,営業部長,\"300,000\",2026-11-20,a@acme.example\nL-2,US,CEO,,,\n,,,,,\n\nL-3,DE,Owner,不明,next week,\n"
	lists := map[string]string{
		"plain":                            header + rows,
		"a title and a blank row before":   "Leads of November\n\n" + header + rows,
		"a title that fills some columns":  "Leads,,,,,\nNovember,,,,,\n\n" + header + rows,
		"a header whose last cell is none": "Lead ID,Country,Job Title,Budget,Last Seen,Mail,\nL-1,JP,営業部長,300000,2026-11-20,a@acme.example,\nL-2,US,CEO,,,,\n",
		"all of these":                     "Leads of November,,,,,,\n\nLead ID,Country,Job Title,Budget,Last Seen,Mail,\nL-1,JP,CEO,1,,,\n",
		"lines behind":                     header + rows + "\nCopyright (c) 2026 Acme Inc.\nConfidential Information\n",
		"lines behind a row of commas":     header + "L-1,JP,CEO,1,,\n,,,,,\nGrand Total\n",
		"no line end":                      "Leads\n\n" + header + "L-1,JP,CEO,1,,",
	}
	t.Chdir(t.TempDir())
	write(t, "rules.yaml", `version: 1
key: Lead ID
criteria:
  - {name: Decides, field: Job Title, has_word: [CEO, 部長], points: 10}
  - {name: Budget, field: Budget, at_least: 1000, points: 5}
  - {name: Seen, field: Last Seen, within: 30d, points: 5}
stages:
  - {stage: Hot, metric: score, at_least: 15}
  - {stage: Cold}
`)
	for name, list := range lists {
		shiftJIS, err := japanese.ShiftJIS.NewEncoder().String(list)
		if err != nil {
			t.Fatal(err)
		}
		for kind, text := range map[string]string{"UTF-8": list, "CP932": shiftJIS, "UTF-8 with a mark": "\uFEFF" + list} {
			t.Run(name+", "+kind, func(t *testing.T) {
				write(t, "list.csv", text)
				score := func(list, to string) string {
					if status, _, stderr := run(t, "", "score", list, "--as-of=2026-11-21", "-o", to); status != 0 {
						t.Fatalf("status %d: %s", status, stderr)
					}
					return content(t, to)
				}
				once := score("list.csv", "once.csv")
				if twice := score("once.csv", "twice.csv"); twice != once {
					t.Errorf("once:\n%s\ntwice:\n%s", once, twice)
				}
				if _, err := os.Stat("twice.csv.rejects"); err == nil {
					t.Error("rows were rejected")
				}
			})
		}
	}
}
