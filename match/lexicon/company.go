package lexicon

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldCompany brings the name of a company in normal form to the form in which
// names are compared, in place: without its legal forms at either end (株式会社, Inc.),
// a "the" in front, the punctuation beside them, and spaces beside Japanese
// characters. A name that is nothing but legal forms keeps the last of them.
func foldCompany(name []byte) []byte {
	name = joinKanji(name)
	core := trimCompany(name)
	for len(core) > 0 {
		rest := trimCompany(cutLegalForm(core))
		if len(rest) == 0 || len(rest) == len(core) {
			break
		}
		core = rest
	}
	if len(core) == 0 {
		return name
	}
	return name[:copy(name, core)]
}

// trimCompany cuts spaces and punctuation off both ends of a name, but not what may
// belong to it: Yahoo!, .NET.
func trimCompany(name []byte) []byte {
	return bytes.TrimRight(bytes.TrimLeft(name, " ,;-・、"), " ,;-・、.&")
}

// cutLegalForm cuts one legal form off the front or the end of a trimmed name.
func cutLegalForm(name []byte) []byte {
	if rest, found := cutJapaneseForm(name); found {
		return rest
	}
	for _, form := range wordyForms {
		if rest, found := bytes.CutSuffix(name, []byte(form)); found {
			return rest
		}
	}
	if i := bytes.IndexByte(name, ' '); i > 0 && isForm(frontForms, name[:i]) {
		return name[i+1:]
	}
	if i := bytes.LastIndexAny(name, " ,"); i > 0 && isForm(endForms, name[i+1:]) {
		return name[:i]
	}
	return name
}

// japaneseForms are the legal forms that stand before or behind a Japanese name
// without a space. Where one begins or ends like another, the longer comes first.
var japaneseForms = []string{
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社", "特定目的会社", "有限責任事業組合",
	"(株)", "(有)", "(同)", "(資)", "(名)", "(相)", "(特)",
	"一般社団法人", "公益社団法人", "社団法人", "一般財団法人", "公益財団法人", "財団法人", "特定非営利活動法人", "npo法人",
	"地方独立行政法人", "独立行政法人", "国立研究開発法人", "国立大学法人", "公立大学法人", "学校法人",
	"社会医療法人", "医療法人社団", "医療法人財団", "医療法人", "社会福祉法人", "宗教法人",
	"弁護士法人", "税理士法人", "司法書士法人", "行政書士法人", "社会保険労務士法人", "有限責任監査法人", "監査法人", "農事組合法人", "農業法人",
	"(一社)", "(公社)", "(社)", "(一財)", "(公財)", "(財)", "(特非)", "(独)", "(学)", "(医)", "(福)", "(宗)",
	"カブシキガイシャ", "カブシキカイシャ", "ユウゲンガイシャ", "ゴウドウガイシャ", "株式會社", "有限會社",
}

// cutJapaneseForm cuts a Japanese legal form off either end.
func cutJapaneseForm(name []byte) (rest []byte, found bool) {
	if first, last := name[0], name[len(name)-1]; first < utf8.RuneSelf && first != '(' && first != 'n' && last < utf8.RuneSelf && last != ')' {
		return name, false
	}
	for _, form := range japaneseForms {
		if rest, found := bytes.CutPrefix(name, []byte(form)); found {
			return rest, true
		}
		if rest, found := bytes.CutSuffix(name, []byte(form)); found {
			return rest, true
		}
	}
	return name, false
}

// wordyForms are legal forms of several words that are no forms alone, as they end
// a trimmed name.
var wordyForms = []string{
	" kabushiki kaisha", " godo kaisha", " yugen kaisha", " goshi kaisha",
	" sp. z o.o", " sp. z o. o", " sp z o.o", " sp z oo", " s. r. o", " s. p. a", " s. a", " s.à r.l", " d. o. o",
	" s.a. de c.v", " sa de cv", " s. de r.l. de c.v", " s. de r.l",
}

// endForms and frontForms are the legal forms that are the last or the first word
// of a name, without their dots and parentheses.
var (
	endForms = wordSet(`
		inc incorporated corp corporation co company ltd limited llc llp lllp lp plc pllc pc
		gmbh mbh ggmbh ag aktiengesellschaft kg kgaa ohg gbr ug haftungsbeschränkt ek ev eg se
		sa sas sasu sarl sàrl snc sca scs eurl bv nv vof ab as a/s aps asa oy oyj hf ehf
		spa srl srls sapa sl slu sau sac ltda lda eireli
		pty pte pvt private sdn bhd tbk kk yk gk
		kft zrt nyrt sro doo dd ad ood eood oü uab sia jsc pjsc ojsc cjsc ooo oao zao
		fze fzco fzc fz-llc wll bsc saoc`)
	frontForms = wordSet("the pt cv kk ooo")
)

func wordSet(words string) map[string]struct{} {
	set := map[string]struct{}{}
	for word := range strings.FieldsSeq(words) {
		set[word] = struct{}{}
	}
	return set
}

// isForm reports whether a word without its dots and parentheses is one of forms.
func isForm(forms map[string]struct{}, word []byte) bool {
	var room [24]byte
	plain := room[:0]
	for _, b := range word {
		switch {
		case b == '.' || b == '(' || b == ')':
		case len(plain) == len(room):
			return false
		default:
			plain = append(plain, b)
		}
	}
	_, found := forms[string(plain)]
	return found
}

// isLegalForm reports whether a name is a legal form and nothing else.
func isLegalForm(name []byte) bool {
	name = trimCompany(name)
	if len(name) == 0 {
		return false
	}
	rest, found := cutJapaneseForm(name)
	return found && len(rest) == 0 || isForm(endForms, name)
}

// joinKanji takes the spaces beside Japanese characters out of a name, in place.
func joinKanji(name []byte) []byte {
	if bytes.IndexByte(name, ' ') < 0 {
		return name
	}
	out := name[:0]
	for i, b := range name {
		if b == ' ' && (endsInKanji(out) || beginsWithKanji(name[i+1:])) {
			continue
		}
		out = append(out, b)
	}
	return out
}

func endsInKanji(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func beginsWithKanji(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
