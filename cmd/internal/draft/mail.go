package draft

import (
	"strings"

	"leadscore/match/lexicon"
)

// isFreeMail reports whether an address, in the normal form, is one of a free mail
// provider.
func isFreeMail(address string) bool {
	_, host, found := strings.Cut(address, "@")
	return found && lexicon.IsFreeMail([]byte(strings.Trim(host, "<> ")))
}
