package yaml

import (
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/rulebook"
)

// pasted is a rulebook in which each text that a problem says to write stands in the place
// that it names, as a reader would put it there; the number of texts that found their place
// comes with it.
func pasted(src string, problems []rulebook.Problem, warnings bool) (string, int) {
	if out, done := pastedLines(src, problems); done > 0 {
		return out, done
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(src), &doc) != nil || len(doc.Content) == 0 {
		return pastedInLine(src, problems)
	}
	done := 0
	for _, p := range problems {
		if _, out, found := strings.Cut(p.Want, "leave "); found && strings.HasPrefix(p.Want, "leave ") {
			name, _, _ := strings.Cut(out, " out")
			if at := findPlace(doc.Content[0], p.Pos); at != nil && at.isKey {
				remove(at.in, name)
				done++
			}
			continue
		}
		write, moved := textToWrite(p.Want)
		if write == "" || moved || p.Warning && !warnings {
			continue
		}
		at := findPlace(doc.Content[0], p.Pos)
		if p.Warning && (at == nil || at.isKey) {
			continue
		}
		if at != nil && at.put(write, p.Want) {
			done++
		}
	}
	out, err := yaml.Marshal(&doc)
	if err != nil {
		return src, 0
	}
	return string(out), done
}

var didYouMean = regexp.MustCompile(`^did you mean "?([^"?]+)"?\?`)

var lineToPaste = regexp.MustCompile("(?:write|as in) `(.*)`$")

// pastedLines is a rulebook in which whole lines are written that problems tell of.
func pastedLines(src string, problems []rulebook.Problem) (string, int) {
	lines, done := strings.SplitAfter(src, "\n"), 0
	for _, p := range problems {
		found := lineToPaste.FindStringSubmatch(p.Want)
		if p.Want == "leave this line out" {
			found = []string{"", ""}
		}
		if found != nil {
			lines[p.Pos.Line-1], done = found[1]+"\n", done+1
		}
	}
	return strings.Join(lines, ""), done
}

// pastedInLine is pasted for a text that is no YAML yet: the entry of its line that has the
// key of what is to be written.
func pastedInLine(src string, problems []rulebook.Problem) (string, int) {
	lines, done := strings.SplitAfter(src, "\n"), 0
	for _, p := range problems {
		write, _ := textToWrite(p.Want)
		key, _, found := strings.Cut(write, ": ")
		if at := p.Pos.Line - 1; found && at < len(lines) {
			entry := regexp.MustCompile(regexp.QuoteMeta(key) + `: *[^,{}\[\]\n]*`)
			if entry.MatchString(lines[at]) {
				lines[at], done = strings.Replace(lines[at], entry.FindString(lines[at]), write, 1), done+1
			}
		}
	}
	return strings.Join(lines, ""), done
}

var (
	afterText = regexp.MustCompile(`, or check .*|, counted back .*|; (?:or|and|if|for) .*| for (?:what|a field|a blank|numbers) .*|, or add field.*|, or -[0-9.]+ where .*|, true where .*|, or leave .*| where .*| if any of .*|, or write it .*|, (?:or "|best first|in quotes|with its condition|where ).*| in (?:place of|quotes|criteria|its).*|\? .*`)
	topRow    = regexp.MustCompile(`^[a-z_]+: and under it `)
)

// textToWrite is what a sentence says to write; "" for a sentence that says something else.
func textToWrite(want string) (text string, elsewhere bool) {
	if found := didYouMean.FindStringSubmatch(want); found != nil && !strings.Contains(want, "write ") {
		return found[1], false
	}
	_, text, found := strings.Cut(want, "write ")
	if !found {
		if text, found = strings.CutPrefix(want, "add "); !found {
			return "", false
		}
	}
	if key := topRow.FindString(text); key != "" {
		name, _, _ := strings.Cut(key, ":")
		rows := strings.Split(strings.TrimPrefix(text, key), " and - ")
		for i := range rows {
			rows[i] = strings.TrimPrefix(rows[i], "- ")
		}
		text = name + ": [" + strings.Join(rows, ", ") + "]"
	}
	return afterText.ReplaceAllString(text, ""), strings.HasPrefix(want, "write it where")
}

// place is a value of a rulebook, or an entry of a mapping.
type place struct {
	in     *yaml.Node // the mapping or list that holds it
	at     int        // of the key, or of the item
	isKey  bool       // the key stands at the place, not the value
	above  *place     // where in stands
	target *yaml.Node
}

func findPlace(n *yaml.Node, pos rulebook.Pos) *place {
	return findIn(n, pos, nil)
}

func findIn(n *yaml.Node, pos rulebook.Pos, above *place) *place {
	is := func(c *yaml.Node) bool { return c.Line == pos.Line && c.Column == pos.Column }
	for i, c := range n.Content {
		here := &place{in: n, at: i, above: above, target: c}
		if n.Kind == yaml.MappingNode {
			here.at, here.isKey = i-i%2, i%2 == 0
		}
		if is(c) && c.Kind == yaml.ScalarNode {
			return here
		}
		if found := findIn(c, pos, here); found != nil {
			return found
		}
		if is(c) {
			return here
		}
	}
	return nil
}

// put writes a text at a place: entries in place of an entry, a value in place of a value.
func (p *place) put(text, want string) bool {
	text, isItem := strings.CutPrefix(text, "- ")
	if isItem {
		text = "[" + text + "]"
	}
	var v yaml.Node
	isEntries := entries.MatchString(text)
	if isEntries {
		text = "{" + text + "}"
	}
	if yaml.Unmarshal([]byte(text), &v) != nil || len(v.Content) == 0 {
		return false
	}
	value := v.Content[0]
	if isEntries && p.in.Kind == yaml.SequenceNode && p.above != nil && !p.above.isKey && p.above.in.Kind == yaml.MappingNode && p.above.in.Content[p.above.at].Value == value.Content[0].Value {
		p.above.in.Content[p.above.at+1] = value.Content[1] // between: [100, 500] for [500, 100]
		return true
	}
	if strings.HasPrefix(want, "add ") && isEntries && p.target.Kind == yaml.MappingNode && p.in.Kind == yaml.SequenceNode {
		for i := 0; i+1 < len(value.Content); i += 2 {
			set(p.target, value.Content[i], value.Content[i+1])
		}
		return true
	}
	if isEntries && p.in.Kind == yaml.MappingNode && p.above != nil && !p.above.isKey && p.above.in.Kind == yaml.MappingNode && p.above.in.Content[p.above.at].Value == value.Content[0].Value && len(value.Content) == 2 && value.Content[1].Kind != p.in.Kind {
		p.above.in.Content[p.above.at+1] = value.Content[1] // criteria: [{name: A, ...}] for criteria: {A: ...}
		return true
	}
	if isEntries && !p.isKey && p.target.Kind == yaml.MappingNode && p.in.Kind == yaml.MappingNode && !strings.HasPrefix(want, "add ") && value.Content[0].Value == "elements" && p.in.Content[p.at].Value != "elements" {
		p.target.Content = value.Content // elements: {...} for {budget: ...} under BANT
		return true
	}
	if isEntries && p.isKey && p.in.Kind == yaml.MappingNode && value.Content[0].Value == "elements" && p.in.Content[p.at].Value != "elements" && len(value.Content) == 2 && value.Content[1].Kind == yaml.MappingNode && strings.Contains(text, p.in.Content[p.at].Value+":") {
		p.in.Content = value.Content // said of the first key of a mapping without braces
		return true
	}
	if isItem && p.isKey && p.above != nil && !p.above.isKey && p.above.in.Kind == yaml.MappingNode {
		p.above.in.Content[p.above.at+1] = value // - {name: A, ...} for the mapping under criteria
		return true
	}
	if isEntries && p.in.Kind == yaml.SequenceNode && p.target.Kind == yaml.MappingNode && strings.Contains(want, " in place of m") {
		p = &place{in: p.target, at: -2, isKey: true, above: p} // at_least: 3 in place of min, said of the line
	}
	if isEntries && p.in.Kind == yaml.SequenceNode {
		p.in.Content[p.at] = value
		return true
	}
	if value.Kind == yaml.MappingNode && !isEntries && p.isKey && p.in.Kind == yaml.MappingNode && p.above != nil && p.above.in.Kind == yaml.SequenceNode {
		p.above.in.Content[p.above.at] = value // {stage: MQL, metric: score, at_least: 50} for {MQL: 50}
		return true
	}
	if !isEntries {
		i := p.at
		if p.in.Kind == yaml.MappingNode && (!p.isKey || p.in.Content[i+1].Kind != yaml.ScalarNode) {
			i++
		}
		if p.isKey && p.in.Kind == yaml.MappingNode && value.Kind == yaml.ScalarNode { // another name for the key
			i = p.at
		}
		p.in.Content[i] = value
		return true
	}
	into := p.in
	if p.isKey && p.target != nil && strings.HasPrefix(want, "add ") && p.in.Content[p.at+1].Kind == yaml.MappingNode {
		into = p.in.Content[p.at+1]
	} else if !strings.HasPrefix(want, "add ") && p.at >= 0 {
		into.Content = slices.Delete(into.Content, p.at, p.at+2)
	}
	if _, leave, found := strings.Cut(want, " in place of "); found {
		leave, _, _ = strings.Cut(leave, ";")
		for _, name := range strings.FieldsFunc(leave, func(r rune) bool { return r == ' ' || r == ',' }) {
			remove(into, name)
		}
	}
	for i := 0; i+1 < len(value.Content); i += 2 {
		set(into, value.Content[i], value.Content[i+1])
	}
	return true
}

var entries = regexp.MustCompile(`^"?[^\[{:,]+"?: `)

// set puts an entry into a mapping. A condition takes the place of the one in the line.
func set(m, key, value *yaml.Node) {
	for i := 0; i+1 < len(m.Content); {
		name := m.Content[i].Value
		_, isOperator := match.LookupOperator(name)
		old := name == key.Value ||
			key.Value == "when" && (isOperator || name == "field" || name == "metric") ||
			(key.Value == "bands" || key.Value == "each") && name == "points" ||
			key.Value == "bands" && isOperator
		if old {
			m.Content = slices.Delete(m.Content, i, i+2)
		} else {
			i += 2
		}
	}
	m.Content = append(m.Content, key, value)
}

func remove(m *yaml.Node, name string) {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == name {
			m.Content = slices.Delete(m.Content, i, i+2)
			return
		}
	}
}
