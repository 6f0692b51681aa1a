package leads_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
)

// TestKeys compares with a map of the keys themselves.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keys leads.Keys
		lines := map[string]int{}
		for line, key := range rapid.SliceOfN(rapid.StringMatching(`[a-c]{0,4}`), 0, 300).Draw(t, "keys") {
			want, wantAgain := lines[key]
			if !wantAgain {
				lines[key] = line
			}
			if first, again := keys.Add(key, line); first != want || again != wantAgain {
				t.Fatalf("%q on line %d: first on line %d, again %v; want %d, %v", key, line, first, again, want, wantAgain)
			}
		}
	})
}

// TestManyKeys remembers the first million.
func TestManyKeys(t *testing.T) {
	var keys leads.Keys
	const n = 1<<20 + 1000
	for i := range n {
		if keys.Full() != (i >= 1<<20) {
			t.Fatalf("full is %v after %d keys", keys.Full(), i)
		}
		if first, again := keys.Add(fmt.Sprintf("L-%d", i), i); again {
			t.Fatalf("key %d came on line %d", i, first)
		}
	}
	if first, again := keys.Add("L-77", n); !again || first != 77 {
		t.Errorf("an early key: line %d, again %v", first, again)
	}
	if _, again := keys.Add(fmt.Sprintf("L-%d", n-1), n); again {
		t.Error("a key beyond the first million is remembered")
	}
}
