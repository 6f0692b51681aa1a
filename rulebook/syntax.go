package rulebook

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/match"
)

// parseYAML gives the one document of a YAML file: its topmost value.
func parseYAML(name string, text []byte) (*yaml.Node, *match.Problem) {
	lines := &lineReader{rest: text}
	decoder := yaml.NewDecoder(lines)
	document, err := next(decoder)
	if err == nil {
		var second *yaml.Node
		second, err = next(decoder)
		if err == nil {
			p := match.Problemf(place(second), "keep one rulebook in a file", "a second YAML document begins here")
			return nil, &p
		}
	} else if errors.Is(err, io.EOF) {
		p := match.Problemf(match.Pos{Line: 1, Column: 1}, "expected a rulebook that begins with version: 1", "%s is empty", name)
		return nil, &p
	}
	if !errors.Is(err, io.EOF) {
		p := syntaxProblem(text, err, lines.count)
		return nil, &p
	}
	return document.Content[0], nil
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
	n := len(firstLine(r.rest))
	r.open = n > len(p)
	n = copy(p, r.rest[:n])
	r.rest = r.rest[n:]
	return n, nil
}

// firstLine is the first line of a text with its line feed.
func firstLine(text []byte) []byte {
	for i, c := range text {
		if c == '\n' {
			return text[:i+1]
		}
	}
	return text
}

// syntaxProblem places an error of the YAML parser, which had read `read` lines.
// The parser names the line where the enclosing value begins; the fault lies after
// the longest run of lines that is YAML by itself.
func syntaxProblem(text []byte, err error, read int) match.Problem {
	message, reported := splitError(err)
	lines := splitLines(text)
	at := max(reported, lineAfterLongestPrefix(text, reported, read))
	at = min(max(at, 1), len(lines))
	if p, found := punctuationIn(lines, max(reported, 1), at); found {
		return p
	}
	line := lines[at-1]
	pos := match.Pos{Line: at, Column: indentOf(line) + 1}
	if tab := strings.IndexByte(line[:len(line)-len(strings.TrimLeft(line, " \t"))], '\t'); tab >= 0 {
		return match.Problemf(match.Pos{Line: at, Column: tab + 1}, "indent with spaces", "a tab stands in the indentation")
	}
	message, want := explainSyntax(message)
	return match.Problemf(pos, want, "%s", message)
}

func indentOf(line string) int {
	return utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeft(line, " "))
}

var errorLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// splitError takes the message and the line, 0 if it has none, out of an error of
// the YAML parser.
func splitError(err error) (message string, line int) {
	text := err.Error()
	found := errorLine.FindStringSubmatch(text)
	line, _ = strconv.Atoi(found[1])
	return text[len(found[0]):], line
}

// maxRetry bounds the bytes that are parsed again to place a syntax error.
const maxRetry = 16 << 20

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

func isYAML(text []byte) bool {
	decoder := yaml.NewDecoder(&lineReader{rest: text})
	for {
		if _, err := next(decoder); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// syntaxWords puts the YAML parser's messages into words: what is wrong, and what
// to do.
var syntaxWords = []struct{ parser, message, want string }{
	{"mapping values are not allowed", "a colon stands where no key can", "check the indentation, or put quotes around a text that holds \": \""},
	{"did not find expected key", "this line does not go on with what stands above it", "check the indentation, and that every bracket, brace and quote is closed"},
	{"could not find expected ':'", "a key has no colon after it", "write key: value, with a space after the colon"},
	{"did not find expected ',' or ']'", "a list in brackets does not go on as it should", "check for a missing comma or a missing ]"},
	{"did not find expected ',' or '}'", "a mapping in braces does not go on as it should", "check for a missing comma or a missing }"},
	{"did not find expected '-' indicator", "this line is not an entry of the list above it", "begin it with a dash, or check the indentation"},
	{"block sequence entries are not allowed", "a list entry stands where none can", "put the dash on a line of its own, below the key"},
	{"did not find expected node content", "a value is missing", "check for a stray comma, bracket or brace"},
	{"found unexpected end of stream", "a quote is not closed", "close it, or write an apostrophe inside double quotes"},
	{"cannot start any token", "a value begins with a character that YAML keeps for itself", "put the value in quotes"},
	{"did not find expected alphabetic or numeric character", "a value begins with a character that YAML keeps for itself", "put a value that begins with * or & in quotes"},
	{"found unknown escape character", "a backslash in double quotes begins no escape that YAML knows", "use single quotes"},
	{"unknown anchor", "", "define it with & before it is used, or put a text that begins with * in quotes"},
	{"undefined tag", "a value begins with !", "put the value in quotes"},
	{"found a tab character", "a tab stands where YAML needs spaces", "indent with spaces"},
	{"exceeded max depth", "values are nested too deep", ""},
	{"did not find expected <document start>", "the file goes on after its one value has ended", "check the indentation of this line"},
	{"unexpected document indicator", "a line of --- stands inside a value", "check that every quote and bracket above is closed"},
}

// explainSyntax puts a message of the YAML parser into words; one that it does not
// know stays as it is.
func explainSyntax(message string) (explained, want string) {
	for _, w := range syntaxWords {
		if !strings.Contains(message, w.parser) {
			continue
		}
		if w.message == "" {
			return message, w.want
		}
		return w.message, w.want
	}
	return "this is not YAML: " + message, ""
}
