package made

import (
	"reflect"
	"time"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// CheckRoundTrip checks that a printed rulebook reads back as the same rulebook,
// and that printing that one changes nothing; load is yaml.Load.
func CheckRoundTrip(t fataler, rb *rulebook.Rulebook, load func(name string, src []byte) (*rulebook.Rulebook, error)) {
	t.Helper()
	printed := printer.Rulebook(rb)
	again, problems := rulebook.Unpack(load("printed.yaml", printed))
	if again == nil {
		t.Fatalf("the printed rulebook has problems:\n%v\n%s", problems, printed)
	}
	if second := printer.Rulebook(again); string(second) != string(printed) {
		t.Fatalf("printed twice, it differs:\n%s\n%s", printed, second)
	}
	want, got := WithoutPlaces(rb), WithoutPlaces(again)
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("read back, it differs.\n got %+v\nwant %+v\n%s", got, want, printed)
	}
}

// WithoutPlaces is a deep copy of a rulebook without places, its time zone apart,
// which only its name tells from another.
func WithoutPlaces(rb *rulebook.Rulebook) *rulebook.Rulebook {
	c := *rb
	zone := ""
	if rb.Location != nil {
		zone = rb.Location.String()
	}
	c.File, c.Lines, c.Location = "", nil, nil
	c.Name = zone + "/" + c.Name
	copied := clearPlaces(reflect.ValueOf(c)).Interface().(rulebook.Rulebook)
	return &copied
}

func clearPlaces(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		for i := range v.NumField() {
			switch v.Field(i).Interface().(type) {
			case rulebook.Pos:
				c.Field(i).SetZero()
			case exact.Number, *exact.Number, *time.Location:
			default:
				c.Field(i).Set(clearPlaces(v.Field(i)))
			}
		}
		return c
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(clearPlaces(v.Index(i)))
		}
		return c
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(clearPlaces(v.Elem()))
		return c
	}
	return v
}
