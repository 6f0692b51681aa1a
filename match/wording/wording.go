// Package wording says in Japanese what a rulebook writes in its own words: conditions,
// values, levels and metrics. English readers get the rulebook's words.
package wording

import (
	"strings"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// Field is what the words of a condition on a field depend on.
type Field struct {
	Type rulebook.Type
	Yen  bool // of a number: it is an amount in yen
}

// Fields finds a field by its name, as a condition writes it; the zero Field where there
// is none.
type Fields func(name string) Field

// IsYen tells whether the numbers below a header are amounts in yen.
func IsYen(header string) bool { return strings.ContainsAny(header, "円¥￥") }

// FieldsOf are the fields that a rulebook declares.
func FieldsOf(rb *rulebook.Rulebook) Fields {
	known := map[string]Field{}
	for i := range rb.Fields {
		f := &rb.Fields[i]
		one := Field{Type: f.Type, Yen: IsYen(f.Name)}
		for _, column := range f.Columns {
			one.Yen = one.Yen || IsYen(column.Text)
		}
		if f.Seniority.Text != "" {
			one.Type = rulebook.TypeLevel
		}
		known[fold.Text(f.Name)] = one
	}
	return func(name string) Field { return known[fold.Text(name)] }
}

// Condition words a condition: 「業種に「製造業」を含む」, 「スコアが65以上、かつBANTが要件クリア」.
// None is what a last stage has.
func Condition(c *rulebook.Condition, fields Fields) string {
	if c == nil {
		return "上のどれにも当てはまらない場合"
	}
	switch c.Kind {
	case rulebook.All:
		return conditions(c.Of, "、かつ", fields)
	case rulebook.Any:
		return conditions(c.Of, "、または", fields)
	case rulebook.Not:
		return "（" + conditions(c.Of, "、かつ", fields) + "）でない"
	}
	return leaf(c, fields)
}

func conditions(of []rulebook.Condition, between string, fields Fields) string {
	var parts []string
	for i := range of {
		text := Condition(&of[i], fields)
		if len(of) > 1 && len(of[i].Of) > 1 && of[i].Kind != rulebook.Not {
			text = "（" + text + "）"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, between)
}

func leaf(c *rulebook.Condition, fields Fields) string {
	of, name := fields(c.Field.Text), c.Field.Text
	if c.Metric.Text != "" {
		if text := qualified(c); text != "" {
			return text
		}
		of, name = Field{}, Metric(c.Metric.Text)
	}
	if len(c.Tests) == 0 {
		return name + "に入力あり"
	}
	var parts []string
	for i := range c.Tests {
		particle, text := test(&c.Tests[i], of, c.Metric.Text)
		if i == 0 {
			name += particle
		}
		parts = append(parts, text)
	}
	return name + strings.Join(parts, "、かつ")
}

// Tests words what is asked of one field, without naming it: 「300以上」.
func Tests(tests []rulebook.Test, of Field) string {
	var parts []string
	for i := range tests {
		_, text := test(&tests[i], of, "")
		parts = append(parts, text)
	}
	return strings.Join(parts, "、かつ")
}

// qualified words the question whether a framework's needs are met; "" where that is not
// what the condition asks.
func qualified(c *rulebook.Condition) string {
	framework, is := strings.CutSuffix(c.Metric.Text, ".qualified")
	if !is || len(c.Tests) != 1 || len(c.Tests[0].Args) != 1 {
		return ""
	}
	t := c.Tests[0]
	yes, err := cell.ParseBool(t.Args[0].Text)
	switch {
	case err != nil:
		return ""
	case t.Op == "known" && yes:
		return framework + "の判定が済んでいる"
	case t.Op == "known":
		return framework + "が判定待ち"
	case t.Op == "is":
		return framework + "が" + Qualified(true, yes)
	}
	return ""
}

// Qualified says whether a framework's needs are met.
func Qualified(known, yes bool) string {
	switch {
	case !known:
		return "判定待ち"
	case yes:
		return "要件クリア"
	}
	return "要件未達"
}

// Metric names a computed value: 「スコア」, 「BANTの充足数」.
func Metric(name string) string {
	switch name {
	case "score":
		return "スコア"
	case "fit":
		return "適合度"
	case "icp":
		return "ICP"
	case "grade":
		return "グレード"
	case "fit.grade":
		return "適合度のグレード"
	}
	if group, is := strings.CutPrefix(name, "group."); is {
		group, graded := strings.CutSuffix(group, ".grade")
		if graded {
			return "グループ「" + group + "」のグレード"
		}
		return "グループ「" + group + "」"
	}
	for suffix, word := range map[string]string{".met": "の充足数", ".known": "の確認済みの数", ".share": "の充足率", ".qualified": ""} {
		if framework, is := strings.CutSuffix(name, suffix); is {
			return framework + word
		}
	}
	return name
}
