package frameworks

import (
	"slices"
	"strings"
	"testing"
)

// TestAlikeAreElements expects every element that is called like another to exist, and
// to stand in one group only.
func TestAlikeAreElements(t *testing.T) {
	seen := map[string]bool{}
	for _, same := range alike() {
		for _, name := range same {
			framework, element, _ := strings.Cut(name, ".")
			d, found := Lookup(framework)
			if _, has := d.Element(element); !found || !has {
				t.Errorf("there is no element %s", name)
			}
			if seen[name] {
				t.Errorf("%s means two things", name)
			}
			seen[name] = true
		}
	}
	if got := Alike("bant", "Authority"); !slices.Contains(got, "MEDDIC.economic_buyer") {
		t.Errorf("BANT's authority is like %v", got)
	}
	if got := Alike("BANT", "users"); got != nil {
		t.Errorf("an element of one's own is like %v", got)
	}
}
