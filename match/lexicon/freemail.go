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
	for line := range strings.Lines(freeMailText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for host := range strings.FieldsSeq(line) {
			hosts[host] = struct{}{}
		}
	}
	return hosts
})

// IsFreeMail tells whether a host, in the normal form, is that of a free mail provider,
// or lies under it, as those of many Japanese providers do: aa.ocn.ne.jp.
func IsFreeMail(host []byte) bool {
	hosts := freeMailHosts()
	for more := true; more; {
		if _, free := hosts[string(host)]; free || isOfFamily(host) {
			return true
		}
		_, host, more = bytes.Cut(host, []byte("."))
	}
	return false
}

// freeMailParents are the hosts under which those of free mail providers lie.
var freeMailParents = sync.OnceValue(func() map[string]struct{} {
	parents := map[string]struct{}{}
	for host := range freeMailHosts() {
		for _, parent, more := strings.Cut(host, "."); more; _, parent, more = strings.Cut(parent, ".") {
			parents[parent] = struct{}{}
		}
	}
	return parents
})

// FreeMailUnder tells whether all that lies under a host, in the normal form, itself
// included, is free mail, and whether some of it is: all of gmail.com, some of co.jp.
func FreeMailUnder(host []byte) (all, some bool) {
	if IsFreeMail(host) {
		return true, true
	}
	_, some = freeMailParents()[string(host)]
	return false, some || isOfFamily(append([]byte(freeMailFamilies[0]+"."), host...))
}

// freeMailFamilies are providers that have a host in most countries.
var freeMailFamilies = [...]string{"yahoo", "hotmail", "outlook", "ymail", "gmx", "yandex"}

// isOfFamily reports whether a host is that of a family in a country: yahoo.no,
// yahoo.co.th, outlook.com.tr.
func isOfFamily(host []byte) bool {
	name, country, _ := bytes.Cut(host, []byte("."))
	for _, second := range [...]string{"co.", "com.", "ne."} {
		country = bytes.TrimPrefix(country, []byte(second))
	}
	if len(country) != len("jp") {
		return false
	}
	for _, family := range freeMailFamilies {
		if string(name) == family {
			return true
		}
	}
	return false
}
