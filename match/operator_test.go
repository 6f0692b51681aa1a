package match

import "testing"

// A list of values may stand in place of one, but not of what is no value, or two of them.
func TestTakesList(t *testing.T) {
	takes := map[string]bool{}
	for _, o := range Operators() {
		takes[o.Name] = o.TakesList()
	}
	for name, want := range map[string]bool{"is": true, "is_not": true, "contains": true, "known": false, "between": false} {
		if got, there := takes[name]; !there || got != want {
			t.Errorf("%s takes a list: %v, want %v (there: %v)", name, got, want, there)
		}
	}
}
