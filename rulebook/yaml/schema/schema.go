// Package schema describes the rulebook language to editors, as a JSON Schema.
package schema

import (
	"bytes"
	"encoding/json"
	"strings"

	"leadscore/frameworks"
	"leadscore/match"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
)

// Rulebook gives a JSON Schema (2020-12) of the rulebook language, for editors: it
// completes keys, shows what they mean, and marks keys, operators and kinds of value
// that the loader refuses. It is made from the loader's tables. What loads is valid by
// it; of names, types of fields and keys that exclude each other only the loader knows.
func Rulebook() []byte { return writeSchema("leadscore rulebook", &keys.Rulebook) }

// Tests is Schema for files of tests.
func Tests() []byte { return writeSchema("leadscore tests", &keys.TestFile) }

func writeSchema(title string, top *keys.Mapping) []byte {
	root := schemaOf(top)
	root.Dialect, root.Title = "https://json-schema.org/draft/2020-12/schema", title
	root.Defs = map[string]*schema{}
	for _, m := range keys.All() {
		if m != &keys.Rulebook && m != &keys.TestFile {
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

func defName(m *keys.Mapping) string { return strings.ReplaceAll(m.Title, " ", "_") }

func refTo(m *keys.Mapping) *schema { return &schema{Ref: "#/$defs/" + defName(m)} }

// schemaOf describes a mapping: its keys, the operators where it takes them, and no
// other.
func schemaOf(m *keys.Mapping) *schema {
	s := &schema{Type: "object", Description: m.Doc, Properties: map[string]*schema{}, AdditionalProperties: false}
	for _, k := range m.Keys {
		s.Properties[k.Name] = described(valueSchema(m, k), keyText(k))
		if k.Required {
			s.Required = append(s.Required, k.Name)
		}
	}
	if m.Operators {
		for _, op := range match.Operators() {
			if m != &keys.Count || op.Works(rulebook.TypeNumber) {
				s.Properties[op.Name] = &schema{Ref: "#/$defs/operator_" + op.Name}
			}
		}
	}
	if m == &keys.Want {
		s.MinProperties = 1
	}
	return s
}

func described(s *schema, text string) *schema {
	s.Description = text
	return s
}

// keyText is what an editor shows of a key.
func keyText(k keys.Key) string {
	if k.Default == "" {
		return k.Doc
	}
	return k.Doc + " Default: " + strings.ReplaceAll(k.Default, "`", "") + "."
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
func patterned(pattern string, k keys.Kind) *schema {
	return &schema{Type: "string", Pattern: pattern, PatternMessage: k.Want()}
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
func valueSchema(m *keys.Mapping, k keys.Key) *schema {
	switch k.Kind {
	case keys.KindText, keys.KindZone, keys.KindValue:
		return scalarSchema()
	case keys.KindTexts:
		return oneOrMore(scalarSchema(), 0)
	case keys.KindMissing:
		s, name := oneOrMore(scalarSchema(), 0), "also"
		if m == &keys.Field {
			name = "only"
		}
		s.AnyOf = append(s.AnyOf, &schema{Type: "object", Properties: map[string]*schema{name: oneOrMore(scalarSchema(), 0)}, Required: []string{name}, AdditionalProperties: false})
		return s
	case keys.KindName:
		return &schema{Type: scalarTypes, MinLength: 1}
	case keys.KindField, keys.KindGroup, keys.KindLog, keys.KindColumn:
		return &schema{Type: scalarTypes, Pattern: textPattern, PatternMessage: k.Kind.Want()}
	case keys.KindChoice:
		return &schema{Type: "string", Enum: k.Choices}
	case keys.KindKnownField:
		return &schema{Type: "string", Enum: lexicon.KnownFieldNames()}
	case keys.KindKnownLog:
		return &schema{Type: "string", Enum: lexicon.KnownLogNames()}
	case keys.KindTruth:
		return truth()
	case keys.KindVersion, keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole, keys.KindShare, keys.KindDays, keys.KindDay:
		return numberSchema(k.Kind)
	case keys.KindQuestion:
		return &schema{AnyOf: []*schema{scalarSchema(), {Ref: refTo(&keys.Question).Ref, MinProperties: 1}}}
	case keys.KindSynonyms:
		names := &schema{Type: "string", Enum: lexicon.SynonymTables()}
		return &schema{AnyOf: []*schema{names, namedSchema(oneOrMore(scalarSchema(), 1))}}
	case keys.KindCondition:
		return refTo(&keys.Condition)
	case keys.KindRating:
		end := patterned(ratedPattern, k.Kind)
		end.Type = []string{"number", "string"}
		return &schema{Type: "array", Items: end, MinItems: 2, MaxItems: 2}
	}
	return innerSchema(m, k)
}

func truth() *schema {
	s := patterned(truthPattern, keys.KindTruth)
	s.Type = []string{"boolean", "string"}
	return s
}

// numberSchema describes what the kinds of number, share, duration and day take. A
// number may be a text too: in quotes, with commas, in full width.
func numberSchema(k keys.Kind) *schema {
	switch k {
	case keys.KindShare:
		return patterned(sharePattern, k)
	case keys.KindDays:
		return patterned(daysPattern, k)
	case keys.KindDay:
		return patterned(dayPattern, k)
	}
	s := patterned(numberPattern, k)
	s.Type = []string{"number", "string"}
	switch k {
	case keys.KindVersion:
		s.Minimum, s.Maximum = new(rulebook.LanguageVersion), new(rulebook.LanguageVersion)
	case keys.KindPoints:
		s.Minimum, s.Maximum = new(-1_000_000_000), new(1_000_000_000)
	case keys.KindPositive:
		s.ExclusiveMinimum = new(0)
	case keys.KindWhole:
		s.Minimum = new(1)
	}
	return s
}

// innerSchema describes the mappings and lists whose entries are described elsewhere.
func innerSchema(m *keys.Mapping, k keys.Key) *schema {
	switch k.Kind {
	case keys.KindMapping:
		if m == &keys.Accounts {
			return refTo(&keys.AccountScore)
		}
		return refTo(map[string]*keys.Mapping{"icp": &keys.ICP, "score": &keys.Score, "rate": &keys.Rate, "decay": &keys.Decay, "sum": &keys.Sum, "accounts": &keys.Accounts,
			"count": &keys.Activity, "latest": &keys.Activity, "first": &keys.Activity, "days": &keys.Activity}[k.Name])
	case keys.KindList:
		return listSchema(m, k)
	}
	switch k.Name {
	case "fields":
		return namedSchema(fieldSchema())
	case "logs":
		return namedSchema(refTo(&keys.Log))
	case "groups":
		return namedSchema(refTo(&keys.Group))
	case "frameworks":
		return frameworksSchema()
	case "elements":
		return namedSchema(refTo(&keys.Element))
	case "roles":
		return namedSchema(refTo(&keys.Condition))
	case "grades":
		if m == &keys.ICP {
			return namedSchema(numberSchema(keys.KindShare))
		}
		return namedSchema(numberSchema(keys.KindPoints))
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
		s.AnyOf = append(s.AnyOf, refTo(&keys.Want))
		reasons := oneOrMore(scalarSchema(), 1)
		reasons.AnyOf = append(reasons.AnyOf, &schema{Ref: refTo(&keys.WantedReasons).Ref, MinProperties: 1})
		want := namedSchema(s)
		want.Properties = map[string]*schema{"reasons": described(reasons, keys.WantedReasons.Doc)}
		return want
	}
	panic("yaml: no schema of the key " + k.Name + " of " + m.A)
}

// listSchema describes a list of mappings.
func listSchema(m *keys.Mapping, k keys.Key) *schema {
	most := keys.MaxEntries
	of := map[string]*keys.Mapping{
		"profiles": &keys.Profile, "attributes": &keys.Attribute, "criteria": &keys.Criterion,
		"stages": &keys.Stage, "tests": &keys.Test, "all": &keys.Condition, "any": &keys.Condition,
	}[k.Name]
	if k.Name == "bands" {
		most, of = keys.MaxBands, &keys.ShareBand
		if m == &keys.Criterion || m == &keys.Sum {
			of = &keys.PointsBand
		}
	}
	return &schema{Type: "array", Items: refTo(of), MinItems: 1, MaxItems: most}
}

// namedSchema describes a mapping whose keys the rulebook makes up.
func namedSchema(of *schema) *schema {
	return &schema{Type: "object", PropertyNames: &schema{Pattern: textPattern}, AdditionalProperties: of, MinProperties: 1, MaxProperties: keys.MaxEntries}
}

// fieldSchema describes an entry of fields: the long form, or a type.
func fieldSchema() *schema {
	types, _ := keys.Field.Key("type")
	return &schema{AnyOf: []*schema{refTo(&keys.Field), {Type: "string", Enum: types.Choices}}}
}

// frameworksSchema describes the section frameworks, the built-in ones with their
// elements by name, so that an editor can offer them.
func frameworksSchema() *schema {
	s := namedSchema(refTo(&keys.Framework))
	s.Properties = map[string]*schema{}
	for _, d := range frameworks.All() {
		elements := &schema{Properties: map[string]*schema{}}
		for _, e := range d.Elements {
			elements.Properties[e.Name] = described(refTo(&keys.Element), e.Meaning)
		}
		s.Properties[d.Name] = &schema{
			Description: d.Title,
			AllOf:       []*schema{refTo(&keys.Framework), {Properties: map[string]*schema{"elements": elements}}},
		}
	}
	return s
}

// operandSchema describes what stands after an operator.
func operandSchema(op match.Operator) *schema {
	one := scalarSchema()
	switch op.Operand {
	case match.OperandTests:
		return refTo(&keys.Count)
	case match.OperandTruth:
		return truth()
	case match.OperandPair:
		return &schema{Type: "array", Items: one, MinItems: 2, MaxItems: 2}
	case match.OperandDays:
		one = numberSchema(keys.KindDays)
	}
	return oneOrMore(one, 1)
}
