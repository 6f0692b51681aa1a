package fields

import (
	"fmt"
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Header finds columns by name.
type Header struct {
	Names  []string
	byName map[string][]int
	Called string                  // what messages call the list
	known  map[string][]int        // by lexicon.HeaderKey
	units  map[string][]headerUnit // of headers with a unit behind them, by the key of the rest

	linkedIn bool   // the URL is a person's page
	Notes    []Note // what was chosen among columns
}

// headerUnit is a column whose header names the unit of its numbers: 売上高(百万円).
type headerUnit struct {
	column int
	scale  int64
}

// NewHeader makes the columns of a list ready to be looked up.
func NewHeader(names []string) Header {
	h := Header{Names: names, Called: "the list", byName: map[string][]int{}, known: map[string][]int{}, units: map[string][]headerUnit{}}
	for i, name := range names {
		folded := fold.Text(name)
		h.byName[folded] = append(h.byName[folded], i)
		key := lexicon.HeaderKey(name)
		h.known[key] = append(h.known[key], i)
		if base, scale, found := lexicon.HeaderScale(name); found {
			key := lexicon.HeaderKey(base)
			h.units[key] = append(h.units[key], headerUnit{i, scale})
		}
	}
	if lexicon.IsLinkedIn(names) {
		h.linkedIn = true
	}
	return h
}

// Has reports whether the list has a header of this very name.
func (h *Header) Has(name string) bool { return len(h.byName[fold.Text(name)]) > 0 }

// Resolve finds the columns that the field's cells come from.
func (h *Header) Resolve(f *Field, c *match.Compiler) {
	for i, column := range lexicon.HeadersOf(f.Decl) {
		at := h.byName[fold.Text(column.Text)]
		if i >= len(f.Decl.Columns) {
			at = h.ofKnown(f.Decl, column.Text, at)
		}
		switch {
		case len(at) > 1:
			c.Problem(column.Pos, "rename one of them in "+h.Called, "the header %q stands %d times in %s, in columns %s", column.Text, len(at), h.Called, ordinals(at, " and "))
			return
		case len(at) == 1 && !slices.Contains(f.Columns, at[0]):
			f.Columns = append(f.Columns, at[0])
		}
	}
	if len(f.Columns) == 0 {
		h.resolveUnit(f)
	}
	switch {
	case len(f.Columns) > 0:
		f.Header = h.Names[f.Columns[0]]
	case !f.Decl.Optional:
		h.absent(f, c)
	}
}

// resolveUnit finds a known header of the field with a unit behind it. Of a number that has
// no scale of its own, the unit is the scale, which is noted.
func (h *Header) resolveUnit(f *Field) {
	known, _ := lexicon.LookupKnownField(f.Decl.Like.Text)
	for _, k := range known.Headers {
		units := h.units[lexicon.HeaderKey(k.Header)]
		if len(units) == 0 || k.Scale > 1 {
			continue
		}
		unit := units[0]
		f.Columns = append(f.Columns, unit.column)
		if f.Decl.Type == rulebook.TypeNumber && f.Decl.Scale == nil && unit.scale > 1 {
			scale := exact.Int(unit.scale)
			f.Decl.Scale = &scale
			h.Notes = append(h.Notes, Note{field: f.Decl.Name, header: h.Names[unit.column], scale: unit.scale})
		}
		return
	}
}

// ofKnown gives the column of a known header, which has those at under its very name: the
// first of several, which is noted.
func (h *Header) ofKnown(decl *rulebook.Field, known string, at []int) []int {
	key := lexicon.HeaderKey(known)
	if h.linkedIn {
		switch {
		case key == "url":
			return nil
		case key == "linkedinurl":
			key = "url"
		}
	}
	if len(at) == 0 {
		at = h.known[key]
	}
	if len(at) > 1 {
		h.Notes = append(h.Notes, Note{field: decl.Name, header: h.Names[at[0]], columns: at, called: h.Called})
		at = at[:1]
	}
	return at
}

func (h *Header) absent(f *Field, c *match.Compiler) {
	var lacking, names []string
	pos := f.Decl.Pos
	if f.Decl.Like.Text != "" {
		pos = f.Decl.Like.Pos
	}
	for i, column := range f.Decl.Columns {
		if i == 0 {
			pos = column.Pos
		}
		names = append(names, fmt.Sprintf("%q", column.Text))
	}
	if len(names) > 0 {
		lacking = append(lacking, "no column "+strings.Join(names, " or "))
	}
	if f.Decl.Like.Text != "" {
		lacking = append(lacking, fmt.Sprintf("no known header of %q", f.Decl.Like.Text))
	}
	c.Problem(pos, h.instead(f.Decl), "%s has %s", h.Called, strings.Join(lacking, ", and "))
}

// instead says what the list has in place of a field's columns.
func (h *Header) instead(f *rulebook.Field) string {
	wanted := f.Like.Text
	for _, column := range f.Columns {
		wanted = column.Text
		if near := h.alike(column.Text); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	for _, column := range f.Columns {
		if near, found := fold.Nearest(column.Text, h.Names); found {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	return h.Closest(wanted)
}

// alike finds a header that holds the same known thing as one that is absent; "" for none.
func (h *Header) alike(absent string) string {
	known, found := lexicon.FieldOfHeader(absent)
	if !found {
		return ""
	}
	for _, k := range known.Headers {
		if at := h.ofKnown(&rulebook.Field{}, k.Header, nil); len(at) > 0 {
			return h.Names[at[0]]
		}
	}
	return ""
}

// mostShown is how many headers stand in place of one that is absent.
const mostShown = 3

// Closest names the headers that are the most like one that is absent.
func (h *Header) Closest(wanted string) string {
	if len(h.Names) <= mostShown {
		return h.Called + " has: " + strings.Join(h.Names, ", ")
	}
	near := fold.Closest(wanted, h.Names, mostShown)
	return fmt.Sprintf("of its %d columns the nearest are: %s", len(h.Names), strings.Join(near, ", "))
}

// ordinals lists positions as people count them.
func ordinals(positions []int, between string) string {
	var texts []string
	for _, p := range positions {
		texts = append(texts, fmt.Sprint(p+1))
	}
	return strings.Join(texts, between)
}
