package match

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

// reads tells whether a field's cell passes `OP: operand`.
func reads(t *testing.T, f *rulebook.Field, cell, op, operand string) Truth {
	t.Helper()
	typ := max(f.Type, rulebook.TypeText)
	c := Compiler{Specs: []Spec{{Name: "f", Type: typ, Spelling: NewSpelling(f)}}, Fields: map[string]int{"f": 0}}
	cond := c.Cond(&rulebook.Condition{Field: rulebook.Scalar{Text: "f"}, Tests: []rulebook.Test{{Op: op, Args: []rulebook.Scalar{{Text: operand}}}}})
	if len(c.Problems) > 0 {
		t.Fatal(c.Problems)
	}
	values := make([]Value, 1)
	NewCellReader(f, typ, &Reading{}, false).Read(cell, &values[0])
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
		{country, "Austria", "is", "Australia", False}, {country, "Atlantis", "is", "Atlantis", True}, {country, "Atlantis", "is", "JP", False}, {country, "USA", "is_not", "米国", False}, {country, "USA", "contains", "united", True}, {country, "USA and Canada", "is", "USA", False},
		{prefecture, "東京", "is", "Tokyo", True}, {prefecture, "Tokyo-to", "is", "東京都", True}, {prefecture, "JP-13", "is", "東京都", True}, {prefecture, "Ōsaka", "is", "大阪", True}, {prefecture, "osaka prefecture", "is", "大阪府", True}, {prefecture, "北海道", "is", "Hokkaido", True}, {prefecture, "京都", "is", "東京都", False}, {prefecture, "ｶﾅｶﾞﾜ", "is", "神奈川県", True},
		{own, "クラウド", "is", "SaaS", True}, {own, "saas", "is", "software as a service", True}, {own, "Manufacturing", "is", "製造業", True}, {own, "製造", "is_not", "製造業", False}, {own, "金融", "is", "SaaS", False},
		{clients, "株式会社NTT", "is", "日本電信電話株式会社", True}, {clients, "日本電信電話(株)", "is", "NTT Inc.", True},
		{list, "USA; 日本", "has", "Japan", True}, {list, "USA; 日本", "has", "アメリカ", True}, {list, "USA; 日本", "has", "DE", False}, {list, "USA; 日本", "has_all", "米国", True},
	} {
		if got := reads(t, c.field, c.cell, c.op, c.operand); got != c.want {
			t.Errorf("%q %s %q is %v", c.cell, c.op, c.operand, got)
		}
	}
}

func TestOperandsThatNoCellIs(t *testing.T) {
	for _, c := range []struct {
		field       rulebook.Field
		op, operand string
		want        string
	}{
		{rulebook.Field{Company: true}, "has_word", "株式会社", `"株式会社" is a legal form, which kind: company leaves out of names`},
		{rulebook.Field{Company: true}, "is", "Inc.", `"Inc." is a legal form, which kind: company leaves out of names`},
		{rulebook.Field{Department: rulebook.Scalar{Text: "title"}}, "is", "slaes", `"slaes" is not a department. did you mean "sales"?`},
		{rulebook.Field{Department: rulebook.Scalar{Text: "title"}}, "is_not", "部長", `"部長" is not a department. expected one of the departments: executive, sales, marketing, support, finance, hr, legal, it, engineering, product, research, operations, purchasing, admin`},
	} {
		if _, err := NewSpelling(&c.field).Operand(c.op, c.operand); err == nil || err.Error() != c.want {
			t.Errorf("%s %q: got %v, want %s", c.op, c.operand, err, c.want)
		}
	}
	department := NewSpelling(&rulebook.Field{Department: rulebook.Scalar{Text: "title"}})
	for operand, want := range map[string]string{"営業": "sales", "Sales": "sales", "人事部": "hr", "IT": "it", "Human Resources": "hr"} {
		if got, err := department.Operand("is", operand); err != nil || got != want {
			t.Errorf("%q is %q, %v", operand, got, err)
		}
	}
}

func TestSynonymProblems(t *testing.T) {
	own := rulebook.Synonyms{Own: []rulebook.Synonym{
		{Name: "SaaS", Spellings: []rulebook.Scalar{{Text: "Cloud"}, {Text: "saas"}}},
		{Name: "Cloud", Pos: rulebook.Pos{Line: 3, Column: 1}},
		{Name: "IT", Spellings: []rulebook.Scalar{{Text: " ", Pos: rulebook.Pos{Line: 4, Column: 5}}, {Text: "ＣＬＯＵＤ", Pos: rulebook.Pos{Line: 4, Column: 9}}}},
	}}
	var got []string
	for _, p := range SynonymProblems(&rulebook.Field{Synonyms: &own}) {
		got = append(got, p.Error())
	}
	want := `3:1: synonyms: "Cloud" stands for "SaaS" and for "Cloud". keep it under one name
4:5: synonyms: an empty spelling of "IT"
4:9: synonyms: "ＣＬＯＵＤ" stands for "SaaS" and for "IT". keep it under one name`
	if strings.Join(got, "\n") != want {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}

// Every country of ISO 3166 by its codes and its names in eight languages, as the
// Unicode data of x/text know them.
func TestCountriesAgainstUnicode(t *testing.T) {
	table := countries()
	languages := []display.Namer{display.English.Regions(), display.Japanese.Regions(), display.German.Regions(), display.French.Regions(), display.Spanish.Regions(), display.Italian.Regions(), display.Portuguese.Regions(), display.Dutch.Regions()}
	withdrawn := "AC AN BU CP CQ CS CT DD DG DY EA FQ FX HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TP VD WK YD YU ZR"
	found := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || strings.Contains(withdrawn, code) || region.ISO3() == "ZZZ" {
				continue
			}
			found++
			name := table[fold.Text(code)].written
			spelled := []string{region.ISO3()}
			for _, language := range languages {
				spelled = append(spelled, language.Name(region))
			}
			for _, spelling := range spelled {
				if got := table[fold.Text(spelling)].written; got != name || name == "" {
					t.Errorf("%s: %q is %q, want %q", code, spelling, got, name)
				}
			}
		}
	}
	if found != 250 { // 249, and Kosovo
		t.Errorf("%d countries", found)
	}
}

func TestPrefectures(t *testing.T) {
	byName := map[string]int{}
	for _, name := range prefectures() {
		byName[name.written]++
	}
	if len(byName) != 47 {
		t.Errorf("%d prefectures", len(byName))
	}
	for name := range byName {
		if !strings.ContainsAny(name[len(name)-len("県"):], "都道府県") {
			t.Errorf("%q is no prefecture", name)
		}
	}
	for spelling, want := range map[string]string{"JP-01": "北海道", "JP-47": "沖縄県", "JP-23": "愛知県", "Gumma": "群馬県", "Kochi": "高知県", "Ōita": "大分県", "Mie-ken": "三重県", "兵庫": "兵庫県", "きょうと": "京都府", "Hyōgo Prefecture": "兵庫県", "Shiga": "滋賀県", "Saga": "佐賀県"} {
		if got := prefectures()[fold.Text(spelling)].written; got != want {
			t.Errorf("%q is %q, want %q", spelling, got, want)
		}
	}
}

func TestReadingSpellingsAllocatesNothing(t *testing.T) {
	for cell, f := range map[string]*rulebook.Field{"株式会社 山田商事": {Company: true}, "Acme Inc.": {Company: true}, "米国": {Synonyms: &rulebook.Synonyms{Table: "countries"}}, "Tokyo": {Synonyms: &rulebook.Synonyms{Table: "prefectures"}}} {
		reader := NewCellReader(f, rulebook.TypeText, &Reading{}, false)
		var v Value
		reader.Read(cell, &v)
		if n := testing.AllocsPerRun(100, func() { reader.Read(cell, &v) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
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
		{&rulebook.Synonyms{Table: "countries"}, "米国", "United States"}, {&rulebook.Synonyms{Table: "countries"}, "Atlantis", "atlantis"}, {&rulebook.Synonyms{Table: "prefectures"}, "tokyo", "東京都"}, {own, "クラウド", "SaaS"}, {own, "Bank", "bank"}, {nil, "Bank", "bank"},
	} {
		var v Value
		reader := NewCellReader(&rulebook.Field{Synonyms: c.synonyms}, rulebook.TypeText, &Reading{}, false)
		for _, cell := range []string{"日本", c.cell} { // what the cell before was is forgotten
			reader.Read(cell, &v)
		}
		if got := v.Words(rulebook.TypeText); got != c.want {
			t.Errorf("%q is %q in words, want %q", c.cell, got, c.want)
		}
	}
}
