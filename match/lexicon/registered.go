package lexicon

import "golang.org/x/net/publicsuffix"

// Registered is the part of a host that its owner has registered: acme.co.jp of
// www.acme.co.jp. A host that is nothing but a public suffix stays as it is.
func Registered(host string) string {
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}
