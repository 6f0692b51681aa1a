package naive

// Truth is a condition's outcome.
type Truth int

// The outcomes. Maybe is an unknown that comes only from an interval; it differs
// from Unknown in bands alone.
const (
	False Truth = iota
	Unknown
	Maybe
	True
)

// String gives "true", "false" or "unknown".
func (t Truth) String() string {
	switch t {
	case True:
		return "true"
	case False:
		return "false"
	}
	return "unknown"
}

func truthOf(yes bool) Truth {
	if yes {
		return True
	}
	return False
}

func and(t, u Truth) Truth {
	switch {
	case t == False || u == False:
		return False
	case t == Unknown || u == Unknown:
		return Unknown
	case t == Maybe || u == Maybe:
		return Maybe
	}
	return True
}

func or(t, u Truth) Truth {
	switch {
	case t == True || u == True:
		return True
	case t == Unknown || u == Unknown:
		return Unknown
	case t == Maybe || u == Maybe:
		return Maybe
	}
	return False
}

func not(t Truth) Truth {
	switch t {
	case True:
		return False
	case False:
		return True
	}
	return t
}
