package frameworks_test

import (
	"fmt"

	"leadscore/frameworks"
)

func ExampleSnippet() {
	anum, _ := frameworks.Lookup("ANUM")
	fmt.Print(frameworks.Snippet(anum))
	// Output:
	// frameworks:       # leave this line out where your rulebook has it already
	//   # As it stands, any answer in the column meets an element; a blank cell leaves it unknown,
	//   # and its question is asked. Adapt each field to a header in your list, or to a name in your
	//   # section fields, and say what the answer must be, for example
	//   #   {field: Budget, at_least: 50000}
	//   #   {field: Job Title, has_word: [Director, VP, 部長]}
	//   ANUM:
	//     points: 20    # all elements met add 20; without points the framework only counts
	//     qualified: 4  # of 4 elements; one marked required: true must be met in any case
	//     elements:
	//       # The person makes the decision or influences it.
	//       authority: {field: Authority, required: true}
	//       # They need what you offer, and know it.
	//       need: {field: Need}
	//       # It is known by when the problem has to be solved.
	//       urgency: {field: Urgency}
	//       # There is money for this, or there will be.
	//       money: {field: Money}
}
