package exact

// BoundsOf is the bounds of a number of points that is known.
func BoundsOf(p Points) Bounds { return Bounds{Low: p, High: p} }

// IsExact reports whether both ends are one number.
func (b Bounds) IsExact() bool { return !b.NoLow && !b.NoHigh && b.Low == b.High }

// Holds reports whether p lies in the bounds.
func (b Bounds) Holds(p Points) bool {
	return (b.NoLow || b.Low <= p) && (b.NoHigh || p <= b.High)
}

// Plus is the bounds of a sum.
func (b Bounds) Plus(c Bounds) Bounds {
	return Bounds{
		Low: b.Low + c.Low, NoLow: b.NoLow || c.NoLow,
		High: b.High + c.High, NoHigh: b.NoHigh || c.NoHigh,
	}
}

// Union is the narrowest bounds that hold both.
func (b Bounds) Union(c Bounds) Bounds {
	return Bounds{
		Low: min(b.Low, c.Low), NoLow: b.NoLow || c.NoLow,
		High: max(b.High, c.High), NoHigh: b.NoHigh || c.NoHigh,
	}
}

// Clamp is p brought between low and high, where given.
func Clamp(p Points, low, high *Points) Points {
	if low != nil {
		p = max(p, *low)
	}
	if high != nil {
		p = min(p, *high)
	}
	return p
}

// Clamp is the bounds of a clamped number.
func (b Bounds) Clamp(low, high *Points) Bounds {
	b.Low, b.NoLow = clampEnd(b.Low, b.NoLow, low, low, high)
	b.High, b.NoHigh = clampEnd(b.High, b.NoHigh, high, low, high)
	return b
}

// clampEnd clamps one end; an end without bound takes the limit on its side.
func clampEnd(end Points, open bool, side, low, high *Points) (Points, bool) {
	if !open {
		return Clamp(end, low, high), false
	}
	if side == nil {
		return 0, true
	}
	return *side, false
}
