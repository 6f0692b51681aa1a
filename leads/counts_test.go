package leads

import (
	"reflect"
	"testing"
)

// All that is counted in parts of a list is counted in the whole.
func TestCountsOfPartsAddUp(t *testing.T) {
	fill := func(n, line int) *Counts {
		c := &Counts{}
		v := reflect.ValueOf(c).Elem()
		for i := range v.NumField() {
			if v.Field(i).Kind() == reflect.Int {
				v.Field(i).SetInt(int64(n))
			} else {
				v.Field(i).Set(reflect.ValueOf(Tally{n, line}))
			}
		}
		return c
	}
	got := fill(2, 7)
	got.merge(fill(3, 5))
	if want := fill(5, 7); *got != *want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
