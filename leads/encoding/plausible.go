package encoding

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// How plausible it is that somebody has written a text: the bits that it takes when
// likely characters take few. Bytes that could be text in several encodings are most
// likely in that of the shortest text. The numbers are rough; what they must tell
// apart differs by far more.

const (
	bitsOfASCII    = 5.0
	bitsOfControl  = 20.0
	bitsOfNonsense = 40.0 // no character at all
	bitsOfStranger = 18.0 // a character that lead lists hardly have

	bitsOfMeeting    = 4.0  // a Latin letter beside a Japanese character
	bitsOfAccents    = 5.0  // two letters with accents in a row
	bitsOfHump       = 6.0  // a capital with an accent after a small letter
	bitsOfFirstKana  = 10.0 // the first half-width katakana of a word
	bitsOfKana       = 6.0  // those that follow
	bitsOfWrongVoice = 8.0  // ﾞ or ﾟ after what cannot be voiced, ｯ or ｰ at the beginning
	bitsOfLoneKana   = 12.0 // one half-width katakana alone, or some within a Latin word: the £, ° or ÇÃ of a Western list in CP932
	bitsOfLoneKanji  = 12.0 // one kanji within a Latin word: AÇÃO in EUC-JP
)

// improbability gives the bits of a text.
func improbability(text []byte) float64 {
	model := japaneseModel()
	bits := 0.0
	var last, before rune // before stands before r, and last before that
	var ahead rune        // what the half-width katakana before r stand behind
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if r < utf8.RuneSelf && before < utf8.RuneSelf {
			bits += bitsOfASCIIRune(r)
		} else {
			bits += model.bits(r) + bitsBetween(before, r) + bitsOfLone(last, before, r)
			switch {
			case isHalfWidth(r) && !isHalfWidth(before):
				ahead = before
			case isHalfWidth(before) && isLatin(r) && isLatin(ahead):
				bits += bitsOfLoneKana
			}
		}
		last, before = before, r
	}
	return bits + bitsOfLone(last, before, 0)
}

// bitsOfLone gives the bits of a character, beyond its own, for standing alone among those
// of another script.
func bitsOfLone(before, alone, after rune) float64 {
	switch {
	case isHalfWidth(alone):
		if !isHalfWidth(before) && !isHalfWidth(after) && !isJapanese(before) && !isJapanese(after) {
			return bitsOfLoneKana
		}
	case isKanji(alone) && !isJapanese(before):
		if isLatin(before) && isLatin(after) || after >= 'a' && after <= 'z' {
			return bitsOfLoneKanji
		}
	}
	return 0
}

func bitsOfASCIIRune(r rune) float64 {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7F {
		return bitsOfControl
	}
	return bitsOfASCII
}

// bitsBetween gives the bits for two characters that stand side by side, beyond
// those of each.
func bitsBetween(before, r rune) float64 {
	switch {
	case isHalfWidth(r):
		return bitsOfHalfWidth(before, r)
	case isAccented(r) && isAccented(before):
		return bitsOfAccents
	case isAccented(r) && unicode.IsUpper(r) && before >= 'a' && before <= 'z':
		return bitsOfHump
	case isJapanese(r) && isLatin(before), isJapanese(before) && isLatin(r), isHalfWidth(before) && isLatin(r):
		return bitsOfMeeting
	}
	return 0
}

func isAccented(r rune) bool { return r >= 0xC0 && r < 0x250 && unicode.IsLetter(r) }
func isLatin(r rune) bool    { return r < 0x250 && unicode.IsLetter(r) }
func isJapanese(r rune) bool { return r >= 0x3040 && r <= 0x9FFF }
func isKanji(r rune) bool    { return r >= 0x4E00 && r <= 0x9FFF }

const (
	voiced     = "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ"
	halfVoiced = "ﾊﾋﾌﾍﾎ"
	notFirst   = "ｧｨｩｪｫｬｭｮｯｰ"
)

// bitsOfHalfWidth gives the bits of a half-width katakana for what stands before it.
func bitsOfHalfWidth(before, r rune) float64 {
	bits := bitsOfKana
	if !isHalfWidth(before) {
		bits = bitsOfFirstKana
		if strings.ContainsRune(notFirst, r) {
			bits += bitsOfWrongVoice
		}
		if isLatin(before) {
			bits += bitsOfMeeting
		}
	}
	if r == 'ﾞ' && !strings.ContainsRune(voiced, before) || r == 'ﾟ' && !strings.ContainsRune(halfVoiced, before) {
		bits += bitsOfWrongVoice
	}
	return bits
}

// languageModel knows the bits of each character but for half-width katakana, whose
// bits depend on the character before.
type languageModel struct {
	table [1 << 16]uint8
}

func (m *languageModel) bits(r rune) float64 {
	switch {
	case r < utf8.RuneSelf:
		return bitsOfASCIIRune(r)
	case r > 0xFFFF:
		return bitsOfStranger
	}
	return float64(m.table[r])
}

// letters is a set of characters and the bits of each.
type letters struct {
	bits  uint8
	among string
}

// latinLetters are, from rare to frequent, what Western European lists have beside
// ASCII.
var latinLetters = []letters{
	{15, "ŠšŽžŸƒ†‡‰‹›ˆ˜¨¯¸¦¬µ¶¤¢¥¹²³¼½¾¡¿×÷±ªº"},
	{13, "ÀÁÂÃÅÆÇÈÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÝÞìðòýþÿŒ"},
	{11, "’‘“”„‚–—…•€£§°«»©®™´·\u00a0\u00ad"},
	{9, "äöüÄÖÜßéèêëàâçîïôûùœñáíóúåøæãõÉ"},
}

// frequentKanji are the kanji of names, addresses, companies and their offices.
const frequentKanji = "株式会社有限合同名前氏姓役職部署課係長室本支店所属担当者取締執行営業企画総務人事経理広報情報製造開発技術" +
	"郵便番号住電話携帯都道府県市区町村丁目備考種別従員数資金売上高決算見込導入検討時期予定商談確度失注受済未了承認" +
	"佐藤鈴木橋田中伊渡辺山小林加吉斎松井口清水崎阿森池石川岡谷近遠青坂福太西原三浦野竹内杉平安菅久保後武酒工横宮今丸関島" +
	"東京大阪神奈愛知埼玉千葉兵庫北海道静岡茨城広京新潟栃群馬岐阜重滋和歌鳥取根徳香媛佐賀熊分児沖縄富秋形岩手梨" +
	"一二三四五六七八九十百万億円年月日時分秒午前後上下左右内外前東西南北大中小新旧高低長短多少" +
	"子美恵裕智洋正明弘浩隆誠健直樹達拓翔優菜花奈由紀真理香織千春夏秋冬幸雄男夫太郎介助輔志文博和俊義昭孝信雅光英勇" +
	"国立公民自動車運輸送物流通信電気機械器具化学工製品薬食料飲品衣服建設築不産保険銀行証券投融資医療福祉介護教育研究" +
	"学校院館協同組合団体財法人官庁役場警察消防農水漁鉱木材紙印刷出版放送広告映像音楽旅宿泊観光飲食小卸売専門サ" +
	"用語使利活管理者向対応連絡先様方御社貴弊依頼相談問資料請求無料有展示来訪面電子認証契約更解約継続開始終完成進行中止" +
	"経験能力意思評価点可否済未要不明確実現状態課題目標達的性別世代格差率量質価格費用額税込抜" +
	"代表常専取監査顧問参与主任補次副統括責任者首席秘書研員一般生徒先"

// japaneseModel is the model of lists in Japanese and in Western European languages.
var japaneseModel = sync.OnceValue(func() *languageModel {
	m := &languageModel{}
	euc := eucPairs()
	for r := rune(utf8.RuneSelf); r <= 0xFFFF; r++ {
		m.table[r] = bitsByCode(r, euc.x0208.codes[r])
	}
	sets := append([]letters{
		{12, "①②③④⑤⑥⑦⑧⑨⑩㈱㈲№℡Ⅰ Ⅱ Ⅲ髙﨑〒※→○◎●★☆△□■"},
		{8, "、。・ー「」（）／：＆々　～－％＠．，"},
		{10, frequentKanji},
	}, latinLetters...)
	for _, set := range sets {
		for _, r := range set.among {
			m.table[r] = set.bits
		}
	}
	return m
})

// bitsByCode gives the bits of a character by its place in JIS X 0208, where related
// characters stand together; euc is its code in EUC-JP, 0 if it has none.
func bitsByCode(r rune, euc uint16) uint8 {
	switch lead := euc >> 8; {
	case r == utf8.RuneError:
		return bitsOfNonsense
	case r >= 0xE000 && r <= 0xF8FF, unicode.IsControl(r): // user-defined
		return 30
	case isHalfWidth(r): // counted by what stands before
		return 0
	case isAccented(r):
		return 13
	case lead == 0:
		return bitsOfStranger
	case lead == 0xA4, lead == 0xA5: // hiragana and katakana
		return 8
	case lead == 0xA3: // wide letters and digits
		return 9
	case lead < 0xB0: // signs, Greek, Cyrillic
		return 15
	case lead <= 0xCF: // the more frequent kanji
		return 13
	}
	return 17
}
