package outcomes

import (
	"fmt"
	"strings"
)

// Text is what is said of leads: a format of package fmt in English with its arguments, of
// which some may be Texts, so that it can be worded in another language. The zero value says
// nothing.
type Text struct {
	english string
	args    []any
	text    string
}

// Textf says something with arguments.
func Textf(english string, args ...any) Text {
	return Text{english, args, fmt.Sprintf(english, args...)}
}

// Plain says something that has no arguments, and is no format.
func Plain(english string) Text { return Text{english, nil, english} }

// String gives the text in English.
func (t Text) String() string { return t.text }

// IsNamed reports whether the text begins with a name, such as that of a column, which is
// spelled as it stands wherever it stands.
func (t Text) IsNamed() bool {
	if !strings.HasPrefix(t.english, "%") || len(t.args) == 0 {
		return false
	}
	inner, isText := t.args[0].(Text)
	return !isText || inner.IsNamed()
}

// IsEmpty reports whether nothing is said.
func (t Text) IsEmpty() bool { return t.english == "" }

// In gives the text in the language of say, which words an English format.
func (t Text) In(say func(english string, args ...any) string) string {
	args := make([]any, len(t.args))
	for i, arg := range t.args {
		if inner, ok := arg.(Text); ok {
			arg = inner.In(say)
		}
		args[i] = arg
	}
	return say(t.english, args...)
}

// Then says one thing behind another.
func (t Text) Then(next Text) Text {
	if t.IsEmpty() {
		return next
	}
	return Textf("%s; %s", t, next)
}

// Texts says things one behind the other.
func Texts(all []Text) (text Text) {
	for _, t := range all {
		text = text.Then(t)
	}
	return text
}
