package rulebook

import "leadscore/match/exact"

// Type is the type of a field's values.
type Type uint8

// The types. TypeUnset stands for a field whose type its use decides.
const (
	TypeUnset  Type = iota
	TypeText        // "text"
	TypeNumber      // "number"
	TypeDate        // "date"
	TypeBool        // "bool"
	TypeList        // "list"
	TypeLevel       // "level": made from a title by `seniority`
)

// DateOrder says how to read dates such as 1/5/2023.
type DateOrder uint8

// The date orders. OrderUnset refuses dates that have two readings.
const (
	OrderUnset DateOrder = iota
	OrderYMD             // "ymd"
	OrderDMY             // "dmy"
	OrderMDY             // "mdy"
	OrderExcel           // "excel": serial day numbers, 45291
	OrderUnix            // "unix": seconds since 1970, 1795253400, or thousandths or millionths of them
)

// Field declares one field of a lead: the columns it comes from and how their
// cells are read. A field is a column's (Columns, Like), derived (Rate, Seniority,
// Department), or made from events that are logged about the lead (Activity).
type Field struct {
	Pos          Pos
	Name         string
	Columns      []Scalar // alternatives: of those present, the first that is not blank
	Like         Scalar   // after Columns, the known headers of this thing
	Type         Type
	MissingWords []Scalar      // beside the rulebook's own
	MissingOnly  bool          // MissingWords stand in the place of the rulebook's and of the table
	Blank        *Scalar       // what a blank cell means; nil: unknown
	Optional     bool          // the columns may be absent
	Scale        *exact.Number // factor on numbers; nil: 1
	DecimalComma bool          // 1.234,56
	Unit         []Scalar      // of a number: words behind it that are read over, such as km
	Order        DateOrder
	Separator    string   // of list entries; "": a semicolon
	TrueWords    []Scalar // of a truth value, beside those that are known
	FalseWords   []Scalar // likewise
	Company      bool     // of a text: names of companies, compared without their legal forms
	Synonyms     *Synonyms
	Rate         *Ratio
	Seniority    Scalar    // the title field a level is made from
	Department   Scalar    // the field of titles or departments a department is made from
	Activity     *Activity // the events it is made from
	KnownBy      KnownBy   // how a blank is filled; "": as the known headers have it
	Question     Question  // asked while unknown; empty: that of an element, or the words of the language
}

// KnownBy says who knows what stands in a field, and so how a blank is filled.
type KnownBy string

// What fills a blank. ByUnset leaves it to the table of known headers.
const (
	ByUnset    KnownBy = ""
	ByAsking   KnownBy = "asking"   // the person alone knows: budget, need, date
	ByResearch KnownBy = "research" // anybody can look it up: trade, employees, country
	ByRecords  KnownBy = "records"  // our own systems keep it: source, stage, last activity
)

// KnownByNames lists what may fill a blank, as a rulebook writes it.
func KnownByNames() []string {
	return []string{string(ByAsking), string(ByResearch), string(ByRecords)}
}

// Ratio is a derived number: of divided by per.
type Ratio struct {
	Pos     Pos
	Of, Per Scalar
	Min     exact.Number // unknown while per is under it; 0 or less means: per must be above 0
}

// Synonyms say which spellings of a field's values mean one thing: a cell that is
// one of them becomes the thing's name. Either Table names a table that is built
// in, or Own lists them.
type Synonyms struct {
	Pos   Pos
	Table string // one of SynonymTables; "": Own
	Own   []Synonym
}

// Synonym is a name and the ways in which it is spelled beside the name itself.
type Synonym struct {
	Pos       Pos
	Name      string
	Spellings []Scalar
}

// typeNames are the types as a rulebook writes them, in the reference's order.
var typeNames = [...]string{TypeUnset: "", TypeText: "text", TypeNumber: "number", TypeDate: "date", TypeBool: "bool", TypeList: "list", TypeLevel: "level"}

// String gives the type as a rulebook writes it.
func (t Type) String() string { return typeNames[t] }

// ParseType reads a type that a field can be declared with: all but level, which
// only `seniority` makes.
func ParseType(name string) (Type, bool) {
	for t := TypeText; t < TypeLevel; t++ {
		if typeNames[t] == name {
			return t, true
		}
	}
	return TypeUnset, false
}

// orderNames are the date orders as a rulebook writes them.
var orderNames = [...]string{OrderUnset: "", OrderYMD: "ymd", OrderDMY: "dmy", OrderMDY: "mdy", OrderExcel: "excel", OrderUnix: "unix"}

// String gives the order as a rulebook writes it.
func (o DateOrder) String() string { return orderNames[o] }

// ParseDateOrder reads a date order.
func ParseDateOrder(name string) (DateOrder, bool) {
	for o := OrderYMD; o <= OrderUnix; o++ {
		if orderNames[o] == name {
			return o, true
		}
	}
	return OrderUnset, false
}

// DateOrderNames lists the date orders.
func DateOrderNames() []string { return orderNames[OrderYMD:] }
