package rulebook

// Log is an entry of a rulebook's `logs`: a list of events, each about a lead. Its cells
// are read as those of the lead list are; a field made from it names its columns.
type Log struct {
	Pos   Pos
	Name  string
	Like  Scalar    // a known log, whose columns and order count where none are named here; Text "": none
	Lead  []Scalar  // columns that hold whose event it is; the first that is not blank counts
	Joins Scalar    // the field of the lead list that Lead is compared with
	At    []Scalar  // columns of the moment at which it happened
	Order DateOrder // of At
	ID    []Scalar  // columns that name an event, which counts once for a lead; nil: every row is one
}

// ActivityKind says what a field made from a log tells of a lead's events.
type ActivityKind string

// The kinds of activity, as a rulebook writes them.
const (
	ActivityCount  ActivityKind = "count"  // how many events
	ActivityLatest ActivityKind = "latest" // the day of the last
	ActivityFirst  ActivityKind = "first"  // the day of the first
	ActivityDays   ActivityKind = "days"   // on how many different days
	ActivitySum    ActivityKind = "sum"    // what they add up to
)

// ActivityKinds lists the kinds of activity in the order of the reference.
func ActivityKinds() []ActivityKind {
	return []ActivityKind{ActivityCount, ActivityLatest, ActivityFirst, ActivityDays, ActivitySum}
}

// Type is the type of a field of this kind.
func (k ActivityKind) Type() Type {
	if k == ActivityLatest || k == ActivityFirst {
		return TypeDate
	}
	return TypeNumber
}

// Activity makes a field from the events of a log about a lead, up to the day that the
// lead is scored as of.
type Activity struct {
	Pos      Pos
	Kind     ActivityKind
	Log      Scalar
	Where    *Condition // about columns of the log; an event of which it is not true does not count; nil: all count
	Within   int        // days: only events of as-of and up to this long before it; 0: all
	Of       Scalar     // of a sum: the column whose numbers are added up ...
	Bands    []Band     // ... or what each event is worth, the first that is true; nil: Of
	HalfLife int        // days: of a sum, an event is worth half after this long; 0: it does not fade
}
