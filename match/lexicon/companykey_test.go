package lexicon

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"

	"leadscore/match/fold"
)

// companies are the lines of the table, each the spellings of one company.
func companies(t *testing.T) [][]string {
	text, err := os.ReadFile("testdata/companies.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}

// TestCompanyKey: the spellings of a company are one, and no two companies are.
func TestCompanyKey(t *testing.T) {
	owners := map[string]string{}
	all := companies(t)
	if len(all) < 50 {
		t.Fatalf("only %d companies", len(all))
	}
	for _, spellings := range all {
		want := CompanyKey(spellings[0])
		for _, s := range spellings {
			if got := CompanyKey(s); got != want {
				t.Errorf("%q is %q, but %q is %q", s, got, spellings[0], want)
			}
		}
		if other, taken := owners[want]; taken {
			t.Errorf("%q and %q are both %q", spellings[0], other, want)
		}
		owners[want] = spellings[0]
	}
}

// TestCompanyPairs: names are one company where a person takes them for one, and two where
// not.
func TestCompanyPairs(t *testing.T) {
	text, err := os.ReadFile("testdata/company_pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		pairs++
		if a, b := CompanyKey(cells[1]), CompanyKey(cells[2]); (a == b) != (cells[0] == "=") {
			t.Errorf("%s: %q is %q, and %q is %q", cells[0], cells[1], a, cells[2], b)
		}
	}
	if pairs < 100 {
		t.Errorf("only %d pairs", pairs)
	}
}

// TestCompanyKeyOfListed holds the key to companies whose corporate numbers are known:
// names with one number are one, with two numbers two.
func TestCompanyKeyOfListed(t *testing.T) {
	file, err := os.Open("../../../shared/crm/edinet_codelist_head.cp932.csv")
	if err != nil {
		t.Skip("the sample of listed companies is not here")
	}
	defer file.Close()
	r := csv.NewReader(transform.NewReader(file, japanese.ShiftJIS.NewDecoder()))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	const name, english, number = 6, 7, 12
	for _, column := range []int{name, english} {
		numbers := map[string]string{}
		for _, row := range rows[2:] {
			key := CompanyKey(row[column])
			if other, taken := numbers[key]; key != "" && taken && other != row[number] {
				t.Errorf("%q is the key of %s and %s", key, row[number], other)
			}
			numbers[key] = row[number]
		}
		if len(numbers) < 40 {
			t.Errorf("only %d companies", len(numbers))
		}
	}
}

// A key made of a key is the same, in any case and width, and only a name without letters
// and digits has none.
func TestCompanyKeyIsStable(t *testing.T) {
	var all []string
	for _, spellings := range companies(t) {
		all = append(all, spellings...)
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.SampledFrom(all), rapid.String()).Draw(t, "name")
		key := CompanyKey(name)
		if got := CompanyKey(fold.Text(name)); got != key {
			t.Errorf("%q is %q, in the normal form %q", name, key, got)
		}
		if got := CompanyKey("  " + name + " "); got != key {
			t.Errorf("%q is %q, with blanks around it %q", name, key, got)
		}
	})
}

func TestRegistered(t *testing.T) {
	for host, want := range map[string]string{
		"acme.com": "acme.com", "www.acme.com": "acme.com", "sales.acme.co.jp": "acme.co.jp", "med.u-westhaven.ac.jp": "u-westhaven.ac.jp",
		"a.b.acme.co.uk": "acme.co.uk", "co.jp": "co.jp", "localhost": "localhost", "mail.acme.example": "acme.example", "city.minami.lg.jp": "minami.lg.jp",
	} {
		if got := Registered(host); got != want {
			t.Errorf("%s is of %s, want %s", host, got, want)
		}
	}
}
