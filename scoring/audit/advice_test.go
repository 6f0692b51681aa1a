package audit

import (
	"testing"

	"leadscore/match/cell"
	"leadscore/rulebook"
)

func TestAdvice(t *testing.T) {
	number, date, truth := rulebook.Field{Type: rulebook.TypeNumber}, rulebook.Field{Type: rulebook.TypeDate}, rulebook.Field{Type: rulebook.TypeBool}
	comma := rulebook.Field{Type: rulebook.TypeNumber, DecimalComma: true}
	mdy := rulebook.Field{Type: rulebook.TypeDate, Order: rulebook.OrderMDY}
	for _, c := range []struct {
		name  string
		field rulebook.Field
		cells []string
		want  string
	}{
		{"decimal comma", number, []string{"1.234,56", "12", "5.678,90", "1 234,5"}, "3 values look like 1.234,56: set decimal: comma"},
		{"decimal point", comma, []string{"1,234.56"}, "1 value looks like 1,234.56: set decimal: point"},
		{"dates for numbers", number, []string{"2026-11-21", "1/5/2023"}, "2 values look like 2026-11-21: set type: date"},
		{"shortened numbers", number, []string{"1.23E+12"}, "1 value looks like 1.23E+12: a spreadsheet has cut them short; format its column as numbers and save the list again"},
		{"words", number, []string{"未定", "TBD", "tbd", "未定", "unknown", "secret"}, "6 values look like 未定: if they mean that nothing is known, set missing_words: [未定, TBD, unknown]"},
		{"words and commas", number, []string{"1.234,56", "未定", "未定"}, "1 value looks like 1.234,56: set decimal: comma; 2 values look like 未定: if they mean that nothing is known, set missing_words: [未定]"},
		{"identifiers", number, []string{"0123", "090-1234-5678"}, ""},
		{"two orders", date, []string{"1/5/2023", "2/5/2023", "3.4.2023"}, "3 dates look like 1/5/2023: set order: dmy or mdy"},
		{"one order", date, []string{"1/5/2023", "31/12/2023", "2023-01-05"}, "2 dates look like 1/5/2023: set order: dmy"},
		{"the other order", mdy, []string{"31/12/2023", "12/31/2023"}, "1 date looks like 31/12/2023: set order: dmy"},
		{"years in two digits", date, []string{"1/5/23"}, "1 date looks like 1/5/23: set order: dmy or mdy"},
		{"serial numbers", date, []string{"45291", "45300.5"}, "2 dates look like 45291: set order: excel"},
		{"seconds since 1970", date, []string{"1513299569", "1513299570123"}, "2 dates look like 1513299569: set order: unix"},
		{"other numbers", date, []string{"5", "2024", "123456"}, ""},
		{"no date yet", date, []string{"未定", "soon"}, "2 dates look like 未定: if they mean that nothing is known, set missing_words: [未定, soon]"},
		{"one word", date, []string{"soon", "Q1 2027", "whenever the board has agreed"}, ""},
		{"neither yes nor no", truth, []string{"検討中", "保留"}, "2 values look like 検討中: if they mean yes or no, set true_words or false_words; to ask for words, set type: text and list them: is: [検討中, 保留]"},
		{"a column of one word", truth, []string{"配信停止", "配信停止"}, "2 values look like 配信停止: if they mean yes or no, set true_words or false_words; to ask for words, set type: text and list them: is: [配信停止]"},
		{"once", truth, []string{"配信停止"}, "1 value looks like 配信停止: if they mean yes or no, set true_words or false_words; to ask for words, set type: text and list them: is: [配信停止]"},
		{"words beside yes and no", truth, []string{"未定", "はい", "TBD"}, "2 values look like 未定: if they mean yes or no, set true_words or false_words; if they mean that nothing is known, set missing_words: [未定, TBD]"},
		{"answers beside yes and no", truth, []string{"opted out", "yes", "配信停止"}, "2 values look like opted out: if they mean yes or no, set true_words or false_words; if they mean that nothing is known, set missing_words: [opted out, 配信停止]"},
		{"numbers spelled out", number, []string{"三百", "百名", "未定"}, "2 values look like 三百: write them in digits"},
		{"a word beside yes and no", truth, []string{"maybe", "はい"}, ""},
		{"nothing", number, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			reader := cell.NewReader(&c.field, c.field.Type, &cell.Settings{}, false)
			advice := newAdvice(&c.field, c.field.Type)
			for _, text := range c.cells {
				if reader.Check(text) != nil {
					advice.Unreadable(text)
				} else {
					advice.Known(text, 1)
				}
			}
			if got := advice.String(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestAdviceOnCurrencies(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"$5", "5円", "1,000円", "5"}, "2 in JPY, 1 in USD"},
		{[]string{"$5", "€5", "£5"}, "1 in USD, 1 in EUR, 1 in GBP"},
		{[]string{"$5", "US$ 3", "5 USD", "7"}, ""},
		{[]string{"5", "500名"}, ""},
		{nil, ""},
	} {
		advice := newAdvice(&rulebook.Field{}, rulebook.TypeNumber)
		for _, cell := range c.cells {
			advice.Known(cell, 1)
		}
		if got := advice.Currencies(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.cells, got, c.want)
		}
	}
}
