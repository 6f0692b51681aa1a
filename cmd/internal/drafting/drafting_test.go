package drafting

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/draft"
	"leadscore/cmd/internal/listfile"
	"leadscore/internal/files"
	"leadscore/match/calendar"
	"leadscore/rulebook/yaml"
)

// What a person answers stands in the draft; what is wrong is asked again; an empty answer
// takes what the list suggests.
func TestInitAsks(t *testing.T) {
	list, err := filepath.Abs("../../../testdata/leads.csv")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	var said bytes.Buffer
	e := console.Env{In: strings.NewReader("Sofware\nRetail, saas\n\nJapan, US\nboss\nmanager\na lot\n250,000\n"), Out: io.Discard, Err: &said, Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }, Files: new(files.Outputs)}
	o := Options{Common: console.Common{AsOf: console.AsOf{Day: calendar.DayOf(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)), Given: true}}, InputOptions: listfile.InputOptions{Ragged: "pad"}, Leads: list, Language: "auto"}
	l, held, err := readProfile(t.Context(), e, o)
	if err != nil {
		t.Fatal(err)
	}
	opt := o.draftOptions(e, l, held)
	opt.Answers, err = ask(t.Context(), e, draft.Questions(held, opt), opt.Language)
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.New(held, opt)
	if err != nil {
		t.Fatal(err)
	}
	text := string(d.YAML())
	for _, want := range []string{"is: [Retail, saas], weight: 40", "{at_least: 300, share: 100%}", "field: Country, is: [Japan, US], weight: 10", "stage: Out of territory", "is_not: [Japan, US]", "field: level, at_least: manager", "field: Budget, at_least: 250000"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, want := range []string{`"Sofware" is no value of Industry in this list. did you mean "Software"?`, "[300]", "[all]", "[director]", `"a lot" is not a number`, "expected one of the levels"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not in\n%s", want, said.String())
		}
	}
	if _, err := yaml.Load("draft.yaml", []byte(text)); err != nil {
		t.Error(err)
	}
}
