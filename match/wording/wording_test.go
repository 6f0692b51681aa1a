package wording_test

import (
	"strings"
	"testing"
	"unicode"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/title"
	"leadscore/match/wording"
	"leadscore/rulebook"
)

func fields(name string) wording.Field {
	return map[string]wording.Field{
		"従業員数": {Type: rulebook.TypeNumber}, "予算": {Type: rulebook.TypeNumber, Yen: true}, "役職": {Type: rulebook.TypeLevel},
		"資料請求": {Type: rulebook.TypeBool}, "活動日": {Type: rulebook.TypeDate}, "製品": {Type: rulebook.TypeList}, "業種": {Type: rulebook.TypeText},
	}[name]
}

func ask(op string, args ...string) rulebook.Test {
	t := rulebook.Test{Op: op}
	for _, text := range args {
		t.Args = append(t.Args, rulebook.Scalar{Text: text})
	}
	return t
}

func leaf(field string, tests ...rulebook.Test) rulebook.Condition {
	return rulebook.Condition{Field: rulebook.Scalar{Text: field}, Tests: tests}
}

func metric(name string, tests ...rulebook.Test) rulebook.Condition {
	return rulebook.Condition{Metric: rulebook.Scalar{Text: name}, Tests: tests}
}

func TestCondition(t *testing.T) {
	both := rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{metric("score", ask("at_least", "65")), metric("BANT.qualified", ask("is", "true"))}}
	for _, c := range []struct {
		of   rulebook.Condition
		want string
	}{
		{leaf("課題"), "課題に入力あり"},
		{leaf("業種", ask("is", "製造業")), "業種が「製造業」"},
		{leaf("業種", ask("is", "情報通信業", "SaaS")), "業種が「情報通信業」「SaaS」のいずれか"},
		{leaf("業種", ask("is_not", "官公庁")), "業種が「官公庁」以外"},
		{leaf("業種", ask("is_not", "A", "B")), "業種が「A」「B」のいずれでもない"},
		{leaf("業種", ask("contains", "製造")), "業種に「製造」を含む"},
		{leaf("業種", ask("starts_with", "製"), ask("ends_with", "業")), "業種が「製」で始まる、かつ「業」で終わる"},
		{leaf("業種", ask("contains", "製"), ask("ends_with", "業")), "業種に「製」を含む、かつ「業」で終わる"},
		{leaf("資料請求", ask("is", "true")), "資料請求が「はい」"},
		{leaf("資料請求", ask("known", "false")), "資料請求に入力なし"},
		{leaf("役職", ask("at_least", "director")), "役職が部長クラス以上"},
		{leaf("役職", ask("is", "c_level", "vp")), "役職が経営層・本部長・執行役員クラスのいずれか"},
		{leaf("従業員数", ask("at_least", "1000"), ask("below", "5000")), "従業員数が1,000以上、かつ5,000未満"},
		{leaf("従業員数", ask("between", "50", "500")), "従業員数が50〜500"},
		{leaf("予算", ask("at_least", "30000000")), "予算が3,000万円以上"},
		{leaf("予算", ask("above", "120000000")), "予算が1億2,000万円超"},
		{leaf("予算", ask("at_most", "1500")), "予算が1,500円以下"},
		{leaf("活動日", ask("within", "180d")), "活動日が180日以内"},
		{leaf("活動日", ask("within_next", "4w")), "活動日が今後28日以内"},
		{leaf("活動日", ask("before", "2026-04-01")), "活動日が2026-04-01より前"},
		{leaf("製品", ask("has_all", "帳票", "在庫")), "製品に「帳票」「在庫」をすべて含む"},
		{leaf("製品", rulebook.Test{Op: "count", Count: []rulebook.Test{ask("at_least", "2")}}), "製品が2以上（件数）"},
		{leaf("メール", ask("free_mail", "true")), "メールがフリーメール"},
		{leaf("メール", ask("domain", "ac.jp")), "メールのドメインがac.jp"},
		{metric("fit", ask("at_least", "60")), "適合度が60%以上"},
		{metric("group.行動", ask("at_least", "20")), "グループ「行動」が20以上"},
		{metric("fit.grade", ask("is", "A")), "適合度のグレードが「A」"},
		{metric("BANT.met", ask("at_least", "3")), "BANTの充足数が3以上"},
		{both, "スコアが65以上、かつBANTが要件クリア"},
		{rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{leaf("資料請求", ask("is", "true"))}}, "（資料請求が「はい」）でない"},
		{rulebook.Condition{Kind: rulebook.Any, Of: []rulebook.Condition{both, leaf("課題")}}, "（スコアが65以上、かつBANTが要件クリア）、または課題に入力あり"},
	} {
		if got := wording.Condition(&c.of, fields); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.of.String(), got, c.want)
		}
	}
	if got := wording.Condition(nil, fields); got != "上のどれにも当てはまらない場合" {
		t.Errorf("no condition: %s", got)
	}
}

// Every operator has words: none is left as a rulebook writes it.
func TestEveryOperatorIsWorded(t *testing.T) {
	for _, op := range match.Operators() {
		test := ask(op.Name, "1", "2")
		if op.Operand == match.OperandTests {
			test = rulebook.Test{Op: op.Name, Count: []rulebook.Test{ask("at_least", "2")}}
		}
		c := leaf("業種", test)
		if got := wording.Condition(&c, fields); strings.ContainsFunc(got, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }) {
			t.Errorf("%s is worded %q", op.Name, got)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n    int64
		yen  bool
		want string
	}{
		{0, true, "0円"}, {9999, true, "9,999円"}, {10_000, true, "1万円"}, {12_345, true, "12,345円"}, {30_000_000, true, "3,000万円"},
		{100_000_000, true, "1億円"}, {120_000_000, true, "1億2,000万円"}, {21_500_000_000, true, "215億円"}, {-50_000, true, "-5万円"},
		{1_000_000_000_000, true, "10,000億円"}, {12_000, false, "12,000"}, {-1234, false, "-1,234"},
	} {
		if got := wording.Number(exact.Int(c.n), c.yen); got != c.want {
			t.Errorf("%d: %s, want %s", c.n, got, c.want)
		}
	}
	if got := wording.Number(exact.NewNumber(5, 2), true); got != "2.5円" {
		t.Errorf("5/2: %s", got)
	}
}

func TestValue(t *testing.T) {
	known := func(v cell.Value) *cell.Value { v.State = cell.Known; return &v }
	for _, c := range []struct {
		v    *cell.Value
		of   wording.Field
		want string
	}{
		{known(cell.Value{Number: exact.Interval{Low: exact.Int(500), High: exact.Int(999)}}), wording.Field{Type: rulebook.TypeNumber}, "500〜999"},
		{known(cell.Value{Number: exact.Interval{Low: exact.Int(1000), NoHigh: true}}), wording.Field{Type: rulebook.TypeNumber}, "1,000以上"},
		{known(cell.Value{Number: exact.Interval{Low: exact.Int(1000), NoHigh: true, LowOpen: true}}), wording.Field{Type: rulebook.TypeNumber}, "1,000超"},
		{known(cell.Value{Number: exact.Interval{NoLow: true, High: exact.Int(50)}}), wording.Field{Type: rulebook.TypeNumber}, "50以下"},
		{known(cell.Value{Bool: true}), wording.Field{Type: rulebook.TypeBool}, "はい"},
		{known(cell.Value{Level: title.VP}), wording.Field{Type: rulebook.TypeLevel}, "本部長・執行役員クラス"},
		{known(cell.Value{Day: 20783}), wording.Field{Type: rulebook.TypeDate}, "2026/11/26"},
		{&cell.Value{State: cell.Blank}, wording.Field{Type: rulebook.TypeNumber}, ""},
	} {
		if got := wording.Value(c.v, c.of); got != c.want {
			t.Errorf("%+v: %q, want %q", c.v, got, c.want)
		}
	}
}
