package yaml

import (
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/printer"
)

// TestPrintRoundTrip prints every valid rulebook of the tests and reads it back.
func TestPrintRoundTrip(t *testing.T) {
	for _, path := range validFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			rb, problems := rulebook.Unpack(Load(path, readFile(t, path)))
			if rb == nil {
				t.Fatal(problems)
			}
			checkRoundTrip(t, rb)
		})
	}
}

// TestPrintGolden shows what a printed rulebook looks like.
func TestPrintGolden(t *testing.T) {
	rb, problems := rulebook.Unpack(Load("design.yaml", readFile(t, "testdata/ok/design.yaml")))
	if rb == nil {
		t.Fatal(problems)
	}
	checkGolden(t, "testdata/printed.yaml", string(printer.Rulebook(rb)))
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkRoundTrip checks that a printed rulebook reads back as the same rulebook,
// and that printing that one changes nothing.
func checkRoundTrip(t fataler, rb *rulebook.Rulebook) {
	t.Helper()
	printed := printer.Rulebook(rb)
	again, problems := rulebook.Unpack(Load("printed.yaml", printed))
	if again == nil {
		t.Fatalf("the printed rulebook has problems:\n%s\n%s", render("printed.yaml", printed, problems), printed)
	}
	if second := printer.Rulebook(again); string(second) != string(printed) {
		t.Fatalf("printed twice, it differs:\n%s\n%s", printed, second)
	}
	want, got := withoutPlaces(rb), withoutPlaces(again)
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("read back, it differs.\n got %+v\nwant %+v\n%s", got, want, printed)
	}
}

// withoutPlaces is a deep copy of a rulebook without places, its time zone apart,
// which only its name tells from another.
func withoutPlaces(rb *rulebook.Rulebook) *rulebook.Rulebook {
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
