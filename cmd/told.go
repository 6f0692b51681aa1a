package cmd

import (
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/rulebook"
)

// textsOf are what is told of leads, in their rulebook's language.
func textsOf(book *rulebook.Rulebook) texts.Texts { return textsIn(book.Language) }

// textsIn are what is told in a language.
func textsIn(language rulebook.Language) texts.Texts { return texts.In(language, "cmd") }

func (l *list) texts() texts.Texts {
	if l.rules == nil {
		return l.told
	}
	return textsOf(l.rules.book)
}

// faultText says where a row of the list cannot be read, and why.
func (l *list) faultText(f *leads.Fault) string {
	return faultText(l.texts(), l.name, f)
}

func faultText(in texts.Texts, list string, f *leads.Fault) string {
	message, want := f.In(in.Language())
	return in.Say("%s:%d:%d: %s. %s", list, f.Line, f.Column, message, want)
}

// noteIn is note for what is told in the rulebook's language.
func (e env) noteIn(in texts.Texts, o common, english string, args ...any) {
	e.note(o, "%s", in.Say(english, args...))
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
