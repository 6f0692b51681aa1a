package match

import "slices"

// FieldsOf collects what visit is called with, each once, in rising order.
func FieldsOf(each func(visit func(int))) []int {
	var all []int
	each(func(i int) { all = append(all, i) })
	slices.Sort(all)
	return slices.Compact(all)
}
