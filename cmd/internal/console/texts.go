package console

import (
	"leadscore/internal/texts"
	"leadscore/rulebook"
)

// TextsOf are what is told of leads, in their rulebook's language.
func TextsOf(book *rulebook.Rulebook) texts.Texts { return TextsIn(book.Language) }

// TextsIn are what is told in a language.
func TextsIn(language rulebook.Language) texts.Texts { return texts.In(language, "console") }
