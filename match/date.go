package match

// Day is a calendar day, counted from 1970-01-01 (0).
type Day int32
