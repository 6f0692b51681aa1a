package cmd

import "testing"

func TestParseFields(t *testing.T) {
	same(t, parse(t, newFieldsCommand), fieldsOptions{common: defaults()})
	same(t, parse(t, newFieldsCommand, "company"), fieldsOptions{common: defaults(), Name: "company"})
}
