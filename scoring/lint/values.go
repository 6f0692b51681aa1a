package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/meant"
	"leadscore/match/title"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// This file holds what is found about values that mean something else in other tools.

// joinedLists looks for lists that are written as one text.
func (l *linter) joinedLists() {
	if words := l.rulebook.MissingWords; len(words) == 1 {
		if parts := joinedParts(words[0].Text, true); parts != nil && !strings.Contains(words[0].Text, "/") || len(parts) > 1 {
			l.warn(words[0].Pos, "write missing_words: ["+strings.Join(parts, ", ")+"]", "missing_words: %q is one word", words[0].Text)
		}
	}
	if parts := joinedParts(l.rulebook.Key.Text, len(l.rulebook.Fields) == 0); parts != nil {
		l.warn(l.rulebook.Key.Pos, "write key: "+parts[0], "key: %q is one column", l.rulebook.Key.Text)
	}
	for _, name := range l.rulebook.Show {
		if word := fold.Text(name.Text); (word == "all" || word == "*" || word == "すべて") && len(l.rulebook.Fields) == 0 {
			l.warn(name.Pos, "write show: [COLUMN, COLUMN] with the headers to see", "show: %q is one column", name.Text)
		}
		if parts := joinedParts(name.Text, len(l.rulebook.Fields) == 0); parts != nil {
			l.warn(name.Pos, "write show: ["+strings.Join(parts, ", ")+"]", "show: %q is one column", name.Text)
		}
	}
	walk.EachLeaf(l.rulebook, func(leaf *rulebook.Condition) {
		at, found := l.fieldNamed(leaf)
		if !found || l.plan.Specs[at].Spelling != nil {
			return
		}
		isList := l.plan.Specs[at].Type == rulebook.TypeList
		for _, t := range leaf.Tests {
			if isList && len(t.Args) == 1 && (t.Op == "has" || t.Op == "has_all") {
				if parts := joinedValues("has", t.Args[0].Text); parts != nil {
					l.warn(t.Args[0].Pos, "write "+t.Op+": ["+strings.Join(parts, ", ")+"]", "%s: %q is one entry", t.Op, t.Args[0].Text)
				}
			}
			if l.plan.Specs[at].Type != rulebook.TypeText {
				continue
			}
			if t.Op != "is" && t.Op != "is_not" && t.Op != "has_word" && t.Op != "contains" || len(t.Args) > 1 {
				continue // an entry among others may well have a comma in it: Food, Drink
			}
			for _, arg := range t.Args {
				if parts := joinedValues(t.Op, arg.Text); parts != nil {
					l.warn(arg.Pos, "write "+t.Op+": ["+strings.Join(parts, ", ")+"] if any of them will do", "%s: %q is one value", t.Op, arg.Text)
				}
			}
		}
	})
}

// fieldNamed finds the field that a leaf is about; false for a metric.
func (l *linter) fieldNamed(leaf *rulebook.Condition) (int, bool) {
	for i := range l.plan.Fields {
		if leaf.Metric.Text == "" && fold.Text(l.plan.Fields[i].Decl.Name) == fold.Text(leaf.Field.Text) {
			return i, true
		}
	}
	return -1, false
}

// legalForms stand behind a comma in names of companies.
var legalForms = []string{"inc", "inc.", "ltd", "ltd.", "llc", "co.", "corp", "corp.", "k.k.", "gmbh", "s.a.", "plc", "jr.", "jr", "md", "phd"}

var eitherWord = lazyre.New(`^(?:(\S+)\s*(?:\sor\s|または|もしくは)\s*(\S+)|([A-Z]{2,3})\s*/\s*([A-Z]{2,3}))$`)

// joinedParts are the short words that a text joins by commas; nil where it is one text,
// or a number: 1,5.
func joinedParts(text string, may bool) []string {
	const longest = 20
	if patternMeant(text) != "" {
		return nil
	}
	if bare := strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"); len(bare) == len(text)-2 {
		text = strings.NewReplacer(`"`, "", "'", "").Replace(bare) // a list in quotes
	}
	var parts []string
	if either := eitherWord().FindStringSubmatch(text); either != nil && may {
		parts := slices.DeleteFunc(either[1:], func(part string) bool { return part == "" })
		for i := range parts {
			parts[i] = strings.Trim(parts[i], "「」『』")
		}
		return parts
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '、' || r == ';' || r == '|' }) {
		part = strings.TrimSpace(part)
		if part == "" || strings.Trim(part, "0123456789") == "" || len(part) > longest || len(strings.Fields(part)) > 2 || slices.Contains(legalForms, fold.Text(part)) {
			return nil
		}
		parts = append(parts, part)
	}
	if !may || len(parts) < 2 {
		return nil
	}
	return parts
}

// joinedValues are the values that a text joins after an operator: by commas, by or, by slashes.
func joinedValues(op, text string) []string {
	if andAbove().MatchString(fold.Text(text)) {
		return nil // VP or above
	}
	if parts := joinedParts(text, true); parts != nil {
		return parts
	}
	if blankCodes().MatchString(text) {
		return strings.Fields(text) // JP US
	}
	signs := orSigns()
	if op == "is" || op == "is_not" {
		signs = orWords() // Owner / Partner may well be a cell
		if codes().MatchString(text) {
			signs = andWords()
		}
	}
	parts := signs.Split(text, -1)
	for _, part := range parts {
		if n := len(strings.Fields(part)); n == 0 || n > 2 || len(part) > 30 {
			return nil
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

var (
	orWords    = lazyre.New(`\s+OR\s+|\s+or\s+|\s*(?:または|もしくは)\s*`)
	orSigns    = lazyre.New(`\s+OR\s+|\s+or\s+|\s+/\s+|\s*(?:または|もしくは)\s*`)
	andWords   = lazyre.New(`\s+(?i:or|and|&)\s+|\s*/\s*`)
	blankCodes = lazyre.New(`^[A-Z]{2}(?: [A-Z]{2})+$`)
	codes      = lazyre.New(`^[A-Z]{2,3}(?:(?:\s+(?i:or|and|&)\s+|\s*/\s*)[A-Z]{2,3})+$`) // JP and US: no cell is both
)

// wildcards looks for patterns of other tools, for words that say that a cell is blank, and
// for ages and comparisons among the values of operators that compare texts.
func (l *linter) wildcards() {
	walk.EachLeaf(l.rulebook, func(leaf *rulebook.Condition) {
		l.templates(leaf)
		l.expressions(leaf)
		at, found := l.fieldNamed(leaf)
		l.norway(leaf)
		if !found || l.plan.Specs[at].Type != rulebook.TypeText {
			return
		}
		for _, t := range leaf.Tests {
			for _, arg := range t.Args {
				write, negated := textMeant(t.Op, arg.Text, len(t.Args) == 1)
				if len(t.Args) == 1 {
					write = cmp.Or(write, intervalMeant(leaf.Field.Text, t.Op, arg.Text), levelMeant(leaf.Field.Text, t.Op, arg.Text), bothMeant(leaf.Field.Text, t.Op, arg.Text))
				}
				if write == "" {
					continue
				}
				if negated {
					write = "when: {not: {field: " + leaf.Field.Text + ", " + write + "}}"
				}
				compares := "compares whole texts"
				if t.Op != "is" && t.Op != "is_not" {
					compares = "looks for texts"
				}
				l.warn(arg.Pos, "write "+write, "%s "+compares+", in which %q stands for itself", t.Op, arg.Text)
			}
		}
	})
}

// norway looks for the code of Norway where it is read as a truth value.
func (l *linter) norway(leaf *rulebook.Condition) {
	known, _ := lexicon.FieldOfHeader(leaf.Field.Text)
	for _, t := range leaf.Tests {
		if bit, isBit := map[string]string{"1": "true", "0": "false"}[argOf(t)]; isBit && t.Op == "is" && len(l.rulebook.Fields) == 0 && (known.Type == rulebook.TypeBool || yesNo().MatchString(leaf.Field.Text)) {
			l.warn(t.Args[0].Pos, "write is: "+bit+"; if the column says yes or no", "is: %q is a text", t.Args[0].Text)
		}
		if len(l.rulebook.Fields) > 0 || known.Name != "country" || t.Op != "is" || len(t.Args) != 1 || t.Args[0].Quoted {
			continue
		}
		if _, isTruth := cell.TruthWord(t.Args[0].Text); isTruth {
			l.warn(t.Args[0].Pos, "write is: \""+t.Args[0].Text+"\" in quotes for the country", "is: %q asks for yes or no", t.Args[0].Text)
		}
	}
}

// yesNo matches headers of columns that say yes or no.
var yesNo = lazyre.New(`(?i)^(?:is|has|did)[_ ]|(?:requested|opened|clicked|subscribed|attended|registered|downloaded|flag|opted in|\?)$|(?:希望|有無|フラグ|済み?|同意)$`)

// argOf is the one value of an operator; "" where it has several, or stands in quotes.
func argOf(t rulebook.Test) string {
	if len(t.Args) != 1 || t.Args[0].Quoted {
		return ""
	}
	return t.Args[0].Text
}

// templates looks for a field that a template was to name.
func (l *linter) templates(leaf *rulebook.Condition) {
	if strings.Contains(leaf.Field.Text, "{{") || strings.Contains(leaf.Field.Text, "${") {
		want := "write the name of the column: a rulebook has no templates"
		if found := template().FindStringSubmatch(leaf.Field.Text); found != nil {
			want = "write field: " + found[1]
		}
		l.warn(leaf.Field.Pos, want, "field: %q is the name of a column as it stands", leaf.Field.Text)
	}
}

// template matches a template that names one column: ${lead.country}.
var template = lazyre.New(`^\$?\{\{?\s*(?:\w+\.)*([\p{L}\w ]+?)\s*(?:\|[^{}]*)?\}\}?$`)

var comparedField = lazyre.New(`^([\p{L}\p{N}_][\p{L}\p{N}_ ]*?)\s*(>=|<=|<>|!=|==|=|>|<)\s*([\p{L}\p{N}._]+)$`)

// expressions looks for a field that is a whole condition: Employees > 100.
func (l *linter) expressions(leaf *rulebook.Condition) {
	found := comparedField().FindStringSubmatch(leaf.Field.Text)
	if found == nil || len(l.rulebook.Fields) > 0 || len(leaf.Tests) > 0 {
		return
	}
	op := map[string]string{">=": "at_least", "<=": "at_most", "<>": "is_not", "!=": "is_not", "==": "is", "=": "is", ">": "above", "<": "below"}[found[2]]
	l.warn(leaf.Field.Pos, "write field: "+found[1]+", "+op+": "+found[3], "field: %q is the name of a column as it stands", leaf.Field.Text)
}

// textMeant is what to write for a value that means something else to other tools, alone
// where an operator has no other; negated where it is to be denied. "" for any other text.
func textMeant(op, text string, alone bool) (write string, negated bool) {
	word := strings.Trim(strings.TrimSpace(text), "「」『』")
	if bare := strings.Trim(word, `'"`); len(word) == len(bare)+2 && word[0] == word[len(word)-1] {
		word = bare
	}
	if found := openQuote().FindStringSubmatch(text); found != nil {
		return op + ": " + found[1], false
	}
	switch {
	case word != strings.TrimSpace(text) && word != "" && !strings.ContainsAny(word, "「」『』"):
		return op + ": " + word, false
	case op == "matches" && slashed(text) != "":
		return "matches: " + slashed(text), false
	case alone && op != "domain" && slashed(text) != "" && patternMeant(text) == "":
		return "matches: " + slashed(text), op == "is_not"
	case op == "starts_with" || op == "ends_with" || op == "contains" || op == "has_word":
		if bare := strings.TrimLeft(text, "-!"); bare != text && alone && op != "ends_with" && minusWord().MatchString(text) {
			return op + ": " + bare, true
		}
		if bare := strings.Trim(text, "*%"); bare != text && wildcardMeant(text) != "" {
			return op + ": " + bare, false
		}
		return "", false
	case op != "is" && op != "is_not":
		return "", false
	}
	if bare, isCall := strings.CutSuffix(strings.ToLower(text), "()"); isCall && (bare == "true" || bare == "false") {
		return op + ": " + bare, false
	}
	if alone && (fold.Text(text) == "today" || fold.Text(text) == "now" || fold.Text(text) == "今日" || fold.Text(text) == "本日") {
		return "within: 0d", op == "is_not"
	}
	if ticked, isTick := map[string]string{"checked": "true", "ticked": "true", "unchecked": "false", "not checked": "false"}[fold.Text(text)]; isTick && alone {
		return op + ": " + ticked, false
	}
	if known, says := blankWords[strings.ReplaceAll(fold.Text(text), "_", " ")]; says && alone {
		return fmt.Sprintf("known: %v", known == (op == "is")), false
	}
	if write = wildcardMeant(text); write != "" {
		return write, op == "is_not"
	}
	if op == "is_not" {
		return "", false
	}
	if sign, age := strings.Trim(text[:min(1, len(text))], " "), strings.TrimLeft(text, "<>= "); alone && (sign == ">" || sign == "<") && meant.Duration(age) != "" && strings.Trim(age, "0123456789. ") != "" {
		return map[string]string{">": "older_than: ", "<": "within: "}[sign] + meant.Duration(age), false
	}
	if write = comparisonMeant(text); write != "" || !alone {
		return write, false
	}
	return cmp.Or(patternMeant(text), meant.AgeAsked(text), deniedMeant(text)), false
}

// openQuote matches a text that ends in a quote which nothing begins, as inches do not: JP".
var openQuote = lazyre.New(`^([\p{L}][^"]*[\p{L}])"$`)

// blankWords are values that ask other tools whether a cell is blank, and what they say of
// it.
var blankWords = map[string]bool{
	"known": true, "*": true, "%": true, "not empty": true, "is not empty": true, "not blank": true, "is not blank": true, "not null": true, "any value": true, "any": true, "anything": true, "has any value": true, "has value": true, "exists": true, "空でない": true, "入力あり": true,
	"empty": false, "is empty": false, "blank": false, "is blank": false, "(blank)": false, "(empty)": false, "nil": false, "none": false, "null": false, "nan": false, "n/a": false, "undefined": false, "is null": false, "isnull": false, "no value": false, "has no value": false, "not set": false, "is not set": false, "空": false, "空欄": false, "空白": false, "未入力": false,
}

// minusWord is a word that searches leave out: -intern.
var minusWord = lazyre.New(`^[-!]\p{L}{3,}$`)

var pattern = lazyre.New(`^/(.+)/(i?)[gmu]*$`)

// slashed is a regular expression without the slashes around it; "" for one without.
func slashed(text string) string {
	found := pattern().FindStringSubmatch(text)
	switch {
	case found == nil:
		return ""
	case found[2] == "i":
		return `"(?i)` + found[1] + `"`
	}
	return `"` + found[1] + `"`
}

// levelMeant is what to write for a title and those above it: 部長以上, Director or above.
func levelMeant(field, op, text string) string {
	found := andAbove().FindStringSubmatch(fold.Text(text))
	if found == nil || op != "is" {
		return ""
	}
	level, known := title.Seniority(found[1])
	if !known {
		return ""
	}
	return "field: level, at_least: " + level.String() + ", with fields: {level: {seniority: " + field + "}}"
}

var andAbove = lazyre.New(`^(.+?)(?:以上|クラス以上|\+| (?:or|and|&) (?:above|higher|up|more senior))$`)

// bothMeant is what to write where two texts are to stand in a cell: director AND sales.
func bothMeant(field, op, text string) string {
	one, other, found := strings.Cut(text, " AND ")
	if !found || op != "contains" && op != "has_word" || strings.Contains(other, " AND ") || min(len(one), len(other)) < 3 { // R AND D is one thing
		return ""
	}
	leaf := func(word string) string { return "{field: " + field + ", " + op + ": " + strings.TrimSpace(word) + "}" }
	return "when: {all: [" + leaf(one) + ", " + leaf(other) + "]}"
}

// intervalMeant is the operator for an interval where the field is known to hold numbers: 100-500.
func intervalMeant(field, op, text string) string {
	known, _ := lexicon.FieldOfHeader(field)
	if found := quarter().FindStringSubmatch(text); found != nil && op == "is" && (known.Type == rulebook.TypeDate || dateName().MatchString(field)) {
		year, n := found[1]+found[4], found[2]+found[3]
		first, last := map[string]string{"1": "-01-01", "2": "-04-01", "3": "-07-01", "4": "-10-01"}[n], map[string]string{"1": "-03-31", "2": "-06-30", "3": "-09-30", "4": "-12-31"}[n]
		return dayBeside(year+first, -1, "after") + ", " + dayBeside(year+last, 1, "before")
	}
	in, ok := meant.Number(text)
	switch {
	case known.Type != rulebook.TypeNumber || op != "is" || !ok || in.IsExact() || in.NoLow && in.NoHigh:
		return ""
	case in.NoLow:
		return "at_most: " + in.High.String()
	case in.NoHigh:
		return "at_least: " + in.Low.String()
	}
	return "between: [" + in.Low.String() + ", " + in.High.String() + "]"
}

var (
	quarter  = lazyre.New(`^(?:([0-9]{4})[-/ ]?Q([1-4])|Q([1-4])[-/ ]?([0-9]{4}))$`)
	dateName = lazyre.New(`(?i)\b(?:date|visit|visited|day|at|on)$|_(?:at|on|date)$|日$`)
)

// dayBeside is an operator with the day before or after one.
func dayBeside(day string, by int, op string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return op + ": " + day
	}
	return op + ": " + at.AddDate(0, 0, by).Format(time.DateOnly)
}

// patternMeant reads a regular expression between slashes.
func patternMeant(text string) string {
	found := pattern().FindStringSubmatch(text)
	switch {
	case found == nil || !strings.ContainsAny(found[1], `|^$\.*+[(`):
		return ""
	case found[2] == "i":
		return "matches: (?i)" + found[1]
	}
	return "matches: " + found[1]
}

// deniedMeant reads "!JP" and "not JP"; "Not interested" may well be what cells hold.
func deniedMeant(text string) string {
	rest, found := strings.CutPrefix(text, "!")
	if !found {
		if rest, found = strings.CutPrefix(strings.ToLower(text[:min(4, len(text))])+text[min(4, len(text)):], "not "); found && rest != strings.ToUpper(rest) {
			return ""
		}
	}
	if !found || rest == "" || len(strings.Fields(rest)) > 2 {
		return ""
	}
	return "is_not: " + strings.TrimSpace(rest)
}

// wildcardMeant is the operator that a text with wildcards at its ends means; "" for none.
func wildcardMeant(text string) string {
	for _, sign := range []string{"*", "%"} {
		word := strings.Trim(text, sign)
		open, shut := strings.HasPrefix(text, sign), strings.HasSuffix(text, sign)
		switch {
		case strings.TrimSpace(word) == "" || sign == "%" && strings.Trim(word, "0123456789.,") == "":
		case open && shut:
			return "contains: " + word
		case open:
			return "ends_with: " + word
		case shut:
			return "starts_with: " + word
		}
	}
	return ""
}

// comparisonMeant is the operator that stands before a value: ">50"; "" for none. "Not interested"
// may well be what cells hold.
func comparisonMeant(text string) string {
	for _, c := range []struct{ sign, op string }{{">=", "at_least"}, {"<=", "at_most"}, {"!=", "is_not"}, {"<>", "is_not"}, {">", "above"}, {"<", "below"},
		{"at least ", "at_least"}, {"more than ", "above"}, {"greater than ", "above"}, {"over ", "above"}, {"at most ", "at_most"}, {"less than ", "below"}, {"fewer than ", "below"}} {
		rest, found := strings.CutPrefix(strings.ToLower(text), c.sign)
		if rest = strings.TrimSpace(rest); !found || rest == "" {
			continue
		}
		if c.op == "is_not" {
			rest = text[len(text)-len(rest):]
		}
		if _, err := cell.ParseDecimal(rest); err != nil && c.op != "is_not" || len(strings.Fields(rest)) > 1 {
			return ""
		}
		return c.op + ": " + rest
	}
	return ""
}

// holes looks for bands of whole numbers that leave out what lies between two of them.
func (l *linter) holes() {
	values := make([]cell.Value, len(l.plan.Specs))
	for i, line := range l.written() {
		if before, found := l.plan.Lines[i].Rule.Hole(values); found {
			l.warn(line.Bands[0].Pos, fmt.Sprintf("end the lower band with below: %d, unless the field counts whole things", before+1),
				"what lies between %d and %d is in no band", before, before+1)
		}
	}
}

// written are the lines that earn as the rulebook writes them, in the plan's order.
func (l *linter) written() []*rulebook.Line {
	var lines []*rulebook.Line
	for i := range l.rulebook.Criteria {
		lines = append(lines, &l.rulebook.Criteria[i].Line)
	}
	if l.rulebook.ICP != nil {
		for i := range l.rulebook.ICP.Profiles {
			for j := range l.rulebook.ICP.Profiles[i].Attributes {
				lines = append(lines, &l.rulebook.ICP.Profiles[i].Attributes[j].Line)
			}
		}
	}
	for i := range l.rulebook.Frameworks {
		for j := range l.rulebook.Frameworks[i].Elements {
			lines = append(lines, &l.rulebook.Frameworks[i].Elements[j].Line)
		}
	}
	return lines
}
