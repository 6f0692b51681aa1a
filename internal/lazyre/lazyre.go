// Package lazyre makes regular expressions that are compiled when they are first used: most
// runs need none of those that word advice, and to compile them took a third of the time of
// a short run.
package lazyre

import (
	"regexp"
	"sync"
)

// New gives the regular expression, compiled at the first call, on which it panics if the
// pattern is none.
func New(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
