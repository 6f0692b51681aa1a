package node

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// mostFlow is how many characters of a value a message repeats.
const mostFlow = 160

// Flow is a value on one line, as it would be written in braces.
func Flow(n *yaml.Node) string {
	text := flowAll(n, 0)
	if runes := []rune(text); len(runes) > mostFlow {
		return string(runes[:mostFlow-3]) + "..."
	}
	return text
}

func flowAll(n *yaml.Node, depth int) string {
	if n == nil || depth > 8 {
		return "..."
	}
	var parts []string
	for i := 0; i < len(n.Content) && i < 40; i++ {
		switch {
		case n.Kind != yaml.MappingNode:
			parts = append(parts, flowAll(n.Content[i], depth+1))
		case i%2 == 1:
			parts = append(parts, flowAll(n.Content[i-1], depth+1)+": "+flowAll(n.Content[i], depth+1))
		}
	}
	switch n.Kind {
	case yaml.MappingNode:
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		return "[" + strings.Join(parts, ", ") + "]"
	case yaml.AliasNode:
		return "*" + n.Value
	}
	if IsQuoted(n) {
		return Quoted(n.Value)
	}
	if n.Value == "" {
		return "VALUE"
	}
	return n.Value
}
