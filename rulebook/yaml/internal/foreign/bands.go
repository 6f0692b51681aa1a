package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes bands, of lists, tables and texts.

func bandsOr(bands, points string) string {
	return "bands: " + bands + ", {points: " + points + "}] in place of bands; or missing: " + points + " for a blank cell alone"
}

// intervalBands are bands for a list of intervals that all earn the points of the line: ["1,10",
// 11-50].
func intervalBands(all []node.Entry, list *yaml.Node) string {
	at := wording.IndexOf(all, "points")
	if at < 0 || all[at].Value == nil {
		return ""
	}
	var bands []string
	for _, one := range list.Content {
		if one.Kind != yaml.ScalarNode || !operand.IsPair(one) {
			return ""
		}
		bands = append(bands, "{between: "+operand.Pair(one)+", points: "+node.Flow(all[at].Value)+"}")
	}
	return "bands: [" + strings.Join(bands, ", ") + "] in place of points"
}

// bandListMeant writes a list of bands in our words: [{min: 0, max: 10, points: 1}], [[0, 10, 1]].
func (t Translator) bandListMeant(n *yaml.Node) string {
	table := &keys.PointsBand
	if t.Table != &keys.Criterion {
		table = &keys.ShareBand
	}
	var bands []writtenBand
	own := false
	for _, item := range n.Content {
		one, from := t.bandMeant(item, t.of(table))
		if last := n.Content[len(n.Content)-1]; item == last && operand.IsNumber(item) && len(n.Content) > 1 {
			one, from = t.bandOf("else", item) // [{at_least: 100, points: 10}, 0]
		}
		if one == "" {
			return ""
		}
		bands, own = append(bands, writtenBand{from, "{" + one + "}"}), own || from == nil
	}
	if !own {
		slices.SortStableFunc(bands, writtenBand.compare)
	}
	return bandsWritten(bands)
}

// writtenBand is a band in our words, and where it begins; nil where it has keys of its own.
type writtenBand struct {
	from  *exact.Interval
	write string
}

// compare puts what begins higher first, and what begins nowhere last.
func (a writtenBand) compare(b writtenBand) int {
	if a.from.NoLow != b.from.NoLow {
		return map[bool]int{true: 1, false: -1}[a.from.NoLow]
	}
	return b.from.Low.Cmp(a.from.Low)
}

func bandsWritten(bands []writtenBand) string {
	var all []string
	for _, b := range bands {
		all = append(all, b.write)
	}
	return "bands: [" + strings.Join(all, ", ") + "]"
}

// bandMeant is one band in our words: a mapping, a list whose last entry is what it earns, or
// a text such as "100-500: 10".
func (t Translator) bandMeant(item *yaml.Node, band Translator) (string, *exact.Interval) {
	switch n := len(item.Content); {
	case item.Kind == yaml.MappingNode && n == 2 && operand.Compared(item.Content[0].Value) != "" && item.Content[1].Kind == yaml.ScalarNode:
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.MappingNode && n == 2 && !band.Table.Knows(item.Content[0].Value) && item.Content[1].Kind == yaml.ScalarNode && band.fromWords(node.EntriesOf(item), node.EntriesOf(item)[0]) == "":
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.MappingNode:
		return band.inOurKeys(item), nil
	case item.Kind == yaml.SequenceNode && n == 2:
		return t.bandOf(item.Content[0].Value, item.Content[1])
	case item.Kind == yaml.SequenceNode && n == 3:
		return t.bandOf(item.Content[0].Value+"-"+item.Content[1].Value, item.Content[2])
	case item.Kind == yaml.ScalarNode:
		if found := packedBand().FindStringSubmatch(item.Value); found != nil {
			return t.bandOf(found[1], &yaml.Node{Kind: yaml.ScalarNode, Value: found[2]})
		}
	}
	return "", nil
}

var packedBand = lazyre.New(`^(.+?)\s*(?::|=>|->|→|=)\s*(-?[0-9.]+%?)\s*(?:points|pts|点)?$`)

// otherwiseWords stand in tables for all that no other entry names.
var otherwiseWords = []string{"default", "else", "otherwise", "other", "others", "*", "rest", "_", "any", "その他", "それ以外", "catch_all"}

// bandOf is one band for a value, an interval or a comparison and what it earns; from is where
// it begins.
func (t Translator) bandOf(key string, value *yaml.Node) (band string, from *exact.Interval) {
	earns := "points: "
	earned := strings.TrimSuffix(node.Flow(value), "%")
	if t.Table != &keys.Criterion {
		earns, earned = "share: ", cmp.Or(meant.Share(node.Text(value)), earned+"%")
	} else if in, ok := meant.Number(earned); ok && in.IsExact() {
		earned = in.Low.String()
	}
	in, isNumber := meant.Number(key)
	when := "is: " + node.Written(key) + ", "
	switch {
	case slices.Contains(otherwiseWords, fold.Text(key)):
		when, in = "", exact.Interval{NoLow: true, NoHigh: true}
	case operand.Bin(key) != "":
		when = operand.Bin(key) + ", "
	case operand.Compared(key) != "":
		when = operand.Compared(key) + ", "
		in, _ = meant.Number(strings.TrimLeft(key, "<>=≥≤ "))
		if strings.HasPrefix(when, "below") || strings.HasPrefix(when, "at_most") {
			in.NoLow = true
		}
	case isNumber && (in.IsExact() || in.NoHigh):
		when = "at_least: " + in.Low.String() + ", "
	case isNumber && in.NoLow:
		when = "at_most: " + in.High.String() + ", "
	case isNumber:
		when = "between: [" + in.Low.String() + ", " + in.High.String() + "], "
	}
	return when + earns + earned, &in
}

// bandsMeant writes a table from values to points as bands, the highest numbers first and
// what is left over last.
func (t Translator) bandsMeant(n *yaml.Node) string {
	var bands []writtenBand
	for _, e := range node.EntriesOf(n) {
		if e.Value.Kind == yaml.MappingNode { // {small: {max: 100, points: 5}}
			one, _ := t.bandMeant(e.Value, t.of(&keys.PointsBand))
			if t.Table != &keys.Criterion {
				one, _ = t.bandMeant(e.Value, t.of(&keys.ShareBand))
			}
			if one == "" {
				return ""
			}
			bands = append(bands, writtenBand{nil, "{" + one + "}"})
			continue
		}
		if e.Value.Kind != yaml.ScalarNode {
			return ""
		}
		write, from := t.bandOf(e.Key.Value, e.Value)
		bands = append(bands, writtenBand{from, "{" + write + "}"})
	}
	if !slices.ContainsFunc(bands, func(b writtenBand) bool { return b.from == nil }) {
		slices.SortStableFunc(bands, writtenBand.compare)
	}
	return bandsWritten(bands)
}

// ZippedBands are bands for a list of intervals beside a list of points; "" for any other lists.
func (t Translator) ZippedBands(bands, points *yaml.Node) string {
	if points == nil || bands.Kind != yaml.SequenceNode || points.Kind != yaml.SequenceNode || len(bands.Content) != len(points.Content) {
		return ""
	}
	var all []writtenBand
	for i, one := range bands.Content {
		if one.Kind != yaml.ScalarNode || !operand.IsNumber(points.Content[i]) {
			return ""
		}
		band, from := t.bandOf(one.Value, points.Content[i])
		all = append(all, writtenBand{from, "{" + band + "}"})
	}
	return bandsWritten(all) + " in place of points"
}

// isValueTable reports whether a mapping is one from values to points: {JP: 10, US: 5}.
func isValueTable(v *yaml.Node, table *keys.Mapping) bool {
	if v.Kind != yaml.MappingNode || len(v.Content) == 0 {
		return false
	}
	for _, e := range node.EntriesOf(v) {
		if table.Knows(e.Name) {
			return false // of most: the words of other tools are not read for them
		}
		_, isNumber := meant.Number(node.Text(e.Value))
		template, _ := dialect.Meant(table, e.Name)
		if operand.Compared(e.Name) != "" {
			template = ""
		}
		if template != "" || e.Value.Kind != yaml.ScalarNode || !isNumber {
			return false
		}
	}
	return true
}

// BandsReshaped is what to write for a list of bands that are no mappings, or that have values
// for keys: [[0, 10, 1], [10, 50, 2]], [{100: 10}]; "" for any other list.
func (t Translator) BandsReshaped(n *yaml.Node) string {
	table := t.of(&keys.ShareBand)
	if t.Table == &keys.Criterion {
		table = t.of(&keys.PointsBand)
	}
	foreign := func(item *yaml.Node) bool {
		return item.Kind == yaml.SequenceNode || item.Kind == yaml.ScalarNode || item.Kind == yaml.MappingNode && isValueTable(item, table.Table)
	}
	if n.Kind != yaml.SequenceNode || !slices.ContainsFunc(n.Content, foreign) {
		return ""
	}
	return t.bandListMeant(n)
}
