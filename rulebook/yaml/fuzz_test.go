package yaml

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/internal/node"
)

// FuzzLoad holds the loader to this: it does not panic, it gives the same twice,
// its problems lie in the file and in order, and what it accepts can be printed and
// read back.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/err/*.yaml", "testdata/ok/*.yaml", "../../testdata/*.yaml", "../../rules.example.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			src, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 64<<10 {
			t.Skip("longer than the rulebooks that are tried")
		}
		rb, problems := rulebook.Unpack(Load("fuzz.yaml", src))
		again, same := rulebook.Unpack(Load("fuzz.yaml", src))
		if !reflect.DeepEqual(problems, same) || (rb == nil) != (again == nil) {
			t.Fatalf("two runs differ:\n%v\n%v", problems, same)
		}
		if (rb == nil) != (len(problems) > 0) {
			t.Fatalf("rulebook %v with problems %v", rb, problems)
		}
		lines := node.SplitLines(node.Decode(src))
		for i, p := range problems {
			if p.Pos.Line < 1 || p.Pos.Line > len(lines)+1 || p.Pos.Column < 1 || i > 0 && p.ComparePos(problems[i-1]) < 0 {
				t.Errorf("problem %d out of place: %v", i, p)
			}
		}
		if rb != nil {
			made.CheckRoundTrip(t, rb, Load)
		}
	})
}
