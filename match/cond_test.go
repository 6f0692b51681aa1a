package match_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// The fields that the tests of conditions look at.
var condFields = []match.Spec{
	{Name: "title", Type: rulebook.TypeText},
	{Name: "email", Type: rulebook.TypeText},
	{Name: "size", Type: rulebook.TypeNumber},
	{Name: "day", Type: rulebook.TypeDate},
	{Name: "demo", Type: rulebook.TypeBool},
	{Name: "tags", Type: rulebook.TypeList},
	{Name: "level", Type: rulebook.TypeLevel},
}

func condCompiler() *match.Compiler {
	c := &match.Compiler{Specs: append([]match.Spec(nil), condFields...), Fields: map[string]int{}}
	for i, spec := range condFields {
		c.Fields[spec.Name] = i
	}
	c.AsOf, _ = cell.ParseDay("2026-11-21", rulebook.OrderYMD, nil)
	return c
}

func args(texts ...string) []rulebook.Scalar {
	var all []rulebook.Scalar
	for _, text := range texts {
		all = append(all, rulebook.Scalar{Text: text})
	}
	return all
}

// on is the leaf {field, op: operands}.
func on(field, op string, operands ...string) *rulebook.Condition {
	c := &rulebook.Condition{Field: rulebook.Scalar{Text: field}}
	if op != "" {
		c.Tests = []rulebook.Test{{Op: op, Args: args(operands...)}}
	}
	return c
}

// values reads one cell into its field and leaves the others blank.
func values(t testing.TB, field, text string) []cell.Value {
	t.Helper()
	all := make([]cell.Value, len(condFields))
	for i, spec := range condFields {
		all[i].Free = true
		if spec.Name != field {
			continue
		}
		if spec.Type == rulebook.TypeLevel {
			level, known := title.ParseLevel(text)
			if all[i].Level = level; known {
				all[i].State, all[i].Free = cell.Known, false
			}
			continue
		}
		reader := cell.NewReader(&rulebook.Field{Name: field}, spec.Type, &cell.Settings{MissingWords: []string{"-"}}, true)
		reader.Read(text, &all[i])
	}
	return all
}

func TestOperators(t *testing.T) {
	const T, F, U = match.True, match.False, match.Unknown
	tests := []struct {
		field, op string
		operands  string // parted by |
		cell      string
		want      match.Truth
	}{
		{"title", "is", "CTO|CEO", " ｃｔｏ ", T},
		{"title", "is", "CTO", "CTO Office", F},
		{"title", "is", "CTO", "", U},
		{"title", "is", "CTO", "-", U},
		{"title", "is_not", "CTO|CEO", "CFO", T},
		{"title", "is_not", "CTO|CEO", "ceo", F},
		{"title", "is_not", "CTO", "", U},
		{"title", "is", "straße", "STRASSE", T},
		{"title", "is", "3ヶ月", "3か月", T},

		{"title", "has_word", "CTO", "Director", F},
		{"title", "has_word", "CTO", "Deputy CTO, EMEA", T},
		{"title", "has_word", "CTO", "取締役CTO", T},
		{"title", "has_word", "CTO", "CTO2", F},
		{"title", "has_word", "CTO", "DirectCTO; CTO", T},
		{"title", "has_word", "engineer", "Engineering", F},
		{"title", "has_word", "engineer*", "Engineering", T},
		{"title", "has_word", "engineer*", "Reengineering", F},
		{"title", "has_word", "部長", "営業部長", T},
		{"title", "has_word", "部長", "営業部", F},
		{"title", "has_word", "c++", "Lead C++ Developer", T},
		{"title", "has_word", "é", "cafés", F},
		{"title", "contains", "ector", "Director", T},
		{"title", "contains", "情報", "経営情報部", T},
		{"title", "contains", "ectors", "Director", F},
		{"title", "starts_with", "vice|vp", "VP Sales", T},
		{"title", "starts_with", "sales", "VP Sales", F},
		{"title", "ends_with", "部長|課長", "営業課長", T},
		{"title", "ends_with", "部長", "部長代理", F},
		{"title", "matches", "^[A-Z]{3}$", "CTO", T},
		{"title", "matches", "^[A-Z]{3}$", "ＣＴＯ", T},
		{"title", "matches", "^[A-Z]{3}$", "cto", F},
		{"title", "matches", "a|O$", "CTO", T},

		{"email", "domain", "acme.com", "Ann@ACME.com", T},
		{"email", "domain", "acme.com", "ann@mail.acme.com", T},
		{"email", "domain", "acme.com", "ann@notacme.com", F},
		{"email", "domain", "acme.com", "https://www.acme.com/about?x=ann@other.org", T},
		{"email", "domain", "acme.com", "https://acme.com:8080", T},
		{"email", "domain", "@acme.com", "ann@acme.com", T},
		{"email", "domain", "ac.jp", "taro@cs.u.ac.jp", T},
		{"email", "domain", "acme.com", "none", F},
		{"email", "free_mail", "true", "a@gmail.com", T},
		{"email", "free_mail", "true", "a@acme.com", F},
		{"email", "free_mail", "false", "a@acme.com", T},
		{"email", "free_mail", "false", "a@gmail.com", F},
		{"email", "free_mail", "true", "none", F},
		{"email", "free_mail", "false", "none", F},
		{"email", "free_mail", "true", "", U},

		{"size", "is", "100|200", "200", T},
		{"size", "is", "100", "100.0", T},
		{"size", "is_not", "100", "100", F},
		{"size", "at_least", "100", "100", T},
		{"size", "at_least", "100", "99.999", F},
		{"size", "at_most", "100", "100", T},
		{"size", "at_most", "100", "100.001", F},
		{"size", "above", "100", "100", F},
		{"size", "above", "100", "101", T},
		{"size", "below", "100", "100", F},
		{"size", "below", "100", "-5", T},
		{"size", "between", "100|200", "200", T},
		{"size", "between", "100|200", "200.5", F},
		{"size", "at_least", "5%", "0.05", T},
		{"size", "at_least", "0.05", "5%", T},
		{"size", "at_least", "100", "many", U},
		{"size", "at_least", "100", "100〜299名", T},
		{"size", "at_least", "300", "100〜299名", F},
		{"size", "below", "50", "50名未満", T},
		{"size", "at_least", "50", "50名未満", F},
		{"size", "at_least", "0", "50名未満", T},
		{"size", "at_least", "500", "500人以上", T},
		{"size", "below", "500", "500人以上", F},
		{"size", "between", "100|299", "100-299", T},

		{"day", "is", "2026-11-21", "2026/11/21", T},
		{"day", "within", "30d", "2026-11-21", T},
		{"day", "within", "30d", "2026-10-22", T},
		{"day", "within", "30d", "2026-10-21", F},
		{"day", "within", "30d", "2026-11-22", F},
		{"day", "within", "4w", "2026-10-24", T},
		{"day", "within", "0d", "2026-11-21", T},
		{"day", "within_next", "90d", "2026-11-21", T},
		{"day", "within_next", "90d", "2027-02-19", T},
		{"day", "within_next", "90d", "2027-02-20", F},
		{"day", "within_next", "90d", "2026-11-20", F},
		{"day", "older_than", "30d", "2026-10-21", T},
		{"day", "older_than", "30d", "2026-10-22", F},
		{"day", "before", "2026-04-01", "2026-04-01", F},
		{"day", "before", "2026-04-01", "2026-03-31", T},
		{"day", "after", "2026-04-01", "2026-04-01", F},
		{"day", "after", "2026-04-01", "2026-04-02", T},
		{"day", "after", "2026-04-01", "soon", U},

		{"demo", "is", "true", "はい", T},
		{"demo", "is", "no", "FALSE", T},
		{"demo", "is", "true", "0", F},
		{"demo", "is", "true", "perhaps", U},

		{"tags", "has", "AI|分析", "crm; 分析", T},
		{"tags", "has", "AI", "AIR; MAIL", F},
		{"tags", "has_all", "AI|分析", "分析;ai", T},
		{"tags", "has_all", "AI|分析", "AI", F},
		{"tags", "has", "AI", "", U},
		{"tags", "has", "AI", ";;", F},

		{"level", "is", "director|vp", "vp", T},
		{"level", "is_not", "director", "vp", T},
		{"level", "at_least", "director", "manager", F},
		{"level", "at_least", "director", "c_level", T},
		{"level", "at_most", "manager", "staff", T},
		{"level", "at_least", "director", "", U},

		{"title", "", "", "anything", T},
		{"title", "", "", "", U},
		{"title", "known", "true", "x", T},
		{"title", "known", "true", "", F},
		{"title", "known", "false", "", T},
		{"size", "known", "true", "many", F},
	}
	for _, tt := range tests {
		t.Run(strings.Join([]string{tt.field, tt.op, tt.operands, tt.cell}, " "), func(t *testing.T) {
			c := condCompiler()
			var operands []string
			if tt.operands != "" {
				operands = strings.Split(tt.operands, "|")
			}
			cond := c.Cond(on(tt.field, tt.op, operands...))
			if len(c.Problems) > 0 {
				t.Fatal(c.Problems)
			}
			lead := values(t, tt.field, tt.cell)
			if got := cond.Eval(lead); got != tt.want {
				t.Errorf("%v; want %v", got, tt.want)
			}
			if outcomes := cond.Outcomes(lead); !outcomes.Has(tt.want) {
				t.Errorf("the possible outcomes %b leave out the present one", outcomes)
			}
		})
	}
}

// An interval that does not agree is Maybe: unknown, but in bands it may be in
// several.
func TestIntervalsThatDoNotAgree(t *testing.T) {
	for _, tt := range []struct{ op, operand, cell string }{
		{"at_least", "200", "100-299"}, {"at_most", "100", "100-299"}, {"above", "100", "100-299"},
		{"below", "299", "100-299"}, {"is", "150", "100-299"}, {"at_least", "501", "500+"}, {"below", "49", "50名未満"},
	} {
		c := condCompiler()
		cond := c.Cond(on("size", tt.op, tt.operand))
		if got := cond.Eval(values(t, "size", tt.cell)); got != match.Maybe {
			t.Errorf("%s %s on %s: %d; want Maybe", tt.op, tt.operand, tt.cell, got)
		}
	}
}

func TestCountOfEntries(t *testing.T) {
	c := condCompiler()
	count := on("tags", "count")
	count.Tests[0].Count = []rulebook.Test{{Op: "at_least", Args: args("2")}, {Op: "below", Args: args("4")}}
	cond := c.Cond(count)
	for cell, want := range map[string]match.Truth{"a": match.False, "a;b": match.True, "a;b;c": match.True, "a;b;c;d": match.False, "": match.Unknown} {
		if got := cond.Eval(values(t, "tags", cell)); got != want {
			t.Errorf("%q: %v; want %v", cell, got, want)
		}
	}
}

func TestCombinations(t *testing.T) {
	big, demo := *on("size", "at_least", "100"), *on("demo", "is", "true")
	lead := func(size, asked string) []cell.Value {
		all := values(t, "size", size)
		all[4] = values(t, "demo", asked)[4]
		return all
	}
	const T, F, U = match.True, match.False, match.Unknown
	for _, tt := range []struct {
		size, demo    string
		all, any, not match.Truth // of the combinations; not is of big
	}{
		{"100", "yes", T, T, F}, {"100", "no", F, T, F}, {"100", "", U, T, F},
		{"50", "yes", F, T, T}, {"50", "no", F, F, T}, {"50", "", F, U, T},
		{"", "yes", U, T, U}, {"", "no", F, U, U}, {"", "", U, U, U},
	} {
		c := condCompiler()
		of := []rulebook.Condition{big, demo}
		for kind, want := range map[rulebook.Kind]match.Truth{rulebook.All: tt.all, rulebook.Any: tt.any} {
			cond := c.Cond(&rulebook.Condition{Kind: kind, Of: of})
			if got := cond.Eval(lead(tt.size, tt.demo)); got != want {
				t.Errorf("size %q, demo %q, kind %d: %v; want %v", tt.size, tt.demo, kind, got, want)
			}
		}
		cond := c.Cond(&rulebook.Condition{Kind: rulebook.Not, Of: of[:1]})
		if got := cond.Eval(lead(tt.size, tt.demo)); got != tt.not {
			t.Errorf("not, size %q: %v; want %v", tt.size, got, tt.not)
		}
	}
}

func TestOperandsThatAreWrong(t *testing.T) {
	tests := []struct {
		name string
		cond *rulebook.Condition
		want string // part of the problem
	}{
		{"unknown field", on("siez", "at_least", "1"), `did you mean "size"?`},
		{"operator of another type", on("title", "at_least", "1"), "does not work on \"title\", a field of type text"},
		{"unknown operator", on("size", "atleast", "1"), `did you mean "at_least"?`},
		{"no number", on("size", "at_least", "ten"), "at_least"},
		{"a level where a number is due", on("size", "at_least", "director"), `"director": not a number. levels are of fields made from a title`},
		{"octal", on("size", "at_least", "010"), "at_least"},
		{"interval the wrong way", on("size", "between", "5", "1"), "nothing lies between"},
		{"one end only", on("size", "between", "5"), "takes two values"},
		{"no duration", on("day", "within", "30"), "30d"},
		{"no day", on("day", "before", "1/5/2023"), "not a day"},
		{"no truth word", on("demo", "is", "maybe"), "expected true or false"},
		{"no level", on("level", "is", "directr"), `did you mean "director"?`},
		{"no pattern", on("title", "matches", "("), "regular expression"},
		{"no host", on("email", "domain", "https://acme.com/"), "host name"},
		{"empty text", on("title", "contains", " "), "empty text"},
		{"no operand", on("title", "is"), "has no value"},
		{"count of nothing", on("tags", "count"), "number operators"},
		{"metric outside stages", &rulebook.Condition{Metric: rulebook.Scalar{Text: "score"}, Tests: []rulebook.Test{{Op: "at_least", Args: args("1")}}}, "stages only"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := condCompiler()
			c.Cond(tt.cond)
			if len(c.Problems) != 1 || !strings.Contains(c.Problems[0].Error(), tt.want) {
				t.Errorf("problems %q; want one with %q", c.Problems, tt.want)
			}
		})
	}
}

// Every operator of the table compiles on every type that it works on, and has what
// the reference needs.
func TestOperatorTableIsComplete(t *testing.T) {
	for _, op := range match.Operators() {
		for _, field := range condFields {
			if !op.Works(field.Type) {
				continue
			}
			c := condCompiler()
			c.Cond(operandFor(op, field))
			if len(c.Problems) > 0 {
				t.Errorf("%s on a %s: %v", op.Name, field.Type, c.Problems)
			}
		}
		if op.Doc == "" || !strings.HasPrefix(op.Example, op.Name+":") {
			t.Errorf("%s: example %q, doc %q", op.Name, op.Example, op.Doc)
		}
	}
	if _, found := match.LookupOperator("at_leest"); found {
		t.Error("an operator that is not there was found")
	}
}

// operandFor is a leaf with an operand of the kind that the operator takes.
func operandFor(op match.Operator, field match.Spec) *rulebook.Condition {
	own := map[rulebook.Type]string{
		rulebook.TypeText: "x", rulebook.TypeNumber: "1", rulebook.TypeDate: "2026-11-21",
		rulebook.TypeBool: "true", rulebook.TypeLevel: "vp", rulebook.TypeList: "x",
	}[field.Type]
	switch op.Operand {
	case match.OperandDays:
		return on(field.Name, op.Name, "30d")
	case match.OperandTruth:
		return on(field.Name, op.Name, "true")
	case match.OperandPair:
		return on(field.Name, op.Name, own, own)
	case match.OperandTests:
		c := on(field.Name, op.Name)
		c.Tests[0].Count = []rulebook.Test{{Op: "at_least", Args: args("2")}}
		return c
	case match.OperandHost:
		return on(field.Name, op.Name, "example.com")
	}
	return on(field.Name, op.Name, own)
}

// Between two steps, a condition thinks alike about all whole numbers of units.
func TestSteps(t *testing.T) {
	numbers := rapid.SampledFrom([]string{"-3", "-0.5", "0", "2", "2.5", "4", "7.25", "9", "9223372036854775807", "-9223372036854775807"})
	leaf := rapid.Custom(func(t *rapid.T) *rulebook.Condition {
		op := rapid.SampledFrom([]string{"is", "is_not", "at_least", "at_most", "above", "below", "between", "known"}).Draw(t, "operator")
		switch op {
		case "known":
			return on("size", op, "true")
		case "between":
			low, high := numbers.Draw(t, "low"), numbers.Draw(t, "high")
			return on("size", op, min(low, high, low), max(low, high))
		}
		return on("size", op, rapid.SliceOfN(numbers, 1, 3).Draw(t, "operands")...)
	})
	rapid.Check(t, func(t *rapid.T) {
		c := condCompiler()
		written := &rulebook.Condition{Kind: rapid.SampledFrom([]rulebook.Kind{rulebook.All, rulebook.Any}).Draw(t, "kind")}
		for range rapid.IntRange(1, 3).Draw(t, "leaves") {
			written.Of = append(written.Of, *leaf.Draw(t, "leaf"))
		}
		cond := c.Cond(written)
		if len(c.Problems) > 0 {
			return // between an upper and a lower number
		}
		steps, units := map[int64]bool{}, rapid.SampledFrom([]int64{1, 2, 3, 1000}).Draw(t, "units")
		cond.Steps(c.Fields["size"], units, func(n int64) { steps[n] = true })
		lead := make([]cell.Value, len(condFields))
		var before match.Truth
		for n := -8 * units; n < 15*units; n++ {
			lead[c.Fields["size"]] = cell.Value{State: cell.Known, Number: exact.At(exact.NewNumber(n, units))}
			now := cond.Eval(lead)
			if n > -8*units && now != before && !steps[n] {
				t.Fatalf("%s is %v for %d/%d and %v for %d, which is no step", written, before, n-1, units, now, n)
			}
			before = now
		}
	})
}

// A condition has as many steps as it needs: each is asked of every number of a list.
func TestStepsAreFew(t *testing.T) {
	for _, c := range []struct {
		op   string
		of   []string
		want []int64
	}{
		{"at_least", []string{"50"}, []int64{50}},
		{"above", []string{"50"}, []int64{51}},
		{"at_most", []string{"50"}, []int64{51}},
		{"below", []string{"50"}, []int64{50}},
		{"above", []string{"2.5"}, []int64{3}},
		{"is", []string{"7"}, []int64{7, 8}},
		{"between", []string{"50", "199"}, []int64{50, 200}},
	} {
		compiler := condCompiler()
		cond := compiler.Cond(on("size", c.op, c.of...))
		var got []int64
		cond.Steps(compiler.Fields["size"], 1, func(n int64) { got = append(got, n) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: steps at %d; want %d", c.op, c.of, got, c.want)
		}
	}
}
