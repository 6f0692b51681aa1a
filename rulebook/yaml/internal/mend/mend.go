// Package mend puts lines right that are not YAML, or are YAML that says something else than what
// was meant: a missing colon, comma, dash, bracket or blank, a wrong indentation, the punctuation of
// another language. It only proposes; whoever reads rulebooks judges by reading again.
package mend

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"leadscore/internal/lazyre"
)

// Names are the keys that a rulebook knows.
type Names map[string]bool

// Syntax are texts that may be what was meant by one that is no YAML near line number at,
// counted from 1: the likeliest first.
func (known Names) Syntax(lines []string, at int) [][]string {
	var all [][]string
	for _, i := range []int{at - 1, at - 2, at} {
		if i < 0 || i >= len(lines) || strings.TrimSpace(lines[i]) == "" {
			continue
		}
		for _, way := range []func(string) []string{hashes, innerQuotes} {
			for _, line := range way(lines[i]) {
				all = append(all, with(lines, i, line))
			}
		}
		for _, line := range known.line(lines[i]) {
			all = append(all, with(lines, i, line))
		}
		all = append(all, indented(lines, i)...)
	}
	all = append(all, listsInBrackets(lines, at-1)...)
	return append(append(all, everywhere(lines, tabs)...), everywhere(lines, lookalikes)...)
}

// Lexical are texts that may be what was meant by one that is YAML, but not a rulebook, because
// of line number at.
func (known Names) Lexical(lines []string, at int) [][]string {
	i := at - 1
	if i < 0 || i >= len(lines) {
		return nil
	}
	all := append(everywhere(lines, tabs), everywhere(lines, lookalikes)...)
	for _, way := range []func(string) []string{lookalikes, comments, ends, known.assignments, known.colons, sets, calls, known.separators} {
		for _, line := range way(lines[i]) {
			all = append(all, with(lines, i, line))
		}
	}
	if together := known.tightLines(lines, i); together != nil {
		all = append(all, together)
	}
	if together := known.dashes(lines, i); together != nil {
		all = append(all, together)
	}
	for _, line := range replaced(deniedValue, "is_not: $1")(lines[i]) {
		all = append(all, with(lines, i, line))
	}
	if strings.TrimSpace(lines[i]) == "-" {
		all = append(all, with(lines, i, ""))
	}
	return append(all, nested(lines, i)...)
}

// everywhere puts right in all lines what is the habit of a keyboard.
func everywhere(lines []string, way func(string) []string) [][]string {
	mended, isOther := slices.Clone(lines), false
	for i, line := range lines {
		if ways := way(line); len(ways) > 0 {
			mended[i], isOther = ways[0], true
		}
	}
	if !isOther {
		return nil
	}
	return [][]string{mended}
}

func with(lines []string, i int, line string) []string {
	all := slices.Clone(lines)
	all[i] = line
	return all
}

// line are the ways to put one line right, each with what the others of its kind make of it.
func (known Names) line(line string) []string {
	line, comment := withoutComment(line)
	ways := []func(string) []string{
		tabs, lookalikes, comments, ends, known.assignments, known.colons, bullets, known.separators, goesOn,
		sets, known.braces, surplus, closed, known.quotes, known.colonsInTexts, reserved,
	}
	var all []string
	for _, way := range ways {
		all = append(all, way(line)...)
	}
	for _, first := range slices.Clone(all) { // a line may have two slips
		for _, way := range []func(string) []string{lookalikes, ends, known.colons, known.separators, surplus, closed, known.braces} {
			all = append(all, way(first)...)
		}
	}
	all = slices.DeleteFunc(all, func(mended string) bool { return mended == line })
	for i := range all {
		all[i] += comment
	}
	return all
}

var comment = lazyre.New(`^((?:[^"'#]|"[^"]*"|'[^']*'|[^\s"']#)*?)(\s+# .*)$`)

// withoutComment parts a line from the comment at its end.
func withoutComment(line string) (bare, rest string) {
	if part := comment().FindStringSubmatch(line); part != nil && strings.TrimSpace(part[1]) != "" {
		return part[1], part[2]
	}
	return line, ""
}

// replaced is a line in which a pattern gives way to a text; nothing where there is none.
func replaced(pattern func() *regexp.Regexp, with string) func(string) []string {
	return func(line string) []string {
		if !pattern().MatchString(line) {
			return nil
		}
		return []string{pattern().ReplaceAllString(line, with)}
	}
}

var indentation = lazyre.New(`^[ \t\x{3000}\x{a0}]*`)

// tabs are blanks of an indentation that are none of YAML's.
func tabs(line string) []string {
	blank := indentation().FindString(line)
	if strings.Trim(blank, " ") == "" {
		return nil
	}
	return []string{strings.NewReplacer("\t", "  ", "\u3000", "  ", "\u00a0", " ").Replace(blank) + line[len(blank):]}
}

var (
	colons   = strings.NewReplacer("： ", ": ", "：", ": ", "， ", ", ", "，", ", ", "、 ", ", ", "、", ", ", "［", "[", "］", "]", "｛", "{", "｝", "}", "\u3000", " ", "\u00a0", " ")
	quotes   = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "＂", `"`, "‘", "'", "’", "'", "＇", "'", "「", `"`, "」", `"`)
	justTwo  = strings.NewReplacer("： ", ": ", "：", ": ", "， ", ", ", "，", ", ", "［", "[", "］", "]", "｛", "{", "｝", "}")
	longDash = lazyre.New(`^(\s*)[—–－・•]\s*`)
)

// lookalikes stand in place of characters that only look like YAML's.
func lookalikes(line string) (all []string) {
	if bare := quotes.Replace(line); bare != line {
		all = append(all, bare)
	}
	for _, with := range []*strings.Replacer{justTwo, colons} {
		if bare := outsideQuotes(line, with.Replace); bare != line {
			all = append(all, bare, quotes.Replace(bare))
		}
	}
	return append(all, replaced(longDash, "$1- ")(line)...)
}

var (
	commentLine = lazyre.New(`^(\s*)(?://+|-- |;+|/\*+|<!--)\s*(.*?)\s*(?:\*/|-->)?$`)
	commentTail = lazyre.New(`\s+(?://+|--|/\*+)\s*([^"'}]*?)\s*(?:\*/)?([ ,}\]]*)$`)
)

// comments begin with another sign than #.
func comments(line string) (all []string) {
	all = append(all, replaced(commentLine, "$1# $2")(line)...)
	return append(all, replaced(commentTail, "$2 # $1")(line)...)
}

var tail = lazyre.New(`\s*[;,]+\s*$`)

// ends are semicolons and commas behind a line.
func ends(line string) []string { return replaced(tail, "")(line) }

var assignment = lazyre.New(`(^|[{,]\s*|^\s*-?\s*)(["']?[\pL_][\pL\d_ ]*?["']?)\s*(?::=|=>|->|→|==?)\s*([^=])`)

// assignments are keys with a sign of another language in place of the colon.
func (known Names) assignments(line string) []string {
	mended := line
	for range 12 {
		found := assignment().FindStringSubmatchIndex(mended)
		inBlock := found != nil && !strings.ContainsAny(mended[:found[5]], "{[") && indentation().FindString(mended) != ""
		if found == nil || !inBlock && !strings.ContainsAny(mended[found[6]:found[7]], "{[") && !known[strings.ToLower(strings.Trim(mended[found[4]:found[5]], `"'`))] {
			break
		}
		mended = mended[:found[5]] + ": " + mended[found[6]:]
	}
	return changed(line, mended)
}

func changed(line string, mended ...string) []string {
	return slices.DeleteFunc(mended, func(m string) bool { return m == line })
}

var (
	tight       = lazyre.New(`(^\s*(?:-\s*)?|[{,]\s*)(["']?)([\pL_][\pL\d_]*)(["']?):([^\s:/,;])`)
	alone       = lazyre.New(`^(\s*(?:- +)?)([\pL_]+)\s*$`)
	spaced      = lazyre.New(`^(\s*(?:- +)?)([\pL_]+) +(\S.*)$`)
	beforeBrace = lazyre.New(`^(\s*(?:- +)?)([\pL_][\pL\d_ ]*?):? *([{\[].*)$`)
	inFlow      = lazyre.New(`([{,]\s*)([\pL_]+) +([^\s:,{}=<>!][^:,{}]*?)(\s*[,}])`)
)

// colons are missing, or the blank behind one.
func (known Names) colons(line string) (all []string) {
	mended := tight().ReplaceAllStringFunc(line, func(entry string) string {
		part := tight().FindStringSubmatch(entry)
		if !known[strings.ToLower(part[3])] {
			return entry
		}
		return part[1] + part[2] + part[3] + part[4] + ": " + part[5]
	})
	all = changed(line, mended)
	if part := alone().FindStringSubmatch(line); part != nil && known[strings.ToLower(part[2])] {
		all = append(all, part[1]+part[2]+":")
	}
	if part := beforeBrace().FindStringSubmatch(line); part != nil {
		all = append(all, part[1]+part[2]+": "+part[3])
	}
	if part := spaced().FindStringSubmatch(line); part != nil && known[strings.ToLower(part[2])] && !strings.HasPrefix(part[3], ":") {
		all = append(all, part[1]+part[2]+": "+part[3])
	}
	mended = inFlow().ReplaceAllStringFunc(line, func(entry string) string {
		part := inFlow().FindStringSubmatch(entry)
		if !known[strings.ToLower(part[2])] {
			return entry
		}
		return part[1] + part[2] + ": " + part[3] + part[4]
	})
	return append(all, changed(line, mended)...)
}

// tightLines are the lines of an entry in which no key has a blank behind its colon.
func (known Names) tightLines(lines []string, i int) []string {
	mended := slices.Clone(lines)
	depth, changes := leading(lines[i]), 0
	for j := i; j < len(lines) && (j == i || leading(lines[j]) > depth); j++ {
		if ways := known.colons(lines[j]); len(ways) > 0 && tight().MatchString(lines[j]) {
			mended[j], changes = ways[0], changes+1
		}
	}
	if changes < 2 {
		return nil
	}
	return mended
}

var (
	bullet        = lazyre.New(`^(\s*)[*+•]\s+`)
	deniedValue   = lazyre.New(`\bis: *(?:!=|<>) *([^,}\s][^,}]*)`)
	numberedItem  = lazyre.New(`^(\s*)(\d+[.)]\s+)(.*)$`)
	loneMapping   = lazyre.New(`^(\s+)(\{.*\})\s*$`)
	inParentheses = lazyre.New(`^(\s*- +)\((.*: .*)\)\s*$`)
	dashedKey     = lazyre.New(`^(\s*)-([^\s-])`)
	doubleDash    = lazyre.New(`^(\s*)- - `)
)

// bullets begin an entry of a list in another way than with a dash and a blank.
func bullets(line string) (all []string) {
	for _, pattern := range []func() *regexp.Regexp{bullet, doubleDash} {
		all = append(all, replaced(pattern, "$1- ")(line)...)
	}
	all = append(all, replaced(dashedKey, "$1- $2")(line)...)
	all = append(all, replaced(loneMapping, "$1- $2")(line)...)
	all = append(all, replaced(inParentheses, "$1{$2}")(line)...)
	if part := numberedItem().FindStringSubmatch(line); part != nil {
		all = append(all, part[1]+"-"+strings.Repeat(" ", len(part[2])-1)+part[3])
	}
	return all
}

// goesOn is a line of JSON whose comma is missing.
func goesOn(line string) []string { return []string{strings.TrimRight(line, " ") + ","} }

var nextKey = lazyre.New(`(\s*[;|]\s*|\s+(?:and\s+|,\s*,\s*)?)(["']?)([\pL_]+)(["']?)\s*:\s`)

// separators are missing before a key inside braces, doubled, or semicolons.
func (known Names) separators(line string) []string {
	mended := line
	if strings.Contains(line, "{") {
		for from := 0; from < len(mended); {
			found := nextKey().FindStringSubmatchIndex(mended[from:])
			if found == nil {
				break
			}
			start, name, end := from+found[0], strings.ToLower(mended[from+found[6]:from+found[7]]), from+found[1]
			before := strings.TrimRight(mended[:start], " ")
			if before != "" && !strings.ContainsAny(before[len(before)-1:], ",{[:-") && known[name] && strings.Contains(before, "{") {
				mended = mended[:start] + ", " + mended[from+found[4]:]
				end = start + 2
			}
			from = end
		}
	}
	mended = betweenBraces().ReplaceAllString(mended, "}, {")
	double := doubled().ReplaceAllString(mended, ",")
	return changed(line, mended, double, strings.ReplaceAll(strings.ReplaceAll(line, "{,", "{"), "[,", "["), emptyEntry().ReplaceAllString(line, "$1"))
}

var (
	eitherQuoted  = lazyre.New(`"[^"]*"(?: +(?:or|and|OR|AND|/|\|) +"[^"]*")+`)
	quotedOr      = lazyre.New(`(") +(?:or|and|OR|AND|/|\|) +`)
	doubled       = lazyre.New(`,(\s*,)+`)
	betweenBraces = lazyre.New(`\}[ ;]*\{`)
	emptyEntry    = lazyre.New(`,\s*([}\]])`)
	set           = lazyre.New(`: \{([^{}:]+)\}`)
	tuple         = lazyre.New(`: \(([^(){}:]+)\)`)
)

// sets are lists in the brackets of other languages.
func sets(line string) []string {
	mended := tuple().ReplaceAllString(set().ReplaceAllString(line, ": [$1]"), ": [$1]")
	either := eitherQuoted().ReplaceAllStringFunc(line, func(found string) string {
		return "[" + quotedOr().ReplaceAllString(found, "$1, ") + "]"
	})
	return changed(line, mended, either)
}

// braces stand around several keys of one line.
func (known Names) braces(line string) []string {
	if strings.ContainsAny(line, "{}") || strings.Count(line, ": ") < 2 {
		return nil
	}
	blank := indentation().FindString(line)
	rest, dash := line[len(blank):], ""
	if bare, isItem := strings.CutPrefix(rest, "- "); isItem {
		rest, dash = bare, "- "
	}
	mended := "{" + strings.TrimRight(rest, " ,;") + "}"
	all := []string{blank + dash + mended}
	for _, joined := range known.separators(mended) {
		all = append([]string{blank + dash + joined}, all...)
	}
	if !strings.Contains(mended, ", ") || !known[strings.TrimSpace(strings.SplitN(rest, ":", 2)[0])] {
		return nil
	}
	return all
}

// surplus are brackets that close none.
func surplus(line string) []string {
	var open []rune
	quote := rune(0)
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"':
			quote = r
		case r == '{' || r == '[':
			open = append(open, r)
		case r == '}' || r == ']':
			if n := len(open); n > 0 && (open[n-1] == '{') == (r == '}') {
				open = open[:n-1]
				continue
			}
			without := line[:i] + line[i+1:]
			other := map[rune]string{'}': "]", ']': "}"}[r]
			return []string{strings.TrimRight(without, " "), line[:i] + other + line[i+1:], line[:i] + other + line[i:]}
		}
	}
	return nil
}

var (
	listThenKey = lazyre.New(`\[([^\]{}]*?)(, *["']?[\pL_]+["']?: )`)
	bracketEnd  = lazyre.New(`\s*[},]*\s*$`)
)

// closed are lines whose brackets, braces and quotes are closed.
func closed(line string) (all []string) {
	if strings.Count(line, "{") > strings.Count(line, "}") {
		all = append(all, strings.TrimRight(line, " ,")+strings.Repeat("}", strings.Count(line, "{")-strings.Count(line, "}")))
	}
	if strings.Count(line, "[") > strings.Count(line, "]") {
		all = append(all, replaced(listThenKey, "[$1]$2")(line)...)
		at := bracketEnd().FindStringIndex(line)[0]
		all = append(all, line[:at]+"]"+line[at:])
	}
	if strings.Count(line, "{") < strings.Count(line, "}") || strings.Count(line, "[") < strings.Count(line, "]") {
		if body := bodyOf(line); strings.Count(line, "{") < strings.Count(line, "}") {
			all = append(all, line[:body]+"{"+line[body:])
		}
	}
	return all
}

// bodyOf is where a line begins behind its indentation and its dash.
func bodyOf(line string) int {
	at := len(indentation().FindString(line))
	return at + len(line[at:]) - len(strings.TrimPrefix(line[at:], "- "))
}

// quotes are missing at one end of a text, or stand in its middle.
func (known Names) quotes(line string) (all []string) {
	if strings.Count(line, `"`) == 1 && strings.Count(line, "'") == 1 {
		all = append(all, strings.ReplaceAll(line, "'", `"`))
	}
	for _, quote := range []string{`"`, "'"} {
		if strings.Count(line, quote)%2 == 0 {
			if mended := apostrophe().ReplaceAllString(line, `$1"$2'$3"$4`); quote == "'" && mended != line {
				all = append(all, mended)
			}
			continue
		}
		for at := 0; at < len(line); at++ {
			if line[at:at+1] == quote {
				all = append(all, line[:at]+line[at+1:])
			}
		}
		all = append(all, line+quote)
	}
	return all
}

var (
	apostrophe = lazyre.New(`(: *|[\[,] *)'([^'",]*)'([\pL][^'",}\]]*)'?(\s*(?:[,}\]]|$))`)
	colonText  = lazyre.New(`^(\s*(?:- +)?[\pL_]+: +)([^"'{\[\s-][^{\[]*?:(?: [^{\[]*|))\s*$`)
	colonFlow  = lazyre.New(`([{,] *[\pL_]+: +)([^"'{}\[\],:]+: [^"'{}\[\],]*?)(\s*[,}])`)
	question   = lazyre.New(`([{,\[] *(?:[\pL_]+: +)?)([^"'{}\[\],:]+\?)(\s*[,}\]])`)
	oddStart   = lazyre.New("(: +|[\\[,] *|^\\s*- +)([@`%|>&*!#?][^,}\\]\"']*?)(\\s*(?:[,}\\]].*|$))")
	innerList  = lazyre.New(`(: +)(\w[\w ]*\[[^\]]*\])`)
)

// colonsInTexts stand in texts that need quotes for them.
func (known Names) colonsInTexts(line string) (all []string) {
	for _, pattern := range []func() *regexp.Regexp{colonText, colonFlow, question} {
		if !strings.Contains(line, "`") {
			all = append(all, changed(line, quotedSecond(pattern(), line))...)
		}
	}
	return all
}

func quotedSecond(pattern *regexp.Regexp, line string) string {
	return pattern.ReplaceAllStringFunc(line, func(found string) string {
		part := pattern.FindStringSubmatch(found)
		text := strings.ReplaceAll(strings.TrimRight(part[2], " "), `"`, `\"`)
		rest := ""
		if len(part) > 3 {
			rest = part[3]
		}
		return part[1] + `"` + text + `"` + rest
	})
}

var (
	hashText    = lazyre.New(`([{,] *[\pL_]+: +)(#[^,}"'#]*[^,}"'# ])(\s*[,}])`)
	thousandsAt = lazyre.New(`[{,] *[<>=!]{1,2}: [^,}]*\d,\d{3}`)
	quoteText   = lazyre.New(`^(\s*(?:- +)?[\pL_]+: +)'(.*\pL'\pL.*)'\s*$`)
)

// hashes begin a text inside braces, where YAML takes the rest of the line for a comment.
func hashes(line string) []string { return changed(line, quotedSecond(hashText(), line)) }

// innerQuotes are apostrophes in a text between single quotes.
func innerQuotes(line string) []string {
	if part := quoteText().FindStringSubmatch(line); part != nil && !strings.Contains(part[2], `"`) {
		return []string{part[1] + `"` + part[2] + `"`}
	}
	return nil
}

var callText = lazyre.New(`([{,] *[\pL_]+: +)([^"{}\[\],:]*\((?:[^"{}\[\]()]|\([^"{}\[\]()]*\))*,(?:[^"{}\[\]()]|\([^"{}\[\]()]*\))*\)[^,"{}\[\]]*?)(\s*[,}])`)

// calls hold commas that part nothing: when: datediff(day, seen, today()) < 30.
func calls(line string) []string {
	if !strings.Contains(line, "'") {
		return nil // such a text is read as it stands
	}
	return changed(line, quotedSecond(callText(), line))
}

// reserved are characters that YAML keeps for itself at the beginning of a text.
func reserved(line string) []string {
	if thousandsAt().MatchString(line) {
		return nil // the comma would cut the number
	}
	return changed(line, quotedSecond(oddStart(), line), quotedSecond(innerList(), line))
}

// outsideQuotes changes what stands in no quotes.
func outsideQuotes(line string, change func(string) string) string {
	var b, bare strings.Builder
	quote, before := rune(0), ' '
	flush := func() { b.WriteString(change(bare.String())); bare.Reset() }
	for _, r := range line {
		switch {
		case quote != 0:
			b.WriteRune(r)
			if r == quote {
				quote = 0
			}
		case (r == '"' || r == '\'') && (strings.ContainsRune("[{,:-", before) || unicode.IsSpace(before)):
			flush()
			quote = r
			b.WriteRune(r)
		default:
			bare.WriteRune(r)
		}
		before = r
	}
	flush()
	return b.String()
}
