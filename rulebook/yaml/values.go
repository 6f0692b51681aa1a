package yaml

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// scalar reads one value as it is written; want says what was due.
func (l *loader) scalar(n *yaml.Node, what, want string) (rulebook.Scalar, bool) {
	switch {
	case node.IsNull(n):
		l.problem(n, nullWant(n, want), "%s has no value", what)
		return rulebook.Scalar{}, false
	case n.Kind != yaml.ScalarNode:
		l.problem(n, cmp.Or(imperativeOf(l.ofField(foreign.Unpacked(n, what))), want), "%s is %s", what, node.Describe(n))
		return rulebook.Scalar{}, false
	}
	l.checkTag(n)
	l.checkPunctuation(n)
	l.checkComment(n, what)
	l.checkTail(n, what)
	return rulebook.Scalar{Pos: node.Pos(n), Text: node.Text(n), Quoted: node.IsQuoted(n)}, true
}

// ofField names the field of the line that is being read in a text to write.
func (l *loader) ofField(write string) string {
	if l.lineField == "" {
		return write
	}
	return strings.ReplaceAll(write, "{field: FIELD, ", "{field: "+l.lineField+", ")
}

// checkTail refuses a name or a value of a rule that goes on with the comma of JSON.
func (l *loader) checkTail(n *yaml.Node, what string) {
	name := strings.Trim(what, `"`)
	if bare := strings.TrimSuffix(n.Value, ","); bare != n.Value && n.Style == 0 && (name == "field" || name == "name" || name == "group" || name == "stage" || dialect.IsOperator(name)) {
		l.problem(n, "write "+name+": "+bare+", or put the comma in quotes", "%s ends in a comma", what)
	}
}

var numbered = lazyre.New(`^#[0-9]+$`)

// checkComment refuses a text of which YAML took the end for a comment: Step #1.
func (l *loader) checkComment(n *yaml.Node, what string) {
	if !node.IsQuoted(n) && numbered().MatchString(n.LineComment) && n.Value != "" && strings.Trim(n.Value, "0123456789.%-+dw") != "" {
		l.problem(n, `write "`+n.Value+" "+n.LineComment+`" in quotes, or a blank after the # of a comment`, "in %s, YAML takes %s for a comment", what, n.LineComment)
	}
}

// nullWant adds, for YAML's words for "no value", how to write them as a text.
func nullWant(n *yaml.Node, want string) string {
	if n.Value == "" {
		return want
	}
	return want + `; for the text itself write "` + n.Value + `" in quotes`
}

// checkPunctuation refuses a text that begins with a bracket, brace or quote which
// is not YAML's.
func (l *loader) checkPunctuation(n *yaml.Node) {
	if node.BeginsFalsely(n) {
		first, _ := utf8.DecodeRuneInString(n.Value)
		l.add(node.LookalikeProblem(node.Pos(n), first))
	}
}

// scalars reads one value or a list of them. An empty list gives an empty slice
// that is not nil, and is left to the caller.
func (l *loader) scalars(n *yaml.Node, what, want string) ([]rulebook.Scalar, bool) {
	if n.Kind != yaml.SequenceNode {
		s, ok := l.scalar(n, what, want)
		return []rulebook.Scalar{s}, ok
	}
	l.checkTag(n)
	if flat := flattened(n); flat != "" {
		l.problem(n, "write "+flat, "%s is a list in a list", what)
		return []rulebook.Scalar{{Pos: node.Pos(n), Text: node.Text(n.Content[0].Content[0])}}, false
	}
	all := make([]rulebook.Scalar, 0, len(n.Content))
	for _, c := range n.Content {
		if l.budget < 0 {
			break
		}
		item := l.follow(c)
		if p, found := l.listPunctuation(n, item); found {
			l.add(p)
		}
		if s, ok := l.scalar(item, "an entry of "+what, "expected one value"); ok {
			all = append(all, s)
		}
	}
	return all, len(all) == len(n.Content)
}

// flattened are the values of a list of lists in one list; "" for any other list.
func flattened(n *yaml.Node) string {
	var all []string
	for _, inner := range n.Content {
		if inner.Kind != yaml.SequenceNode {
			return ""
		}
		for _, one := range inner.Content {
			if one.Kind != yaml.ScalarNode || len(all) > 100 {
				return ""
			}
			all = append(all, node.Flow(one))
		}
	}
	if all == nil || len(n.Content[0].Content) == 0 {
		return ""
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// listPunctuation finds a comma of Japanese writing in an entry of a list in
// brackets, where it does not part entries.
func (l *loader) listPunctuation(list, item *yaml.Node) (rulebook.Problem, bool) {
	if list.Style&yaml.FlowStyle == 0 {
		return rulebook.Problem{}, false
	}
	p, found := l.file.PunctuationAt(item, "，、")
	if found {
		p.Want += `; if it belongs to the text, put the text in quotes`
	}
	return p, found
}

// parse reads a value with parse, which gives "" or says what is wrong with the
// text: `is not a number`.
func parse[T any](l *loader, n *yaml.Node, k keys.Kind, what, want string, parse func(text string) (T, string)) (value T, ok bool) {
	s, ok := l.scalar(n, node.Quote(what), want)
	if !ok {
		return value, false
	}
	value, wrong := parse(s.Text)
	if wrong != "" {
		text := operand.OfKind(k, s.Text)
		if bare := strings.TrimRight(s.Text, " ,;"); bare != s.Text && !s.Quoted {
			text = cmp.Or(operand.OfKind(k, bare), bare)
		}
		if (what == "max" || what == "min") && operand.SaysNone(s.Text) {
			want, text = "leave "+what+" out where there is no bound", ""
		} else if truth, isTruth := cell.TruthWord(s.Text); isTruth && what == "missing" {
			want, text = fmt.Sprintf("write known: %v for a blank cell", !truth), ""
		} else if each := operand.Each(s.Text); k == keys.KindPoints && each != "" && what == "points" {
			want, text = "write "+each, ""
		} else if least := operand.Least(s.Text); (k == keys.KindPoints && text == "" || k == keys.KindShare && strings.ContainsAny(s.Text, "<>=≥")) && strings.HasPrefix(what, "grade ") {
			if share, isShare := strings.CutSuffix(strings.TrimLeft(s.Text, "<>=≥ "), "%"); k == keys.KindShare && isShare {
				least = share + "%"
			}
			text = least
		}
		if bare, isBracketed := strings.CutPrefix(s.Text, "("); k == keys.KindPoints && isBracketed {
			if bare = strings.TrimSpace(strings.TrimSuffix(bare, ")")); strings.Trim(bare, "0123456789.") == "" && bare != "" {
				want, text = "write "+bare+", or -"+bare+" where the brackets take it away", ""
			}
		}
		if _, stillWrong := parse(text); text != "" && stillWrong == "" {
			want = "write " + text
		} else if k == keys.KindPoints {
			want = cmp.Or(imperativeOf(cmp.Or(expression.Earning(s.Text), expression.Lookup(s.Text), operand.Capped(s.Text), operand.Product(s.Text))), want)
		}
		l.problem(n, want, "%s: %s %s", what, node.Quote(s.Text), wrong)
	}
	return value, wrong == ""
}

// parsed reads the value of a key with parse.
func parsed[T any](m *mapping, name string, k keys.Kind, with func(text string) (T, string)) (value T, ok bool) {
	n := m.value(name, k)
	if n == nil {
		return value, false
	}
	return parse(m.l, n, k, name, m.want(name), with)
}

func (m *mapping) text(name string) string {
	s, _ := m.scalar(name, keys.KindText)
	return s.Text
}

// name reads a name, which is not empty.
func (m *mapping) name(name string) string {
	text, _ := parsed(m, name, keys.KindName, parseName)
	return text
}

func parseName(text string) (string, string) {
	if strings.TrimSpace(text) == "" {
		return "", "is empty"
	}
	return text, ""
}

// reference reads the name of a field or a group.
func (m *mapping) reference(name string, k keys.Kind) rulebook.Scalar {
	if n := m.value(name, k); n != nil && n.Kind == yaml.MappingNode && m.table.Operators && name == "field" {
		if write := m.translator().FieldUnpacked(n); write != "" {
			m.l.problem(n, "write "+write, "%s is %s", node.Quote(name), node.Describe(n))
			return rulebook.Scalar{}
		}
	}
	if n := m.value(name, k); n != nil && n.Kind == yaml.SequenceNode && (m.table == &keys.Accounts || name == "key") && len(n.Content) > 0 {
		m.l.problem(n, "write "+name+": "+node.Flow(n.Content[0]), "%s is a list, where one field is due", node.Quote(name))
		return rulebook.Scalar{}
	}
	if n := m.value(name, k); n != nil && n.Kind == yaml.SequenceNode && k == keys.KindField && len(n.Content) != 1 {
		m.l.problem(n, "declare one field of these columns, and name it here: fields: {NAME: {column: "+node.Flow(n)+"}}", "%s is a list", node.Quote(name))
		return rulebook.Scalar{}
	}
	s, ok := m.scalar(name, k)
	if ok && strings.TrimSpace(s.Text) == "" {
		m.l.problem(m.value(name, k), m.want(name), "%s is empty", node.Quote(name))
	}
	return s
}

// texts reads a text or a list of texts; an empty list gives an empty slice that is
// not nil.
func (m *mapping) texts(name string) []rulebook.Scalar {
	n := m.value(name, keys.KindTexts)
	if n == nil {
		return nil
	}
	all, _ := m.l.scalars(n, node.Quote(name), m.want(name))
	return all
}

// missingWords reads words that mean blank: texts, or a mapping with the one key that says
// how they stand to others; isMapping tells which.
func (m *mapping) missingWords(key string) (words []rulebook.Scalar, isMapping bool) {
	n := m.value("missing_words", keys.KindMissing)
	if n == nil {
		return nil, false
	}
	if n.Kind == yaml.MappingNode {
		if len(n.Content) != 2 || m.l.follow(n.Content[0]).Value != key {
			words := "[A, B]"
			if len(n.Content) == 2 {
				words = node.Flow(n.Content[1])
			}
			m.l.problem(n, "write {"+key+": "+words+"}, or a list", `"missing_words" is %s`, node.Describe(n))
			return nil, false
		}
		n, isMapping = m.l.follow(n.Content[1]), true
	}
	words, _ = m.l.scalars(n, node.Quote("missing_words"), m.want("missing_words"))
	return words, isMapping
}

// someTexts reads texts of which there must be at least one.
func (m *mapping) someTexts(name string) []rulebook.Scalar {
	n := m.value(name, keys.KindTexts)
	if n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		m.l.problem(n, m.want(name), "%s is empty", node.Quote(name))
	}
	return m.texts(name)
}

func (m *mapping) choice(name string) (text string, ok bool) {
	k, _ := m.table.Key(name)
	n := m.value(name, keys.KindChoice)
	if n == nil {
		return "", false
	}
	s, ok := m.l.scalar(n, node.Quote(name), m.want(name))
	if !ok || slices.Contains(k.Choices, s.Text) {
		return s.Text, ok
	}
	want := m.want(name)
	if write := dialect.Choice(k, s.Text, ""); write != "" {
		want = "write " + write
	} else if other := slices.IndexFunc(m.table.Keys, func(k keys.Key) bool { return k.Name != name && slices.Contains(k.Choices, s.Text) }); other >= 0 {
		want = "write " + m.table.Keys[other].Name + ": " + s.Text + " in place of " + name
	}
	m.l.problem(n, want, "%s: %s is not known", name, node.Quote(s.Text))
	return "", false
}

func (m *mapping) truth(name string) bool {
	if n := m.value(name, keys.KindTruth); n != nil && n.Kind == yaml.ScalarNode {
		near, isNear := fold.Nearest(n.Value, []string{"true", "false"})
		if _, known := cell.TruthWord(n.Value); isNear && !known {
			m.l.problem(n, "write "+near, "%s: %s is no truth value", name, node.Quote(n.Value))
			return near == "true"
		}
	}
	b, _ := parsed(m, name, keys.KindTruth, func(text string) (bool, string) {
		if b, ok := cell.TruthWord(text); ok {
			return b, ""
		}
		return false, "is no truth value"
	})
	return b
}

// number reads a number of one of the kinds of number; nil when the key is absent.
func (m *mapping) number(name string, k keys.Kind) *exact.Number {
	if !m.has(name) {
		return nil
	}
	n, _ := parsed(m, name, k, numberParser(k))
	return &n
}

// amount is number with a default.
func (m *mapping) amount(name string, k keys.Kind, def exact.Number) exact.Number {
	if n, ok := parsed(m, name, k, numberParser(k)); ok {
		return n
	}
	return def
}

func numberParser(k keys.Kind) func(string) (exact.Number, string) {
	switch k {
	case keys.KindPoints:
		return parsePoints
	case keys.KindShare:
		return parseShare
	case keys.KindPositive:
		return func(text string) (exact.Number, string) {
			n, wrong := parseNumber(text)
			if wrong == "" && n.Sign() <= 0 {
				wrong = "is not above 0"
			}
			return n, wrong
		}
	}
	return parseNumber
}

func parseNumber(text string) (exact.Number, string) {
	n, err := cell.ParseDecimal(text)
	switch {
	case err == nil:
		return n, ""
	case operand.BeginsWithZero(fold.Normalize(text)):
		return n, "begins with 0, as numbers do not"
	case strings.HasSuffix(fold.Normalize(text), "%"):
		return n, "is a share, where a number is due"
	}
	return n, "is not a number"
}

// parsePoints reads a number of at most three decimals, not beyond a billion.
func parsePoints(text string) (exact.Number, string) {
	n, wrong := parseNumber(text)
	if wrong != "" {
		return n, wrong
	}
	most := exact.Int(1_000_000_000)
	if n.Cmp(most) > 0 || n.Cmp(most.Neg()) < 0 {
		return n, "is beyond 1000000000"
	}
	if _, exact := n.Points(); !exact {
		return n, "has more than three decimals"
	}
	return n, ""
}

func parseShare(text string) (exact.Number, string) {
	if part, of, isFraction := strings.Cut(fold.Normalize(text), "/"); isFraction {
		return parseFraction(part, of)
	}
	n, err := cell.ParseShare(text)
	switch {
	case err == nil && n.Sign() >= 0 && n.Cmp(exact.Int(1)) <= 0:
		return n, ""
	case err == nil:
		return n, "is not within 0% to 100%"
	}
	if _, wrong := parseNumber(text); wrong == "" {
		return n, "has no percent sign"
	}
	return n, "is not a share"
}

// parseFraction reads a share such as 1/3, of two whole numbers.
func parseFraction(part, of string) (exact.Number, string) {
	num, wrong := parseNumber(part)
	den, wrong2 := parseNumber(of)
	_, whole := num.Whole()
	_, whole2 := den.Whole()
	n, fits := num.Div(den)
	switch {
	case wrong != "" || wrong2 != "" || !whole || !whole2 || !fits:
		return n, "is not a fraction of two whole numbers"
	case n.Sign() < 0 || n.Cmp(exact.Int(1)) > 0:
		return n, "is not within 0 to 1"
	}
	return n, ""
}

// parseRate reads a win rate, "26%", or one with the leads it was observed on, "26% of
// 230".
func parseRate(text string) (r rulebook.WinRate, wrong string) {
	rate, leads, told := strings.Cut(fold.Normalize(text), " of ")
	if r.Rate, wrong = parseShare(rate); wrong != "" || !told {
		return r, wrong
	}
	n, wrong := parseNumber(leads)
	if wrong != "" {
		return r, "has a number of leads that " + wrong
	}
	if r.Leads, wrong = wholeOf(n); wrong != "" {
		return r, "has a number of leads that " + wrong
	}
	return r, ""
}

// wholeOf is a number as a whole one from 1 up.
func wholeOf(n exact.Number) (int, string) {
	whole, err := strconv.Atoi(n.String())
	if err != nil || whole < 1 {
		return 0, "is not a whole number from 1 up"
	}
	return whole, ""
}

func (m *mapping) days(name string) int {
	days, _ := parsed(m, name, keys.KindDays, func(text string) (int, string) {
		if days, err := cell.ParseDays(text); err == nil {
			return days, ""
		}
		return 0, "is not a duration"
	})
	return days
}

func (m *mapping) whole(name string) *int {
	n, ok := parsed(m, name, keys.KindWhole, func(text string) (int, string) {
		n, wrong := parseNumber(text)
		if wrong != "" {
			return 0, wrong
		}
		return wholeOf(n)
	})
	if !ok {
		return nil
	}
	return &n
}

// day reads a calendar day in ISO form, and gives it as it is written too.
func (m *mapping) day(name string) (text string, day time.Time, ok bool) {
	day, ok = parsed(m, name, keys.KindDay, func(s string) (time.Time, string) {
		text = strings.TrimSpace(s)
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return day, ""
		}
		return time.Time{}, "is not a day"
	})
	return text, day, ok
}

// imperativeOf puts write before a text that is not empty.
func imperativeOf(text string) string {
	if text == "" {
		return ""
	}
	return "write " + text
}
