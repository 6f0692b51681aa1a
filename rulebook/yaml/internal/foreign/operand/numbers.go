// Package operand reads what stands after a key, alone: numbers, ages, pairs, texts of other
// languages and points as people write them; and says how a rulebook writes it.
package operand

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads numbers, comparisons with them, and what lies between two.

// HalfPair is what to write for the one number of a pair: between: [100], [100, null]; "" for any
// other value.
func HalfPair(n *yaml.Node) string {
	ends := node.ListOf(n)
	if n.Kind != yaml.SequenceNode || len(ends) == 0 || len(ends) > 2 {
		return ""
	}
	isOpen := func(n *yaml.Node) bool {
		return node.IsNull(n) || n.Kind == yaml.ScalarNode && (SaysNone(n.Value) || n.Value == "")
	}
	low, high := ends[0], &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	if len(ends) == 2 {
		high = ends[1]
	}
	switch {
	case isOpen(high) && IsNumber(low):
		return "at_least: " + Number(low, false) + " in place of between"
	case isOpen(low) && IsNumber(high):
		return "at_most: " + Number(high, false) + " in place of between"
	}
	return ""
}

// Year is the year of the calendar that a value is; 0 for any other.
func Year(v *yaml.Node) int64 {
	in, ok := meant.Number(node.Text(v))
	year, whole := in.Low.Whole()
	if v.Kind != yaml.ScalarNode || !ok || !in.IsExact() || !whole || year < 1990 || year > 2100 {
		return 0
	}
	return year
}

// IsNumber reports whether a value is one number, and no age.
func IsNumber(n *yaml.Node) bool {
	in, ok := meant.Number(node.Text(n))
	return n.Kind == yaml.ScalarNode && ok && in.IsExact() && !IsAge(n)
}

// IsTruth reports whether a value is a word for yes or no.
func IsTruth(n *yaml.Node) bool {
	_, known := cell.TruthWord(n.Value)
	return n.Kind == yaml.ScalarNode && known
}

// Compared is an operator and its value in one text: ">= 50".
func Compared(text string) string {
	text = strings.TrimSpace(text)
	for _, op := range []struct{ sign, name string }{
		{">=", "at_least"}, {"=>", "at_least"}, {"≥", "at_least"}, {"<=", "at_most"}, {"=<", "at_most"}, {"≤", "at_most"},
		{"<>", "is_not"}, {"!=", "is_not"}, {">", "above"}, {"<", "below"}, {"==", "is"}, {"=", "is"},
	} {
		rest, found := strings.CutPrefix(text, op.sign)
		if !found {
			continue
		}
		rest = strings.TrimSpace(rest)
		if IsAge(&yaml.Node{Kind: yaml.ScalarNode, Value: rest}) {
			if aged := map[byte]string{'a': "older_than: ", 'b': "within: "}[op.name[0]]; aged != "" && op.name != "at_most" {
				return aged + meant.Duration(rest)
			}
			return map[string]string{"at_most": "within: ", "is": "within: "}[op.name] + meant.Duration(rest)
		}
		if _, isNumber := meant.Number(rest); !isNumber && !strings.HasPrefix(op.name, "is") || rest == "" || strings.ContainsAny(rest, "()") {
			return ""
		}
		return op.name + ": " + Unquoted(rest)
	}
	return ""
}

var bounded = lazyre.New(`^\s*([0-9][^以超より]*?)\s*(以上|超|より大きく?|を?超え)[、,かつ]*\s*([0-9][^以超未]*?)\s*(以下|未満|まで)$`)

// Bounded are the operators of both ends of an interval in Japanese: 100人以上500人未満; "" for any other text.
func Bounded(text string) string {
	found := bounded().FindStringSubmatch(fold.Text(text))
	if found == nil {
		return ""
	}
	low, okLow := meant.Number(found[1])
	high, okHigh := meant.Number(found[3])
	if !okLow || !okHigh || !low.IsExact() || !high.IsExact() {
		return ""
	}
	least, most := "above: ", "at_most: "
	if found[2] == "以上" {
		least = "at_least: "
	}
	if found[4] == "未満" {
		most = "below: "
	}
	if least == "at_least: " && most == "at_most: " {
		return "between: [" + low.Low.String() + ", " + high.Low.String() + "]"
	}
	return least + low.Low.String() + ", " + most + high.Low.String()
}

var bin = lazyre.New(`^\s*([\[(])\s*(-?inf(?:inity)?|-∞|-?[0-9][0-9.]*)?\s*[,;]\s*(\+?inf(?:inity)?|∞|-?[0-9][0-9.]*)?\s*([\])])\s*$`)

// Bin reads an interval as scorecards have it: [10, 50) is 10 and more, below 50.
func Bin(text string) string {
	found := bin().FindStringSubmatch(strings.ToLower(text))
	if found == nil {
		return ""
	}
	isEnd := func(end string) bool { return end != "" && !strings.ContainsAny(end, "∞i") }
	low := map[string]string{"[": "at_least: ", "(": "above: "}[found[1]] + found[2]
	high := map[string]string{"]": "at_most: ", ")": "below: "}[found[4]] + found[3]
	switch {
	case isEnd(found[2]) && isEnd(found[3]) && found[1] == "[" && found[4] == "]":
		return "between: [" + found[2] + ", " + found[3] + "]"
	case isEnd(found[2]) && isEnd(found[3]):
		return low + ", " + high
	case isEnd(found[2]):
		return low
	case isEnd(found[3]):
		return high
	}
	return ""
}

// Divided is a number divided by another, where that is a decimal; "" for no numbers.
func Divided(number, by string) string {
	a, isNumber := meant.Number(number)
	b := exact.At(exact.Int(1))
	if by != "" {
		if b, _ = meant.Number(by); !b.IsExact() {
			return ""
		}
	}
	n, fits := a.Low.Div(b.Low)
	if product, whole := n.Mul(b.Low); !isNumber || !a.IsExact() || !fits || !whole || product.Cmp(a.Low) != 0 {
		return ""
	}
	return n.String()
}

// Decimal is the number of a text with a decimal comma: €2,5M; "" for none.
func Decimal(text string) string {
	in, ok := meant.Number(strings.Replace(text, ",", ".", 1))
	whole, decimals, _ := strings.Cut(text, ",")
	if !ok || !in.IsExact() || !strings.ContainsAny(whole, "0123456789") || strings.Trim(decimals, "0123456789") == "" || !strings.ContainsAny(decimals[:1], "0123456789") {
		return ""
	}
	return in.Low.String()
}

// WithoutPercent is a number without the sign of percent: a weight of 30% is one of 30.
func WithoutPercent(n *yaml.Node) *yaml.Node {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(n.Value), "%")
	if n.Kind != yaml.ScalarNode || !isPercent {
		return n
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: number}
}

// Ends is the operator, and its value, of what lies between two ends, or up to one.
func Ends(n *yaml.Node) (op, value string, isInterval bool) {
	in, ok := meant.Number(node.Text(n))
	switch {
	case n.Kind != yaml.ScalarNode || !ok || in.IsExact() || in.NoHigh:
		return "", "", false
	case in.NoLow:
		return "at_most", in.High.String(), true
	}
	return "between", Pair(n), true
}

// Number is a number as a rulebook writes it, with its sign turned to minus where
// it is taken away.
func Number(n *yaml.Node, minus bool) string {
	for n.Kind == yaml.MappingNode && len(n.Content) == 2 || n.Kind == yaml.SequenceNode && len(n.Content) == 1 {
		n = n.Content[len(n.Content)-1] // then: {points: 5}
	}
	in, ok := meant.Number(node.Text(n))
	if !ok && slices.Contains([]string{"thousand", "million", "billion", "hundred"}, strings.TrimSuffix(fold.Text(node.Text(n)), "s")) {
		in, ok = meant.Number("1 " + node.Text(n))
	}
	if n.Kind != yaml.ScalarNode || !ok || in.NoLow {
		return node.Flow(n)
	}
	number := in.Low
	if minus && number.Sign() > 0 {
		number = number.Neg()
	}
	return number.String()
}

// Pair is an interval as between takes it.
func Pair(n *yaml.Node) string {
	if low, high := endsNamed(n); low != nil {
		return "[" + Number(low, false) + ", " + Number(high, false) + "]"
	}
	if found := twoNumbers().FindStringSubmatch(node.Text(n)); n.Kind == yaml.ScalarNode && found != nil {
		return "[" + found[1] + ", " + found[2] + "]"
	}
	in, ok := meant.Number(node.Text(n))
	if n.Kind == yaml.ScalarNode && ok && !in.NoLow && !in.NoHigh && !in.IsExact() {
		return "[" + in.Low.String() + ", " + in.High.String() + "]"
	}
	return node.Flow(n)
}

var (
	lowWords  = []string{"low", "lower", "min", "minimum", "from", "start", "begin", "lo", "least", "下限", "最小"}
	highWords = []string{"high", "upper", "max", "maximum", "to", "end", "hi", "most", "上限", "最大"}
)

// endsNamed are the ends of a mapping of two: {lower: 10, upper: 50}; nil for any other value.
func endsNamed(n *yaml.Node) (low, high *yaml.Node) {
	if n.Kind != yaml.MappingNode || len(n.Content) != 4 || !IsNumber(n.Content[1]) || !IsNumber(n.Content[3]) {
		return nil, nil
	}
	is := func(at int, words []string) bool { return slices.Contains(words, fold.Text(n.Content[at].Value)) }
	switch {
	case is(0, lowWords) && is(2, highWords):
		return n.Content[1], n.Content[3]
	case is(2, lowWords) && is(0, highWords):
		return n.Content[3], n.Content[1]
	}
	return nil, nil
}

// IsPair reports whether a value names two numbers.
func IsPair(n *yaml.Node) bool {
	if n.Kind != yaml.SequenceNode {
		return Pair(n) != node.Flow(n)
	}
	isNumber := func(end *yaml.Node) bool { _, ok := meant.Number(node.Text(end)); return ok }
	return len(n.Content) == 2 && isNumber(n.Content[0]) && isNumber(n.Content[1])
}

// twoNumbers matches two numbers in one text, such as 11,50 of which the first is below the
// second.
var twoNumbers = lazyre.New(`^\s*([0-9.]+)\s*(?:[,;]|\.\.+|to|and)\s*([0-9.]+)\s*$`)
