package made_test

import (
	"testing"

	"leadscore/leads/internal/made"
)

func TestStripTakesColumnsOut(t *testing.T) {
	annotated := "\uFEFF\r\na,\"b\r\n,\",S,T\r\n \r\n1,2,x,\"y,\"\"\",\n"
	want := "\uFEFF\r\na,\"b\r\n,\"\r\n \r\n1,2,\n"
	if got := made.Strip(annotated, '\n', 2, 2); got != want {
		t.Errorf("strip gives\n%q\nwant\n%q", got, want)
	}
}
