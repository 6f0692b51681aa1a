package frameworks_test

import (
	"fmt"

	"leadscore/frameworks"
)

func ExampleSnippet() {
	anum, _ := frameworks.Lookup("ANUM")
	fmt.Print(frameworks.Snippet(anum))
	// Output:
	// x
}
