package lexicon

import (
	"strings"
	"sync"
)

// usualPairs are letters of names and the usual ones in their place: small kana, which
// キヤノン writes large, old kanji and variants, which 髙島屋 and 國學院大學 keep, and Latin
// letters that no accent can be taken off. Kanji that part names, as 斎
// and 斉 or 島 and 嶋 do, are not among them.
const usualPairs = `
ァア ィイ ゥウ ェエ ォオ ッツ ャヤ ュユ ョヨ ヮワ ヵカ ヶケ ゎわ
髙高 﨑崎 栁柳 德徳 濵浜 濱浜 齋斎 齊斉 邉辺 邊辺 槗橋 舘館
國国 學学 會会 應応 澤沢 廣広 眞真 圓円 實実 榮栄 藏蔵 瀧滝 櫻桜 惠恵 與与 寶宝 豐豊 鐵鉄 驛駅 醫医 藥薬 體体 樂楽
佛仏 傳伝 價価 單単 變変 聲声 處処 號号 團団 圖図 壽寿 將将 專専 嶽岳 巖巌 廳庁 彌弥 戶戸 拂払 晝昼 條条 來来
氣気 淺浅 濟済 燈灯 爐炉 獨独 產産 發発 禮礼 稻稲 縣県 總総 纖繊 聯連 臺台 舊旧 莊荘 萬万 證証 讀読 賣売 輕軽
轉転 辯弁 遞逓 鄕郷 鑛鉱 關関 齒歯 龜亀 麥麦 黃黄 黑黒 點点 靑青 淸清 錄録 
øo łl đd ðd þt æa œo ıi`

var usualLetters = sync.OnceValue(func() map[rune]string {
	usual := map[rune]string{'ß': "ss"}
	for pair := range strings.FieldsSeq(usualPairs) {
		runes := []rune(pair)
		usual[runes[0]] = string(runes[1:])
	}
	return usual
})
