package naive

import (
	"math/big"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"leadscore/rulebook"
)

// condition decides a condition; none is always true.
func (l *lead) condition(c *rulebook.Condition) Truth {
	if c == nil {
		return True
	}
	truth := l.decide(c)
	if truth == True {
		l.hold(c.Pos)
	}
	return truth
}

func (l *lead) decide(c *rulebook.Condition) Truth {
	switch c.Kind {
	case rulebook.All:
		all := True
		for _, of := range c.Of {
			all = and(all, l.condition(&of))
		}
		return all
	case rulebook.Any:
		any := False
		for _, of := range c.Of {
			any = or(any, l.condition(&of))
		}
		return any
	case rulebook.Not:
		return not(l.condition(&c.Of[0]))
	}
	return l.leaf(c)
}

// leaf is true when all of its tests are; without tests, when there is an answer.
func (l *lead) leaf(c *rulebook.Condition) Truth {
	v := l.subject(c)
	if len(c.Tests) == 0 {
		return answer(v)
	}
	all := True
	for _, t := range c.Tests {
		all = and(all, l.test(v, t))
	}
	return all
}

func answer(v value) Truth {
	if v.known() {
		return True
	}
	return Unknown
}

// subject is what a leaf is about: a field or a metric.
func (l *lead) subject(c *rulebook.Condition) value {
	if c.Metric.Text != "" {
		return l.metric(c.Metric.Text)
	}
	return l.field(c.Field.Text)
}

// test decides one operator. Where it takes a list, any of it will do; for is_not
// and has_all, all of it is due.
func (l *lead) test(v value, t rulebook.Test) Truth {
	switch {
	case t.Op == "known":
		return truthOf(v.known() == isYes(t.Args[0]))
	case !v.known():
		return Unknown
	case t.Op == "is_not":
		return not(l.test(v, rulebook.Test{Op: "is", Args: t.Args}))
	case t.Op == "between":
		low := rulebook.Test{Op: "at_least", Args: t.Args[:1]}
		high := rulebook.Test{Op: "at_most", Args: t.Args[1:]}
		return and(l.test(v, low), l.test(v, high))
	case t.Op == "count":
		entries := printed(1000 * int64(len(v.entries)))
		all := True
		for _, of := range t.Count {
			all = and(all, l.test(entries, of))
		}
		return all
	case t.Op == "has_all":
		all := True
		for _, arg := range t.Args {
			all = and(all, truthOf(slices.Contains(v.entries, fold(arg.Text))))
		}
		return all
	}
	any := False
	for _, arg := range t.Args {
		any = or(any, l.compare(v, t.Op, arg.Text))
	}
	return any
}

// compare decides one operator with one operand.
func (l *lead) compare(v value, op, operand string) Truth {
	switch v.kind {
	case rulebook.TypeNumber:
		n, _ := readNumber(normal(operand), false)
		return v.number.compare(op, n)
	case rulebook.TypeDate:
		yes, no := 0, 0
		for day := v.day; day <= v.last; day++ {
			if l.compareDay(day, op, operand) {
				yes++
			} else {
				no++
			}
		}
		return agreed(no == 0, yes == 0)
	case rulebook.TypeBool:
		return truthOf(v.yes == isYes(rulebook.Scalar{Text: operand}))
	case rulebook.TypeList:
		return truthOf(slices.Contains(v.entries, fold(operand)))
	case rulebook.TypeLevel:
		return truthOf(compareInt(v.level, op, slices.Index(levels, fold(operand))))
	}
	if v.grades != nil && op != "is" && op != "is_not" {
		return truthOf(compareInt(-rank(v.grades, v.text), op, -rank(v.grades, operand)))
	}
	return truthOf(compareText(v.text, op, operand))
}

// rank is the place of a grade among those that stand best first; none comes last.
func rank(grades []string, grade string) int {
	for i, name := range grades {
		if fold(name) == fold(grade) {
			return i
		}
	}
	return len(grades)
}

func isYes(s rulebook.Scalar) bool {
	return slices.Contains([]string{"true", "yes", "はい"}, fold(s.Text))
}

// compare is True or False when all numbers of the span agree, else Maybe.
func (s span) compare(op string, n *big.Rat) Truth {
	above := s.low.Cmp(n) > 0 || s.lowOpen && s.low.Cmp(n) == 0
	atLeast := s.low.Cmp(n) >= 0
	below := s.high != nil && (s.high.Cmp(n) < 0 || s.highOpen && s.high.Cmp(n) == 0)
	atMost := s.high != nil && s.high.Cmp(n) <= 0
	switch op {
	case "at_least":
		return agreed(atLeast, below)
	case "at_most":
		return agreed(atMost, above)
	case "above":
		return agreed(above, atMost)
	case "below":
		return agreed(below, atLeast)
	}
	return agreed(s.exact() && s.low.Cmp(n) == 0, above || below) // is
}

func agreed(all, none bool) Truth {
	switch {
	case all:
		return True
	case none:
		return False
	}
	return Maybe
}

func compareInt(a int, op string, b int) bool {
	switch op {
	case "at_least":
		return a >= b
	case "at_most":
		return a <= b
	}
	return a == b // is
}

func (l *lead) compareDay(day int, op, operand string) bool {
	ago := l.asOf - day
	switch op {
	case "within":
		return ago >= 0 && ago <= duration(operand)
	case "within_next":
		return -ago >= 0 && -ago <= duration(operand)
	case "older_than":
		return ago > duration(operand)
	}
	other, _ := readDay(operand, rulebook.OrderUnset, l.location())
	switch op {
	case "before":
		return day < other
	case "after":
		return day > other
	}
	return day == other // is
}

func duration(text string) int {
	n, _ := strconv.Atoi(text[:len(text)-1])
	if strings.HasSuffix(text, "w") {
		return 7 * n
	}
	return n
}

func compareText(text, op, operand string) bool {
	folded, needle := fold(text), fold(operand)
	switch op {
	case "has_word":
		return hasWord(folded, needle)
	case "contains":
		return strings.Contains(folded, needle)
	case "starts_with":
		return strings.HasPrefix(folded, needle)
	case "ends_with":
		return strings.HasSuffix(folded, needle)
	case "matches":
		return regexp.MustCompile(operand).MatchString(text)
	case "domain":
		host := hostOf(folded)
		return host == needle || strings.HasSuffix(host, "."+needle)
	case "free_mail":
		free := slices.Contains([]string{"gmail.com", "yahoo.co.jp", "outlook.com"}, hostOf(folded))
		return free == isYes(rulebook.Scalar{Text: operand})
	}
	return folded == needle // is
}

// hasWord looks for a needle whose edges, where they are Latin letters or digits,
// do not touch another. A needle that ends in * may go on.
func hasWord(text, needle string) bool {
	needle, goesOn := strings.CutSuffix(needle, "*")
	for at := range text {
		rest, found := strings.CutPrefix(text[at:], needle)
		if !found {
			continue
		}
		before := touches(text[:at], needle, len(text[:at])-1, 0)
		after := touches(rest, needle, 0, len(needle)-1)
		if !before && (goesOn || !after) {
			return true
		}
	}
	return false
}

// touches tells whether both of these bytes are letters or digits.
func touches(text, needle string, at, edge int) bool {
	return at >= 0 && at < len(text) && isLatin(text[at]) && isLatin(needle[edge])
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }

// hostOf is the host of an e-mail address or a URL.
func hostOf(text string) string {
	if _, host, found := strings.Cut(text, "@"); found {
		return host
	}
	if u, err := url.Parse(text); err == nil {
		return u.Hostname()
	}
	return ""
}

// metric is a computed value, as stage rules see it.
func (l *lead) metric(name string) value {
	r := l.result
	if own, found := l.metrics[name]; found {
		return own
	}
	switch name {
	case "score":
		return printed(r.Score)
	case "fit":
		return printed(r.Fit)
	case "grade":
		return text(r.Grade)
	case "icp":
		return text(l.profileName())
	case "fit.grade":
		return graded(l.fitGrade(), l.fitGrades())
	}
	if group, found := strings.CutSuffix(name, ".grade"); found {
		i := slices.IndexFunc(l.rb.Groups, func(g rulebook.Group) bool { return "group."+g.Name == group })
		return graded(l.groupGrade(i), gradeNames(l.rb.Groups[i].Grades))
	}
	if group, found := strings.CutPrefix(name, "group."); found {
		i := slices.IndexFunc(l.rb.Groups, func(g rulebook.Group) bool { return g.Name == group })
		return printed(r.Groups[i])
	}
	return l.frameworkMetric(name)
}

func (l *lead) frameworkMetric(name string) value {
	dot := strings.LastIndex(name, ".")
	for i, f := range l.rb.Frameworks {
		if f.Name != name[:dot] {
			continue
		}
		t := l.result.Frameworks[i]
		switch name[dot+1:] {
		case "met":
			return printed(1000 * int64(t.Met))
		case "known":
			return printed(1000 * int64(t.Known))
		case "share":
			return printed(t.Share)
		case "qualified":
			if t.Qualified == Unknown {
				return value{kind: rulebook.TypeBool, state: blank}
			}
			return value{kind: rulebook.TypeBool, state: known, yes: t.Qualified == True}
		}
	}
	panic("no metric " + name)
}

func (l *lead) profileName() string {
	if l.result.Profile < 0 {
		return ""
	}
	return l.rb.ICP.Profiles[l.result.Profile].Name
}

// printed is a number in thousandths as a person reads it.
func printed(thousandths int64) value {
	return value{kind: rulebook.TypeNumber, state: known, number: exactly(big.NewRat(thousandths, 1000))}
}

// graded is a grade, of those that stand best first.
func graded(grade string, grades []string) value {
	v := text(grade)
	v.grades = grades
	return v
}

func text(s string) value { return value{kind: rulebook.TypeText, state: known, text: s} }
