package operand

import (
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/rulebook/yaml/internal/node"
)

// This file takes off a name what other languages put around it.

// Call matches a call of a function: its name, and its arguments.
var Call = lazyre.New(`(?i)^=?\s*([a-z_]+)\s*\((.*)\)$`)

var (
	wrapping = lazyre.New(`(?i)^(?:lower|upper|trim|ltrim|rtrim|coalesce|ifnull|nvl|isnull|value|text|int|cast|numbervalue|proper|number|string|str|float|try_cast|try_convert|int64|to_int|parseint|parsefloat|to_number|tolower|toupper|iferror|n|nullif|clean|safe_cast|blankvalue|nullvalue)\s*\((.+)\)$`)
	asType   = lazyre.New(`(?i)\s+as\s+\w+$|::\w+$`)
	lowered  = lazyre.New(`(?i)\.(?:str\.)?(?:lower|upper|strip|trim|tolowercase|touppercase|casefold|title|tostring|str)\(\)$`)
	owned    = lazyre.New(`(?i)^\$?(?:lead|contact|account|company|row|df|person|prospect|user|record|item|input|data|event|this|self|ctx|context|payload|form|properties|traits|attributes|fields|object|resource|request|doc|customer|member|[a-z])(?:\.|\[\s*['"]?)(.+?)(?:['"]?\s*\])?$`)
	got      = lazyre.New(`(?i)^(?:.*\.get|getattr|.*\.getitem|.*\.pick|get)\s*\(\s*(?:\w+\s*,\s*)?['"]([^'"]+)['"][^()]*\)$`)
	merged   = lazyre.New(`^(?:\{+!?|\$\{)\s*(?:\w+\.)?(.+?)\s*\}+$`)
)

// PlainName is a field without the functions and the record around it: LOWER(Country).
func PlainName(text string) string {
	text = strings.TrimSpace(text)
	for range 5 {
		before := text
		if found := wrapping().FindStringSubmatch(text); found != nil {
			text = asType().ReplaceAllString(FirstArgument(found[1]), "")
		}
		text = asType().ReplaceAllString(text, "")
		text = lowered().ReplaceAllString(text, "")
		if found := got().FindStringSubmatch(text); found != nil {
			text = found[1]
		}
		if found := owned().FindStringSubmatch(text); found != nil {
			text = found[1]
		}
		if found := merged().FindStringSubmatch(text); found != nil {
			text = found[1]
		}
		if text = strings.Trim(strings.TrimSpace(text), "`[]\"'"); text == before {
			break
		}
	}
	return text
}

// IsCall reports whether a text calls a function, so that a number in it is none by itself.
func IsCall(text string) bool { return Call().MatchString(strings.TrimSpace(text)) }

// Ratio reads opened / sent.
func Ratio(text string) string {
	of, per, found := strings.Cut(strings.TrimPrefix(text, "="), "/")
	if !found {
		return "{of: FIELD, per: FIELD}"
	}
	return "{of: " + node.Written(PlainName(of)) + ", per: " + node.Written(PlainName(per)) + "}"
}
