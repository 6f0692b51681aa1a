package testrun

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/rule"
)

// someText stands in place of a text that could tell who the lead is.
const someText = "anonymous"

// mostText is how many characters a text may have that is taken for an entry to choose
// from, and not for what somebody wrote about the lead.
const mostText = 60

// Lead makes a test of a real lead: the cells of the fields that rules read, without what
// tells who it is, and the stage and score that come out for them. header and cells are
// those of a list that the engine is compiled for. changed names the fields whose cells
// had to be replaced although rules read something else in them.
func Lead(rb *rulebook.Rulebook, e *scoring.Engine, asOf calendar.Day, header, cells []string) (test *rulebook.Example, changed []string) {
	a := &anonymizer{engine: e, scorer: e.NewScorer(), cells: slices.Clone(cells), own: ownTexts(header, cells)}
	test = &rulebook.Example{}
	if scoring.AsksForToday(rb) {
		test.AsOf = &asOf
	}
	fields, columns := e.Fields(), map[int]bool{}
	read := a.scorer.RuleCells(cells)
	a.verdicts = a.judge()
	for _, c := range read {
		if columns[c.Column] || strings.TrimSpace(c.Cell) == "" {
			continue
		}
		columns[c.Column] = true
		f := &fields[c.Field]
		tells := a.tells(f, header[c.Column], c)
		if tells && c.State == cell.Blank {
			continue
		}
		if tells && !a.replace(c) {
			changed = append(changed, f.Name)
		}
		test.Lead = append(test.Lead, rulebook.ExampleCell{Name: rulebook.Scalar{Text: f.Name}, Value: rulebook.Scalar{Text: a.cells[c.Column]}})
	}
	a.want(test, len(rb.Stages) > 0)
	return test, changed
}

// anonymizer replaces cells of a lead by others that rules judge alike.
type anonymizer struct {
	engine   *scoring.Engine
	scorer   *scoring.Scorer
	cells    []string
	own      []string // texts that tell who the lead is, folded
	verdicts []rule.Verdict
}

// want fills in what comes out for the lead as it is now.
func (a *anonymizer) want(test *rulebook.Example, stages bool) {
	r := a.scorer.Score(a.cells)
	wanted := func(metric, value string) {
		test.Want = append(test.Want, rulebook.Condition{
			Metric: rulebook.Scalar{Text: metric},
			Tests:  []rulebook.Test{{Op: "is", Args: []rulebook.Scalar{{Text: value, Quoted: value == ""}}}},
		})
	}
	if stages {
		wanted("stage", a.engine.StageName(r))
	}
	wanted("score", r.Score.String())
}

// judge is what all rules come to, and the score behind them.
func (a *anonymizer) judge() []rule.Verdict {
	r := a.scorer.Score(a.cells)
	all := []rule.Verdict{{Points: r.Score, Band: r.Stage}}
	for _, rule := range a.engine.Rules() {
		all = append(all, a.scorer.Verdict(rule))
	}
	return all
}

// replace puts another text in the place of a cell: the first that rules judge alike;
// where none is, the first. It reports whether rules judge it alike.
func (a *anonymizer) replace(c scoring.RuleCell) bool {
	others := instead(c.Cell, a.engine.Operands(c.Field))
	for _, other := range others {
		if a.cells[c.Column] = other; slices.Equal(a.judge(), a.verdicts) {
			return true
		}
	}
	a.cells[c.Column] = others[0]
	a.verdicts = a.judge()
	return false
}

// instead lists what may stand in place of a cell: of an address another of the same
// kind; of another text one that says nothing, or one that the rulebook names itself.
func instead(text string, operands []string) []string {
	host, isAddress := hostOf(text)
	if !isAddress {
		return append([]string{someText}, operands...)
	}
	var hosts []string
	if lexicon.IsFreeMail([]byte(host)) {
		hosts = append(hosts, host)
	}
	for _, operand := range operands {
		if folded := fold.Text(operand); host == folded || strings.HasSuffix(host, "."+folded) {
			hosts = append(hosts, operand)
		}
	}
	hosts = append(hosts, "example.com")
	for _, operand := range operands {
		hosts = append(hosts, operand, "example."+operand)
	}
	for i, h := range hosts {
		if hosts[i] = "https://" + h; strings.Contains(text, "@") {
			hosts[i] = "someone@" + h
		}
	}
	return hosts
}

// tells reports whether a cell may tell who the lead is.
func (a *anonymizer) tells(f *scoring.FieldInfo, header string, c scoring.RuleCell) bool {
	text := fold.Text(c.Cell)
	if slices.ContainsFunc(a.engine.Operands(c.Field), func(operand string) bool { return fold.Text(operand) == text }) {
		return false // the rulebook names it itself
	}
	_, isAddress := hostOf(c.Cell)
	written := f.Type == rulebook.TypeText || f.Type == rulebook.TypeList
	return isPersonal(f, header) || isAddress || c.State == cell.Unreadable ||
		written && (lexicon.IsPhone(text) || utf8.RuneCountInString(text) > mostText) ||
		slices.ContainsFunc(a.own, func(own string) bool { return holdsWord(text, own) })
}

// isPersonal reports whether a field says who somebody is, by what it is like, its name
// or its header.
func isPersonal(f *scoring.FieldInfo, header string) bool {
	for _, name := range []string{f.Like, f.Name} {
		if lexicon.TellsWho(name) || lexicon.IsFreeText(name) {
			return true
		}
	}
	for _, name := range []string{header, f.Name} {
		if k, found := lexicon.FieldOfHeader(name); found && (lexicon.TellsWho(k.Name) || lexicon.IsFreeText(k.Name)) {
			return true
		}
	}
	return false
}

// ownTexts are the names, numbers and addresses of a lead, folded.
func ownTexts(header, cells []string) []string {
	var own []string
	for i, name := range header {
		k, found := lexicon.FieldOfHeader(name)
		if !found || !lexicon.TellsWho(k.Name) || i >= len(cells) {
			continue
		}
		text := fold.Text(cells[i])
		for _, part := range append(strings.Fields(text), text) {
			if utf8.RuneCountInString(part) > 1 {
				own = append(own, part)
			}
		}
	}
	return own
}

// holdsWord reports whether a text holds a word; one in Latin letters or digits only
// where it is not part of a longer one.
func holdsWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(word)
		if !(from > 0 && latin(text[from-1]) && latin(word[0])) && !(to < len(text) && latin(text[to]) && latin(word[len(word)-1])) {
			return true
		}
		at = from + 1
	}
}

func latin(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

var address = lazyre.New(`@([^\s@<>,;]+)|://([^\s/:?#]+)|\b(www\.[^\s/:?#]+)`)

// hostOf is the host of the address that a text holds, which may be that of mail or of a
// page.
func hostOf(text string) (host string, found bool) {
	m := address().FindStringSubmatch(fold.Text(text))
	if m == nil {
		return "", false
	}
	return strings.Trim(m[1]+m[2]+m[3], "."), true
}

// Name gives a test of a lead a name that none of the others has.
func Name(test *rulebook.Example, others []rulebook.Example, language rulebook.Language) {
	var parts []string
	for _, w := range test.Want {
		if value := w.Tests[0].Args[0].Text; value != "" {
			parts = append(parts, w.Metric.Text+" "+value)
		}
	}
	name := "A lead with " + strings.Join(parts, " and ")
	if language == rulebook.Japanese {
		name = strings.Join(parts, "、") + " のリード"
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(others, func(o rulebook.Example) bool { return o.Name == name })
	}
	test.Name = name
	for n := 2; taken(test.Name); n++ {
		test.Name = fmt.Sprintf("%s (%d)", name, n)
	}
}
