package lexicon

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
)

//go:embed freemail.txt
var freeMailText string

// freeMailHosts are the hosts of free mail providers.
var freeMailHosts = sync.OnceValue(func() map[string]struct{} {
	hosts := map[string]struct{}{}
	for host := range strings.FieldsSeq(freeMailText) {
		hosts[host] = struct{}{}
	}
	return hosts
})

// IsFreeMail tells whether a host, in the normal form, is that of a free mail provider,
// or lies under it, as those of many Japanese providers do: aa.ocn.ne.jp.
func IsFreeMail(host []byte) bool {
	hosts := freeMailHosts()
	for more := true; more; {
		if _, free := hosts[string(host)]; free {
			return true
		}
		_, host, more = bytes.Cut(host, []byte("."))
	}
	return false
}
