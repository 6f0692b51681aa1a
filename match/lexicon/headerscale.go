package lexicon

import (
	"strings"

	"leadscore/internal/lazyre"
	"leadscore/match/fold"
)

// unitOfHeader is a header in the normal form with a unit behind it: 売上高(百万円), revenue
// (in 000s usd), 年商[千円], revenue in millions.
var unitOfHeader = lazyre.New(`^(.+?)[ _]*(?:[(\[【<]([^()\[\]【】<>]*)[)\]】>]|[ _]in[ _]([a-z$€£]+))$`)

// unitScales are units of headers without the currency, and the factors that they stand for.
var unitScales = map[string]int64{
	"": 1, "名": 1, "人": 1, "people": 1, "persons": 1, "headcount": 1,
	"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "億": 1e8, "十億": 1e9,
	"k": 1e3, "000": 1e3, "000s": 1e3, "'000": 1e3, "'000s": 1e3, "thousand": 1e3, "thousands": 1e3, "tsd": 1e3, "t": 1e3, "milliers": 1e3, "miles": 1e3,
	"m": 1e6, "mm": 1e6, "mn": 1e6, "mil": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "millones": 1e6,
	"b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "milliarden": 1e9, "milliards": 1e9,
}

var currencyWords = strings.NewReplacer("us$", "", "usd", "", "eur", "", "euros", "", "euro", "", "jpy", "", "gbp", "", "chf", "", "円", "", "$", "", "€", "", "£", "", "¥", "", "yen", "")

// HeaderScale takes a unit off a header: of 売上高(百万円) it gives 売上高, in the normal
// form, and 1000000; false for a header without one.
func HeaderScale(header string) (base string, scale int64, ok bool) {
	parts := unitOfHeader().FindStringSubmatch(fold.Text(header))
	if parts == nil {
		return "", 0, false
	}
	unit := strings.TrimSpace(parts[2] + parts[3])
	for _, lead := range []string{"単位", "unit", ":", "in "} {
		unit = strings.TrimSpace(strings.TrimPrefix(unit, lead))
	}
	scale, ok = unitScales[strings.Trim(currencyWords.Replace(unit), " .,/")]
	return parts[1], scale, ok
}
