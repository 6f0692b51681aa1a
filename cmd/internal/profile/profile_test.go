package profile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"leadscore/rulebook"
)

// held is what a list of one column holds.
func held(header string, cells ...string) *Column {
	p := New([]string{header})
	for i, c := range cells {
		p.Add(i+2, []string{c})
	}
	return p.List().Columns[0]
}

func TestTypes(t *testing.T) {
	for _, c := range []struct {
		name, header string
		cells        []string
		want         rulebook.Type
		order        rulebook.DateOrder
		words        []string
	}{
		{"numbers", "Visits", []string{"1", "20", "1,000"}, rulebook.TypeNumber, 0, nil},
		{"ranges of a known number", "Employees", []string{"1-10", "11-50", "200+"}, rulebook.TypeNumber, 0, nil},
		{"numbers among words for nothing", "予算（万円）", []string{"100", "保留", "保留", "300", "４５０", "50"}, rulebook.TypeNumber, 0, []string{"保留"}},
		{"names of sizes", "Employees", []string{"small", "large", "small", "large"}, rulebook.TypeText, 0, nil},
		{"dates", "Last Visit", []string{"2026-01-05", "2026/02/28"}, rulebook.TypeDate, 0, nil},
		{"dates, day first", "Last Visit", []string{"13/2/2026", "1/5/2026"}, rulebook.TypeDate, rulebook.OrderDMY, nil},
		{"dates, month first", "Last Visit", []string{"2/13/2026", "1/5/2026"}, rulebook.TypeDate, rulebook.OrderMDY, nil},
		{"days of a spreadsheet under a header of dates", "Created", []string{"45291", "45300"}, rulebook.TypeDate, rulebook.OrderExcel, nil},
		{"such days under any other", "Points", []string{"45291", "45300"}, rulebook.TypeNumber, 0, nil},
		{"seconds under a header of moments", "created_at", []string{"1767571200", "1767657600"}, rulebook.TypeDate, rulebook.OrderUnix, nil},
		{"thousandths of seconds", "登録日時", []string{"1767571200000", "1767657600000"}, rulebook.TypeDate, rulebook.OrderUnix, nil},
		{"numbers of orders, which look like seconds", "Order No", []string{"1000000102", "1000000103"}, rulebook.TypeNumber, 0, nil},
		{"truths", "Demo", []string{"yes", "No", "はい", ""}, rulebook.TypeBool, 0, nil},
		{"0 and 1", "Demo", []string{"0", "1", "1"}, rulebook.TypeBool, 0, nil},
		{"one word among truths", "Demo", append(slices.Repeat([]string{"yes", "no"}, 10), "maybe"), rulebook.TypeBool, 0, nil},
		{"texts", "Colour", []string{"red", "blue"}, rulebook.TypeText, 0, nil},
		{"nothing", "Colour", []string{"", "-", " "}, rulebook.TypeText, 0, nil},
		{"nothing under a header of numbers", "Employees", nil, rulebook.TypeText, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := held(c.header, c.cells...)
			if got.Type != c.want || got.Type == rulebook.TypeDate && got.Order != c.order || !slices.Equal(got.MissingWords, c.words) {
				t.Errorf("%v, order %v, words %q", got.Type, got.Order, got.MissingWords)
			}
		})
	}
	if c := held("Last Visit", "1/2/2026", "3/4/2026"); !c.Ambiguous {
		t.Error("dates that read both ways are not told")
	}
}

// A yen has no decimals: a comma at the wrong place is a slip, not a decimal comma.
func TestYenHaveNoDecimalComma(t *testing.T) {
	for _, cells := range [][]string{
		{"4000,000円"},
		{"4000,000円", "¥1200,000", "４０００，０００円"},
		{"4,000円", "1,200,000円", "300000円", "15,000円", "4000,000円"},
	} {
		if c := held("予算", cells...); c.DecimalComma {
			t.Errorf("%q: %v with decimal commas", cells, c.Type)
		}
	}
	if c := held("Preis", "4000,50 €", "12,5 €"); !c.DecimalComma {
		t.Error("euros have lost theirs")
	}
}

// Where one column has decimal commas, a dot before three digits parts thousands.
func TestThousandsByDots(t *testing.T) {
	for _, c := range []struct {
		other string
		want  bool
	}{{"80.000,50", true}, {"80000.50", false}} {
		p := New([]string{"Umsatz", "Mitarbeiter", "Note"})
		for i, size := range []string{"1.200", "85", "12.500"} {
			p.Add(i+2, []string{c.other, size, "1.5"})
		}
		l := p.List()
		if l.Columns[1].DecimalComma != c.want || l.Columns[2].DecimalComma {
			t.Errorf("beside %s: %v, 1.5 %v", c.other, l.Columns[1].DecimalComma, l.Columns[2].DecimalComma)
		}
	}
}

func TestWhatNamesALead(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  []string
		want   bool
	}{
		{"Lead ID", []string{"a", "b", "c"}, true},
		{"顧客番号", []string{"1", "2", "3"}, true},
		{"Email", []string{"a@x.example", "b@x.example"}, true},
		{"Lead ID", []string{"a", "b", "A "}, false},
		{"Lead ID", []string{"a", "", "c"}, false},
		{"Company", []string{"a", "b", "c"}, false},
		{"Lead ID", nil, false},
	} {
		if got := held(c.header, c.cells...).Unique; got != c.want {
			t.Errorf("%s %q: %v", c.header, c.cells, got)
		}
	}
}

func TestCounts(t *testing.T) {
	var cells []string
	for i := range 3000 {
		cells = append(cells, "value "+strconv.Itoa(i))
	}
	if c := held("Text", cells...); !c.Many || c.Distinct != mostValues || c.Filled != 3000 {
		t.Errorf("%d values, more %v, of %d", c.Distinct, c.Many, c.Filled)
	}
	p := New([]string{"Industry"})
	for _, cell := range []string{"SaaS", "ＳａａＳ", "saas ", "Retail", ""} {
		p.Add(2, []string{cell})
	}
	l := p.List()
	if got := fmt.Sprint(l.Frequent(l.Columns[0])[0].Text, l.Frequent(l.Columns[0])[0].Count, l.Columns[0].Filled); got != "SaaS3 4" {
		t.Error(got)
	}
}

// A long list is kept in part, the same part each time.
func TestSample(t *testing.T) {
	sample := func() [][]string {
		p := New([]string{"ID", "Name"})
		for i := range sampleSize + 5000 {
			p.Add(i+2, []string{strconv.Itoa(i), "x"})
		}
		l := p.List()
		if l.Leads != sampleSize+5000 || len(l.Sample) != sampleSize {
			t.Errorf("%d of %d leads kept", len(l.Sample), l.Leads)
		}
		return l.Sample
	}
	a, b := sample(), sample()
	later := 0
	for i := range a {
		if a[i][0] != b[i][0] {
			t.Fatal("two samples of one list differ")
		}
		if n, _ := strconv.Atoi(a[i][0]); n >= sampleSize {
			later++
		}
	}
	if later < 3000 || later > 5000 {
		t.Errorf("%d of the last 5000 leads are in the sample", later)
	}
}

// Of lists that are very wide, or have very long cells, no more is kept.
func TestSampleIsBounded(t *testing.T) {
	wide := make([]string, 4000)
	for i := range wide {
		wide[i] = "column " + strconv.Itoa(i)
	}
	p := New(wide)
	for row := range 600 {
		p.Add(row+2, wide)
	}
	if l := p.List(); len(l.Sample) != sampleCells/4000+1 || l.Leads != 600 {
		t.Errorf("%d of %d leads are kept", len(l.Sample), l.Leads)
	}
	p = New([]string{"Notes", "ID"})
	p.Add(2, []string{strings.Repeat("長い", 100_000), "7"})
	if cells := p.List().Sample[0]; len(cells[0]) > longestCell || !utf8.ValidString(cells[0]) || cells[1] != "7" {
		t.Errorf("%d bytes of a cell are kept", len(cells[0]))
	}
}

func TestReveals(t *testing.T) {
	names := people{"thornbury": true, "由紀": true}
	for value, want := range map[string]bool{
		"anna@firm.example": true, "anna＠firm.example": true, "https://firm.example/anna": true, "+81 3 1234 5678": true, "090-1234-5678": true, "call 0312345678": true,
		"James Okafor": true, "Okafor, James": true, "Priya": true, "Mr Okafor": true, "Dr. Okafor": true, "Referral by Okafor": true, "Thornbury Ltd": true, "Referral of Thornbury": true,
		"佐藤太郎": true, "田中 花子": true, "森 一郎": true, "山本様": true, "渡辺さん": true, "紹介（由紀）": true,
		"SaaS": false, "Trade Show": false, "Web": false, "Working Professional": false, "11-50": false, "2026-11-21": false, "製造業": false, "東京都": false, "千葉県": false, "福島県": false,
		"石川県": false, "小売業": false, "営業部長": false, "林業": false, "問い合わせ": false, "展示会": false, "Food & Beverage": false, "California": false, "関東": false, "": false,
	} {
		if got := names.reveals(value); got != want {
			t.Errorf("%q: %v", value, got)
		}
	}
}

func TestPrivateColumns(t *testing.T) {
	for header, want := range map[string]bool{
		"Last Name": true, "Owner": true, "担当者": true, "Phone": true, "メールアドレス": true, "備考": true, "Created By": true, "Referred by": true, "Birthday": true, "Customer No": false, "Contact ID": true,
		"Industry": false, "業種": false, "Lead Source": false, "Segment": false, "Plan": false, "サイト閲覧数": false, "anna@firm.example": true,
	} {
		if got := held(header, "x", "y", "x").Private; got != want {
			t.Errorf("%s: %v", header, got)
		}
	}
	for _, cells := range [][]string{{"James Okafor", "Priya Raman", "x"}, {"a@x.example", "", "b@x.example"}, {"0312345678", "0398765432"}, {"www.x.example", "y"}} {
		if !held("Segment", cells...).Private {
			t.Errorf("%q may be told", cells)
		}
	}
}

func TestSays(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"TotalVisits", "visits", true}, {"Page Views", "views", true}, {"Reviews", "views", false}, {"PV数", "pv", true}, {"月間PV", "pv", true}, {"Time Spent on Site", "time spent", true},
		{"サイト閲覧数", "閲覧", true}, {"Do Not Call", "do not call", true}, {"Eightでつながっている人", "架電ng", false},
	} {
		if got := Says(c.text, c.word); got != c.want {
			t.Errorf("%q says %q: %v", c.text, c.word, got)
		}
	}
}
