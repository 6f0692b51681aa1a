package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"leadscore/match/fold"
)

// CompanyKey gives the form in which names of companies are one where a person who reads
// them in one list would take them for one: without legal forms, branches, salutations,
// punctuation, spaces and accents, with old and small characters as the usual ones and
// abbreviations in Latin letters. It
// takes less for different than `kind: company` does, which rules compare by: ABC-Trading
// and ABC Trading are one here. It is empty for a name without letters and digits.
func CompanyKey(name string) string {
	name = strings.ReplaceAll(fold.Text(name), "’", "'")
	name = cutBranches(cutFormerName(cutSalutation(name)))
	core := spellLetters(string(foldCompany([]byte(name))))
	words := strings.FieldsFunc(core, func(r rune) bool { return r == ' ' || r == '-' || r == '/' })
	for i, word := range words {
		if words[i] = longWord(word, i == len(words)-1); i > 0 && i < len(words)-1 && slices.Contains(ands, word) {
			words[i] = "&"
		}
	}
	key := strings.Trim(usualForm(strings.Join(words, "")), "&")
	if key == "" {
		return usualForm(name)
	}
	return key
}

// salutations stand behind the name of a company that is written to. 様 may be a part of a
// name, 王様, where nothing sets it apart.
var salutations = []string{"御中", " 様"}

func cutSalutation(name string) string {
	for _, s := range salutations {
		if rest, found := strings.CutSuffix(name, s); found && rest != "" {
			return strings.TrimSpace(rest)
		}
	}
	return name
}

// cutFormerName cuts what stands in brackets at the end and names the company as it was.
func cutFormerName(name string) string {
	at := strings.LastIndexAny(name, "([")
	if at <= 0 {
		return name
	}
	inner := strings.TrimRight(name[at+1:], ")] ")
	for _, mark := range []string{"旧", "formerly ", "fka ", "f/k/a ", "previously "} {
		if strings.HasPrefix(inner, mark) {
			return strings.TrimSpace(name[:at])
		}
	}
	return name
}

// branches are what the last part of a name ends with that is a place of the company, not
// a company.
var branches = []string{
	"支店", "支社", "支部", "営業所", "出張所", "事業所", "本社", "本店", "工場", "営業部", "事業部", "本部",
	" branch", " office", " headquarters", " hq",
}

// branchPlaces are places that many branches are called after: a branch that is called so is
// one where nothing sets it apart, too.
var branchPlaces = strings.Fields(`
	北海道 東北 関東 首都圏 中部 東海 北陸 関西 近畿 中国 四国 九州 東京 札幌 仙台 新潟 横浜 川崎 千葉 埼玉 大宮 静岡 浜松 名古屋 金沢 京都 大阪 神戸 岡山 広島 高松 北九州 福岡 熊本 鹿児島 沖縄`)

// cutBranches cuts branches off, of which a name may have several: 九州支店 福岡営業所.
func cutBranches(name string) string {
	for {
		rest := cutAttachedBranch(cutBranch(cutPart(name)))
		if rest == name {
			return name
		}
		name = rest
	}
}

// cutPart cuts what stands behind the legal form of a Japanese company, set apart: the part
// of it that is meant, イオンリテール㈱ 関東カンパニー.
func cutPart(name string) string {
	for _, form := range []string{"株式会社 ", "(株) ", "有限会社 ", "(有) ", "合同会社 "} {
		if at := strings.Index(name, form); at > 0 && !isLegalForm([]byte(name[:at])) {
			return name[:at]
		}
	}
	return name
}

// cutAttachedBranch cuts a branch off that nothing sets apart, called after a known place.
func cutAttachedBranch(name string) string {
	for _, branch := range []string{"支店", "支社", "営業所"} {
		rest, found := strings.CutSuffix(name, branch)
		for _, place := range branchPlaces {
			if before, ends := strings.CutSuffix(rest, place); found && ends && utf8.RuneCountInString(before) > 1 && !isLegalForm([]byte(before)) {
				return strings.TrimSpace(before)
			}
		}
	}
	return name
}

// cutBranch cuts the part behind the last space, comma or dash where it is a branch.
func cutBranch(name string) string {
	for _, parts := range []string{" - ", " – ", " — ", ", ", " (", " "} {
		at := strings.LastIndex(name, parts)
		if at <= 0 {
			continue
		}
		last := " " + strings.TrimRight(name[at+len(parts):], ")")
		for _, branch := range branches {
			if parts == " " && branch[0] == ' ' { // Post Office
				continue
			}
			if strings.HasSuffix(last, branch) && !isLegalForm([]byte(name[:at])) {
				return name[:at]
			}
		}
	}
	return name
}

// longWords are words of names that are often cut short.
var longWords = map[string]string{
	"and": "&", "intl": "international", "int'l": "international", "mfg": "manufacturing", "bros": "brothers", "univ": "university",
	"natl": "national", "nat'l": "national", "assoc": "associates", "svcs": "services", "hldgs": "holdings",
}

// ands are words for & between two others.
var ands = []string{"und", "et"}

// holdings are ways to end the name of a holding company in a Japanese list.
var holdings = []string{"ホールディングス", "ホールディング", "hd"}

func longWord(word string, last bool) string {
	if long, found := longWords[strings.TrimRight(word, ".")]; found {
		return long
	}
	for _, h := range holdings {
		rest, found := strings.CutSuffix(word, h)
		if found && last && endsInKanji([]byte(rest)) {
			return rest + "ホールディングス"
		}
	}
	return word
}

// usualForm leaves letters, digits and the signs that tell names apart, each in its
// usual form.
func usualForm(text string) string {
	var b strings.Builder
	text = usualKana.Replace(text)
	for i, r := range text {
		switch {
		case r == 'ー' && endsLongWord(text, i):
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), strings.ContainsRune("&+#@ー々〆", r):
			b.WriteString(usualLetter(r))
		}
	}
	return b.String()
}

// usualKana writes sounds of v as those of b, and nothing between words of katakana.
var usualKana = strings.NewReplacer("ヴァ", "バ", "ヴィ", "ビ", "ヴェ", "ベ", "ヴォ", "ボ", "ヴ", "ブ", "・", "")

// endsLongWord reports whether the mark for a long vowel at i ends a word of katakana of
// four signs or more, where one writes it and another does not: コンピュータ.
func endsLongWord(text string, i int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+len("ー"):])
	if unicode.Is(unicode.Katakana, next) || next == 'ー' {
		return false
	}
	before := 0
	for rest := text[:i]; before < 3; before++ {
		r, size := utf8.DecodeLastRuneInString(rest)
		if !unicode.Is(unicode.Katakana, r) && r != 'ー' {
			return false
		}
		rest = rest[:len(rest)-size]
	}
	return true
}

// usualLetter is a letter without accents, an old kanji as the new one, a small kana as the
// large one.
func usualLetter(r rune) string {
	if plain, found := usualLetters()[r]; found {
		return plain
	}
	if !unicode.Is(unicode.Latin, r) || r < utf8.RuneSelf {
		return string(r)
	}
	return strings.TrimRightFunc(norm.NFD.String(string(r)), func(r rune) bool { return unicode.Is(unicode.Mn, r) })
}
