package profile

import (
	"slices"
	"strings"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// separators part what people have ticked in a form, by the tool that exports it.
var separators = []string{cell.DefaultSeparator, "、", ",", "|"}

// A column of texts is one of answers to tick if few entries make up many cells.
const (
	mostEntries  = 40   // different ones that a form offers
	leastParted  = 0.15 // of the cells have several
	entryRepeats = 3    // cells that an entry stands in, in the mean
)

// findEntries sets what parts the entries of cells, where a column of texts holds answers to
// tick, and the entries. A text with commas makes no list: its parts hardly come again.
func (c *Column) findEntries() {
	if c.Type != rulebook.TypeText || c.known != rulebook.TypeUnset {
		return
	}
	for _, separator := range separators {
		if entries := c.entriesBy(separator); entries != nil {
			c.Separator, c.entries = separator, entries
			return
		}
	}
}

// entriesBy are the entries of the column's cells, most frequent first, if a separator parts
// them; else nil.
func (c *Column) entriesBy(separator string) []Value {
	at, entries, parted, cells, all := map[string]int{}, []Value(nil), 0, 0, 0
	for _, v := range c.values {
		cells += v.Count
		texts := strings.Split(fold.Normalize(v.Text), separator)
		if len(texts) > 1 {
			parted += v.Count
		}
		for _, text := range texts {
			text = strings.TrimSpace(text)
			key := fold.Text(text)
			i, met := at[key]
			switch {
			case text == "":
				continue
			case !met && len(entries) == mostEntries:
				return nil
			case !met:
				i, at[key] = len(entries), len(entries)
				entries = append(entries, Value{Text: text})
			}
			entries[i].Count += v.Count
			all += v.Count
		}
	}
	if float64(parted) < leastParted*float64(cells) || len(entries) < 2 || len(entries) >= len(c.values) || all < entryRepeats*len(entries) {
		return nil
	}
	slices.SortStableFunc(entries, func(a, b Value) int { return b.Count - a.Count })
	return entries
}

// Entries are the answers to tick of a column with a Separator that may be repeated to others.
func (l *List) Entries(c *Column) []Value { return l.tellable(c, c.entries) }
