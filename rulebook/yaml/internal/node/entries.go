package node

import (
	"gopkg.in/yaml.v3"
)

// EntriesOf are the entries of a mapping as they stand.
func EntriesOf(n *yaml.Node) (all []Entry) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		all = append(all, Entry{Key: n.Content[i], Value: n.Content[i+1], Name: n.Content[i].Value})
	}
	return all
}

// ListOf is the entries of a list, or the one value that stands in its place.
func ListOf(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}
