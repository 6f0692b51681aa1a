package draft

import (
	"slices"

	"leadscore/cmd/internal/profile"
	"leadscore/rulebook"
)

// Words of headers that only a list of private persons has, in Latin letters as whole words.
var personWords = []string{
	"age", "birthday", "birthdate", "date of birth", "birth date", "marital status", "household", "household income", "family size", "children", "parent", "guardian", "geburtsdatum", "familienstand", "nettoeinkommen", "date de naissance", "fecha de nacimiento", "data di nascita", "data de nascimento",
	"年齢", "年代", "年収", "家族構成", "家族人数", "お子様", "保護者", "学年", "生年月日", "配偶者", "お住まい", "住居形態",
}

// companyFields are known fields that only a list of people at work has.
var companyFields = []string{"company", "title", "department", "industry", "employees", "revenue", "capital"}

// ofPersons reports whether the list is of private persons: it tells of their lives, and
// nothing of where they work.
func (b *builder) ofPersons() bool {
	return !slices.ContainsFunc(companyFields, func(known string) bool { return b.list.Find(known) != nil }) &&
		slices.ContainsFunc(b.list.Columns, func(c *profile.Column) bool { return c.Filled > 0 && c.Known == "" && c.Says(personWords...) })
}

// household is authority where no boss signs: who else has a say at home.
func (b *builder) household() rulebook.Element {
	e := b.absent("authority", "", rulebook.Field{Name: b.say("Decides"), Type: rulebook.TypeText}, "")
	e.Question = b.asks("Who will decide on this together with you?")
	return e
}

// asks is a question in the draft's language.
func (b *builder) asks(english string) rulebook.Question {
	if b.opt.Language == rulebook.Japanese {
		return rulebook.Question{JA: b.say(english)}
	}
	return rulebook.Question{EN: english}
}
