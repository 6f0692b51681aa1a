package yaml

import (
	"slices"

	"gopkg.in/yaml.v3"

	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// synonyms reads the name of a table of synonyms, or synonyms of the field's own.
func (m *mapping) synonyms() *rulebook.Synonyms {
	n := m.value("synonyms", keys.KindSynonyms)
	if n == nil {
		return nil
	}
	s := &rulebook.Synonyms{Pos: node.Pos(n)}
	if write := m.translator().Reshaped("synonyms", n); n.Kind == yaml.SequenceNode && write != "" {
		m.l.problem(n, "write "+write, `"synonyms" is %s`, node.Describe(n))
		return s
	}
	if n.Kind != yaml.MappingNode {
		s.Table, _ = parsed(m, "synonyms", keys.KindSynonyms, parseTable)
		return s
	}
	for _, e := range m.l.named(n, node.Quote("synonyms"), m.want("synonyms")) {
		s.Own = append(s.Own, m.l.synonym(e))
	}
	return s
}

func parseTable(text string) (string, string) {
	if slices.Contains(lexicon.SynonymTables(), text) {
		return text, ""
	}
	return "", "is no table of synonyms"
}

// synonym reads the spellings of one name, which is the key.
func (l *loader) synonym(e node.Entry) rulebook.Synonym {
	const want = "expected its spellings, such as [Cloud, クラウド]"
	s := rulebook.Synonym{Pos: node.Pos(e.Key), Name: e.Name}
	switch {
	case node.IsNull(e.Value):
		l.noValue(e, want)
	case e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) == 0:
		l.problem(e.Value, want, "%s is empty", node.Quote(e.Name))
	default:
		s.Spellings, _ = l.scalars(e.Value, node.Quote(e.Name), want)
	}
	return s
}
