package match

// Number is an exact rational number, num / (den1 + 1). The zero value is 0, and
// equal numbers are == because fractions are kept in lowest terms.
type Number struct {
	num  int64
	den1 int64 // the denominator less one, so that the zero value is 0
}
