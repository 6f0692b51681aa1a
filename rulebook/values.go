package rulebook

import (
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"leadscore/match"
)

// scalar reads one value as it is written; want says what was due.
func (l *loader) scalar(n *yaml.Node, what, want string) (match.Scalar, bool) {
	switch {
	case isNull(n):
		l.problem(n, nullWant(n, want), "%s has no value", what)
		return match.Scalar{}, false
	case n.Kind != yaml.ScalarNode:
		l.problem(n, want, "%s is %s", what, describe(n))
		return match.Scalar{}, false
	}
	l.checkTag(n)
	l.checkPunctuation(n)
	return match.Scalar{Pos: place(n), Text: textOf(n), Quoted: quoted(n)}, true
}

// nullWant adds, for YAML's words for "no value", how to write them as a text.
func nullWant(n *yaml.Node, want string) string {
	if n.Value == "" {
		return want
	}
	return want + `; for the text itself write "` + n.Value + `" in quotes`
}

// checkPunctuation refuses a text without quotes that begins like a list or a
// mapping in full-width brackets.
func (l *loader) checkPunctuation(n *yaml.Node) {
	if strings.HasPrefix(n.Value, "［") || strings.HasPrefix(n.Value, "｛") {
		if p, found := l.punctuationAt(n, "［｛"); found {
			l.add(p)
		}
	}
}

// scalars reads one value or a list of them. An empty list gives an empty slice
// that is not nil, and is left to the caller.
func (l *loader) scalars(n *yaml.Node, what, want string) ([]match.Scalar, bool) {
	if n.Kind != yaml.SequenceNode {
		s, ok := l.scalar(n, what, want)
		return []match.Scalar{s}, ok
	}
	l.checkTag(n)
	all := make([]match.Scalar, 0, len(n.Content))
	for _, c := range n.Content {
		if l.budget < 0 {
			break
		}
		item := l.follow(c)
		if p, found := l.listPunctuation(n, item); found {
			l.add(p)
			continue
		}
		if s, ok := l.scalar(item, "an entry of "+what, "expected one value"); ok {
			all = append(all, s)
		}
	}
	return all, len(all) == len(n.Content)
}

// listPunctuation finds a comma of Japanese writing in an entry of a list in
// brackets, where it does not part entries.
func (l *loader) listPunctuation(list, item *yaml.Node) (match.Problem, bool) {
	if list.Style&yaml.FlowStyle == 0 {
		return match.Problem{}, false
	}
	p, found := l.punctuationAt(item, "，、")
	if found {
		p.Want += `; if it belongs to the text, put the text in quotes`
	}
	return p, found
}

// parse reads a value with parse, which says whether the text will do.
func parse[T any](l *loader, n *yaml.Node, what, want string, k kind, parse func(text string) (T, bool)) (value T, ok bool) {
	s, ok := l.scalar(n, what, want)
	if !ok {
		return value, false
	}
	if value, ok = parse(s.Text); !ok {
		l.problem(n, want, "%s: %s is not %s", what, quote(s.Text), kindWords[k].noun)
	}
	return value, ok
}

// parsed reads the value of a key with parse.
func parsed[T any](o *opened, name string, k kind, with func(text string) (T, bool)) (value T, ok bool) {
	n := o.take(name, k)
	if n == nil {
		return value, false
	}
	return parse(o.l, n, name, o.want(name), k, with)
}

func (o *opened) text(name string) string {
	s, _ := o.scalar(name, kindText)
	return s.Text
}

// name reads a name, which is not empty; what stands in its place when it is, so
// that nothing else is said of it.
func (o *opened) name(name string) string {
	text, _ := parsed(o, name, kindName, func(text string) (string, bool) {
		return text, strings.TrimSpace(text) != ""
	})
	return text
}

// reference reads the name of a field or a group.
func (o *opened) reference(name string, k kind) match.Scalar {
	s, ok := o.scalar(name, k)
	if ok && strings.TrimSpace(s.Text) == "" {
		o.l.problem(o.take(name, k), o.want(name), "%s is empty", name)
	}
	return s
}

func (o *opened) texts(name string) []match.Scalar {
	n := o.take(name, kindTexts)
	if n == nil {
		return nil
	}
	all, _ := o.l.scalars(n, name, o.want(name))
	return all
}

// fullTexts reads texts of which there must be at least one.
func (o *opened) fullTexts(name string) []match.Scalar {
	all := o.texts(name)
	if n := o.take(name, kindTexts); n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		o.l.problem(n, o.want(name), "%s is empty", name)
	}
	return all
}

func (o *opened) choice(name string) (text string, ok bool) {
	k, _ := o.table.key(name)
	return parsed(o, name, kindChoice, func(text string) (string, bool) {
		for _, c := range k.choices {
			if c == text {
				return text, true
			}
		}
		return "", false
	})
}

func (o *opened) truth(name string) bool {
	b, _ := parsed(o, name, kindTruth, match.TruthWord)
	return b
}

// number reads a number of one of the kinds of number; nil when the key is absent.
func (o *opened) number(name string, k kind) *match.Number {
	if !o.has(name) {
		return nil
	}
	n, _ := parsed(o, name, k, numberParser(k))
	return &n
}

// amount is number with a default.
func (o *opened) amount(name string, k kind, def match.Number) match.Number {
	if n, ok := parsed(o, name, k, numberParser(k)); ok {
		return n
	}
	return def
}

func numberParser(k kind) func(string) (match.Number, bool) {
	switch k {
	case kindPoints:
		return parsePoints
	case kindShare:
		return parseShare
	case kindPositive:
		return func(text string) (match.Number, bool) {
			n, err := match.ParseDecimal(text)
			return n, err == nil && n.Sign() > 0
		}
	}
	return func(text string) (match.Number, bool) {
		n, err := match.ParseDecimal(text)
		return n, err == nil
	}
}

// parsePoints reads a number of at most three decimals, not beyond a billion.
func parsePoints(text string) (match.Number, bool) {
	n, err := match.ParseDecimal(text)
	if err != nil {
		return n, false
	}
	most := match.Int(1_000_000_000)
	_, exact := n.Points()
	return n, exact && n.Cmp(most) <= 0 && n.Cmp(most.Neg()) >= 0
}

func parseShare(text string) (match.Number, bool) {
	n, err := match.ParseShare(text)
	return n, err == nil && n.Sign() >= 0 && n.Cmp(match.Int(1)) <= 0
}

func (o *opened) days(name string) int {
	days, _ := parsed(o, name, kindDays, func(text string) (int, bool) {
		days, err := match.ParseDays(text)
		return days, err == nil
	})
	return days
}

func (o *opened) whole(name string) *int {
	n, ok := parsed(o, name, kindWhole, func(text string) (int, bool) {
		n, err := match.ParseDecimal(text)
		if err != nil {
			return 0, false
		}
		whole, err := strconv.Atoi(n.String())
		return whole, err == nil && whole > 0
	})
	if !ok {
		return nil
	}
	return &n
}

// day reads a calendar day in ISO form.
func (o *opened) day(name string) (text string, day time.Time, ok bool) {
	day, ok = parsed(o, name, kindDay, func(s string) (time.Time, bool) {
		text = strings.TrimSpace(s)
		day, err := time.Parse(time.DateOnly, text)
		return day, err == nil
	})
	return text, day, ok
}
