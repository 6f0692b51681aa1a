package match

import (
	"leadscore/match/exact"
	"time"
)

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
)

// Field declares one field of a lead: the columns it comes from and how their
// cells are read. A field is a column's (Columns, Like), or derived (Rate, Seniority,
// Department).
type Field struct {
	Pos          Pos
	Name         string
	Columns      []Scalar // alternatives: of those present, the first that is not blank
	Like         Scalar   // after Columns, the known headers of this thing (see KnownFields)
	Type         Type
	MissingWords []Scalar      // beside the rulebook's own
	Blank        *Scalar       // what a blank cell means; nil: unknown
	Optional     bool          // the columns may be absent
	Scale        *exact.Number // factor on numbers; nil: 1
	DecimalComma bool          // 1.234,56
	Order        DateOrder
	Separator    string // of list entries; "": a semicolon
	Company      bool   // of a text: names of companies, compared without their legal forms
	Synonyms     *Synonyms
	Rate         *Rate
	Seniority    Scalar // the title field a level is made from
	Department   Scalar // the field of titles or departments a department is made from
}

// Rate is a derived number: of divided by per.
type Rate struct {
	Pos     Pos
	Of, Per Scalar
	Min     exact.Number // unknown while per is under it; 0 or less means: per must be above 0
}

// Reading is what the readers of cells need to know beside the field itself.
type Reading struct {
	Location     *time.Location // in which a moment becomes a day; nil: UTC
	MissingWords []string       // cells that mean blank
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

// TypeNames lists the types that a field can be declared with.
func TypeNames() []string { return typeNames[TypeText:TypeLevel] }

// orderNames are the date orders as a rulebook writes them.
var orderNames = [...]string{OrderUnset: "", OrderYMD: "ymd", OrderDMY: "dmy", OrderMDY: "mdy", OrderExcel: "excel"}

// String gives the order as a rulebook writes it.
func (o DateOrder) String() string { return orderNames[o] }

// ParseDateOrder reads a date order.
func ParseDateOrder(name string) (DateOrder, bool) {
	for o := OrderYMD; o <= OrderExcel; o++ {
		if orderNames[o] == name {
			return o, true
		}
	}
	return OrderUnset, false
}

// DateOrderNames lists the date orders.
func DateOrderNames() []string { return orderNames[OrderYMD:] }
