package schema_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/schema"
)

// TestEditor has the YAML language server, the one inside VS Code's YAML extension,
// complete and check rulebooks by the schema. `.ci/editor` installs it and names it in
// YAML_LANGUAGE_SERVER.
func TestEditor(t *testing.T) {
	server := os.Getenv("YAML_LANGUAGE_SERVER")
	if server == "" {
		t.Skip("YAML_LANGUAGE_SERVER names no language server (.ci/editor installs one)")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "leadscore.schema.json"), schema.Rulebook(), 0o644); err != nil {
		t.Fatal(err)
	}
	e := startEditor(t, server, dir)

	t.Run("keys of a criterion", func(t *testing.T) {
		labels, docs := e.complete(t, "version: 1\ncriteria:\n  - name: Demo\n    |\n")
		for _, want := range []string{"field", "points", "bands", "decay", "at_least", "has_word"} {
			if !slices.Contains(labels, want) {
				t.Errorf("%s is not offered, only %q", want, labels)
			}
		}
		if slices.Contains(labels, "share") || slices.Contains(labels, "name") {
			t.Errorf("offered: %q", labels)
		}
		if !strings.Contains(docs["group"], "The group that it counts in.") {
			t.Errorf("group is explained by %q", docs["group"])
		}
	})
	t.Run("elements of a built-in framework", func(t *testing.T) {
		labels, _ := e.complete(t, "version: 1\nframeworks:\n  BANT:\n    elements:\n      |\n")
		if !slices.Contains(labels, "authority") {
			t.Errorf("authority is not offered, only %q", labels)
		}
	})
	t.Run("known fields", func(t *testing.T) {
		labels, _ := e.complete(t, "version: 1\nfields:\n  size:\n    like: |\n")
		if !slices.Contains(labels, "employees") {
			t.Errorf("employees is not offered, only %q", labels)
		}
	})
	for _, test := range []struct{ name, text, want string }{
		{"a wrong operator", "version: 1\ncriteria:\n  - {name: Demo, field: Demo, at_leest: 5, points: 1}\n", "3:31 Property at_leest is not allowed."},
		{"a wrong kind of value", "version: 1\ncriteria:\n  - {name: Demo, points: many}\n", "3:26 expected a number such as 10, -5"},
		{"a rulebook that is right", string(made.ReadFile(t, "../testdata/ok/everything.yaml")), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := e.diagnose(t, test.text)
			if test.want == "" && len(got) > 0 || test.want != "" && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, test.want) }) {
				t.Errorf("marked: %q, want %q", got, test.want)
			}
		})
	}
}

// editor is a client of a language server.
type editor struct {
	in    io.Writer
	out   *bufio.Reader
	dir   string
	calls int
	files int
}

// startEditor starts a server, which is a file for node, over its standard streams.
func startEditor(t *testing.T, server, dir string) *editor {
	t.Helper()
	command := exec.CommandContext(t.Context(), "node", server, "--stdio")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = command.Wait() })
	e := &editor{in: in, out: bufio.NewReader(out), dir: dir}
	e.call(t, "initialize", map[string]any{"processId": os.Getpid(), "rootUri": "file://" + dir, "capabilities": map[string]any{}}, new(any))
	e.send(t, map[string]any{"method": "initialized", "params": map[string]any{}})
	return e
}

func (e *editor) send(t *testing.T, message map[string]any) {
	t.Helper()
	message["jsonrpc"] = "2.0"
	data, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(e.in, "Content-Length: %d\r\n\r\n%s", len(data), data); err != nil {
		t.Fatal(err)
	}
}

// message is what a server sends: an answer, a request of its own, or news.
type message struct {
	ID     any             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  any             `json:"error"`
}

// next gives the server's next message. What it asks for itself, settings, is answered
// with none.
func (e *editor) next(t *testing.T) message {
	t.Helper()
	length := 0
	for {
		line, err := e.out.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if line = strings.TrimSpace(line); line == "" {
			break
		}
		if value, ok := strings.CutPrefix(line, "Content-Length: "); ok {
			length, _ = strconv.Atoi(value)
		}
	}
	data := make([]byte, length)
	if _, err := io.ReadFull(e.out, data); err != nil {
		t.Fatal(err)
	}
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != nil && m.Method != "" {
		var asked struct{ Items []any }
		_ = json.Unmarshal(m.Params, &asked)
		e.send(t, map[string]any{"id": m.ID, "result": make([]any, len(asked.Items))})
	}
	return m
}

func (e *editor) call(t *testing.T, method string, params, result any) {
	t.Helper()
	e.calls++
	e.send(t, map[string]any{"id": e.calls, "method": method, "params": params})
	for {
		m := e.next(t)
		if m.ID != float64(e.calls) || m.Method != "" {
			continue
		}
		if m.Error != nil {
			t.Fatalf("%s: %v", method, m.Error)
		}
		if err := json.Unmarshal(m.Result, result); err != nil {
			t.Fatal(err)
		}
		return
	}
}

// open opens a rulebook that names the schema, and gives its address.
func (e *editor) open(t *testing.T, text string) string {
	t.Helper()
	e.files++
	uri := fmt.Sprintf("file://%s/rules%d.yaml", e.dir, e.files)
	e.send(t, map[string]any{"method": "textDocument/didOpen", "params": map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "yaml", "version": 1, "text": modeline + text,
	}}})
	return uri
}

// modeline is the first line of a rulebook by which editors find the schema.
const modeline = "# yaml-language-server: $schema=leadscore.schema.json\n"

// complete gives what is offered at the bar in text, and its explanations.
func (e *editor) complete(t *testing.T, text string) (labels []string, docs map[string]string) {
	t.Helper()
	before, after, _ := strings.Cut(text, "|")
	uri := e.open(t, before+after)
	var offered struct {
		Items []struct {
			Label         string
			Documentation any
		}
	}
	column := len(before) - strings.LastIndexByte(before, '\n') - 1
	e.call(t, "textDocument/completion", map[string]any{
		"textDocument": map[string]any{"uri": uri},
		"position":     map[string]any{"line": strings.Count(modeline+before, "\n"), "character": column},
	}, &offered)
	docs = map[string]string{}
	for _, item := range offered.Items {
		labels = append(labels, item.Label)
		docs[item.Label] = fmt.Sprint(item.Documentation)
	}
	return labels, docs
}

// diagnose gives what the server marks, each with its place in text.
func (e *editor) diagnose(t *testing.T, text string) (marks []string) {
	t.Helper()
	uri := e.open(t, text)
	for {
		m := e.next(t)
		if m.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var published struct {
			URI         string
			Diagnostics []struct {
				Message string
				Range   struct{ Start struct{ Line, Character int } }
			}
		}
		if err := json.Unmarshal(m.Params, &published); err != nil {
			t.Fatal(err)
		}
		if published.URI != uri {
			continue
		}
		for _, d := range published.Diagnostics {
			marks = append(marks, fmt.Sprintf("%d:%d %s", d.Range.Start.Line, d.Range.Start.Character+1, d.Message))
		}
		return marks
	}
}
