package match

// State says what is known of a field of a lead.
type State uint8

// The states.
const (
	Blank      State = iota // nothing there
	Unreadable              // something that is not of the field's type
	Absent                  // an optional column that the list does not have
	Known
)

// String gives "blank", "unreadable", "absent" or "known".
func (s State) String() string {
	return [...]string{"blank", "unreadable", "absent", "known"}[s]
}
