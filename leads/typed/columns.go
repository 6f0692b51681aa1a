package typed

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/gocarina/gocsv"
)

// tableColumn is a column of a typed table, from the tag of a field.
type tableColumn struct {
	names    []string // the first is written, all are read
	optional bool
}

// columnsOf gives the columns of a row type. It panics when the type is not one: that
// is a mistake in the program, not in its input.
func columnsOf[T any]() []tableColumn {
	t := reflect.TypeFor[T]()
	var columns []tableColumn
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Tag.Get("csv") == "-" {
			continue
		}
		if err := checkField(field); err != "" {
			panic(fmt.Sprintf("leads: field %s of %s %s", field.Name, t, err))
		}
		var c tableColumn
		for _, part := range strings.Split(field.Tag.Get("csv"), ",") {
			if part == "omitempty" {
				c.optional = true
			} else {
				c.names = append(c.names, part)
			}
		}
		columns = append(columns, c)
	}
	if len(columns) == 0 {
		panic(fmt.Sprintf("leads: %s has no columns", t))
	}
	return columns
}

var (
	marshaller   = reflect.TypeFor[gocsv.TypeMarshaller]()
	unmarshaller = reflect.TypeFor[gocsv.TypeUnmarshaller]()
)

// checkField says what a field of a row type has that gocsv would read or write
// otherwise than it looks.
func checkField(f reflect.StructField) string {
	pointer := reflect.PointerTo(f.Type)
	tag := "," + f.Tag.Get("csv")
	switch {
	case tag == "," || !f.IsExported():
		return "needs a csv tag and an exported name"
	case strings.Contains(tag, ",partial"), strings.Contains(tag, ",default="), strings.Contains(tag, " "):
		return "has a tag that gocsv takes for an option"
	case f.Type.Kind() == reflect.String && !pointer.Implements(marshaller):
		return ""
	case !f.Type.Implements(marshaller) || !pointer.Implements(unmarshaller):
		return "is neither a string nor has it the methods MarshalCSV and UnmarshalCSV"
	}
	return ""
}
