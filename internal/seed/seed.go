// Package seed gives random tests the same cases in every run, so that a commit passes
// or fails whoever tests it and however often. A test imports it beside rapid. What
// RAPID_SEED or -rapid.seed says comes first; 0 stands for other cases in every run:
//
//	RAPID_SEED=0 RAPID_CHECKS=2000 go test ./scoring
package seed

import (
	"flag"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// usual is as good as any other but 0.
const usual = "20261130"

func init() {
	if _, said := os.LookupEnv("RAPID_SEED"); !said {
		set("rapid.seed", usual)
	}
}

// Check is rapid.Check with so many times as many cases as usual. It is not for tests
// that run side by side.
func Check(t *testing.T, times int, property func(*rapid.T)) {
	t.Helper()
	before := flag.Lookup("rapid.checks").Value.String()
	checks, err := strconv.Atoi(before)
	if err != nil {
		t.Fatal(err)
	}
	set("rapid.checks", strconv.Itoa(times*checks))
	defer set("rapid.checks", before)
	rapid.Check(t, property)
}

func set(name, value string) {
	if err := flag.Set(name, value); err != nil {
		panic(err) // rapid has no such flag any more
	}
}
