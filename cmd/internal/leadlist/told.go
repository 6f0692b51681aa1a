package leadlist

import (
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/listfile"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/rulebook"
)

// Texts are what is told of its leads, in the rulebook's language.
func (l *List) Texts() texts.Texts {
	if l.Rules == nil {
		return l.OwnTexts
	}
	return console.TextsOf(l.Rules.Book)
}

// faultText says where a row of the list cannot be read, and why.
func (l *List) faultText(f *leads.Fault) string {
	return listfile.FaultText(l.Texts(), l.Name, f)
}

// unreadableText says what cells of a field are not.
func unreadableText(in texts.Texts, u unreadableJSON) string {
	cells := in.Count(u.Count, "cell")
	switch {
	case u.table != "":
		return in.Say("%s not in the table of %s", cells, u.table)
	case u.ofTitle && u.Type == rulebook.TypeLevel.String():
		return in.Say("%s without a known level", in.Count(u.Count, "title"))
	case u.ofTitle:
		return in.Say("%s without a known department", in.Count(u.Count, "title"))
	}
	return in.Say("%s not readable as %s", cells, in.Say(u.Type))
}
