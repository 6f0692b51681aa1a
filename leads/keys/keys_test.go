package keys_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/leads"
	"leadscore/leads/keys"
)

// TestKeys compares with a map of the keys themselves.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := keys.Set{Lines: true}
		lines := map[string]int{}
		for line, key := range rapid.SliceOfN(rapid.StringMatching(`[a-c]{0,4}`), 0, 300).Draw(t, "keys") {
			want, wantAgain := lines[key]
			if !wantAgain {
				lines[key] = line
			}
			if first, again := seen.Add(key, line); first != want || again != wantAgain {
				t.Fatalf("%q on line %d: first on line %d, again %v; want %d, %v", key, line, first, again, want, wantAgain)
			}
		}
	})
}

// TestKeysAtOnce adds keys a few at a time: they are counted as one by one.
func TestKeysAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(0, 200).Draw(t, "most")
		one, all := keys.Set{Most: most}, keys.Set{Most: most}
		var want, got leads.Tally
		line := 0
		for _, some := range rapid.SliceOf(rapid.SliceOfN(rapid.StringMatching(`[a-f]{1,3}`), 0, 200)).Draw(t, "keys") {
			var entries []keys.At
			for _, key := range some {
				line++
				if _, again := one.Add(key, line); again {
					want.Add(1, line)
				}
				entries = append(entries, keys.At{Hash: keys.Hash([]byte(key)), Line: line})
			}
			if all.AddAll(entries, &got); got != want || all.Len() != one.Len() {
				t.Fatalf("%q: %+v of %d; one by one %+v of %d", some, got, all.Len(), want, one.Len())
			}
		}
	})
}

// TestManyKeys remembers the first million.
func TestManyKeys(t *testing.T) {
	seen := keys.Set{Lines: true}
	const n = 1<<20 + 1000
	for i := range n {
		if seen.Full() != (i >= 1<<20) {
			t.Fatalf("full is %v after %d keys", seen.Full(), i)
		}
		if first, again := seen.Add(fmt.Sprintf("L-%d", i), i); again {
			t.Fatalf("key %d came on line %d", i, first)
		}
	}
	if first, again := seen.Add("L-77", n); !again || first != 77 {
		t.Errorf("an early key: line %d, again %v", first, again)
	}
	if _, again := seen.Add(fmt.Sprintf("L-%d", n-1), n); again {
		t.Error("a key beyond the first million is remembered")
	}
}
