// Package crm knows how the importers of CRM systems, and of warehouses, want a table of
// scores: what its columns are called, and how their cells are written.
package crm

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"leadscore/match/fold"
	"leadscore/scoring/column"
)

// System is a system into which scores are imported. The zero value is none: names
// and cells stay as score writes them.
type System struct {
	Name  string // as the command line names it: salesforce
	Blank string // the cell that empties a field; "": a blank cell

	// KeepsBlanks tells that a blank cell leaves what is in the field as it is.
	KeepsBlanks bool

	// Carries are the beginnings of headers, in the normal form, whose cells must come
	// back as they were exported, in their columns.
	Carries []string

	ids  []string // headers of the system's own identifiers, in the normal form
	id   string   // what the importer calls them; "": as the list does
	name func(name string) (string, error)
}

// Systems lists the systems that are known.
//
// Salesforce: Data Loader takes fields by their API names, days as year-month-day, and
// empties a field by #N/A through the Bulk API. HubSpot: properties by their internal
// names, UTF-8, days as year-month-day, a blank cell changes nothing. Dynamics 365: columns
// by their display names; an exported row is updated if its three columns "(Do Not Modify)"
// come back untouched. A warehouse, or a program with a table: names as they are.
func Systems() []System {
	return []System{
		{Name: "salesforce", Blank: "#N/A", id: "Id", name: salesforceName, ids: []string{
			"id", "lead id", "leadid", "contact id", "contactid", "record id", "リード id", "リードid", "18-digit id", "18 digit id", "取引先責任者 id", "取引先責任者id", "レコード id", "レコードid",
		}},
		{Name: "hubspot", KeepsBlanks: true, name: hubspotName},
		{Name: "dynamics", Carries: []string{"(do not modify)", "(変更しないでください)"}, name: dynamicsName},
		{Name: "warehouse", name: func(name string) (string, error) { return name, nil }},
	}
}

// Lookup finds a system by its name.
func Lookup(name string) (System, bool) {
	systems := Systems()
	i := slices.IndexFunc(systems, func(s System) bool { return s.Name == name })
	if i < 0 {
		return System{}, false
	}
	return systems[i], true
}

// Header is what the system calls a column of ours; the error says why it cannot.
func (s System) Header(prefix, column string) (string, error) {
	if s.name == nil {
		return prefix + column, nil
	}
	return s.name(prefix + column)
}

// KeyHeader is what the system calls the column of the key.
func (s System) KeyHeader(header string) string {
	if s.id != "" && slices.Contains(s.ids, fold.Text(header)) {
		return s.id
	}
	return header
}

// Carried tells whether the cells of a column must come back as they were exported.
func (s System) Carried(header string) bool {
	folded := fold.Text(header)
	return slices.ContainsFunc(s.Carries, func(begin string) bool { return strings.HasPrefix(folded, begin) })
}

// AppendCell appends the text of a cell of ours, which begins at dst[from], as the system
// reads it: percent as a number, and what empties a field.
func (s System) AppendCell(dst []byte, from int, c column.Column) []byte {
	text := dst[from:]
	if s.name != nil && c.Type() == column.Percent && len(text) > 0 && text[len(text)-1] == '%' {
		return dst[:len(dst)-1]
	}
	if len(text) == 0 {
		return append(dst, s.Blank...)
	}
	return dst
}

// KeyColumn is how a HeaderMap calls the column of the key.
const KeyColumn = "key"

// longestField is how long the API name of a field of Salesforce may be, but for __c.
const longestField = 40

// salesforceName makes the API name of a custom field: lead_score is Lead_Score__c.
func salesforceName(name string) (string, error) {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || unicode.IsSpace(r) || r == '-' })
	for i, word := range words {
		if strings.ContainsFunc(word, func(r rune) bool { return !isASCIILetter(r) && (r < '0' || r > '9') }) {
			return "", fmt.Errorf("a field of Salesforce can have no name such as %q. expected letters a to z, digits and _", name)
		}
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	api := strings.Join(words, "_")
	switch {
	case api == "" || !isASCIILetter(rune(api[0])):
		return "", fmt.Errorf("a field of Salesforce can have no name such as %q. expected a letter first", name)
	case len(api) > longestField:
		return "", fmt.Errorf("the name %s is too long for a field of Salesforce. expected up to %d characters", api, longestField)
	}
	return api + "__c", nil
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// hubspotName makes the internal name of a property; one that can be none is taken for
// its label.
func hubspotName(name string) (string, error) {
	return strings.ToLower(strings.ReplaceAll(name, " ", "_")), nil
}

// dynamicsName makes the display name of a column: lead_score_low is Lead Score Low.
func dynamicsName(name string) (string, error) {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || unicode.IsSpace(r) })
	for i, word := range words {
		runes := []rune(word)
		runes[0] = unicode.ToUpper(runes[0])
		words[i] = string(runes)
	}
	return strings.Join(words, " "), nil
}
