package cmd

import "testing"

func TestParseFields(t *testing.T) {
	same(t, parse(t, newFieldsCommand), fieldsOptions{Common: defaults()})
	same(t, parse(t, newFieldsCommand, "company"), fieldsOptions{Common: defaults(), Name: "company"})
}
