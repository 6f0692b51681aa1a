package profile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Words of headers. Those in Latin letters are whole words.
var (
	idWords = []string{"id", "uuid", "guid", "no", "number", "code", "key", "ref", "nr", "nummer", "kundennummer", "kundennr", "numéro", "numero", "código", "番号", "コード", "ＩＤ"}
	// numberedWords are of columns whose numbers and days tell who somebody is.
	numberedWords = []string{
		"id", "uuid", "guid", "phone", "tel", "telephone", "fax", "mobile", "cell", "contact", "zip", "postal", "postcode", "birth", "birthday", "birthdate", "dob", "ssn", "passport", "ip", "latitude", "longitude",
		"電話", "携帯", "郵便", "誕生", "生年", "番号", "連絡先",
	}

	// namingWords are of columns that name persons, say how to reach them, or hold what
	// people wrote.
	namingWords = []string{
		"name", "firstname", "lastname", "surname", "nickname", "mail", "email", "contacts", "owner", "rep", "user", "assigned", "assignee", "by", "person", "people", "manager", "agent", "salesperson", "advisor",
		"address", "street", "url", "uri", "link", "linkedin", "twitter", "skype", "facebook", "instagram", "website", "photo", "picture", "note", "notes", "comment", "comments",
		"description", "message", "remark", "remarks", "memo", "signature", "salutation", "spouse", "assistant", "referrer", "attendee", "attendees",
		"氏名", "名前", "姓", "担当", "メール", "住所", "フリガナ", "ふりがな", "カナ", "ヨミ", "よみ", "アドレス", "備考", "メモ", "コメント", "内容", "所有者", "作成者", "更新者", "登録者",
		"紹介者", "上司", "番地", "宛名", "宛先", "署名", "訪問者", "参加者", "営業", "社員",
	}
)

// Holds reports whether the column is one of those known fields.
func (c *Column) Holds(known ...string) bool { return slices.Contains(known, c.Known) }

// holdsNames reports whether the column's header says that persons are in it.
func (c *Column) holdsNames() bool {
	return c.Holds("full_name", "first_name", "last_name", "owner") ||
		c.Known == "" && c.Says("first name", "last name", "full name", "contact name", "owner", "rep", "by", "assigned", "salesperson", "氏名", "名前", "姓", "担当", "作成者", "更新者")
}

// teamWords are of owners that are no persons, but desks and queues.
var teamWords = []string{"team", "queue", "sales", "marketing", "support", "group", "desk", "department", "unassigned", "account", "inside", "inbound", "outbound", "house", "admin", "system", "import", "api", "営業", "部門", "チーム", "未割当", "サポート", "マーケ"}

// private reports whether cells of the column may name persons or say how to reach
// them: by its header, or by what the cells look like.
func (c *Column) private(p people) bool {
	if c.Known != "" {
		return lexicon.TellsWho(c.Known) || lexicon.IsFreeText(c.Known)
	}
	switch {
	case looksPrivate(c.Header) || c.Says(numberedWords...):
		return true
	case c.Filled == 0 || c.Type != rulebook.TypeText:
		return false
	case c.Says(namingWords...):
		return true
	}
	if c.share(mail) >= 0.05 || c.share(link) >= 0.05 || c.share(phone) >= 0.2 {
		return true
	}
	named := 0
	for _, v := range c.values {
		if p.reveals(v.Text) {
			named++
		}
	}
	return 5*named >= max(len(c.values), 1)
}

// looksPrivate reports whether a header itself is what a column of persons holds, as in
// lists without a header.
func looksPrivate(header string) bool {
	return strings.Contains(header, "@") || lexicon.IsPhone(header)
}

// people are names of persons that stand in the list, in the normal form, by their
// words too.
type people map[string]bool

// mostNames bounds the names that are kept.
const mostNames = 100_000

// learn takes in the names in a column.
func (p people) learn(sample [][]string, column int) {
	for _, cells := range sample {
		if len(p) >= mostNames {
			return
		}
		if Says(cells[column], teamWords...) {
			continue
		}
		name := fold.Text(cells[column])
		for _, part := range append(strings.Fields(name), name) {
			if utf8.RuneCountInString(part) >= 2 && len(part) <= 60 && strings.IndexFunc(part, unicode.IsDigit) < 0 {
				p[part] = true
			}
		}
	}
}

// reveals reports whether a value names a person, or says how to reach one.
func (p people) reveals(value string) bool {
	if strings.ContainsAny(value, "@＠") || strings.Contains(value, "://") || lexicon.IsPhone(value) || longDigits(value) {
		return true
	}
	folded := fold.Text(value)
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '々' })
	return p.holds(folded, words) || isName(folded, words)
}

// holds reports whether a value holds a name of the list: as one of its words, or, in
// Japanese, anywhere.
func (p people) holds(folded string, words []string) bool {
	if p[folded] || slices.ContainsFunc(words, func(w string) bool { return p[w] }) {
		return true
	}
	runes := []rune(folded)
	for from := range runes {
		for to := from + 2; to <= min(from+6, len(runes)) && isKanjiOrKana(runes[to-1]); to++ {
			if p[string(runes[from:to])] {
				return true
			}
		}
	}
	return false
}

func isKanjiOrKana(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '々'
}

// longDigits reports whether a value holds a row of so many digits that it may be a
// number by which somebody is known.
func longDigits(value string) bool {
	run := 0
	for _, r := range value {
		if run++; !unicode.IsDigit(r) {
			run = 0
		}
		if run >= 9 {
			return true
		}
	}
	return false
}

//go:embed names.txt
var namesText string

// knownNames are given names in Latin letters and family names in Japanese.
var knownNames = sync.OnceValue(func() (names struct {
	given  map[string]bool
	family []string
}) {
	names.given = map[string]bool{}
	for line := range strings.Lines(namesText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsSeq(line) {
			if name[0] >= utf8.RuneSelf && unicode.Is(unicode.Han, []rune(name)[0]) {
				names.family = append(names.family, name)
			} else {
				names.given[fold.Text(name)] = true
			}
		}
	}
	return names
})

// beforeNames are words behind which a name is likely to stand.
var beforeNames = []string{"mr", "mrs", "ms", "miss", "dr", "herr", "frau", "mme", "sr", "sra", "by"}

// isName reports whether a text looks like the name of a person, or holds one: a given
// name, a form of address, or a Japanese family name with a few characters behind it.
func isName(folded string, words []string) bool {
	names := knownNames()
	for i, w := range words {
		last := i == len(words)-1
		if names.given[w] && (len(words) <= 2 || !last) || !last && slices.Contains(beforeNames, w) {
			return true
		}
	}
	for _, address := range []string{"様", "さん", "氏", "殿"} {
		if rest, found := strings.CutSuffix(folded, address); found && rest != "" && rest != "皆" && rest != "お客" {
			return true
		}
	}
	for _, family := range names.family {
		rest, begins := strings.CutPrefix(folded, family)
		if utf8.RuneCountInString(family) == 1 && !strings.HasPrefix(rest, " ") {
			continue // it begins many words
		}
		rest = strings.TrimSpace(rest)
		if begins && utf8.RuneCountInString(rest) <= 3 && !isPlace(folded) && onlyNameLetters(rest) {
			return true
		}
	}
	return false
}

// onlyNameLetters reports whether a text is of kanji and kana, and does not end as
// trades, departments and companies do.
func onlyNameLetters(text string) bool {
	for _, r := range text {
		if !isKanjiOrKana(r) {
			return false
		}
	}
	return !strings.ContainsAny(text, "業部課社店市県区町村系")
}

// isPlace reports whether a text is a prefecture of Japan, of which some are called as
// families are.
func isPlace(folded string) bool { return lexicon.IsPrefecture(folded) }
