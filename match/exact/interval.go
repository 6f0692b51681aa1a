package exact

// Interval is a number known only to lie between two ends, such as a size of "100
// to 299". Both ends belong to it unless HighOpen or LowOpen is set. An end that
// is not there has NoLow or NoHigh set, and its Low or High means nothing.
type Interval struct {
	Low, High         Number
	LowOpen, HighOpen bool
	NoLow, NoHigh     bool
}

// At is the interval that holds n alone.
func At(n Number) Interval { return Interval{Low: n, High: n} }

// IsExact reports whether the interval is a single number.
func (v Interval) IsExact() bool {
	return v.Low == v.High && !(v.LowOpen || v.HighOpen || v.NoLow || v.NoHigh)
}

// Contains tells whether a number lies in the interval.
func (v Interval) Contains(n Number) bool {
	low, high := n.Cmp(v.Low), n.Cmp(v.High)
	return (v.NoLow || low > 0 || low == 0 && !v.LowOpen) && (v.NoHigh || high < 0 || high == 0 && !v.HighOpen)
}

// And is what lies in both intervals; false for nothing.
func (v Interval) And(w Interval) (Interval, bool) {
	if c := w.Low.Cmp(v.Low); !w.NoLow && (v.NoLow || c > 0 || c == 0 && w.LowOpen) {
		v.Low, v.LowOpen, v.NoLow = w.Low, w.LowOpen, false
	}
	if c := w.High.Cmp(v.High); !w.NoHigh && (v.NoHigh || c < 0 || c == 0 && w.HighOpen) {
		v.High, v.HighOpen, v.NoHigh = w.High, w.HighOpen, false
	}
	c := v.Low.Cmp(v.High)
	return v, v.NoLow || v.NoHigh || c < 0 || c == 0 && v.IsExact()
}

// String gives the interval in words: "12", "100 to 299", "500 or more", "over
// 500", "50 or less", "under 50". From these words ParseNumber reads an interval
// back that it gave.
func (v Interval) String() string {
	fromZero := v.NoLow || v.Low == Number{} && !v.LowOpen
	switch {
	case v.IsExact():
		return v.Low.String()
	case v.NoLow && v.NoHigh:
		return "any number"
	case v.NoHigh && v.LowOpen:
		return "over " + v.Low.String()
	case v.NoHigh:
		return v.Low.String() + " or more"
	case fromZero && v.HighOpen:
		return "under " + v.High.String()
	case fromZero:
		return v.High.String() + " or less"
	}
	low, to := "", " to "
	if v.LowOpen {
		low = "over "
	}
	if v.HighOpen {
		to = " to under "
	}
	return low + v.Low.String() + to + v.High.String()
}
