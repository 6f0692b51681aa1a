package yaml

import (
	"slices"

	"gopkg.in/yaml.v3"

	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// synonyms reads the name of a table of synonyms, or synonyms of the field's own.
func (o *opened) synonyms() *rulebook.Synonyms {
	n := o.take("synonyms", kindSynonyms)
	if n == nil {
		return nil
	}
	s := &rulebook.Synonyms{Pos: place(n)}
	if n.Kind != yaml.MappingNode {
		s.Table, _ = parsed(o, "synonyms", kindSynonyms, parseTable)
		return s
	}
	for _, e := range o.l.named(n, quote("synonyms"), o.want("synonyms")) {
		s.Own = append(s.Own, o.l.synonym(e))
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
func (l *loader) synonym(e entry) rulebook.Synonym {
	const want = "expected its spellings, such as [Cloud, クラウド]"
	s := rulebook.Synonym{Pos: place(e.key), Name: e.name}
	switch {
	case isNull(e.value):
		l.noValue(e, want)
	case e.value.Kind == yaml.SequenceNode && len(e.value.Content) == 0:
		l.problem(e.value, want, "%s is empty", quote(e.name))
	default:
		s.Spellings, _ = l.scalars(e.value, quote(e.name), want)
	}
	return s
}
