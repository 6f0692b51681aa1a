package lexicon

import (
	_ "embed"
	"slices"
	"sync"

	"leadscore/rulebook"
)

// KnownLog is a list of events as a product exports it.
type KnownLog struct {
	Name    string             // as `like` of a log names it
	Order   rulebook.DateOrder // how its moments are written
	Doc     string             // what it is
	Columns []KnownLogColumn   // of each part those that are tried first come first
}

// KnownLogColumn is a column of a known log.
type KnownLogColumn struct {
	Part    string // lead, at, id, or about: what conditions ask for
	Header  string
	Certain bool   // somebody has checked it against an export, or what the product's makers document
	Doc     string // what stands there; "" where that is clear
}

//go:embed logs.tsv
var logsTSV string

var knownLogs = sync.OnceValue(func() []KnownLog { return readKnownLogs(logsTSV) })

// KnownLogs gives all known logs, in the order of the reference.
func KnownLogs() []KnownLog { return slices.Clone(knownLogs()) }

// LookupKnownLog finds a known log by its name.
func LookupKnownLog(name string) (KnownLog, bool) {
	i := slices.IndexFunc(knownLogs(), func(k KnownLog) bool { return k.Name == name })
	if i < 0 {
		return KnownLog{}, false
	}
	return knownLogs()[i], true
}

// KnownLogNames lists the names of all known logs.
func KnownLogNames() []string {
	var names []string
	for _, k := range knownLogs() {
		names = append(names, k.Name)
	}
	return names
}

// Headers lists the headers of a part.
func (k *KnownLog) Headers(part string) []string {
	var headers []string
	for _, c := range k.Columns {
		if c.Part == part {
			headers = append(headers, c.Header)
		}
	}
	return headers
}

// readKnownLogs reads logs.tsv, and panics at a line that is wrong.
func readKnownLogs(table string) []KnownLog {
	return readParts("logs.tsv", table, readKnownLog, func(k *KnownLog, cells []string) bool {
		c, ok := readKnownLogColumn(cells)
		k.Columns = append(k.Columns, c)
		return ok
	})
}

// readKnownLog reads the cells of a heading: name, order of dates, and what it is.
func readKnownLog(cells []string) (k KnownLog, ok bool) {
	if len(cells) != 3 {
		return k, false
	}
	order, _ := rulebook.ParseDateOrder(cells[1])
	return KnownLog{Name: cells[0], Order: order, Doc: cells[2]}, cells[2] != ""
}

// readKnownLogColumn reads the cells of a column: its part, its header, whether it is
// uncertain, and what stands there.
func readKnownLogColumn(cells []string) (c KnownLogColumn, ok bool) {
	if len(cells) < 2 || len(cells) > 4 || cells[1] == "" || !slices.Contains([]string{"lead", "at", "id", "about"}, cells[0]) {
		return c, false
	}
	cells = append(cells, "", "")
	return KnownLogColumn{Part: cells[0], Header: cells[1], Certain: cells[2] == "", Doc: cells[3]}, cells[2] == "" || cells[2] == "?"
}
