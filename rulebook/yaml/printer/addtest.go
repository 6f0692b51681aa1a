package printer

import (
	"bytes"
	"errors"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/node"
)

// AddTest adds a test to the source of a rulebook or of a file of tests, behind those
// that are there; all else keeps its bytes. The error says why the source cannot be
// edited so.
func AddTest(source []byte, test *rulebook.Example) ([]byte, error) {
	if text := node.Decode(source); !bytes.HasSuffix(source, text) {
		return nil, errors.New("it is in UTF-16")
	}
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil {
		return nil, err
	}
	if len(document.Content) == 0 {
		return nil, errors.New("it is empty")
	}
	root := document.Content[0]
	if root.Style&yaml.FlowStyle != 0 {
		return nil, errors.New("it is written in braces")
	}
	at, dash, err := placeOfTests(source, root)
	if err != nil {
		return nil, err
	}
	return insertLines(source, at, testLines(test, dash, at < 0)), nil
}

// Test is a test as it stands in a section tests.
func Test(test *rulebook.Example) string {
	return strings.Join(testLines(test, 3, false), "\n") + "\n"
}

// testLines are the lines of a test whose dash is in a column, with the section's key
// before it where there is no section yet.
func testLines(test *rulebook.Example, dash int, first bool) []string {
	var b strings.Builder
	indent := dash - 1
	if first {
		b.WriteString("\ntests:\n")
	}
	b.WriteString(strings.Repeat(" ", indent) + "- ")
	v := printExample(test)
	v.WritePairs(&b, indent+2)
	return strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
}

// placeOfTests is the line, from 0, before which another test is to stand, and the column
// of its dash; line -1 where there is no section yet, which goes to the end.
func placeOfTests(source []byte, root *yaml.Node) (line, dash int, err error) {
	lines := bytes.Split(source, []byte("\n"))
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != "tests" {
			continue
		}
		tests := root.Content[i+1]
		if tests.Kind != yaml.SequenceNode || tests.Style&yaml.FlowStyle != 0 {
			return 0, 0, errors.New("its tests are written in brackets")
		}
		line = len(lines)
		if i+2 < len(root.Content) {
			line = root.Content[i+2].Line - 1
		}
		for line > 0 && isApart(lines[line-1]) {
			line--
		}
		return line, tests.Column, nil
	}
	return -1, 3, nil
}

// isApart reports whether a line belongs to no section: it is blank, or a comment or
// mark at its very beginning.
func isApart(line []byte) bool {
	text := bytes.TrimSpace(line)
	return len(text) == 0 || line[0] == '#' || string(text) == "..."
}

// insertLines puts lines before one of the source, from 0; at -1 behind the last.
func insertLines(source []byte, at int, added []string) []byte {
	end := "\n"
	if bytes.Contains(source, []byte("\r\n")) {
		end = "\r\n"
	}
	text := strings.Join(added, end) + end
	offset := len(source)
	if at >= 0 {
		offset = lineOffset(source, at)
	}
	if offset > 0 && source[offset-1] != '\n' {
		text = end + text
	}
	return bytes.Join([][]byte{source[:offset], source[offset:]}, []byte(text))
}

// lineOffset is the byte at which a line begins, from 0; the source's end for the one
// behind the last.
func lineOffset(source []byte, line int) int {
	offset := 0
	for range line {
		i := bytes.IndexByte(source[offset:], '\n')
		if i < 0 {
			return len(source)
		}
		offset += i + 1
	}
	return offset
}
