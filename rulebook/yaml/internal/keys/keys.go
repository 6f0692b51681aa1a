// Package keys holds the tables of the rulebook language: each kind of mapping with its keys,
// what they take, and a sentence on each. The loader, its messages, the schema and the
// reference are made from them.
package keys

import (
	"leadscore/match"
	"leadscore/rulebook"
	"strings"
)

// Kind says what the value of a key looks like. It decides how the loader reads
// the value, what its message expects, and what the reference says.
type Kind uint8

const (
	KindText       Kind = iota // any text
	KindTexts                  // a text or a list of them
	KindMissing                // texts, or {also: texts} or {only: texts}
	KindName                   // a text that is not empty
	KindField                  // the name of a field
	KindGroup                  // the name of a group
	KindLog                    // the name of a log
	KindColumn                 // a column of a log
	KindVersion                //
	KindZone                   // of time
	KindChoice                 // one of the key's choices
	KindTruth                  // true or false
	KindPoints                 // a number of at most three decimals
	KindNumber                 // an exact decimal
	KindPositive               // a number above 0
	KindWhole                  // a whole number from 1
	KindShare                  // 0% to 100%
	KindDays                   // a duration
	KindDay                    // a calendar day
	KindRating                 // the worst number and the best
	KindValue                  // one value of the field's own type
	KindQuestion               // a text or {en, ja}
	KindSynonyms               // the name of a table, or {name: [spelling]}
	KindKnownField             // the name of a known field
	KindKnownLog               // the name of a known log
	KindCondition
	KindMapping // with keys of its own
	KindList    // of mappings or conditions
	KindNamed   // a mapping whose keys the rulebook makes up
)

// kindWords holds, for each kind, its name in the reference and what a message
// expects in its place.
var kindWords = [...]struct{ name, want string }{
	KindText:       {"text", "expected a text"},
	KindTexts:      {"text, or a list of them", "expected a text, or a list such as [A, B]"},
	KindMissing:    {"text, a list of them, or a mapping of one", "expected a text or a list such as [A, B], or {also: [A, B]} in the rulebook and {only: [A, B]} in a field"},
	KindName:       {"text", "expected a name"},
	KindField:      {"name of a field", "expected the name of a field"},
	KindGroup:      {"name of a group", "expected the name of a group"},
	KindLog:        {"name of a log", "expected the name of a log"},
	KindColumn:     {"header", "expected a column of the log"},
	KindVersion:    {"`1`", "write version: 1"},
	KindZone:       {"time zone", "expected a time zone such as Asia/Tokyo or UTC"},
	KindChoice:     {"", "expected one of: "},
	KindTruth:      {"`true` or `false`", "expected true or false"},
	KindPoints:     {"points", "expected a number such as 10, -5 or 12.5, of at most three decimals"},
	KindNumber:     {"number", "expected a number such as 10, -5 or 0.25"},
	KindPositive:   {"number above 0", "expected a number above 0, such as 20 or 0.5"},
	KindWhole:      {"whole number", "expected a whole number from 1 up"},
	KindShare:      {"share", "expected a share from 0% to 100%, such as 50%, 66.67% or 2/3"},
	KindDays:       {"duration", "expected a duration in days or weeks, from 1d to 36500d, such as 30d or 4w"},
	KindDay:        {"day", "expected a day such as 2026-11-21"},
	KindRating:     {"[worst, best]", "expected the worst number and the best, such as [0, 3]"},
	KindValue:      {"value", "expected one value"},
	KindQuestion:   {"text, or `{en: text, ja: text}`", "expected a text, or {en: text, ja: text}"},
	KindSynonyms:   {"`countries`, `prefectures`, or `{name: [spelling, …]}`", "expected countries, prefectures, or a mapping such as {SaaS: [Cloud, クラウド]}"},
	KindKnownLog:   {"name of a known log", "expected the name of a known log, such as sendgrid; leadscore fields lists them"},
	KindKnownField: {"name of a known field", "expected the name of a known field, such as company or employees; leadscore fields lists them"},
	KindCondition:  {"condition", "expected a condition such as {field: country, is: JP}"},
	KindMapping:    {"mapping", "expected a mapping"},
	KindList:       {"list", "expected a list, each entry after a dash"},
	KindNamed:      {"mapping", "expected a mapping"},
}

// Title is what the reference calls the kind; "" for one of the key's choices.
func (k Kind) Title() string { return kindWords[k].name }

// Want is what a message expects in the place of a value of this kind.
func (k Kind) Want() string { return kindWords[k].want }

// Key describes one key of a mapping. The tables of keys are the source of what
// the loader accepts, of its messages, and of the reference.
type Key struct {
	Name     string
	Kind     Kind
	Required bool
	Default  string // the default, as a rulebook would write it or in words; "": none
	Doc      string // one sentence
	Choices  []string
}

// Mapping describes one kind of mapping: what a message calls it, and its keys in
// the order of the reference and of a printed rulebook.
type Mapping struct {
	Title     string // "criterion"
	A         string // with its article: "a criterion"
	Doc       string
	Keys      []Key
	Operators bool // the operators are keys too
}

// Key finds a key of the mapping by its name.
func (m *Mapping) Key(name string) (Key, bool) {
	for _, k := range m.Keys {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

// Knows reports whether name is a key of the mapping, operators included.
func (m *Mapping) Knows(name string) bool {
	if _, ok := m.Key(name); ok {
		return true
	}
	_, isOperator := match.LookupOperator(name)
	return m.Operators && isOperator
}

// KeyNames lists the mapping's keys without operators.
func (m *Mapping) KeyNames() []string {
	var names []string
	for _, k := range m.Keys {
		names = append(names, k.Name)
	}
	return names
}

// Names lists the mapping's keys, then, if it takes them, the operators.
func (m *Mapping) Names() []string {
	names := m.KeyNames()
	if m.Operators {
		names = append(names, match.OperatorNames(rulebook.TypeUnset)...)
	}
	return names
}

// Limits that an editor is told too.
const (
	MaxEntries = 1000 // of a section or list, values of operators apart
	MaxBands   = 100  // of a line
)

// Keys that several mappings share.
var (
	keyField = Key{Name: "field", Kind: KindField, Doc: "The field that the condition written in the line is about."}
	keyWhen  = Key{Name: "when", Kind: KindCondition, Doc: "A condition of any shape, in place of operators in the line; before `bands`, `rated` or `each` it decides whether they are asked."}
	keyRated = Key{Name: "rated", Kind: KindRating, Doc: "In place of bands, for a field that is a rating: the share of the weight lies where the number lies between these two, none at the first, all at the second."}
	keyName  = Key{Name: "name", Kind: KindName, Required: true, Doc: "What people call it."}
)

// rulebookTitle is the title of the top of the file.
const rulebookTitle = "rulebook"

// Rulebook is the table of the rulebook.
var Rulebook = Mapping{
	Title: rulebookTitle, A: "the rulebook",
	Doc: "The top of the file. One of `icp`, `criteria` and `frameworks` must be there.",
	Keys: []Key{
		{Name: "version", Kind: KindVersion, Required: true, Doc: "The version of the rulebook language."},
		{Name: "name", Kind: KindText, Doc: "What people call the rulebook."},
		{Name: "language", Kind: KindChoice, Choices: []string{"en", "ja"}, Default: "en", Doc: "The language of what is written into data: reasons, questions."},
		{Name: "timezone", Kind: KindZone, Default: "UTC", Doc: "The time zone in which a moment becomes a day."},
		{Name: "key", Kind: KindField, Doc: "The field that names a lead across files."},
		{Name: "show", Kind: KindTexts, Doc: "The fields that a person wants to see beside the score."},
		{Name: "missing_words", Kind: KindMissing, Doc: "Cells that mean blank, beside the empty one, in place of the table of words that say nothing is known (unknown, TBD, 未定); `{also: [...]}` adds to the table. `[]` for none."},
		{Name: "logs", Kind: KindNamed, Doc: "Lists of events, one a row, that fields are made from; `--log NAME=FILE` gives them."},
		{Name: "fields", Kind: KindNamed, Doc: "The names that rules use, each with the columns it stands for. With this section every name that a rule uses is declared in it; without it names are headers."},
		{Name: "icp", Kind: KindMapping, Doc: "Ideal customer profiles."},
		{Name: "groups", Kind: KindNamed, Doc: "Caps and floors of several criteria together."},
		{Name: "criteria", Kind: KindList, Doc: "Lines that add or take points."},
		{Name: "frameworks", Kind: KindNamed, Doc: "Qualification frameworks, built-in ones by their names and your own."},
		{Name: "score", Kind: KindMapping, Doc: "Bounds of the score, and win rates."},
		{Name: "stages", Kind: KindList, Doc: "Stage rules, best first; the first that is true decides."},
		{Name: "accounts", Kind: KindMapping, Doc: "How leads of one company are looked at together."},
		{Name: "tests", Kind: KindList, Doc: "Examples that must hold."},
	},
}

// Field is the table of a field.
var Field = Mapping{
	Title: "field", A: "a field",
	Doc: "An entry of `fields`. `Industry: text` is short for `Industry: {column: Industry, type: text}`. `rate`, `seniority` and `department` make a field from others, `count`, `latest`, `first`, `days` and `sum` from the events of a log; each stands alone.",
	Keys: []Key{
		{Name: "column", Kind: KindTexts, Default: "the field's name", Doc: "The header of its column; of several present columns, the first whose cell is not blank counts."},
		{Name: "like", Kind: KindKnownField, Doc: "What the field holds, such as `employees`: its known headers are tried too, after `column`. `leadscore fields` lists them."},
		{Name: "type", Kind: KindChoice, Choices: []string{"text", "number", "date", "bool", "list"}, Default: "text", Doc: "How its cells are read. With `like`, the default is that of the known field."},
		{Name: "missing_words", Kind: KindMissing, Doc: "Cells that mean blank, beside the rulebook's own; `{only: [...]}` in place of these and of the table."},
		{Name: "blank", Kind: KindValue, Default: "unknown", Doc: "What a blank cell means, where it means something."},
		{Name: "optional", Kind: KindTruth, Default: "false", Doc: "Whether the column may be absent."},
		{Name: "scale", Kind: KindPositive, Default: "1", Doc: "Of a number: what its cells are multiplied by, unless they name a unit (円 is one for a figure that reaches the factor); 1000000 for a column in millions."},
		{Name: "decimal", Kind: KindChoice, Choices: []string{"point", "comma"}, Default: "point", Doc: "Of a number: `comma` for cells such as 1.234,56."},
		{Name: "unit", Kind: KindTexts, Doc: "Of a number: what stands behind its cells and is read over, such as `km`, or `[year, years]`; a cell with another unit stays unreadable."},
		{Name: "order", Kind: KindChoice, Choices: rulebook.DateOrderNames(), Doc: "Of a date: how 1/5/2023 is read; `excel` for serial day numbers such as 45291, `unix` for seconds since 1970 such as 1795253400, or milliseconds or microseconds."},
		{Name: "separator", Kind: KindName, Default: `";"`, Doc: "Of a list: what stands between its entries."},
		{Name: "true_words", Kind: KindTexts, Doc: "Of a truth value: words of this field that mean yes, beside those that are known; `[参加, 当日参加]`."},
		{Name: "false_words", Kind: KindTexts, Doc: "Of a truth value: words of this field that mean no."},
		{Name: "kind", Kind: KindChoice, Choices: []string{"company"}, Doc: "Of a text: `company` for names of companies, compared without their legal forms."},
		{Name: "synonyms", Kind: KindSynonyms, Doc: "Of a text or list: spellings that mean one thing. A cell that is one of them becomes the name."},
		{Name: "known_by", Kind: KindChoice, Choices: rulebook.KnownByNames(), Default: "that of the known field it is like, or whose header it has; else `asking`", Doc: "How a blank is filled: by `asking` the lead, by `research`, or from `records` of our own. Only what is known by asking is asked."},
		{Name: "question", Kind: KindQuestion, Default: "`Find out: COLUMN`", Doc: "What a rep asks while the field is unknown; also for an element without a question of its own."},
		{Name: "rate", Kind: KindMapping, Doc: "A number made from two others."},
		{Name: "seniority", Kind: KindField, Doc: "A level made from the job title in this field."},
		{Name: "department", Kind: KindField, Doc: "A department made from the job title or department in this field: a text such as `sales`."},
		{Name: "count", Kind: KindMapping, Doc: "How many events of a log there are about the lead: 0 without one."},
		{Name: "latest", Kind: KindMapping, Doc: "The day of the last such event; blank without one."},
		{Name: "first", Kind: KindMapping, Doc: "The day of the first such event; blank without one."},
		{Name: "days", Kind: KindMapping, Doc: "On how many different days there were such events."},
		{Name: "sum", Kind: KindMapping, Doc: "What such events add up to: the numbers of a column, or what bands say."},
	},
}

// Log is the table of a log.
var Log = Mapping{
	Title: "log", A: "a log",
	Doc: "An entry of `logs`: a list of events, such as mails opened, pages seen, calls. Its cells are read as those of lead lists are.",
	Keys: []Key{
		{Name: "like", Kind: KindKnownLog, Doc: "What exported the list, such as `sendgrid`: its columns are known. What stands beside it is read instead. `leadscore fields` lists them."},
		{Name: "lead", Kind: KindTexts, Default: "of what it is `like`", Doc: "The column that says whose event it is; of several present columns, the first whose cell is not blank counts."},
		{Name: "joins", Kind: KindField, Required: true, Doc: "The field of the lead list that `lead` is compared with, in the form in which that field is compared; of several addresses in a cell each counts."},
		{Name: "at", Kind: KindTexts, Default: "of what it is `like`", Doc: "The column of the moment of the event; of several present columns, the first whose cell is not blank counts."},
		{Name: "order", Kind: KindChoice, Choices: rulebook.DateOrderNames(), Doc: "How `at` is written, as the `order` of a date field."},
		{Name: "id", Kind: KindTexts, Default: "of what it is `like`", Doc: "The column that names the event: rows with the same name count once for a lead."},
	},
}

// Keys that all fields made from events share.
var (
	keyLog    = Key{Name: "log", Kind: KindLog, Required: true, Doc: "The log."}
	keyWhere  = Key{Name: "where", Kind: KindCondition, Doc: "A condition on columns of the log, named by their headers: only events of which it is true count."}
	keyWithin = Key{Name: "within", Kind: KindDays, Doc: "Only events of the day of `--as-of` and up to this long before it count."}
)

// Activity is the table of a field made from events.
var Activity = Mapping{
	Title: "activity", A: "a field made from events",
	Doc:  "What stands after `count`, `latest`, `first` and `days`. Events after the day of `--as-of` do not count.",
	Keys: []Key{keyLog, keyWhere, keyWithin},
}

// Sum is the table of a sum.
var Sum = Mapping{
	Title: "sum", A: "a sum",
	Doc: "What stands after `sum`: `of` or `bands`, one of them. An event whose number is not known adds nothing.",
	Keys: []Key{
		keyLog, keyWhere,
		{Name: "of", Kind: KindColumn, Doc: "The column of the log whose numbers are added up, each rounded to a thousandth."},
		{Name: "bands", Kind: KindList, Doc: "What each event is worth: bands with points, on columns of the log; the first that is true decides."},
		keyWithin,
		{Name: "half_life", Kind: KindDays, Doc: "An event is worth half after this long, a quarter after twice as long; each is rounded to a thousandth."},
	},
}

// Rate is the table of a rate.
var Rate = Mapping{
	Title: "rate", A: "a rate",
	Doc: "One field divided by another: opened of sent.",
	Keys: []Key{
		{Name: "of", Kind: KindField, Required: true, Doc: "The field that is divided."},
		{Name: "per", Kind: KindField, Required: true, Doc: "The field that it is divided by."},
		{Name: "min", Kind: KindNumber, Doc: "The rate is unknown while `per` is under this."},
	},
}

// ICP is the table of icp.
var ICP = Mapping{
	Title: "icp", A: "icp",
	Doc: "Ideal customer profiles: a lead takes the one that fits it best.",
	Keys: []Key{
		{Name: "points", Kind: KindPoints, Required: true, Doc: "What a fit of 100 % adds to the score."},
		{Name: "grades", Kind: KindNamed, Default: "`{A: 75%, B: 50%, C: 25%, D: 0%}`", Doc: "The lowest fit of each grade, best first."},
		{Name: "profiles", Kind: KindList, Required: true, Doc: "The profiles."},
	},
}

// Profile is the table of a profile.
var Profile = Mapping{
	Title: "profile", A: "a profile",
	Doc: "One ideal customer.",
	Keys: []Key{
		keyName,
		{Name: "attributes", Kind: KindList, Required: true, Doc: "What the ideal customer is like, line by line."},
	},
}

// Attribute is the table of an attribute.
var Attribute = Mapping{
	Title: "attribute", A: "an attribute",
	Doc: "A line of a profile: it earns its weight, or the share of it that its bands give.",
	Keys: []Key{
		keyField, keyWhen,
		{Name: "bands", Kind: KindList, Doc: "Bands with shares of the weight; the first that is true decides."},
		keyRated,
		{Name: "weight", Kind: KindPositive, Default: "1", Doc: "How much the attribute counts beside the others."},
		{Name: "required", Kind: KindTruth, Default: "false", Doc: "Where the attribute is false, or its share 0 %, the profile's fit is 0; unknown does no harm."},
		{Name: "missing", Kind: KindShare, Default: "0%", Doc: "The share earned when the line is unknown."},
	},
	Operators: true,
}

// ShareBand is the table of a band of an attribute or element.
var ShareBand = Mapping{
	Title: "band of shares", A: "a band of an attribute or element",
	Doc: "One band of an attribute or an element. Without a condition it always holds.",
	Keys: []Key{
		keyField, keyWhen,
		{Name: "share", Kind: KindShare, Required: true, Doc: "The share of the weight that the band earns."},
	},
	Operators: true,
}

// PointsBand is the table of a band of a criterion.
var PointsBand = Mapping{
	Title: "band of points", A: "a band of a criterion",
	Doc: "One band of a criterion. Without a condition it always holds.",
	Keys: []Key{
		keyField, keyWhen,
		{Name: "points", Kind: KindPoints, Required: true, Doc: "The points that the band earns."},
	},
	Operators: true,
}

// Group is the table of a group.
var Group = Mapping{
	Title: "group", A: "a group",
	Doc: "An entry of `groups`: the sum of its criteria and of the groups that lie in it. `{}` for a group without bounds.",
	Keys: []Key{
		{Name: "of", Kind: KindGroup, Doc: "The group that it lies in."},
		{Name: "max", Kind: KindPoints, Doc: "The most that the group adds."},
		{Name: "min", Kind: KindPoints, Doc: "The least that the group adds."},
		{Name: "decay", Kind: KindMapping, Doc: "How the group fades with the age of a date, after `max` and `min`."},
		{Name: "counts", Kind: KindShare, Default: "100%", Doc: "The share of its points that goes into the group above it or the score; `0%` for a group that only grades."},
		{Name: "grades", Kind: KindNamed, Doc: "The lowest points of each grade, best first."},
	},
}

// Criterion is the table of a criterion.
var Criterion = Mapping{
	Title: "criterion", A: "a criterion",
	Doc: "A line that adds or takes points: `points`, `bands` or `each`, one of them.",
	Keys: []Key{
		keyName,
		{Name: "group", Kind: KindGroup, Doc: "The group that it counts in."},
		keyField, keyWhen,
		{Name: "points", Kind: KindPoints, Doc: "What it earns when it holds."},
		{Name: "bands", Kind: KindList, Doc: "Bands with points; the first that is true decides."},
		{Name: "each", Kind: KindNumber, Doc: "Points for each one that the field counts: of a number so many, of a list each different entry (with `has` each of these)."},
		{Name: "every", Kind: KindDays, Doc: "With `each` on a date: points for each whole period of this length that has passed since."},
		{Name: "max", Kind: KindPoints, Doc: "The most that it earns."},
		{Name: "min", Kind: KindPoints, Doc: "The least that it earns."},
		{Name: "missing", Kind: KindPoints, Default: "0", Doc: "The points when the line is unknown."},
		{Name: "decay", Kind: KindMapping, Doc: "How the points fade with the age of a date."},
		{Name: "why", Kind: KindText, Doc: "For people: the evidence."},
		{Name: "owner", Kind: KindText, Doc: "For people: who answers for it."},
		{Name: "reviewed", Kind: KindDay, Doc: "For people: when it was looked at last."},
	},
	Operators: true,
}

// Decay is the table of decay.
var Decay = Mapping{
	Title: "decay", A: "decay",
	Doc: "One of `half_life`, `linear` with `every`, and `keeps` with `every`.",
	Keys: []Key{
		{Name: "from", Kind: KindField, Required: true, Doc: "The date whose age counts."},
		{Name: "half_life", Kind: KindDays, Doc: "Half of the points are left after this long, a quarter after twice as long."},
		{Name: "linear", Kind: KindShare, Doc: "The share of the points that goes with each whole step of `every`."},
		{Name: "keeps", Kind: KindShare, Doc: "The share of what was left that each whole step of `every` keeps; `50%` halves in steps."},
		{Name: "every", Kind: KindDays, Doc: "The step of `linear` and `keeps`."},
	},
}

// Framework is the table of a framework.
var Framework = Mapping{
	Title: "framework", A: "a framework",
	Doc: "An entry of `frameworks`.",
	Keys: []Key{
		{Name: "points", Kind: KindPoints, Default: "0", Doc: "What all elements met add to the score, by weight."},
		{Name: "qualified", Kind: KindWhole, Default: "all, or the built-in's own", Doc: "How many elements must be met; required ones must be in any case."},
		{Name: "when", Kind: KindCondition, Doc: "The framework applies to a lead only where this is true."},
		{Name: "elements", Kind: KindNamed, Required: true, Doc: "The elements, each a line."},
	},
}

// Element is the table of an element.
var Element = Mapping{
	Title: "element", A: "an element",
	Doc: "A line of a framework. It is met from a share of 50 %.",
	Keys: []Key{
		keyField, keyWhen,
		{Name: "bands", Kind: KindList, Doc: "Bands with shares of the weight; the first that is true decides."},
		keyRated,
		{Name: "weight", Kind: KindPositive, Default: "1", Doc: "How much the element counts beside the others."},
		{Name: "required", Kind: KindTruth, Default: "false", Doc: "Must be met before the lead is qualified."},
		{Name: "missing", Kind: KindShare, Default: "0%", Doc: "The share earned while the line is unknown."},
		{Name: "question", Kind: KindQuestion, Default: "its field's, then the built-in's, then `Find out: NAME`", Doc: "What a rep asks while the element is unknown."},
	},
	Operators: true,
}

// Question is the table of a question.
var Question = Mapping{
	Title: "question", A: "a question",
	Doc: "A question in each language.",
	Keys: []Key{
		{Name: "en", Kind: KindText, Doc: "In English."},
		{Name: "ja", Kind: KindText, Doc: "In Japanese."},
	},
}

// Score is the table of score.
var Score = Mapping{
	Title: "score", A: "score",
	Doc: "What becomes of the sum of all lines.",
	Keys: []Key{
		{Name: "min", Kind: KindPoints, Doc: "The least that a score can be."},
		{Name: "max", Kind: KindPoints, Doc: "The most that a score can be."},
		{Name: "rates", Kind: KindNamed, Doc: "The win rate from each score up, and of how many leads, as in `21: 26% of 230`; written by `learn`. A score below the first has the first."},
	},
}

// Stage is the table of a stage rule.
var Stage = Mapping{
	Title: "stage rule", A: "a stage rule",
	Doc: "An entry of `stages`. Without a condition it always holds.",
	Keys: []Key{
		{Name: "stage", Kind: KindName, Required: true, Doc: "The stage that a lead gets for which the rule is the first that is true."},
		{Name: "out", Kind: KindTruth, Default: "false", Doc: "Leads of this stage rank last and are left out of `rank`."},
		keyField,
		{Name: "metric", Kind: KindText, Doc: "In place of `field`: the computed value that the condition is about."},
		{Name: "when", Kind: KindCondition, Doc: "A condition of any shape, in place of operators in the line."},
		{Name: "because", Kind: KindText, Doc: "The reason that people are given."},
	},
	Operators: true,
}

// Accounts is the table of accounts.
var Accounts = Mapping{
	Title: "accounts", A: "accounts",
	Doc: "Companies, each with its leads. What stands here changes no lead's score.",
	Keys: []Key{
		{Name: "by", Kind: KindField, Default: "the company", Doc: "The field by which leads belong together: companies without their legal forms, addresses by their domain, any other as it stands."},
		{Name: "roles", Kind: KindNamed, Doc: "The parts that people play in a purchase, each with the condition by which a lead plays it."},
		{Name: "score", Kind: KindMapping, Doc: "What the leads of an account make of its score."},
		{Name: "stages", Kind: KindList, Doc: "Stage rules of accounts, on metrics of accounts."},
	},
}

// AccountScore is the table of the score of accounts.
var AccountScore = Mapping{
	Title: "score of accounts", A: "the score of accounts",
	Doc: "Shares of the scores of an account's leads. Leads of an out stage do not count, and of the others none below 0.",
	Keys: []Key{
		{Name: "best", Kind: KindShare, Default: "100%", Doc: "The share of the highest score that counts."},
		{Name: "others", Kind: KindShare, Default: "0%", Doc: "The share of each other lead's score that counts."},
		{Name: "min", Kind: KindPoints, Doc: "The least that the score of an account can be."},
		{Name: "max", Kind: KindPoints, Doc: "The most that the score of an account can be."},
	},
}

// Condition is the table of a condition.
var Condition = Mapping{
	Title: "condition", A: "a condition",
	Doc: "Either one of `all`, `any` and `not`, or a leaf: a field and its operators. `metric` stands in stage rules only.",
	Keys: []Key{
		{Name: "all", Kind: KindList, Doc: "True when all of these conditions are."},
		{Name: "any", Kind: KindList, Doc: "True when one of these conditions is."},
		{Name: "not", Kind: KindCondition, Doc: "True when this condition is false."},
		keyField,
		{Name: "metric", Kind: KindText, Doc: "In place of `field`, in stage rules: the computed value."},
	},
	Operators: true,
}

// Count is the table of count.
var Count = Mapping{
	Title: "count", A: "count",
	Doc:       "The operators of a number, about how many entries a list has.",
	Operators: true,
}

// Want is the table of a wanted value.
var Want = Mapping{
	Title: "wanted value", A: "a wanted value",
	Doc:       "What a test wants of a metric: operators.",
	Operators: true,
}

// WantedReasons is the table of wanted reasons.
var WantedReasons = Mapping{
	Title: "wanted reasons", A: "wanted reasons",
	Doc: "What a test wants of the reasons: each of `has` stands in one of them, none of `not` in any. `reasons: Asked for a demo` is short for `reasons: {has: Asked for a demo}`.",
	Keys: []Key{
		{Name: "has", Kind: KindTexts, Doc: "Texts that stand in the reasons."},
		{Name: "not", Kind: KindTexts, Doc: "Texts that do not stand in the reasons."},
	},
}

// TestFile is the table of a file of tests.
var TestFile = Mapping{
	Title: "file of tests", A: "a file of tests",
	Doc: "A file called `*.test.yaml` beside a rulebook: tests that are not in the rulebook itself.",
	Keys: []Key{
		{Name: "rules", Kind: KindName, Required: true, Doc: "The rulebook's file, from the directory of this one."},
		{Name: "tests", Kind: KindList, Required: true, Doc: "Examples that must hold."},
	},
}

// Test is the table of a test.
var Test = Mapping{
	Title: "test", A: "a test",
	Doc: "An entry of `tests`.",
	Keys: []Key{
		keyName,
		{Name: "as_of", Kind: KindDay, Doc: "The day on which the lead is scored; required where the rules look at dates."},
		{Name: "lead", Kind: KindNamed, Required: true, Doc: "The lead's cells by header or field name; what is left out is blank."},
		{Name: "want", Kind: KindNamed, Required: true, Doc: "What must come out, by metric: a value, or operators; and the reasons."},
	},
}

// All lists the tables in the order of the reference.
func All() []*Mapping {
	return []*Mapping{
		&Rulebook, &Log, &Field, &Rate, &Activity, &Sum, &ICP, &Profile, &Attribute, &ShareBand,
		&Group, &Criterion, &PointsBand, &Decay, &Framework, &Element, &Question,
		&Score, &Stage, &Accounts, &AccountScore, &Condition, &Count, &Test, &Want, &WantedReasons, &TestFile,
	}
}

// Want words what is due where the mapping is not.
func (m *Mapping) Want() string {
	switch {
	case len(m.Keys) == 0:
		return "expected operators, such as {at_least: 2}"
	case m.Title == rulebookTitle:
		return "expected a rulebook, which begins with version: 1 and goes on with keys such as criteria and stages"
	}
	return "expected a mapping with keys such as " + strings.Join(m.KeyNames()[:min(4, len(m.Keys))], ", ")
}
