package column

// Type says what the cells of a column of ours hold.
type Type string

// The types of columns.
const (
	WholeNumber Type = "whole number" // digits
	Decimal     Type = "decimal"      // up to three digits after the point; as a number in JSON
	Percent     Type = "percent"      // a decimal with a percent sign: 12.5%
	Text        Type = "text"         // one of few words where the rulebook names them, else any text
	Texts       Type = "texts"        // several, with "; " between them; a list in JSON
	Date        Type = "date"         // year-month-day: 2026-11-21
)

// Type says what the column's cells hold. Each may be empty as well.
func (c Column) Type() Type {
	switch c.Kind {
	case Rank, AccountLeads:
		return WholeNumber
	case WinRate:
		return Percent
	case Reasons:
		return Texts
	case AsOf:
		return Date
	}
	if c.Numeric {
		return Decimal
	}
	return Text
}

// Meaning says in one sentence what the column's cells tell of a lead.
func (c Column) Meaning() string {
	switch c.Kind {
	case Group:
		return "the grade that the points of group " + c.of + " earn"
	case Framework:
		return "how many elements of " + c.of + " are met, of how many; empty where it does not apply"
	}
	return meanings()[c.Kind]
}

func meanings() map[Kind]string {
	return map[Kind]string{
		Rank:           "place in the ranking, from 1: by stage, then by falling score, then as the list has them",
		Score:          "points: the sum of all rules that hold",
		Low:            "the least that the score could become if the lead's blanks were filled; empty where there is no least",
		High:           "the most that the score could become if the lead's blanks were filled; empty where there is no most",
		WinRate:        "how many of a hundred leads with this score were won, by the rulebook's rates",
		Stage:          "the first stage whose rule holds; empty where none does",
		Grade:          "the grades of fit and of the groups, one behind the other",
		Fit:            "percent of the weight that the lead earns in the profile that fits best",
		ICP:            "the profile that fits best; empty where none does",
		Reasons:        "why the lead stands where it does: stage, open stage rules, and the lines that weigh most",
		Next:           "the question whose answer may raise the score most; empty where there is nothing to ask",
		Account:        "the account that the lead belongs to, as most of its leads write it; empty where it has none",
		AccountScore:   "the score of that account",
		AccountLeads:   "how many leads it has, but for those of out stages",
		AccountMissing: "the roles that nobody of it is known to play",
		RulesHash:      "SHA-256 of the rulebook's bytes, in hexadecimal digits",
		AsOf:           "the day that ages were counted to",
		Version:        "the version of leadscore",
	}
}

// Source says what a run's scores come from, for the columns of Provenance.
type Source struct {
	RulesHash string // SHA-256 of the rulebook's bytes, in hexadecimal digits
	Version   string // of the program
}
