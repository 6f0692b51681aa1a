package lexicon

import (
	"strings"
	"testing"

	"leadscore/match/fold"
)

func TestFreeMailHosts(t *testing.T) {
	seen := map[string]bool{}
	japanese := 0
	for host := range strings.FieldsSeq(freeMailText) {
		if seen[host] || fold.Text(host) != host || !strings.Contains(host, ".") || strings.ContainsAny(host, "@/,") {
			t.Errorf("%q stands twice, or is no host", host)
		}
		seen[host] = true
		if strings.HasSuffix(host, ".jp") {
			japanese++
		}
	}
	if len(seen) < 150 || japanese < 40 {
		t.Errorf("%d hosts, %d of them in Japan", len(seen), japanese)
	}
}
