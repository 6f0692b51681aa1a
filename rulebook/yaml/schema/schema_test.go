package schema_test

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	loader "leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/internal/node"
	"leadscore/rulebook/yaml/printer"
	"leadscore/rulebook/yaml/schema"
	"leadscore/scoring"
)

// onlyLoaderKnows are the wrong rulebooks of testdata/err that the schema lets pass,
// with what it cannot know. All others it rejects.
var onlyLoaderKnows = map[string]string{
	"accounts_by.yaml":               "accounts go by texts and numbers",
	"truth_words.yaml":               "a word means yes or no",
	"bands_without_a_field.yaml":     "a band takes its field from the line around it",
	"operator_without_field.yaml":    "a leaf outside of bands needs a field",
	"metric_beside_field.yaml":       "of field, metric and when one stands",
	"points_and_bands.yaml":          "of points, bands and each one stands",
	"no_points_at_all.yaml":          "of points, bands and each one stands",
	"nothing_to_score_by.yaml":       "of icp, criteria and frameworks one is there",
	"too_deep.yaml":                  "conditions have a depth",
	"like_of_a_type.yaml":            "a field has a type, and operators go by it",
	"percent_of_points.yaml":         "a metric has a unit",
	"names_with_dots.yaml":           "names of groups, frameworks and elements hold no dot",
	"synonyms_that_clash.yaml":       "a spelling has one meaning",
	"timezone_local.yaml":            "time zones are those of the database",
	"timezone_path.yaml":             "time zones are those of the database",
	"ideographic_comma_in_list.yaml": "a comma of Japanese writing parts no entries; to YAML it is a letter",
	"yaml_tag.yaml":                  "values are read as their place needs; to YAML a tag is none of the value",
}

// compileSchema compiles the schema with a validator of others, which holds it to the
// meta-schema of 2020-12 first.
func compileSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	return compileJSON(t, schema.Rulebook())
}

func compileJSON(t testing.TB, src []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("leadscore.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("leadscore.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// instance gives the value that an editor validates: what YAML 1.2 makes of the text.
// false where the text is no YAML, or has what JSON has not, of which an editor tells
// itself.
func instance(src []byte) (value any, ok bool) {
	var document, second yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(node.Decode(src)))
	if d.Decode(&document) != nil || d.Decode(&second) != io.EOF {
		return nil, false
	}
	return valueOf(document.Content[0], 0)
}

func valueOf(n *yaml.Node, depth int) (any, bool) {
	switch {
	case depth > 100:
		return nil, false
	case n.Kind == yaml.AliasNode:
		return valueOf(n.Alias, depth+1)
	case n.Kind == yaml.SequenceNode:
		all := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			v, ok := valueOf(c, depth+1)
			if !ok {
				return nil, false
			}
			all = append(all, v)
		}
		return all, true
	case n.Kind == yaml.MappingNode:
		return objectOf(n, depth)
	}
	return coreValue(n), true
}

func objectOf(n *yaml.Node, depth int) (any, bool) {
	all := map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		v, ok := valueOf(n.Content[i+1], depth+1)
		if _, twice := all[key.Value]; !ok || twice || key.Kind != yaml.ScalarNode {
			return nil, false
		}
		all[key.Value] = v
	}
	return all, true
}

var (
	wholeNumber = regexp.MustCompile(`^[-+]?[0-9]+$`)
	realNumber  = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// coreValue reads a scalar by the core schema of YAML 1.2.
func coreValue(n *yaml.Node) any {
	switch {
	case node.IsNull(n):
		return nil
	case node.IsQuoted(n) || n.Style&yaml.TaggedStyle != 0:
		return node.Text(n)
	case n.Value == "true" || n.Value == "True" || n.Value == "TRUE":
		return true
	case n.Value == "false" || n.Value == "False" || n.Value == "FALSE":
		return false
	case wholeNumber.MatchString(n.Value) || realNumber.MatchString(n.Value):
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

// What loads is valid by the schema.
func TestSchemaTakesWhatLoads(t *testing.T) {
	compiled := compileSchema(t)
	paths := made.ValidFiles(t, "../../..")
	for _, path := range append(paths, made.YAMLFiles(t, "../printer/testdata")...) {
		t.Run(filepath.Base(path), func(t *testing.T) { checkTaken(t, compiled, made.ReadFile(t, path)) })
	}
	page := string(made.ReadFile(t, "../../../docs/rulebook.md"))
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```\n").FindAllStringSubmatch(page, -1) {
		checkTaken(t, compiled, []byte(block[1]))
	}
}

func TestSchemaTakesFilesOfTests(t *testing.T) {
	compiled := compileJSON(t, schema.Tests())
	checkTaken(t, compiled, made.ReadFile(t, "../../../testdata/tests/five-lines.test.yaml"))
	for _, wrong := range []string{"tests: []", "rules: a.yaml", "rules: a.yaml\ntests: [{name: A, lead: {}, wants: {score: 1}}]"} {
		if value, _ := instance([]byte(wrong)); compiled.Validate(value) == nil {
			t.Errorf("taken: %s", wrong)
		}
	}
}

func checkTaken(t interface{ Errorf(string, ...any) }, compiled *jsonschema.Schema, src []byte) {
	value, ok := instance(src)
	if !ok {
		t.Errorf("no value of\n%s", src)
		return
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%v\nin\n%s", err, src)
	}
}

func TestSchemaTakesRandomRulebooks(t *testing.T) {
	compiled := compileSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		rb := made.Rulebook(t)
		if len(scoring.Validate(rb)) > 0 {
			t.Skip("a line that can never be reached")
		}
		checkTaken(t, compiled, printer.Rulebook(rb))
	})
}

// The values that a rulebook may write in other words than an editor's YAML expects.
func TestSchemaTakesEverySpelling(t *testing.T) {
	compiled := compileSchema(t)
	for _, src := range []string{
		"version: 1.0\ncriteria: [{name: A, points: 1}]\n",
		"version: '１'\ncriteria: [{name: 1, points: '1,200'}]\n",
		"version: 1\ncriteria: [{name: true, points: −２.5}]\n",
		"version: 1\ncriteria: [{name: A, points: ー5, max: '-1', min: + 5}]\n",
		"version: 1\ncriteria: [{name: A, field: 2024, is: いいえ, points: 1, decay: {from: seen, linear: ' 50 ％ ', every: ' ４Ｗ '}}]\n",
		"version: 1\ncriteria: [{name: A, field: D, known: ＹＥＳ, points: 1}]\nstages: [{stage: A, out: No, field: D, known: false}]\n",
		"version: 1\ncriteria: [{name: A, points: 1}]\nscore: {rates: {'０': ５％ of １,０００}}\n",
		"version: 1\ncriteria: [&a {name: A, points: 1}, {name: B, when: {all: [{field: F, is: *b}]}, points: 1}]\n",
		"version: 1\nname: ''\ncriteria: [{name: A, why: 12, owner: false, points: 1}]\ntests: [{name: T, lead: {A: ''}, want: {score: [1, 2]}}]\n",
	} {
		if _, err := loader.Load("rules.yaml", []byte(src)); err != nil {
			t.Logf("does not load, so it may fail: %v", err)
			continue
		}
		checkTaken(t, compiled, []byte(src))
	}
}

// The schema rejects each wrong rulebook that is wrong by shape.
func TestSchemaRejectsWrongShapes(t *testing.T) {
	compiled := compileSchema(t)
	rejected := 0
	for _, path := range append(made.YAMLFiles(t, "../testdata/err"), "../../../testdata/rules.mistakes.yaml") {
		name := filepath.Base(path)
		value, ok := instance(made.ReadFile(t, path))
		if !ok {
			continue
		}
		taken := compiled.Validate(value) == nil
		if !taken {
			rejected++
		}
		switch reason, known := onlyLoaderKnows[name]; {
		case taken && !known:
			t.Errorf("%s: taken", name)
		case !taken && known:
			t.Errorf("%s: rejected, so others than the loader know that %s", name, reason)
		}
	}
	for name := range onlyLoaderKnows {
		made.ReadFile(t, filepath.Join("../testdata/err", name))
	}
	if rejected < 50 {
		t.Errorf("only %d wrong rulebooks were rejected", rejected)
	}
}

// Each key and operator of each table takes no value that none takes, and no table
// takes a key that is not in it.
func TestSchemaKnowsEveryKey(t *testing.T) {
	rules, tests := compileSchema(t), compileJSON(t, schema.Tests())
	for _, m := range keys.All() {
		compiled := rules
		if m == &keys.TestFile {
			compiled = tests
		}
		for _, name := range append(m.Names(), "no_such_key") {
			if name == "version" {
				continue // without it no mapping is looked at
			}
			src := strings.Replace(made.KeyHomes[m], "KEY", name+": [[{a: [b]}]]", 1)
			value, ok := instance([]byte(src))
			if !ok {
				t.Fatalf("no value of\n%s", src)
			}
			complaint := fmt.Sprint(compiled.Validate(value))
			if !strings.Contains(complaint, "/"+name+"'") && !strings.Contains(complaint, "/"+name+"/") && !strings.Contains(complaint, "'"+name+"' not allowed") {
				t.Errorf("%s: %s is taken in\n%s%s", m.A, name, src, complaint)
			}
		}
	}
}
