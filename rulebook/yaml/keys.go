package yaml

import (
	"leadscore/match"
	"leadscore/rulebook"
)

// kind says what the value of a key looks like. It decides how the loader reads
// the value, what its message expects, and what the reference says.
type kind uint8

const (
	kindText       kind = iota // any text
	kindTexts                  // a text or a list of them
	kindMissing                // texts, or {also: texts} or {only: texts}
	kindName                   // a text that is not empty
	kindField                  // the name of a field
	kindGroup                  // the name of a group
	kindLog                    // the name of a log
	kindColumn                 // a column of a log
	kindVersion                //
	kindZone                   // of time
	kindChoice                 // one of the key's choices
	kindTruth                  // true or false
	kindPoints                 // a number of at most three decimals
	kindNumber                 // an exact decimal
	kindPositive               // a number above 0
	kindWhole                  // a whole number from 1
	kindShare                  // 0% to 100%
	kindDays                   // a duration
	kindDay                    // a calendar day
	kindRating                 // the worst number and the best
	kindValue                  // one value of the field's own type
	kindQuestion               // a text or {en, ja}
	kindSynonyms               // the name of a table, or {name: [spelling]}
	kindKnownField             // the name of a known field
	kindKnownLog               // the name of a known log
	kindCondition
	kindMapping // with keys of its own
	kindList    // of mappings or conditions
	kindNamed   // a mapping whose keys the rulebook makes up
)

// kindWords holds, for each kind, its name in the reference and what a message
// expects in its place.
var kindWords = [...]struct{ name, want string }{
	kindText:       {"text", "expected a text"},
	kindTexts:      {"text, or a list of them", "expected a text, or a list such as [A, B]"},
	kindMissing:    {"text, a list of them, or a mapping of one", "expected a text or a list such as [A, B], or {also: [A, B]} in the rulebook and {only: [A, B]} in a field"},
	kindName:       {"text", "expected a name"},
	kindField:      {"name of a field", "expected the name of a field"},
	kindGroup:      {"name of a group", "expected the name of a group"},
	kindLog:        {"name of a log", "expected the name of a log"},
	kindColumn:     {"header", "expected a column of the log"},
	kindVersion:    {"`1`", "expected version: 1"},
	kindZone:       {"time zone", "expected a time zone such as Asia/Tokyo or UTC"},
	kindChoice:     {"", "expected one of: "},
	kindTruth:      {"`true` or `false`", "expected true or false"},
	kindPoints:     {"points", "expected a number such as 10, -5 or 12.5, of at most three decimals"},
	kindNumber:     {"number", "expected a number such as 10, -5 or 0.25"},
	kindPositive:   {"number above 0", "expected a number above 0, such as 20 or 0.5"},
	kindWhole:      {"whole number", "expected a whole number from 1 up"},
	kindShare:      {"share", "expected a share from 0% to 100%, such as 50%, 66.67% or 2/3"},
	kindDays:       {"duration", "expected a duration in days or weeks, from 1d to 36500d, such as 30d or 4w"},
	kindDay:        {"day", "expected a day such as 2026-11-21"},
	kindRating:     {"[worst, best]", "expected the worst number and the best, such as [0, 3]"},
	kindValue:      {"value", "expected one value"},
	kindQuestion:   {"text, or `{en: text, ja: text}`", "expected a text, or {en: text, ja: text}"},
	kindSynonyms:   {"`countries`, `prefectures`, or `{name: [spelling, …]}`", "expected countries, prefectures, or a mapping such as {SaaS: [Cloud, クラウド]}"},
	kindKnownLog:   {"name of a known log", "expected the name of a known log, such as sendgrid; leadscore fields lists them"},
	kindKnownField: {"name of a known field", "expected the name of a known field, such as company or employees; leadscore fields lists them"},
	kindCondition:  {"condition", "expected a condition such as {field: country, is: JP}"},
	kindMapping:    {"mapping", "expected a mapping"},
	kindList:       {"list", "expected a list, each entry after a dash"},
	kindNamed:      {"mapping", "expected a mapping"},
}

// key describes one key of a mapping. The tables of keys are the source of what
// the loader accepts, of its messages, and of the reference.
type key struct {
	name     string
	kind     kind
	required bool
	def      string // the default, as a rulebook would write it or in words; "": none
	doc      string // one sentence
	choices  []string
}

// mapping describes one kind of mapping: what a message calls it, and its keys in
// the order of the reference and of a printed rulebook.
type mapping struct {
	title     string // "criterion"
	a         string // with its article: "a criterion"
	doc       string
	keys      []key
	operators bool // the operators are keys too
}

// key finds a key of the mapping by its name.
func (m *mapping) key(name string) (key, bool) {
	for _, k := range m.keys {
		if k.name == name {
			return k, true
		}
	}
	return key{}, false
}

// knows reports whether name is a key of the mapping, operators included.
func (m *mapping) knows(name string) bool {
	if _, ok := m.key(name); ok {
		return true
	}
	_, isOperator := match.LookupOperator(name)
	return m.operators && isOperator
}

// keyNames lists the mapping's keys without operators.
func (m *mapping) keyNames() []string {
	var names []string
	for _, k := range m.keys {
		names = append(names, k.name)
	}
	return names
}

// names lists the mapping's keys, then, if it takes them, the operators.
func (m *mapping) names() []string {
	names := m.keyNames()
	if m.operators {
		names = append(names, match.OperatorNames(rulebook.TypeUnset)...)
	}
	return names
}

// Keys that several mappings share.
var (
	keyField = key{name: "field", kind: kindField, doc: "The field that the condition written in the line is about."}
	keyWhen  = key{name: "when", kind: kindCondition, doc: "A condition of any shape, in place of operators in the line; before `bands`, `rated` or `each` it decides whether they are asked."}
	keyRated = key{name: "rated", kind: kindRating, doc: "In place of bands, for a field that is a rating: the share of the weight lies where the number lies between these two, none at the first, all at the second."}
	keyName  = key{name: "name", kind: kindName, required: true, doc: "What people call it."}
)

// rulebookTitle is the title of the top of the file.
const rulebookTitle = "rulebook"

var rulebookKeys = mapping{
	title: rulebookTitle, a: "the rulebook",
	doc: "The top of the file. One of `icp`, `criteria` and `frameworks` must be there.",
	keys: []key{
		{name: "version", kind: kindVersion, required: true, doc: "The version of the rulebook language."},
		{name: "name", kind: kindText, doc: "What people call the rulebook."},
		{name: "language", kind: kindChoice, choices: []string{"en", "ja"}, def: "en", doc: "The language of what is written into data: reasons, questions."},
		{name: "timezone", kind: kindZone, def: "UTC", doc: "The time zone in which a moment becomes a day."},
		{name: "key", kind: kindField, doc: "The field that names a lead across files."},
		{name: "show", kind: kindTexts, doc: "The fields that a person wants to see beside the score."},
		{name: "missing_words", kind: kindMissing, doc: "Cells that mean blank, beside the empty one, in place of the table of words that say nothing is known (unknown, TBD, 未定); `{also: [...]}` adds to the table. `[]` for none."},
		{name: "logs", kind: kindNamed, doc: "Lists of events, one a row, that fields are made from; `--log NAME=FILE` gives them."},
		{name: "fields", kind: kindNamed, doc: "The names that rules use, each with the columns it stands for. With this section every name that a rule uses is declared in it; without it names are headers."},
		{name: "icp", kind: kindMapping, doc: "Ideal customer profiles."},
		{name: "groups", kind: kindNamed, doc: "Caps and floors of several criteria together."},
		{name: "criteria", kind: kindList, doc: "Lines that add or take points."},
		{name: "frameworks", kind: kindNamed, doc: "Qualification frameworks, built-in ones by their names and your own."},
		{name: "score", kind: kindMapping, doc: "Bounds of the score, and win rates."},
		{name: "stages", kind: kindList, doc: "Stage rules, best first; the first that is true decides."},
		{name: "accounts", kind: kindMapping, doc: "How leads of one company are looked at together."},
		{name: "tests", kind: kindList, doc: "Examples that must hold."},
	},
}

var fieldKeys = mapping{
	title: "field", a: "a field",
	doc: "An entry of `fields`. `Industry: text` is short for `Industry: {column: Industry, type: text}`. `rate`, `seniority` and `department` make a field from others, `count`, `latest`, `first`, `days` and `sum` from the events of a log; each stands alone.",
	keys: []key{
		{name: "column", kind: kindTexts, def: "the field's name", doc: "The header of its column; of several present columns, the first whose cell is not blank counts."},
		{name: "like", kind: kindKnownField, doc: "What the field holds, such as `employees`: its known headers are tried too, after `column`. `leadscore fields` lists them."},
		{name: "type", kind: kindChoice, choices: []string{"text", "number", "date", "bool", "list"}, def: "text", doc: "How its cells are read. With `like`, the default is that of the known field."},
		{name: "missing_words", kind: kindMissing, doc: "Cells that mean blank, beside the rulebook's own; `{only: [...]}` in place of these and of the table."},
		{name: "blank", kind: kindValue, def: "unknown", doc: "What a blank cell means, where it means something."},
		{name: "optional", kind: kindTruth, def: "false", doc: "Whether the column may be absent."},
		{name: "scale", kind: kindPositive, def: "1", doc: "Of a number: what its cells are multiplied by, unless they name a unit (円 is one for a figure that reaches the factor); 1000000 for a column in millions."},
		{name: "decimal", kind: kindChoice, choices: []string{"point", "comma"}, def: "point", doc: "Of a number: `comma` for cells such as 1.234,56."},
		{name: "order", kind: kindChoice, choices: rulebook.DateOrderNames(), doc: "Of a date: how 1/5/2023 is read; `excel` for serial day numbers such as 45291, `unix` for seconds since 1970 such as 1795253400, or milliseconds or microseconds."},
		{name: "separator", kind: kindName, def: `";"`, doc: "Of a list: what stands between its entries."},
		{name: "true_words", kind: kindTexts, doc: "Of a truth value: words of this field that mean yes, beside those that are known; `[参加, 当日参加]`."},
		{name: "false_words", kind: kindTexts, doc: "Of a truth value: words of this field that mean no."},
		{name: "kind", kind: kindChoice, choices: []string{"company"}, doc: "Of a text: `company` for names of companies, compared without their legal forms."},
		{name: "synonyms", kind: kindSynonyms, doc: "Of a text or list: spellings that mean one thing. A cell that is one of them becomes the name."},
		{name: "known_by", kind: kindChoice, choices: rulebook.KnownByNames(), def: "that of the known field it is like, or whose header it has; else `asking`", doc: "How a blank is filled: by `asking` the lead, by `research`, or from `records` of our own. Only what is known by asking is asked."},
		{name: "question", kind: kindQuestion, def: "`Find out: COLUMN`", doc: "What a rep asks while the field is unknown; also for an element without a question of its own."},
		{name: "rate", kind: kindMapping, doc: "A number made from two others."},
		{name: "seniority", kind: kindField, doc: "A level made from the job title in this field."},
		{name: "department", kind: kindField, doc: "A department made from the job title or department in this field: a text such as `sales`."},
		{name: "count", kind: kindMapping, doc: "How many events of a log there are about the lead: 0 without one."},
		{name: "latest", kind: kindMapping, doc: "The day of the last such event; blank without one."},
		{name: "first", kind: kindMapping, doc: "The day of the first such event; blank without one."},
		{name: "days", kind: kindMapping, doc: "On how many different days there were such events."},
		{name: "sum", kind: kindMapping, doc: "What such events add up to: the numbers of a column, or what bands say."},
	},
}

var logKeys = mapping{
	title: "log", a: "a log",
	doc: "An entry of `logs`: a list of events, such as mails opened, pages seen, calls. Its cells are read as those of lead lists are.",
	keys: []key{
		{name: "like", kind: kindKnownLog, doc: "What exported the list, such as `sendgrid`: its columns are known. What stands beside it is read instead. `leadscore fields` lists them."},
		{name: "lead", kind: kindTexts, def: "of what it is `like`", doc: "The column that says whose event it is; of several present columns, the first whose cell is not blank counts."},
		{name: "joins", kind: kindField, required: true, doc: "The field of the lead list that `lead` is compared with, in the form in which that field is compared; of several addresses in a cell each counts."},
		{name: "at", kind: kindTexts, def: "of what it is `like`", doc: "The column of the moment of the event; of several present columns, the first whose cell is not blank counts."},
		{name: "order", kind: kindChoice, choices: rulebook.DateOrderNames(), doc: "How `at` is written, as the `order` of a date field."},
		{name: "id", kind: kindTexts, def: "of what it is `like`", doc: "The column that names the event: rows with the same name count once for a lead."},
	},
}

// Keys that all fields made from events share.
var (
	keyLog    = key{name: "log", kind: kindLog, required: true, doc: "The log."}
	keyWhere  = key{name: "where", kind: kindCondition, doc: "A condition on columns of the log, named by their headers: only events of which it is true count."}
	keyWithin = key{name: "within", kind: kindDays, doc: "Only events of the day of `--as-of` and up to this long before it count."}
)

var activityKeys = mapping{
	title: "activity", a: "a field made from events",
	doc:  "What stands after `count`, `latest`, `first` and `days`. Events after the day of `--as-of` do not count.",
	keys: []key{keyLog, keyWhere, keyWithin},
}

var sumKeys = mapping{
	title: "sum", a: "a sum",
	doc: "What stands after `sum`: `of` or `bands`, one of them. An event whose number is not known adds nothing.",
	keys: []key{
		keyLog, keyWhere,
		{name: "of", kind: kindColumn, doc: "The column of the log whose numbers are added up, each rounded to a thousandth."},
		{name: "bands", kind: kindList, doc: "What each event is worth: bands with points, on columns of the log; the first that is true decides."},
		keyWithin,
		{name: "half_life", kind: kindDays, doc: "An event is worth half after this long, a quarter after twice as long; each is rounded to a thousandth."},
	},
}

var rateKeys = mapping{
	title: "rate", a: "a rate",
	doc: "One field divided by another: opened of sent.",
	keys: []key{
		{name: "of", kind: kindField, required: true, doc: "The field that is divided."},
		{name: "per", kind: kindField, required: true, doc: "The field that it is divided by."},
		{name: "min", kind: kindNumber, doc: "The rate is unknown while `per` is under this."},
	},
}

var icpKeys = mapping{
	title: "icp", a: "icp",
	doc: "Ideal customer profiles: a lead takes the one that fits it best.",
	keys: []key{
		{name: "points", kind: kindPoints, required: true, doc: "What a fit of 100 % adds to the score."},
		{name: "grades", kind: kindNamed, def: "`{A: 75%, B: 50%, C: 25%, D: 0%}`", doc: "The lowest fit of each grade, best first."},
		{name: "profiles", kind: kindList, required: true, doc: "The profiles."},
	},
}

var profileKeys = mapping{
	title: "profile", a: "a profile",
	doc: "One ideal customer.",
	keys: []key{
		keyName,
		{name: "attributes", kind: kindList, required: true, doc: "What the ideal customer is like, line by line."},
	},
}

var attributeKeys = mapping{
	title: "attribute", a: "an attribute",
	doc: "A line of a profile: it earns its weight, or the share of it that its bands give.",
	keys: []key{
		keyField, keyWhen,
		{name: "bands", kind: kindList, doc: "Bands with shares of the weight; the first that is true decides."},
		keyRated,
		{name: "weight", kind: kindPositive, def: "1", doc: "How much the attribute counts beside the others."},
		{name: "required", kind: kindTruth, def: "false", doc: "Where the attribute is false, or its share 0 %, the profile's fit is 0; unknown does no harm."},
		{name: "missing", kind: kindShare, def: "0%", doc: "The share earned when the line is unknown."},
	},
	operators: true,
}

var shareBandKeys = mapping{
	title: "band of shares", a: "a band of an attribute or element",
	doc: "One band of an attribute or an element. Without a condition it always holds.",
	keys: []key{
		keyField, keyWhen,
		{name: "share", kind: kindShare, required: true, doc: "The share of the weight that the band earns."},
	},
	operators: true,
}

var pointsBandKeys = mapping{
	title: "band of points", a: "a band of a criterion",
	doc: "One band of a criterion. Without a condition it always holds.",
	keys: []key{
		keyField, keyWhen,
		{name: "points", kind: kindPoints, required: true, doc: "The points that the band earns."},
	},
	operators: true,
}

var groupKeys = mapping{
	title: "group", a: "a group",
	doc: "An entry of `groups`: the sum of its criteria and of the groups that lie in it. `{}` for a group without bounds.",
	keys: []key{
		{name: "of", kind: kindGroup, doc: "The group that it lies in."},
		{name: "max", kind: kindPoints, doc: "The most that the group adds."},
		{name: "min", kind: kindPoints, doc: "The least that the group adds."},
		{name: "decay", kind: kindMapping, doc: "How the group fades with the age of a date, after `max` and `min`."},
		{name: "counts", kind: kindShare, def: "100%", doc: "The share of its points that goes into the group above it or the score; `0%` for a group that only grades."},
		{name: "grades", kind: kindNamed, doc: "The lowest points of each grade, best first."},
	},
}

var criterionKeys = mapping{
	title: "criterion", a: "a criterion",
	doc: "A line that adds or takes points: `points`, `bands` or `each`, one of them.",
	keys: []key{
		keyName,
		{name: "group", kind: kindGroup, doc: "The group that it counts in."},
		keyField, keyWhen,
		{name: "points", kind: kindPoints, doc: "What it earns when it holds."},
		{name: "bands", kind: kindList, doc: "Bands with points; the first that is true decides."},
		{name: "each", kind: kindNumber, doc: "Points for each one that the field counts: of a number so many, of a list each different entry (with `has` each of these)."},
		{name: "every", kind: kindDays, doc: "With `each` on a date: points for each whole period of this length that has passed since."},
		{name: "max", kind: kindPoints, doc: "The most that it earns."},
		{name: "min", kind: kindPoints, doc: "The least that it earns."},
		{name: "missing", kind: kindPoints, def: "0", doc: "The points when the line is unknown."},
		{name: "decay", kind: kindMapping, doc: "How the points fade with the age of a date."},
		{name: "why", kind: kindText, doc: "For people: the evidence."},
		{name: "owner", kind: kindText, doc: "For people: who answers for it."},
		{name: "reviewed", kind: kindDay, doc: "For people: when it was looked at last."},
	},
	operators: true,
}

var decayKeys = mapping{
	title: "decay", a: "decay",
	doc: "One of `half_life`, `linear` with `every`, and `keeps` with `every`.",
	keys: []key{
		{name: "from", kind: kindField, required: true, doc: "The date whose age counts."},
		{name: "half_life", kind: kindDays, doc: "Half of the points are left after this long, a quarter after twice as long."},
		{name: "linear", kind: kindShare, doc: "The share of the points that goes with each whole step of `every`."},
		{name: "keeps", kind: kindShare, doc: "The share of what was left that each whole step of `every` keeps; `50%` halves in steps."},
		{name: "every", kind: kindDays, doc: "The step of `linear` and `keeps`."},
	},
}

var frameworkKeys = mapping{
	title: "framework", a: "a framework",
	doc: "An entry of `frameworks`.",
	keys: []key{
		{name: "points", kind: kindPoints, def: "0", doc: "What all elements met add to the score, by weight."},
		{name: "qualified", kind: kindWhole, def: "all, or the built-in's own", doc: "How many elements must be met; required ones must be in any case."},
		{name: "when", kind: kindCondition, doc: "The framework applies to a lead only where this is true."},
		{name: "elements", kind: kindNamed, required: true, doc: "The elements, each a line."},
	},
}

var elementKeys = mapping{
	title: "element", a: "an element",
	doc: "A line of a framework. It is met from a share of 50 %.",
	keys: []key{
		keyField, keyWhen,
		{name: "bands", kind: kindList, doc: "Bands with shares of the weight; the first that is true decides."},
		keyRated,
		{name: "weight", kind: kindPositive, def: "1", doc: "How much the element counts beside the others."},
		{name: "required", kind: kindTruth, def: "false", doc: "Must be met before the lead is qualified."},
		{name: "missing", kind: kindShare, def: "0%", doc: "The share earned while the line is unknown."},
		{name: "question", kind: kindQuestion, def: "its field's, then the built-in's, then `Find out: NAME`", doc: "What a rep asks while the element is unknown."},
	},
	operators: true,
}

var questionKeys = mapping{
	title: "question", a: "a question",
	doc: "A question in each language.",
	keys: []key{
		{name: "en", kind: kindText, doc: "In English."},
		{name: "ja", kind: kindText, doc: "In Japanese."},
	},
}

var scoreKeys = mapping{
	title: "score", a: "score",
	doc: "What becomes of the sum of all lines.",
	keys: []key{
		{name: "min", kind: kindPoints, doc: "The least that a score can be."},
		{name: "max", kind: kindPoints, doc: "The most that a score can be."},
		{name: "rates", kind: kindNamed, doc: "The win rate from each score up, and of how many leads, as in `21: 26% of 230`; written by `learn`. A score below the first has the first."},
	},
}

var stageKeys = mapping{
	title: "stage rule", a: "a stage rule",
	doc: "An entry of `stages`. Without a condition it always holds.",
	keys: []key{
		{name: "stage", kind: kindName, required: true, doc: "The stage that a lead gets for which the rule is the first that is true."},
		{name: "out", kind: kindTruth, def: "false", doc: "Leads of this stage rank last and are left out of `rank`."},
		keyField,
		{name: "metric", kind: kindText, doc: "In place of `field`: the computed value that the condition is about."},
		{name: "when", kind: kindCondition, doc: "A condition of any shape, in place of operators in the line."},
		{name: "because", kind: kindText, doc: "The reason that people are given."},
	},
	operators: true,
}

var accountsKeys = mapping{
	title: "accounts", a: "accounts",
	doc: "Companies, each with its leads. What stands here changes no lead's score.",
	keys: []key{
		{name: "by", kind: kindField, def: "the company", doc: "The field by which leads belong together: companies without their legal forms, addresses by their domain, any other as it stands."},
		{name: "roles", kind: kindNamed, doc: "The parts that people play in a purchase, each with the condition by which a lead plays it."},
		{name: "score", kind: kindMapping, doc: "What the leads of an account make of its score."},
		{name: "stages", kind: kindList, doc: "Stage rules of accounts, on metrics of accounts."},
	},
}

var accountScoreKeys = mapping{
	title: "score of accounts", a: "the score of accounts",
	doc: "Shares of the scores of an account's leads. Leads of an out stage do not count, and of the others none below 0.",
	keys: []key{
		{name: "best", kind: kindShare, def: "100%", doc: "The share of the highest score that counts."},
		{name: "others", kind: kindShare, def: "0%", doc: "The share of each other lead's score that counts."},
		{name: "min", kind: kindPoints, doc: "The least that the score of an account can be."},
		{name: "max", kind: kindPoints, doc: "The most that the score of an account can be."},
	},
}

var conditionKeys = mapping{
	title: "condition", a: "a condition",
	doc: "Either one of `all`, `any` and `not`, or a leaf: a field and its operators. `metric` stands in stage rules only.",
	keys: []key{
		{name: "all", kind: kindList, doc: "True when all of these conditions are."},
		{name: "any", kind: kindList, doc: "True when one of these conditions is."},
		{name: "not", kind: kindCondition, doc: "True when this condition is false."},
		keyField,
		{name: "metric", kind: kindText, doc: "In place of `field`, in stage rules: the computed value."},
	},
	operators: true,
}

var countKeys = mapping{
	title: "count", a: "count",
	doc:       "The operators of a number, about how many entries a list has.",
	operators: true,
}

var wantKeys = mapping{
	title: "wanted value", a: "a wanted value",
	doc:       "What a test wants of a metric: operators.",
	operators: true,
}

var wantedReasonsKeys = mapping{
	title: "wanted reasons", a: "wanted reasons",
	doc: "What a test wants of the reasons: each of `has` stands in one of them, none of `not` in any. `reasons: Asked for a demo` is short for `reasons: {has: Asked for a demo}`.",
	keys: []key{
		{name: "has", kind: kindTexts, doc: "Texts that stand in the reasons."},
		{name: "not", kind: kindTexts, doc: "Texts that do not stand in the reasons."},
	},
}

var testFileKeys = mapping{
	title: "file of tests", a: "a file of tests",
	doc: "A file called `*.test.yaml` beside a rulebook: tests that are not in the rulebook itself.",
	keys: []key{
		{name: "rules", kind: kindName, required: true, doc: "The rulebook's file, from the directory of this one."},
		{name: "tests", kind: kindList, required: true, doc: "Examples that must hold."},
	},
}

var testKeys = mapping{
	title: "test", a: "a test",
	doc: "An entry of `tests`.",
	keys: []key{
		keyName,
		{name: "as_of", kind: kindDay, doc: "The day on which the lead is scored; required where the rules look at dates."},
		{name: "lead", kind: kindNamed, required: true, doc: "The lead's cells by header or field name; what is left out is blank."},
		{name: "want", kind: kindNamed, required: true, doc: "What must come out, by metric: a value, or operators; and the reasons."},
	},
}

// allMappings lists the tables in the order of the reference.
func allMappings() []*mapping {
	return []*mapping{
		&rulebookKeys, &logKeys, &fieldKeys, &rateKeys, &activityKeys, &sumKeys, &icpKeys, &profileKeys, &attributeKeys, &shareBandKeys,
		&groupKeys, &criterionKeys, &pointsBandKeys, &decayKeys, &frameworkKeys, &elementKeys, &questionKeys,
		&scoreKeys, &stageKeys, &accountsKeys, &accountScoreKeys, &conditionKeys, &countKeys, &testKeys, &wantKeys, &wantedReasonsKeys, &testFileKeys,
	}
}
