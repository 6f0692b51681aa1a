package lexicon

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

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
