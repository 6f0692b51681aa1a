package scoring

// ColumnType says what the cells of a column of ours hold.
type ColumnType string

// The types of columns.
const (
	WholeNumber ColumnType = "whole number" // digits
	Decimal     ColumnType = "decimal"      // up to three digits after the point; as a number in JSON
	Percent     ColumnType = "percent"      // a decimal with a percent sign: 12.5%
	Text        ColumnType = "text"         // one of few words where the rulebook names them, else any text
	Texts       ColumnType = "texts"        // several, with "; " between them; a list in JSON
	Date        ColumnType = "date"         // year-month-day: 2026-11-21
)

// Type says what the column's cells hold. Each may be empty as well.
func (c Column) Type() ColumnType {
	switch c.kind {
	case columnRank, columnAccountLeads:
		return WholeNumber
	case columnWinRate:
		return Percent
	case columnReasons:
		return Texts
	case columnAsOf:
		return Date
	}
	if c.Numeric {
		return Decimal
	}
	return Text
}

// Meaning says in one sentence what the column's cells tell of a lead.
func (c Column) Meaning() string {
	switch c.kind {
	case columnGroup:
		return "the grade that the points of group " + c.of + " earn"
	case columnFramework:
		return "how many elements of " + c.of + " are met, of how many; empty where it does not apply"
	}
	return meanings()[c.kind]
}

func meanings() map[columnKind]string {
	return map[columnKind]string{
		columnRank:           "place in the ranking, from 1: by stage, then by falling score, then as the list has them",
		columnScore:          "points: the sum of all rules that hold",
		columnLow:            "the least that the score could become if the lead's blanks were filled; empty where there is no least",
		columnHigh:           "the most that the score could become if the lead's blanks were filled; empty where there is no most",
		columnWinRate:        "how many of a hundred leads with this score were won, by the rulebook's rates",
		columnStage:          "the first stage whose rule holds; empty where none does",
		columnGrade:          "the grades of fit and of the groups, one behind the other",
		columnFit:            "percent of the weight that the lead earns in the profile that fits best",
		columnICP:            "the profile that fits best; empty where none does",
		columnReasons:        "why the lead stands where it does: stage, open stage rules, and the lines that weigh most",
		columnNext:           "the question whose answer may raise the score most; empty where there is nothing to ask",
		columnAccount:        "the account that the lead belongs to, as most of its leads write it; empty where it has none",
		columnAccountScore:   "the score of that account",
		columnAccountLeads:   "how many leads it has, but for those of out stages",
		columnAccountMissing: "the roles that nobody of it is known to play",
		columnRulesHash:      "SHA-256 of the rulebook's bytes, in hexadecimal digits",
		columnAsOf:           "the day that ages were counted to",
		columnVersion:        "the version of leadscore",
	}
}

// Source says what a run's scores come from, for the columns of Provenance.
type Source struct {
	RulesHash string // SHA-256 of the rulebook's bytes, in hexadecimal digits
	Version   string // of the program
}
