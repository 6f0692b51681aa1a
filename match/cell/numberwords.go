package cell

// numberBound says which end of an interval a number is.
type numberBound uint8

const (
	noBound numberBound = iota
	atLeastBound
	aboveBound
	atMostBound
	belowBound
)

func (b numberBound) isLow() bool  { return b == atLeastBound || b == aboveBound }
func (b numberBound) isHigh() bool { return b == atMostBound || b == belowBound }

// wordKind is what a word beside a number is about. A number has one word of a kind.
type wordKind uint8

const (
	counterWord  wordKind = 1 << iota // what is counted
	roughWord                         // that the number is not exact; it counts as it stands
	boundWord                         // which end of an interval it is
	percentWord                       //
	currencyWord                      //
	taxWord                           // whether tax is in the number, which counts as it stands
)

// numberWord is what a word beside a number means.
type numberWord struct {
	kind     wordKind
	bound    numberBound
	currency string // its ISO 4217 code
}

func bounds(bound numberBound, words ...string) []cellWord[numberWord] {
	return means(numberWord{kind: boundWord, bound: bound}, words...)
}

func currency(code string, words ...string) []cellWord[numberWord] {
	return means(numberWord{kind: currencyWord, currency: code}, words...)
}

// wordsBefore are the words in front of a number.
var wordsBefore = newCellWords(append(currencies(),
	means(numberWord{kind: roughWord},
		"約", "およそ", "おおよそ", "概ね", "おおむね", "≈", "≒",
		"approximately", "approx.", "approx", "about", "around", "roughly", "circa", "ca.", "ca",
		"etwa", "rund", "ungefähr", "environ", "env.", "unos"),
	bounds(atLeastBound, "at least", ">=", "=>", "≥", "≧", "min.", "最低", "mindestens", "ab", "au moins", "al menos", "almeno"),
	bounds(aboveBound, "over", "more than", "greater than", "above", ">", "über", "mehr als", "plus de", "más de", "oltre", "più di"),
	bounds(atMostBound, "at most", "up to", "<=", "=<", "≤", "≦", "max.", "〜", "最大", "höchstens", "bis zu", "bis", "au plus", "jusqu'à", "jusqu’à", "hasta", "fino a"),
	bounds(belowBound, "under", "less than", "fewer than", "below", "<", "unter", "weniger als", "moins de", "menos de", "meno di"),
)...)

// wordsAfter are the words behind a number and its unit.
var wordsAfter = newCellWords(append(currencies(),
	means(numberWord{kind: percentWord}, "%", "percent", "per cent", "パーセント"),
	means(numberWord{kind: counterWord},
		"名", "人", "社", "件", "台", "個", "回", "店舗", "店", "拠点", "箇所", "ヶ所", "か所", "カ所", "席", "本", "枚", "点", "口", "戸", "棟", "床", "室", "校", "団体", "世帯", "株", "票",
		"ページ", "ライセンス", "ユーザー", "ユーザ", "アカウント",
		"employees", "employee", "people", "persons", "person", "staff", "workers", "members", "headcount", "ftes", "fte",
		"users", "user", "seats", "seat", "licenses", "licences", "companies", "locations", "stores", "pages", "visits", "views", "points",
		"mitarbeiter", "mitarbeitende", "beschäftigte", "personen", "salariés", "employés", "collaborateurs", "personnes", "empleados", "personas", "dipendenti"),
	means(numberWord{kind: taxWord}, taxWords()...),
	means(numberWord{kind: roughWord}, "程度", "前後", "ほど", "くらい", "ぐらい", "approx.", "approx"),
	bounds(atLeastBound, "以上", "+", "or more", "or above", "or over", "and above", "and over", "and up", "oder mehr", "und mehr", "ou plus", "et plus", "o más", "y más"),
	bounds(aboveBound, "超"),
	bounds(atMostBound, "以下", "以内", "まで", "or less", "or fewer", "or below", "oder weniger", "ou moins", "o menos"),
	bounds(belowBound, "未満"),
)...)

// taxWords say whether tax is in a number, in parentheses or not.
func taxWords() []string {
	words := []string{
		"税抜", "税抜き", "税別", "税込", "税込み", "税引", "税引き", "税引前", "税引後", "非課税",
		"excl. vat", "excl vat", "excluding vat", "ex vat", "incl. vat", "incl vat", "including vat", "inc vat", "plus vat", "+ vat", "+vat",
		"excl. tax", "excl tax", "excluding tax", "ex tax", "incl. tax", "incl tax", "including tax", "plus tax", "+ tax", "before tax", "after tax", "pre-tax",
		"excl. gst", "excluding gst", "ex gst", "incl. gst", "including gst", "inc gst", "plus gst", "+ gst", "+gst",
		"netto", "brutto", "zzgl. mwst.", "zzgl. mwst", "inkl. mwst.", "inkl. mwst", "ht", "ttc", "hors taxes", "iva incluido", "sin iva", "más iva", "iva esclusa", "iva inclusa",
	}
	for _, word := range words[:len(words):len(words)] {
		words = append(words, "("+word+")")
	}
	return words
}

// currencies are the marks and names of currencies. A mark that several currencies
// have stands for the one that lists most often mean.
func currencies() [][]cellWord[numberWord] {
	return [][]cellWord[numberWord]{
		currency("USD", "$", "us$", "usd", "usd$", "us dollars", "dollars", "dollar", "ドル", "米ドル", "米国ドル"),
		currency("JPY", "¥", "\\", "jp¥", "jpy", "yen", "円", "日本円"),
		currency("EUR", "€", "eur", "euros", "euro", "ユーロ"),
		currency("GBP", "£", "gbp", "英ポンド", "ポンド"),
		currency("CHF", "chf", "sfr.", "スイスフラン"),
		currency("CNY", "cn¥", "cny", "rmb", "元", "人民元"),
		currency("TWD", "nt$", "twd", "台湾ドル"),
		currency("HKD", "hk$", "hkd", "香港ドル"),
		currency("SGD", "s$", "sg$", "sgd", "シンガポールドル"),
		currency("KRW", "₩", "krw", "ウォン"),
		currency("INR", "₹", "inr", "rs.", "rs", "ルピー"),
		currency("AUD", "a$", "au$", "aud", "豪ドル"),
		currency("NZD", "nz$", "nzd"),
		currency("CAD", "c$", "ca$", "cad", "カナダドル"),
		currency("MXN", "mx$", "mxn"),
		currency("BRL", "r$", "brl"),
		currency("SEK", "kr", "kr.", "sek"),
		currency("NOK", "nok"),
		currency("DKK", "dkk"),
		currency("PLN", "zł", "pln"),
		currency("CZK", "kč", "czk"),
		currency("THB", "฿", "thb", "バーツ"),
		currency("VND", "₫", "vnd", "ドン"),
		currency("IDR", "rp", "rp.", "idr"),
		currency("ILS", "₪", "ils"),
		currency("TRY", "₺"),
		currency("RUB", "₽", "rub"),
		currency("ZAR", "zar"),
		currency("AED", "aed"),
	}
}

// sharedMark reports whether the mark of a currency is that of others too, so that
// a code beside it tells more: $500 CAD.
func sharedMark(code string) bool { return code == "USD" || code == "JPY" || code == "SEK" }

// latinScale is what a word for a unit means.
type latinScale struct {
	factor   int64
	currency string
	vague    bool // in small letters it counts only beside a currency
}

// latinScales are the units of English, German, French, Spanish, Italian and
// Portuguese, and what accountants make of them. "mil" is left out: a million in
// English, a thousand in Spanish. So is a lone T, a trillion or German thousands.
var latinScales = newCellWords(
	means(latinScale{factor: 1e3}, "k", "thousand", "thousands", "tsd.", "tsd"),
	means(latinScale{factor: 1e3, currency: "EUR"}, "k€", "t€", "keur", "teur"),
	means(latinScale{factor: 1e3, currency: "USD"}, "kusd", "tusd"),
	means(latinScale{factor: 1e5}, "lakh", "lakhs", "lac", "lacs"),
	means(latinScale{factor: 1e5, vague: true}, "l"),
	means(latinScale{factor: 1e6, vague: true}, "m", "mm"),
	means(latinScale{factor: 1e6}, "mn", "mil.", "mln", "mln.", "mio", "mio.", "million", "millions", "millionen", "millones", "millón", "milioni", "milione", "milhões", "milhão"),
	means(latinScale{factor: 1e6, currency: "EUR"}, "m€", "meur"),
	means(latinScale{factor: 1e6, currency: "USD"}, "musd"),
	means(latinScale{factor: 1e7}, "crore", "crores", "cr", "cr."),
	means(latinScale{factor: 1e9}, "b", "bn", "bil.", "billion", "billions", "mrd", "mrd.", "md", "mds", "mld", "mld.", "milliarde", "milliarden", "milliard", "milliards", "miliardi", "miliardo"),
	means(latinScale{factor: 1e9, currency: "EUR"}, "md€", "mds€", "mrd€"),
	means(latinScale{factor: 1e12}, "tn", "trn", "trillion", "trillions"),
)

// rangeSign says what stands between the ends of an interval.
type rangeSign uint8

const (
	noRange   rangeSign = iota
	twoEnded            // a dash, or "to"
	openRange           // a wave, behind which the high end may be left out
)

var rangeSigns = newCellWords(
	means(twoEnded, "-", "‐", "‑", "‒", "–", "—", "―", "−", "ー", "ｰ", "to", "bis", "à"),
	means(openRange, "〜", "~", "から"),
)

func (c *cellCursor) rangeSign() rangeSign {
	sign, _ := rangeSigns.read(c)
	c.skipSpaces()
	return sign
}
