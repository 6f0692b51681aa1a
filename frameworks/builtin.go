package frameworks

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

//go:embed builtin.json
var builtinJSON []byte

// builtins decodes the embedded definitions, once. That they decode is tested.
var builtins = sync.OnceValue(func() []Definition {
	var all []Definition
	if err := json.Unmarshal(builtinJSON, &all); err != nil {
		panic("frameworks: builtin.json: " + err.Error())
	}
	return all
})

// All gives the built-in frameworks, the best known first. The caller may change
// what it gets.
func All() []Definition {
	all := slices.Clone(builtins())
	for i := range all {
		all[i].Elements = slices.Clone(all[i].Elements)
	}
	return all
}

// Lookup finds a built-in framework by its name, however it is written: bant is BANT.
func Lookup(name string) (Definition, bool) {
	for _, d := range All() {
		if fold.Text(d.Name) == fold.Text(name) {
			return d, true
		}
	}
	return Definition{}, false
}

// snippetHead opens every snippet: how an element is met, and what to adapt.
const snippetHead = `frameworks:       # leave this line out where your rulebook has it already
  # As it stands, any answer in the column meets an element; a blank cell leaves it unknown,
  # and its question is asked. Adapt each field to a header in your list, or to a name in your
  # section fields, and say what the answer must be, for example
  #   {field: Budget, at_least: 50000}
  #   {field: Job Title, has_word: [Director, VP, 部長]}
`

// Snippet gives a `frameworks` section for the framework, ready to paste into a
// rulebook and to be adapted: each element is met by any answer in a column of its name.
func Snippet(d Definition) string {
	qualified := d.Qualified
	if qualified == 0 {
		qualified = len(d.Elements)
	}
	var b strings.Builder
	b.WriteString(snippetHead)
	fmt.Fprintf(&b, "  %s:\n", d.Name)
	b.WriteString("    points: 20    # all elements met add 20; without points the framework only counts\n")
	fmt.Fprintf(&b, "    qualified: %d  # of %d elements; one marked required: true must be met in any case\n", qualified, len(d.Elements))
	b.WriteString("    elements:\n")
	for _, e := range d.Elements {
		fmt.Fprintf(&b, "      # %s\n      %s: %s\n", e.Meaning, e.Name, exampleCondition(e))
	}
	return b.String()
}

func exampleCondition(e ElementDefinition) string {
	condition := "{field: " + columnName(e.Name)
	if e.Required {
		condition += ", required: true"
	}
	return condition + "}"
}

// columnName turns economic_buyer into Economic Buyer.
func columnName(element string) string {
	words := strings.Split(element, "_")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// Definition is a built-in framework: what its letters mean and what to ask.
type Definition struct {
	Name      string              `json:"name"`
	Title     string              `json:"title"` // one line: what it is, who made it
	TitleJA   string              `json:"title_ja"`
	Qualified int                 `json:"qualified"` // elements that must be met; 0: all
	Elements  []ElementDefinition `json:"elements"`
}

// ElementDefinition is one element of a built-in framework.
type ElementDefinition struct {
	Name      string            `json:"name"`     // as a rulebook writes it: economic_buyer
	LabelJA   string            `json:"label_ja"` // what Japanese reps call it; one name has one label
	Meaning   string            `json:"meaning"`  // one sentence
	MeaningJA string            `json:"meaning_ja"`
	Required  bool              `json:"required,omitempty"`
	Question  rulebook.Question `json:"question"`
}

// labels are the Japanese labels of all elements, by name.
var labels = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, d := range builtins() {
		for _, e := range d.Elements {
			all[e.Name] = e.LabelJA
		}
	}
	return all
})

// JapaneseLabel is what Japanese reps call an element of the built-in frameworks, in any
// framework that has one of its name; "" for other names.
func JapaneseLabel(element string) string { return labels()[element] }
