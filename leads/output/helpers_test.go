package output_test

import (
	"io"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/leads"
	"leadscore/leads/encoding"
)

// plainly reads a list without guessing: for made-up ones that look like no list.
var plainly = leads.ReadOptions{Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1}

// mustReader reads a list that has a header.
func mustReader(t rapid.TB, in io.Reader) *leads.Reader {
	t.Helper()
	r, err := leads.NewReader(in, plainly)
	if err != nil {
		t.Fatalf("NewReader: %v", err)
	}
	return r
}
