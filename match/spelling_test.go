package match

import (
	"testing"

	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// reads tells whether a field's cell passes `OP: operand`.
func reads(t *testing.T, f *rulebook.Field, text, op, operand string) Truth {
	t.Helper()
	typ := max(f.Type, rulebook.TypeText)
	c := Compiler{Specs: []Spec{{Name: "f", Type: typ, Spelling: lexicon.NewSpelling(f)}}, Fields: map[string]int{"f": 0}}
	cond := c.Cond(&rulebook.Condition{Field: rulebook.Scalar{Text: "f"}, Tests: []rulebook.Test{{Op: op, Args: []rulebook.Scalar{{Text: operand}}}}})
	if len(c.Problems) > 0 {
		t.Fatal(c.Problems)
	}
	values := make([]cell.Value, 1)
	reader := cell.NewReader(f, typ, &cell.Settings{}, false)
	reader.Spell(c.Specs[0].Spelling)
	reader.Read(text, &values[0])
	return cond.Eval(values)
}

func TestCompanies(t *testing.T) {
	company := &rulebook.Field{Company: true}
	for _, c := range []struct {
		cell, op, operand string
		want              Truth
	}{
		{"株式会社山田商事", "is", "山田商事(株)", True}, {"㈱山田商事", "is", "山田商事", True}, {"Acme, Inc.", "is", "ACME CORP", True}, {"Acme", "is", "Acme Ltd.", True},
		{"山田商事株式会社 大阪支店", "is", "山田商事", False}, {"Acme Japan K.K.", "is", "Acme", False}, {"Acme Japan K.K.", "has_word", "Acme Inc.", True}, {"山田商事ホールディングス株式会社", "has_word", "(株)山田商事", True},
		{"Acme", "is_not", "ACME GmbH", False}, {"Müller AG", "is_not", "Miller AG", True}, {"株式会社 Acme", "starts_with", "Acme", True}, {"株式会社", "is", "山田", False},
	} {
		if got := reads(t, company, c.cell, c.op, c.operand); got != c.want {
			t.Errorf("%q %s %q is %v", c.cell, c.op, c.operand, got)
		}
	}
	if got := reads(t, &rulebook.Field{}, "株式会社山田商事", "is", "山田商事"); got != False {
		t.Errorf("a text of another kind is taken for a company")
	}
}

func TestSynonyms(t *testing.T) {
	country, prefecture := &rulebook.Field{Synonyms: &rulebook.Synonyms{Table: "countries"}}, &rulebook.Field{Synonyms: &rulebook.Synonyms{Table: "prefectures"}}
	own := &rulebook.Field{Synonyms: &rulebook.Synonyms{Own: []rulebook.Synonym{{Name: "SaaS", Spellings: []rulebook.Scalar{{Text: "Software as a Service"}, {Text: "クラウド"}}}, {Name: "製造業", Spellings: []rulebook.Scalar{{Text: "製造"}, {Text: "Manufacturing"}}}}}}
	clients := &rulebook.Field{Company: true, Synonyms: &rulebook.Synonyms{Own: []rulebook.Synonym{{Name: "日本電信電話", Spellings: []rulebook.Scalar{{Text: "NTT"}}}}}}
	list := &rulebook.Field{Type: rulebook.TypeList, Synonyms: &rulebook.Synonyms{Table: "countries"}}
	for _, c := range []struct {
		field             *rulebook.Field
		cell, op, operand string
		want              Truth
	}{
		{country, "USA", "is", "米国", True}, {country, "United States", "is", "US", True}, {country, "アメリカ", "is", "United States of America", True}, {country, "u.s.a.", "is", "アメリカ合衆国", True}, {country, "ＪＰ", "is", "日本", True}, {country, "JPN", "is", "Japan", True},
		{country, "England", "is", "英国", True}, {country, "Deutschland", "is", "DE", True}, {country, "Allemagne", "is", "ドイツ", True}, {country, "Korea, Republic of", "is", "韓国", True}, {country, "Hong Kong", "is", "中国", False}, {country, "Georgia", "is", "US", False},
		{country, "Austria", "is", "Australia", False}, {country, "Atlantis", "is", "Atlantis", True}, {country, "Atlantis", "is", "JP", Unknown}, {country, "EMEA (North)", "contains", "EMEA", True}, {country, "APAC", "is_not", "EMEA", Unknown}, {country, "Atlantis", "is_not", "Atlantis", False}, {country, "Austin, Texas, United States", "is", "US", True}, {country, "Tokyo, Japan", "is_not", "JP", False}, {country, "USA", "is_not", "米国", False}, {country, "USA", "contains", "united", True}, {country, "USA and Canada", "is", "USA", Unknown},
		{prefecture, "東京", "is", "Tokyo", True}, {prefecture, "Tokyo-to", "is", "東京都", True}, {prefecture, "JP-13", "is", "東京都", True}, {prefecture, "Ōsaka", "is", "大阪", True}, {prefecture, "osaka prefecture", "is", "大阪府", True}, {prefecture, "北海道", "is", "Hokkaido", True}, {prefecture, "京都", "is", "東京都", False}, {prefecture, "Oosaka", "is", "大阪府", True}, {prefecture, "Ohsaka-fu", "is", "大阪府", True}, {prefecture, "Toukyou", "is", "東京都", True}, {prefecture, "Tokyo, Japan", "is", "東京都", True}, {prefecture, "Hyougo Pref", "is", "兵庫県", True}, {prefecture, "東京都千代田区", "is", "東京都", True}, {prefecture, "京都府京都市", "is", "京都府", True}, {prefecture, "California", "is", "東京都", False}, {prefecture, "Siga-ken", "is", "滋賀県", True}, {prefecture, "日本 愛知県", "is", "愛知県", True}, {prefecture, "Kyoto", "is", "東京都", False}, {prefecture, "ｶﾅｶﾞﾜ", "is", "神奈川県", True},
		{own, "クラウド", "is", "SaaS", True}, {own, "saas", "is", "software as a service", True}, {own, "Manufacturing", "is", "製造業", True}, {own, "製造", "is_not", "製造業", False}, {own, "金融", "is", "SaaS", False},
		{clients, "株式会社NTT", "is", "日本電信電話株式会社", True}, {clients, "日本電信電話(株)", "is", "NTT Inc.", True},
		{list, "USA; 日本", "has", "Japan", True}, {list, "USA; 日本", "has", "アメリカ", True}, {list, "USA; 日本", "has", "DE", False}, {list, "USA; 日本", "has_all", "米国", True},
	} {
		if got := reads(t, c.field, c.cell, c.op, c.operand); got != c.want {
			t.Errorf("%q %s %q is %v", c.cell, c.op, c.operand, got)
		}
	}
}

func TestReadingSpellingsAllocatesNothing(t *testing.T) {
	for text, f := range map[string]*rulebook.Field{"株式会社 山田商事": {Company: true}, "Acme Inc.": {Company: true}, "米国": {Synonyms: &rulebook.Synonyms{Table: "countries"}}, "Tokyo": {Synonyms: &rulebook.Synonyms{Table: "prefectures"}}} {
		reader := cell.NewReader(f, rulebook.TypeText, &cell.Settings{}, false)
		var v cell.Value
		reader.Read(text, &v)
		if n := testing.AllocsPerRun(100, func() { reader.Read(text, &v) }); n != 0 {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

// A synonym is shown by its name as it is written.
func TestWordsOfSynonyms(t *testing.T) {
	own := &rulebook.Synonyms{Own: []rulebook.Synonym{{Name: "SaaS", Spellings: []rulebook.Scalar{{Text: "クラウド"}}}}}
	for _, c := range []struct {
		synonyms   *rulebook.Synonyms
		cell, want string
	}{
		{&rulebook.Synonyms{Table: "countries"}, "米国", "United States"}, {&rulebook.Synonyms{Table: "prefectures"}, "tokyo", "東京都"}, {own, "クラウド", "SaaS"}, {own, "Bank", "bank"}, {nil, "Bank", "bank"},
	} {
		var v cell.Value
		reader := cell.NewReader(&rulebook.Field{Synonyms: c.synonyms}, rulebook.TypeText, &cell.Settings{}, false)
		for _, cell := range []string{"日本", c.cell} { // what the cell before was is forgotten
			reader.Read(cell, &v)
		}
		if got := v.Words(rulebook.TypeText); got != c.want {
			t.Errorf("%q is %q in words, want %q", c.cell, got, c.want)
		}
	}
}
