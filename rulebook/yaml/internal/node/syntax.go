package node

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/rulebook"
)

// Parse gives the one document of a YAML file: its topmost value.
func Parse(name string, text []byte) (*yaml.Node, []rulebook.Problem) {
	top := rulebook.Pos{Line: 1, Column: 1}
	lines := &lineReader{rest: text}
	decoder := yaml.NewDecoder(lines)
	document, err := next(decoder)
	if errors.Is(err, io.EOF) {
		return nil, []rulebook.Problem{rulebook.Problemf(top, "expected a rulebook that begins with version: 1", "%s is empty", name)}
	}
	var second *yaml.Node
	if err == nil {
		second, err = next(decoder)
	}
	switch {
	case err == nil:
		return nil, []rulebook.Problem{rulebook.Problemf(Pos(second), "keep one rulebook in a file", "a second YAML document begins here")}
	case (!errors.Is(err, io.EOF) || document.Content[0].Kind != yaml.MappingNode) && looksLikeList(name, text):
		return nil, []rulebook.Problem{rulebook.Problemf(top, "expected a rulebook that begins with version: 1; the list goes without --rules", "%s looks like a lead list, not a rulebook", name)}
	case !errors.Is(err, io.EOF):
		return nil, syntaxProblems(text, err, lines.count)
	}
	if document.Content[0].Kind == yaml.ScalarNode {
		return document.Content[0], allMisplaced(SplitLines(text))
	}
	return document.Content[0], nil
}

// looksLikeList reports whether a file that is no rulebook is rather a lead list.
func looksLikeList(name string, text []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv":
		return true
	}
	header := string(firstLine(text))
	commas := max(strings.Count(header, ","), strings.Count(header, "\t"), strings.Count(header, ";"))
	return commas >= 2 && !strings.ContainsAny(header, "{}[]") && !strings.Contains(header, ": ")
}

// next reads the next document. The YAML parser panics on some input that is not
// YAML; that is an error like any other.
func next(decoder *yaml.Decoder) (document *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	document = new(yaml.Node)
	err = decoder.Decode(document)
	return document, err
}

// lineReader hands out a text line by line, so that it is known how far the parser
// had read when it failed.
type lineReader struct {
	rest  []byte
	count int // lines begun
	open  bool
}

func (r *lineReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	if !r.open {
		r.count++
	}
	n := copy(p, firstLine(r.rest[:min(len(p), len(r.rest))]))
	r.open = r.rest[n-1] != '\n'
	r.rest = r.rest[n:]
	return n, nil
}

// firstLine is the first line of a text with its line feed.
func firstLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// syntaxProblems places an error of the YAML parser, which had read `read` lines.
// The parser names the line where the enclosing value begins; the fault lies after
// the longest run of lines that is YAML by itself.
func syntaxProblems(text []byte, err error, read int) []rulebook.Problem {
	message, reported := splitError(err)
	lines := SplitLines(text)
	at := max(reported, lineAfterLongestPrefix(text, reported, read))
	at = min(max(at, 1), len(lines))
	if problems := punctuationAround(lines, at); problems != nil {
		return problems
	}
	if at > 1 && foreignComment().MatchString(lines[at-2]) {
		at--
	}
	if at > 1 && strings.Contains(message, "mapping values are not allowed") && dashed().MatchString(lines[at-2]) {
		at-- // the line above was one long key
	}
	return []rulebook.Problem{explainSyntax(message, at, lines[at-1])}
}

var errorLine = lazyre.New(`^(?:yaml: )?(?:line (\d+): )?`)

// splitError takes the message and the line, 0 if it has none, out of an error of
// the YAML parser.
func splitError(err error) (message string, line int) {
	text := err.Error()
	found := errorLine().FindStringSubmatch(text)
	line, _ = strconv.Atoi(found[1])
	return text[len(found[0]):], line
}

// lineAfterLongestPrefix gives the line after the longest run of lines from the
// top, of those that end between the lines from and to, that is YAML by itself;
// from, where looking further would take too long.
func lineAfterLongestPrefix(text []byte, from, to int) int {
	ends := []int{0}
	for offset := 0; offset < len(text) && len(ends) <= to; {
		offset += len(firstLine(text[offset:]))
		ends = append(ends, offset)
	}
	spent := 0
	for line := min(to, len(ends)-1); line > max(from, 1); line-- {
		if spent += ends[line-1]; spent > maxRetry {
			break
		}
		if isYAML(text[:ends[line-1]]) {
			return line
		}
	}
	return from
}

// maxRetry is how many bytes are parsed again to place a syntax error.
const maxRetry = 16 << 20

func isYAML(text []byte) bool {
	decoder := yaml.NewDecoder(&lineReader{rest: text})
	for {
		if _, err := next(decoder); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// syntaxWords puts the YAML parser's messages into words: what is wrong, and what
// to do. Where at is given, it must match the line, and its first group is the
// place.
var syntaxWords = []struct {
	parser        string
	at            func() *regexp.Regexp
	message, want string
}{
	{"", lazyre.New(`^ *(\t)`), "a tab stands in the indentation", "indent with spaces"},
	{"", lazyre.New(`^ *((?://|--|;|/\*)) *(?P<rest>[^\s].*?)(?: *\*/)?\s*$`), "a comment begins with #", "write # ${rest}"},
	{"could not find expected ':'", lazyre.New(`^ *(?:- +)?(?P<at>(?P<key>\w[\w .]*?) *:?= *(?P<value>[^=].*?))\s*,?$`), "an equals sign stands where a colon should", "write ${key}: ${value}"},
	{"could not find expected ':'", lazyre.New(`^(?P<key>[a-z_]+)\s*$`), "a key has no colon after it", "write ${key}:"},
	{"mapping values are not allowed", lazyre.New(`^ *(?P<at>[0-9]+[.)]) +(?P<rest>\{.*\})\s*$`), "an entry of a list begins with a number", "write - ${rest}"},
	{"mapping values are not allowed", lazyre.New(`^ *(-)(?P<rest>[^\s-].{0,20})`), "a space is missing after the dash", "write - ${rest}"},
	{"mapping values are not allowed", lazyre.New(`^ *(?:- +)?(?P<key>\w[\w ]*): (?P<text>[^"'{\[\s][^"]*?(?P<at>: )[^"]*?)\s*$`), "a second colon stands in this line", "write ${key}: \"${text}\", or check the indentation"},
	{"mapping values are not allowed", lazyre.New(`: .*?(: )`), "a second colon stands in this line", "put quotes around a text that holds \": \", or check the indentation"},
	{"mapping values are not allowed", nil, "a colon stands where no key can", "check the indentation of this line and of the one above"},
	{"',' or '", lazyre.New(`[:,{\[-] *(!)`), "a value begins with !, which YAML keeps for itself", "put the value in quotes"},
	{"',' or '", lazyre.New(`[:,{\[] *'(?P<a>[^']*)'(?P<at>\w)(?P<b>[^',}\]]*)`), "a text goes on after its closing quote", "write a text with an apostrophe in double quotes: \"${a}'${at}${b}\""},
	{"',' or '", lazyre.New(`[,{] *(?P<key>[\w ]+): +(?P<text>[^,{}\[\]"':]*[^\s,{}\[\]"':])(?P<at>\?)\s*[,}]`), "a text that ends in a question mark stands inside braces or brackets", "write ${key}: \"${text}${at}\""},
	{"',' or '", lazyre.New(`[^\s,{\[](\?)\s*[,}\]]`), "a text that ends in a question mark stands inside braces or brackets", "put the text in quotes"},
	{"',' or '", lazyre.New(`[{,] *(?P<key>\w+): (?P<v>[^,{}\[\]"':]*?[^,{}\[\]"': ]) +(?P<next>(?:field|points|name|is|at_least|when|each|bands|group|missing|above|below|share|weight|stage|metric)(?P<at>: )[^,{}]*)`), "a second colon stands in one entry", "put a comma before the key: ${key}: ${v}, ${next}"},
	{"',' or '", lazyre.New(`[{,][^,{}\[\]"']*?: [^,{}\[\]"']*?(: )`), "a second colon stands in one entry", "put a comma before the key, or quotes around a text that holds \": \""},
	{"',' or '", lazyre.New(`[{,] *\w+ +\w+(:) `), "a key holds a space", "put a comma between a value and the next key"},
	{"',' or ']'", lazyre.New(`(?P<a>'[^']*'|"[^"]*") +(?P<at>(?:'[^']*'|"[^"]*"))`), "a comma is missing between two entries", "write ${a}, ${at}"},
	{"',' or ", lazyre.New(`[{,] *(?P<key>\w+): +(?P<at>\w[\w ]*\[[^\]]*\])`), "a bracket stands inside a text", "write ${key}: \"${at}\""},
	{"',' or ']'", lazyre.New(`(\[)[^\]]*$`), "a list in brackets is not closed", "add the missing ]"},
	{"',' or '}'", lazyre.New(`(\{)[^}]*$`), "a mapping in braces is not closed", "add the missing }"},
	{"',' or ']'", nil, "a list in brackets does not go on as it should", "check for a missing comma or a missing ]"},
	{"',' or '}'", nil, "a mapping in braces does not go on as it should", "check for a missing comma or a missing }"},
	{"did not find expected key", lazyre.New(`: +'(?P<a>[^']*)'(?P<at>\w)(?P<b>[^',}\]]*)$`), "a text goes on after its closing quote", "write a text with an apostrophe in double quotes: \"${a}'${at}${b}\""},
	{"did not find expected", lazyre.New(`[}\]"'](?P<at>;)\s*$`), "a semicolon stands at the end of the line", "take out the ;"},
	{"did not find expected key", nil, "this line does not go on with what stands above it", "check the indentation, and that every bracket, brace and quote is closed"},
	{"could not find expected ':'", lazyre.New(`^ *(?:- +)?(?P<key>\w+)(?P<at>:)(?P<value>[^\s;,].*?)\s*$`), "a space is missing after the colon", "write ${key}: ${value}"},
	{"could not find expected ':'", nil, "a key has no colon after it", "write key: value, with a space after the colon"},
	{"did not find expected '-' indicator", lazyre.New(`^ *(?P<at>(?P<key>\w+): +(?P<v>\S.*?))\s*$`), "this line is not an entry of the list above it", "indent ${key}: ${v} as far as the keys above it, begin it with a dash, or check the indentation"},
	{"did not find expected '-' indicator", nil, "this line is not an entry of the list above it", "begin it with a dash, or check the indentation"},
	{"block sequence entries are not allowed", lazyre.New(`^ *(?:- +)?(?P<key>\w+): +(?P<at>-) +(?P<a>\S+) +- +(?P<b>\S+)$`), "list entries stand on the line of their key", "write ${key}: [${a}, ${b}]"},
	{"block sequence entries are not allowed", lazyre.New(`^ *\w+: +(-)\s*$`), "a dash stands on the line of its key", "put the dash on the line below, before the entry"},
	{"block sequence entries are not allowed", lazyre.New(`: +(-) `), "a list entry stands on the line of its key", "put the dash on a line of its own, below the key"},
	{"block sequence entries are not allowed", nil, "a list entry stands where none can", "check the indentation of this line and of the one above"},
	{"did not find expected node content", lazyre.New(`[:,{\[-] *(?P<at>#[^,}\]]*?)(?:[,}\]]|\s*$)`), "a value begins with #, which begins a comment", "put the value in quotes: \"${at}\""},
	{"did not find expected node content", nil, "a value is missing", "check for a stray comma, bracket or brace"},
	{"found unexpected end of stream", lazyre.New(`[:,{\[-] *("[^"]*|'[^']*)$`), "a quote is not closed", "close it"},
	{"found unexpected end of stream", nil, "a quote is not closed", "close it, or write a text with an apostrophe in double quotes"},
	{"cannot start any token", lazyre.New(`[:,{\[-] *(?P<at>%)(?P<n>[0-9.]+)(?:[,}\]]|\s*$)`), "a value begins with a character that YAML keeps for itself", "write ${n}%"},
	{"cannot start any token", lazyre.New("[:,{\\[-] *(?P<at>[@`%|>][^,}\\]]*?)(?:[,}\\]]|\\s*$)"), "a value begins with a character that YAML keeps for itself", "put the value in quotes: \"${at}\""},
	{"did not find expected alphabetic or numeric character", lazyre.New(`^ *(?P<at>\*) +(?P<rest>\S.*?)\s*$`), "an entry of a list begins with a star", "write - ${rest}"},
	{"did not find expected alphabetic or numeric character", lazyre.New(`[:,{\[-] *(?P<at>[*&][^,}\]]*?)\s*(?:[,}\]]|$)`), "a value begins with a character that YAML keeps for itself", "put the value in quotes: \"${at}\""},
	{"found unknown escape character", lazyre.New(`"[^"]*?(\\[^0abtnvfre "/\\N_LPxuU\t])`), "a backslash in double quotes begins no escape that YAML knows", "use single quotes"},
	{"unknown anchor", lazyre.New(`[:,{\[-] *(?P<at>\*[^,}\]]*?)\s*(?:[,}\]]|$)`), "a value begins with *, which stands for an alias that is not defined", "put the value in quotes: \"${at}\""},
	{"tag", lazyre.New(`[:,{\[-] *(!)`), "a value begins with !, which YAML keeps for itself", "put the value in quotes"},
	{"exceeded max depth", nil, "values are nested too deep", "make it flatter"},
	{"did not find expected <document start>", nil, "the file goes on after its one value has ended", "check the indentation of this line"},
	{"incompatible YAML document", nil, "a %YAML line names another version of YAML", "delete it"},
	{"unexpected document indicator", nil, "a line of --- stands inside a value", "check that every quote and bracket above is closed"},
}

// foreignComment matches a line that is a comment to other languages.
var foreignComment = lazyre.New(`^ *(?://|-- |;|/\*)`)

// dashed matches an entry of a list without the space after its dash.
var dashed = lazyre.New(`^ *-[^\s-]\S*:( |$)`)

var keyInLine = lazyre.New(`(?:^|[\s,{-])"?([a-z_]+)"?: `)

// inBraces is a line that holds several keys of a rulebook, with braces around and commas
// between them; "" for any other.
func inBraces(line string) string {
	if strings.ContainsAny(line, "{}") {
		return ""
	}
	text, dash := strings.TrimSpace(line), ""
	if rest, found := strings.CutPrefix(text, "- "); found {
		text, dash = strings.TrimSpace(rest), "- "
	}
	found := keyInLine().FindAllStringSubmatchIndex(text, -1)
	var parts []string
	usual := 0
	for i, at := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][2]
		}
		key, value := text[at[2]:at[3]], strings.Trim(strings.TrimSuffix(text[at[1]:end], `, "`), " ,;")
		if value == "" || i == 0 && at[2] > 1 {
			return ""
		}
		if slices.Contains(usualKeys, key) {
			usual++
		}
		if strings.Contains(value, ",") && !strings.ContainsAny(value, `["'`) {
			value = "[" + value + "]"
		}
		parts = append(parts, key+": "+value)
	}
	if usual < 2 {
		return ""
	}
	return dash + "{" + strings.Join(parts, ", ") + "}"
}

// usualKeys are those of which a line has several.
var usualKeys = []string{"name", "field", "points", "is", "stage", "metric", "at_least", "group", "column", "type", "weight", "share"}

// closedTwice finds a bracket or brace that closes none in its line, outside quotes; -1
// for none.
func closedTwice(line string) int {
	depth, bare := 0, []rune(unquoted(line))
	for i, r := range bare {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 && strings.ContainsAny(string(bare[:i]), "{[") {
				return len(string([]rune(line)[:i]))
			}
		}
	}
	return -1
}

// explainSyntax puts a message of the YAML parser about a line into words; one that
// it does not know stays as it is. The place is that of the line's first character
// unless more is known.
func explainSyntax(message string, number int, line string) rulebook.Problem {
	offset := len(line) - len(strings.TrimLeft(line, " "))
	want := ""
	explained := "this is not YAML: " + message
	if write := inBraces(line); write != "" && (strings.Contains(message, "mapping values are not allowed") || strings.Contains(message, "did not find expected key")) {
		return rulebook.Problemf(placeIn(line, number, offset), "write "+write, "several keys stand in one line without braces")
	}
	if at := closedTwice(line); at >= 0 {
		return rulebook.Problemf(placeIn(line, number, at), "take out one "+line[at:at+1], "a bracket or brace is closed that is not open")
	}
	for _, w := range syntaxWords {
		if !strings.Contains(message, w.parser) {
			continue
		}
		if w.at != nil {
			pattern := w.at()
			found := pattern.FindStringSubmatchIndex(line)
			if found == nil {
				continue
			}
			offset = found[2]
			if at := pattern.SubexpIndex("at"); at > 0 {
				offset = found[2*at]
			}
			want = string(pattern.ExpandString(nil, w.want, line, found))
		} else {
			want = w.want
		}
		explained = w.message
		break
	}
	return rulebook.Problemf(placeIn(line, number, offset), want, "%s", explained)
}
