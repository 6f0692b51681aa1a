package leads_test

import (
	"io"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// plainly reads a list without guessing: for made-up ones that look like no list.
var plainly = leads.ReadOptions{Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1, Ours: made.Ours}

// mustReader reads a list that has a header.
func mustReader(t rapid.TB, in io.Reader) *leads.Reader {
	t.Helper()
	r, err := leads.NewReader(in, plainly)
	if err != nil {
		t.Fatalf("NewReader: %v", err)
	}
	return r
}

// annotated is a list as it is written with "x" in each cell of ours.
func annotated(t testing.TB, r *leads.Reader) string {
	t.Helper()
	layout, err := output.NewLayout(r.Head(), made.Ours)
	if err != nil {
		t.Fatal(err)
	}
	out, err := layout.AppendHeader(nil, r.Head())
	for _, rec := range made.All(t, r) {
		if err == nil {
			out, err = layout.AppendRecord(out, rec, func(dst []byte, _ int) []byte { return append(dst, 'x') })
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
