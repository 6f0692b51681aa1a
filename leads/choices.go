package leads

import (
	"leadscore/internal/texts"
	"leadscore/leads/compress"
	"leadscore/leads/internal/records"
	"leadscore/rulebook"
)

// choices are what was chosen by looking at a list, because nobody said it.
type choices struct {
	sheets   int  // of a workbook, where there are several
	encoding bool // not UTF-8
	comma    bool // another separator than a comma
	told     bool // the first line names the separator (sep=;)
	notes    int  // the line on which notes before the header begin; 0: there are none
	header   int  // the line of the header behind them
	marked   bool // rows without * go on with the record above
}

// Guessed are the choices that were made by looking at the list, in words: what was
// chosen, and the flag that chooses otherwise. A list in UTF-8 whose first line is a
// header of cells separated by commas needs none.
func (h *Head) Guessed(language rulebook.Language) (all []string) {
	in, d, c := texts.In(language, "leads"), &h.Dialect, &h.choices
	add := func(text string) { all = append(all, text) }
	if c.sheets > 1 {
		add(in.Say("read from the sheet %q, one of %d. --sheet names another", d.Sheet, c.sheets))
	}
	if d.Compression != compress.None {
		add(in.Say("the list is compressed with %v", d.Compression))
	}
	if c.encoding {
		add(in.Say("read as %s. --encoding names another encoding", d.Encoding.Title()))
	}
	switch comma := records.CommaIn(language, d.Comma); {
	case !c.comma:
	case c.told:
		add(in.Say("the first line says that %s separates the cells. --delimiter names another character", comma))
	default:
		add(in.Say("read with %s between the cells. --delimiter names another character", comma))
	}
	if c.notes > 0 {
		add(in.Say("the header is on line %[1]d, after notes. --header-line %[2]d takes line %[2]d for it", c.header, c.notes))
	}
	if c.marked {
		add(in.Say("rows without * in the first column go on with the record above: they pass through without a score"))
	}
	return all
}
