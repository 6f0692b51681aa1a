package guess

import (
	"strings"
	"testing"
)

// TestHeaderOfTwoRows finds the lower of two rows that name the columns together.
func TestHeaderOfTwoRows(t *testing.T) {
	rows := "1,Acme,Bob,CEO,busy\n2,Globex,Ann,CFO,\n3,Initech,Eve,Clerk,busy\n"
	for _, c := range []struct {
		name, list string
		line       int
	}{
		{"merged cells", "No.,Company,Contact,,Call\n,,Name,Title,Result\n" + rows, 2},
		{"below notes", "Leads of the north,,,,\n\nNo.,Company,Contact,,Call\n,,Name,Title,Result\n" + rows, 4},
		{"with our columns", "No.,Company,Contact,,Call\n,,Name,Title,Result,lead_score,lead_score_low\n" + rows, 2},
		{"that comes again", "No.,Company,Contact,,Call\n,,Name,Title,Result\n" + rows + ",,Name,Title,Result\n" + strings.Repeat(rows, 3), 2},
		{"a blank name above leads", "No.,Company,,Title,Call\n1,Acme,Bob,CEO,busy\n" + rows, 1},
		{"a lead that is not full", "No.,Company,,Title,Call\n,Acme,Bob,CEO,busy\n" + rows, 1},
		{"a column that is seldom filled", "Company,,City,Fax\nAcme,Bob,Leeds,\nGlobex,Ann,York,\nInitech,Eve,Hull,\nHooli,Jon,Bath,\n", 1},
		{"a value that comes again", "No.,Company,,Title,Call\n,Acme,Bob,Clerk,busy\n" + rows, 1},
		{"two rows below", "No.,Company,Contact,,Call\n,,Name,Title,Result\n1,Acme,Bob,CEO,busy\n2,Globex,Ann,CFO,\n", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := headerLine(c.list); got != c.line {
				t.Errorf("the header is on line %d, want %d", got, c.line)
			}
		})
	}
}
