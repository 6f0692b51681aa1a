package match

// Points are thousandths of a point: 12.5 points are 12500. Percentages (a fit, a
// share) are kept in the same way.
type Points int64

// Bounds are the ends between which a number of points must lie. An end without
// bound has NoLow or NoHigh set, and its Low or High means nothing.
type Bounds struct {
	Low, High     Points
	NoLow, NoHigh bool
}
