package scoring_test

import (
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestTextsAsPeopleTypeThem scores leads by companies, countries, prefectures and
// departments, each spelled in several ways.
func TestTextsAsPeopleTypeThem(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(`
version: 1
fields:
  company: {column: 会社名, kind: company}
  country: {column: Country, synonyms: countries}
  area: {column: 都道府県, synonyms: prefectures}
  offices: {column: Offices, type: list, synonyms: {Tokyo: [東京, TYO], Osaka: 大阪}}
  title: {column: 役職}
  team: {department: title}
criteria:
  - {name: Customer, field: company, is: [山田商事, "ACME CO., LTD."], points: 1}
  - {name: Group, field: company, has_word: ㈱山田, points: 2}
  - {name: Country, field: country, is: [US, 日本], points: 4}
  - {name: Area, field: area, is: Tokyo, points: 8}
  - {name: Offices, field: offices, has_all: [東京, 大阪], points: 16}
  - {name: Team, field: team, is: [営業, IT], points: 32}
  - {name: No team, field: team, known: false, points: 64}
`)))
	if rb == nil {
		t.Fatalf("problems: %q", problemTexts(problems))
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, []string{"会社名", "Country", "都道府県", "Offices", "役職"}, scoring.Options{}))
	if engine == nil {
		t.Fatalf("problems: %q", problemTexts(problems))
	}
	scorer := engine.NewScorer()
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"株式会社山田商事", "アメリカ", "東京", "TYO; Osaka", "営業部長"}, "63"},
		{[]string{"山田商事（株）", "USA", "Tokyo-to", "tokyo;大阪", "VP of Sales"}, "63"},
		{[]string{"Acme Inc.", "JPN", "JP-13", "Tokyo", "情報システム部 課長"}, "45"},
		{[]string{"山田ホールディングス㈱", "Germany", "大阪府", "", "部長"}, "66"},
		{[]string{"", "", "", "", ""}, "64"},
	} {
		if got := scorer.Score(c.cells).Score.String(); got != c.want {
			t.Errorf("%q scores %s, want %s", c.cells, got, c.want)
		}
	}
	if n := testing.AllocsPerRun(100, func() {
		scorer.Score([]string{"株式会社 山田商事", "アメリカ", "東京", "TYO; Osaka", "営業部長"})
	}); n != 0 {
		t.Errorf("%v allocations per lead", n)
	}
}
