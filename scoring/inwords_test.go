package scoring_test

import (
	"strings"
	"testing"
)

const inJapanese = `
version: 1
language: ja
fields:
  予算: {column: 予算（万円）, type: number, scale: 10000}
  従業員数: {type: number, optional: true}
  閲覧数: {type: number, known_by: records, optional: true}
  課題: {known_by: asking, optional: true}
  資料請求: {type: bool, optional: true}
  職位: {seniority: 役職}
  役職: text
criteria:
  - {name: 規模, field: 従業員数, at_least: 300, points: 10}
  - {name: 閲覧, field: 閲覧数, at_least: 3, points: 5}
  - {name: 課題あり, field: 課題, contains: 帳票, points: 1}
  - {name: 資料, field: 資料請求, is: true, points: 1}
frameworks:
  BANT:
    elements:
      budget: {field: 予算, at_least: 2000000}
      authority: {field: 職位, at_least: director}
stages:
  - {stage: 優先, field: 予算, at_least: 30000000}
  - {stage: 商談, metric: BANT.qualified, is: true}
  - {stage: 課長, field: 職位, at_least: manager}
  - {stage: 育成}
`

// TestReasonsInJapanese: a stage that a lead may be in, and what would have to be known.
func TestReasonsInJapanese(t *testing.T) {
	f := fixture{t, inJapanese, ""}
	for _, c := range []struct{ cells, want string }{
		{"予算（万円）=; 役職=部長", "↑優先の可能性（予算（万円）が空欄）; ↑商談の可能性（BANTの確認待ち）"},
		{"予算（万円）=検討します; 役職=係", "↑優先の可能性（予算（万円）が読み取り不可）"},
		{"予算（万円）=2000〜4000; 役職=", "↑優先の可能性（予算（万円）が2,000万円〜4,000万円）"},
		{"予算（万円）=300; 役職=事務局", "↑商談の可能性（BANTの確認待ち）; ↑課長の可能性（役職から職位を判定できない）"},
	} {
		if got := strings.Join(f.explain(c.cells).Reasons, "; "); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.cells, got, c.want)
		}
	}
}

// TestExplainInWords: what a rulebook writes as keys is in words for people, and stays as it
// is written for programs.
func TestExplainInWords(t *testing.T) {
	f := fixture{t, inJapanese, ""}
	cells := "予算（万円）=1000; 従業員数=500-999名; 閲覧数=; 課題=; 資料請求=はい; 役職=取締役社長"
	engine, lead := f.compile(cells)
	scorer := engine.NewScorer()
	words, codes := scorer.ExplainInWords(lead), scorer.Explain(lead)
	for _, c := range []struct{ about, words, wanted, code, kept string }{
		{"criterion", words.Lines[0].Detail, "従業員数が300以上", codes.Lines[0].Detail, "従業員数 at_least 300"},
		{"interval", words.Lines[0].Reads[0].Value, "500〜999", codes.Lines[0].Reads[0].Value, "500 to 999"},
		{"truth", words.Lines[3].Detail, "資料請求が「はい」", codes.Lines[3].Detail, "資料請求 is true"},
		{"element", words.Frameworks[0].Elements[0].Name, "予算", codes.Frameworks[0].Elements[0].Name, "budget"},
		{"yen", words.Frameworks[0].Elements[0].Reads[0].Value, "1,000万円", codes.Frameworks[0].Elements[0].Reads[0].Value, "10000000"},
		{"level", words.Frameworks[0].Elements[1].Reads[0].Value, "経営層", codes.Frameworks[0].Elements[1].Reads[0].Value, "c_level"},
		{"tally", words.Frameworks[0].Text, "2項目中2項目", codes.Frameworks[0].Text, "2項目中2項目"},
		{"stage", words.Stages[0].Rule, "予算が3,000万円以上", codes.Stages[0].Rule, "予算 at_least 30000000"},
		{"metric", words.Stages[1].Rule, "BANTが要件クリア", codes.Stages[1].Rule, "BANT.qualified is true"},
		{"metric's value", words.Stages[1].Reads[0].Value, "要件クリア", codes.Stages[1].Reads[0].Value, "true"},
	} {
		if c.words != c.wanted || c.code != c.kept {
			t.Errorf("%s: %q and %q, want %q and %q", c.about, c.words, c.code, c.wanted, c.kept)
		}
	}
	asked := map[string]string{}
	for _, u := range words.Unknowns {
		asked[u.Field] = u.Question
	}
	if asked["閲覧数"] != "「閲覧数」を社内で確認" || asked["課題"] != "「課題」を確認" {
		t.Errorf("asks %q", asked)
	}
}
