package wording

import (
	"testing"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/node"
)

// Points for each one of something are named beside it, wherever they stand.
func TestPerOne(t *testing.T) {
	entry := func(name, value string) node.Entry {
		return node.Entry{Name: fold.Text(name), Key: &yaml.Node{Kind: yaml.ScalarNode, Value: name}, Value: &yaml.Node{Kind: yaml.ScalarNode, Value: value}}
	}
	points, per, other := entry("points", "2"), entry("per", "1"), entry("name", "x")
	const want = "each: 2 in place of points and per"
	for _, all := range [][]node.Entry{{points, per}, {per, points}, {other, points, per}} {
		if got := PerOne(all, per); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if got := PerOne(all, other); got != "" {
			t.Errorf("of another key: %q", got)
		}
	}
	if got := PerOne([]node.Entry{other, per}, per); got != "" {
		t.Errorf("without points: %q", got)
	}
}
