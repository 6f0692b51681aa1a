package yaml

import (
	"bytes"
	"encoding/json"
	"strings"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Schema gives a JSON Schema (2020-12) of the rulebook language, for editors: it
// completes keys, shows what they mean, and marks keys, operators and kinds of value
// that the loader refuses. It is made from the loader's tables. What loads is valid by
// it; of names, types of fields and keys that exclude each other only the loader knows.
func Schema() []byte { return writeSchema("leadscore rulebook", &rulebookKeys) }

// TestsSchema is Schema for files of tests.
func TestsSchema() []byte { return writeSchema("leadscore tests", &testFileKeys) }

func writeSchema(title string, top *mapping) []byte {
	root := schemaOf(top)
	root.Dialect, root.Title = "https://json-schema.org/draft/2020-12/schema", title
	root.Defs = map[string]*schema{}
	for _, m := range allMappings() {
		if m != &rulebookKeys && m != &testFileKeys {
			root.Defs[defName(m)] = schemaOf(m)
		}
	}
	for _, op := range match.Operators() {
		root.Defs["operator_"+op.Name] = described(operandSchema(op), operatorText(op))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		panic("yaml: schema: " + err.Error()) // it holds texts, numbers and maps of them only
	}
	return b.Bytes()
}

// schema is the part of JSON Schema that describes rulebooks. encoding/json sorts the
// maps, so that the same tables give the same bytes.
type schema struct {
	Dialect              string             `json:"$schema,omitempty"`
	Ref                  string             `json:"$ref,omitempty"`
	Title                string             `json:"title,omitempty"`
	Description          string             `json:"description,omitempty"`
	Type                 any                `json:"type,omitempty"` // one name or several
	Enum                 []string           `json:"enum,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	PatternMessage       string             `json:"patternErrorMessage,omitempty"` // what VS Code says of a text that does not match
	MinLength            int                `json:"minLength,omitempty"`
	Minimum              *int               `json:"minimum,omitempty"`
	Maximum              *int               `json:"maximum,omitempty"`
	ExclusiveMinimum     *int               `json:"exclusiveMinimum,omitempty"`
	Required             []string           `json:"required,omitempty"`
	Properties           map[string]*schema `json:"properties,omitempty"`
	PropertyNames        *schema            `json:"propertyNames,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"` // false or *schema
	MinProperties        int                `json:"minProperties,omitempty"`
	MaxProperties        int                `json:"maxProperties,omitempty"`
	Items                *schema            `json:"items,omitempty"`
	MinItems             int                `json:"minItems,omitempty"`
	MaxItems             int                `json:"maxItems,omitempty"`
	AnyOf                []*schema          `json:"anyOf,omitempty"`
	AllOf                []*schema          `json:"allOf,omitempty"`
	Defs                 map[string]*schema `json:"$defs,omitempty"`
}

func defName(m *mapping) string { return strings.ReplaceAll(m.title, " ", "_") }

func refTo(m *mapping) *schema { return &schema{Ref: "#/$defs/" + defName(m)} }

// schemaOf describes a mapping: its keys, the operators where it takes them, and no
// other.
func schemaOf(m *mapping) *schema {
	s := &schema{Type: "object", Description: m.doc, Properties: map[string]*schema{}, AdditionalProperties: false}
	for _, k := range m.keys {
		s.Properties[k.name] = described(valueSchema(m, k), keyText(k))
		if k.required {
			s.Required = append(s.Required, k.name)
		}
	}
	if m.operators {
		for _, op := range match.Operators() {
			if m != &countKeys || op.Works(rulebook.TypeNumber) {
				s.Properties[op.Name] = &schema{Ref: "#/$defs/operator_" + op.Name}
			}
		}
	}
	if m == &wantKeys {
		s.MinProperties = 1
	}
	return s
}

func described(s *schema, text string) *schema {
	s.Description = text
	return s
}

// keyText is what an editor shows of a key.
func keyText(k key) string {
	if k.def == "" {
		return k.doc
	}
	return k.doc + " Default: " + strings.ReplaceAll(k.def, "`", "") + "."
}

// operatorText is what an editor shows of an operator.
func operatorText(op match.Operator) string {
	on := "Of any type"
	if op.Types != nil {
		var names []string
		for _, t := range op.Types {
			names = append(names, t.String())
		}
		on = "Of a " + strings.Join(names, ", ")
	}
	return on + ": " + op.Doc + ". Example: " + op.Example
}

// scalarTypes are those that YAML gives to what is written without quotes. The loader
// reads the text; null is none.
var scalarTypes = []string{"string", "number", "boolean"}

func scalarSchema() *schema { return &schema{Type: scalarTypes} }

// oneOrMore takes a value or a list of values.
func oneOrMore(one *schema, atLeast int) *schema {
	return &schema{AnyOf: []*schema{one, {Type: "array", Items: one, MinItems: atLeast}}}
}

// patterned takes a text that matches.
func patterned(pattern string, k kind) *schema {
	return &schema{Type: "string", Pattern: pattern, PatternMessage: kindWords[k].want}
}

// The patterns take all that the loader does, and more than it: full-width characters
// and Unicode's other digits, signs and spaces.
const (
	numberPattern = `^(?:[^\p{L}\p{N}%％]|[ーｰ])*\p{N}[^\p{L}%％]*$`
	ratedPattern  = `^(?:[^\p{L}\p{N}%％]|[ーｰ])*\p{N}[^\p{L}]*$`
	sharePattern  = `^(?:[^\p{L}\p{N}%％]|[ーｰ])*\p{N}[^\p{L}%％]*(?:[%％﹪]|[/／][^\p{L}%％]*\p{N}[^\p{L}%％]*)\s*$`
	ratePattern   = `^(?:[^\p{L}\p{N}%％]|[ーｰ])*\p{N}[^\p{L}%％]*(?:[%％﹪]|[/／][^\p{L}%％]*\p{N}[^\p{L}%％]*)(?:\s+[oｏ][fｆ]\s[^\p{L}%％]+)?\s*$`
	daysPattern   = `^[^\p{L}\p{N}]*\p{N}+[dwｄｗ]\s*$`
	dayPattern    = `^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$`
	textPattern   = `\S`
)

// truthPattern takes the words of cell.TruthWord in any case and width.
const truthPattern = `^\s*(?:[TtＴｔ][RrＲｒ][UuＵｕ][EeＥｅ]|[FfＦｆ][AaＡａ][LlＬｌ][SsＳｓ][EeＥｅ]|[YyＹｙ][EeＥｅ][SsＳｓ]|[NnＮｎ][OoＯｏ]|はい|いいえ)\s*$`

// valueSchema describes what a key of a mapping takes.
func valueSchema(m *mapping, k key) *schema {
	switch k.kind {
	case kindText, kindZone, kindValue:
		return scalarSchema()
	case kindTexts:
		return oneOrMore(scalarSchema(), 0)
	case kindMissing:
		s, name := oneOrMore(scalarSchema(), 0), "also"
		if m == &fieldKeys {
			name = "only"
		}
		s.AnyOf = append(s.AnyOf, &schema{Type: "object", Properties: map[string]*schema{name: oneOrMore(scalarSchema(), 0)}, Required: []string{name}, AdditionalProperties: false})
		return s
	case kindName:
		return &schema{Type: scalarTypes, MinLength: 1}
	case kindField, kindGroup, kindLog, kindColumn:
		return &schema{Type: scalarTypes, Pattern: textPattern, PatternMessage: kindWords[k.kind].want}
	case kindChoice:
		return &schema{Type: "string", Enum: k.choices}
	case kindKnownField:
		return &schema{Type: "string", Enum: lexicon.KnownFieldNames()}
	case kindKnownLog:
		return &schema{Type: "string", Enum: lexicon.KnownLogNames()}
	case kindTruth:
		return truth()
	case kindVersion, kindPoints, kindNumber, kindPositive, kindWhole, kindShare, kindDays, kindDay:
		return numberSchema(k.kind)
	case kindQuestion:
		return &schema{AnyOf: []*schema{scalarSchema(), {Ref: refTo(&questionKeys).Ref, MinProperties: 1}}}
	case kindSynonyms:
		names := &schema{Type: "string", Enum: lexicon.SynonymTables()}
		return &schema{AnyOf: []*schema{names, namedSchema(oneOrMore(scalarSchema(), 1))}}
	case kindCondition:
		return refTo(&conditionKeys)
	case kindRating:
		end := patterned(ratedPattern, k.kind)
		end.Type = []string{"number", "string"}
		return &schema{Type: "array", Items: end, MinItems: 2, MaxItems: 2}
	}
	return innerSchema(m, k)
}

func truth() *schema {
	s := patterned(truthPattern, kindTruth)
	s.Type = []string{"boolean", "string"}
	return s
}

// numberSchema describes what the kinds of number, share, duration and day take. A
// number may be a text too: in quotes, with commas, in full width.
func numberSchema(k kind) *schema {
	switch k {
	case kindShare:
		return patterned(sharePattern, k)
	case kindDays:
		return patterned(daysPattern, k)
	case kindDay:
		return patterned(dayPattern, k)
	}
	s := patterned(numberPattern, k)
	s.Type = []string{"number", "string"}
	switch k {
	case kindVersion:
		s.Minimum, s.Maximum = new(rulebook.LanguageVersion), new(rulebook.LanguageVersion)
	case kindPoints:
		s.Minimum, s.Maximum = new(-1_000_000_000), new(1_000_000_000)
	case kindPositive:
		s.ExclusiveMinimum = new(0)
	case kindWhole:
		s.Minimum = new(1)
	}
	return s
}

// innerSchema describes the mappings and lists whose entries are described elsewhere.
func innerSchema(m *mapping, k key) *schema {
	switch k.kind {
	case kindMapping:
		if m == &accountsKeys {
			return refTo(&accountScoreKeys)
		}
		return refTo(map[string]*mapping{"icp": &icpKeys, "score": &scoreKeys, "rate": &rateKeys, "decay": &decayKeys, "sum": &sumKeys, "accounts": &accountsKeys,
			"count": &activityKeys, "latest": &activityKeys, "first": &activityKeys, "days": &activityKeys}[k.name])
	case kindList:
		return listSchema(m, k)
	}
	switch k.name {
	case "fields":
		return namedSchema(fieldSchema())
	case "logs":
		return namedSchema(refTo(&logKeys))
	case "groups":
		return namedSchema(refTo(&groupKeys))
	case "frameworks":
		return frameworksSchema()
	case "elements":
		return namedSchema(refTo(&elementKeys))
	case "roles":
		return namedSchema(refTo(&conditionKeys))
	case "grades":
		if m == &icpKeys {
			return namedSchema(numberSchema(kindShare))
		}
		return namedSchema(numberSchema(kindPoints))
	case "rates":
		s := namedSchema(&schema{Type: "string", Pattern: ratePattern})
		s.PropertyNames.Pattern = numberPattern
		return s
	case "lead":
		s := namedSchema(scalarSchema())
		s.MinProperties = 0
		return s
	case "want":
		s := oneOrMore(scalarSchema(), 1)
		s.AnyOf = append(s.AnyOf, refTo(&wantKeys))
		reasons := oneOrMore(scalarSchema(), 1)
		reasons.AnyOf = append(reasons.AnyOf, &schema{Ref: refTo(&wantedReasonsKeys).Ref, MinProperties: 1})
		want := namedSchema(s)
		want.Properties = map[string]*schema{"reasons": described(reasons, wantedReasonsKeys.doc)}
		return want
	}
	panic("yaml: no schema of the key " + k.name + " of " + m.a)
}

// listSchema describes a list of mappings.
func listSchema(m *mapping, k key) *schema {
	most := maxEntries
	of := map[string]*mapping{
		"profiles": &profileKeys, "attributes": &attributeKeys, "criteria": &criterionKeys,
		"stages": &stageKeys, "tests": &testKeys, "all": &conditionKeys, "any": &conditionKeys,
	}[k.name]
	if k.name == "bands" {
		most, of = maxBands, &shareBandKeys
		if m == &criterionKeys || m == &sumKeys {
			of = &pointsBandKeys
		}
	}
	return &schema{Type: "array", Items: refTo(of), MinItems: 1, MaxItems: most}
}

// namedSchema describes a mapping whose keys the rulebook makes up.
func namedSchema(of *schema) *schema {
	return &schema{Type: "object", PropertyNames: &schema{Pattern: textPattern}, AdditionalProperties: of, MinProperties: 1, MaxProperties: maxEntries}
}

// fieldSchema describes an entry of fields: the long form, or a type.
func fieldSchema() *schema {
	types, _ := fieldKeys.key("type")
	return &schema{AnyOf: []*schema{refTo(&fieldKeys), {Type: "string", Enum: types.choices}}}
}

// frameworksSchema describes the section frameworks, the built-in ones with their
// elements by name, so that an editor can offer them.
func frameworksSchema() *schema {
	s := namedSchema(refTo(&frameworkKeys))
	s.Properties = map[string]*schema{}
	for _, d := range frameworks.All() {
		elements := &schema{Properties: map[string]*schema{}}
		for _, e := range d.Elements {
			elements.Properties[e.Name] = described(refTo(&elementKeys), e.Meaning)
		}
		s.Properties[d.Name] = &schema{
			Description: d.Title,
			AllOf:       []*schema{refTo(&frameworkKeys), {Properties: map[string]*schema{"elements": elements}}},
		}
	}
	return s
}

// operandSchema describes what stands after an operator.
func operandSchema(op match.Operator) *schema {
	one := scalarSchema()
	switch op.Operand {
	case match.OperandTests:
		return refTo(&countKeys)
	case match.OperandTruth:
		return truth()
	case match.OperandPair:
		return &schema{Type: "array", Items: one, MinItems: 2, MaxItems: 2}
	case match.OperandDays:
		one = numberSchema(kindDays)
	}
	return oneOrMore(one, 1)
}
