package leads

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// specimen makes up lead lists that look like exports, in four languages, for tests
// of detection. Its words have nothing to do with the letters that the detector
// holds for frequent.
type specimen struct {
	header []string
	first  []string
	last   []string
	firms  []string
	cities []string
	jobs   []string
	notes  []string
}

func specimens() map[string]specimen {
	return map[string]specimen{
		"Japanese": {
			header: strings.Fields("リードID 会社名 姓 名 役職 都道府県 Eメール 従業員数 メモ"),
			first:  strings.Fields("さくら 翔太 悠斗 葵 陽菜 蓮 凛 颯太 結衣 大輔 美咲 健太郎 ひろみ 裕子 昌彦 玲奈 遼 茜 拓海 楓"),
			last:   strings.Fields("佐々木 髙橋 齋藤 渡邉 五十嵐 小笠原 鷲尾 轟 薮内 鵜飼 櫻井 長谷川 三浦 堀江 沼田 蛭間 神無月 綾小路 榊原 袴田"),
			firms: strings.Fields("株式会社あおば製作所 （株）北陸鋳造 ㈱ヤマト電装 有限会社つばさ運輸 サンライズ・ホールディングス 学校法人桐蔭学舎 合同会社ブルーオーシャン 東亜樹脂化工株式会社 " +
				"医療法人社団清和会 ネクストステージ 霧島酪農協同組合 凸版紙器 備前窯業 いろは醤油 スカイリンク（株） 鶴見船渠 ㈲畳屋甚兵衛 ソフトウェア興業 表示灯サービス 十勝噴霧機"),
			cities: strings.Fields("札幌市 東京都港区 愛媛県 埼玉県蕨市 大阪府堺市 鹿児島県 那覇市 岐阜県 神奈川県逗子市 茨城県"),
			jobs:   strings.Fields("代表取締役 営業部長 課長代理 情報システム室 主任 購買担当 執行役員 人事総務 品質保証マネージャー"),
			notes:  strings.Fields("来期の予算で検討したいとのこと。 展示会で名刺交換 資料請求あり、要フォロー 「至急」の依頼 他社製品と比較中～年内決定 〒連絡は午前中に ― ｶﾌﾞｼｷｶﾞｲｼｬ"),
		},
		"German": {
			header: strings.Fields("Lead-ID Firma Vorname Nachname Position Ort E-Mail Mitarbeiter Bemerkung"),
			first:  strings.Fields("Jürgen Käthe Björn Sabine Günther Thomas Lena Maximilian Zoë Änne Uwe Petra Sören Ralf"),
			last:   strings.Fields("Müller Schröder Weiß Groß Schmidt Lüdenscheid Köhler Bäcker Hoffmann Wagner Böhm Strauß Özdemir Fuchs Kühn"),
			firms:  []string{"Bäckerei Süß GmbH", "Königsberger & Söhne KG", "Maschinenbau Schäfer", "Großhandel Nord AG", "Stadtwerke Düsseldorf", "Vogel Logistik", "IT-Lösungen Weber", "Überlandwerk e.V."},
			cities: strings.Fields("München Köln Düsseldorf Berlin Nürnberg Zürich Hamburg Osnabrück Fürth Weißenfels"),
			jobs:   []string{"Geschäftsführer", "Leiter Einkauf", "Verkäufer", "Prokurist", "Sachbearbeiterin für Qualität", "CEO"},
			notes:  []string{"Rückruf erwünscht", "Gespräch über Preise – 20 € je Stück", "nächste Woche", "keine Angabe", "„dringend“", "Größe 12 m²"},
		},
		"French": {
			header: strings.Fields("Identifiant Société Prénom Nom Fonction Ville Courriel Effectif Remarque"),
			first:  strings.Fields("Émile Chloé René Hélène François Zoé Benoît Noël Julie Cécile Anaïs Jean-Loup Marc"),
			last:   strings.Fields("Lefèvre Dupré Garçon Martin Hébert Gérard Côté Lemaître Müller Bœuf Durand Lévêque Petit"),
			firms:  []string{"Société Générale d’Électricité", "Café Français", "Crêperie du Port", "Hôpital Saint-Éloi", "Dupont SA", "Établissements Noël", "Les Œuvres", "Forêts du Sud"},
			cities: []string{"Orléans", "Besançon", "Lyon", "Saint-Étienne", "Nîmes", "Genève", "Paris", "Angoulême", "Liège"},
			jobs:   []string{"Directeur général", "Chargée d’études", "Gérant", "Responsable qualité", "Acheteuse", "Ingénieur système"},
			notes:  []string{"À rappeler dès lundi", "très intéressé", "budget à confirmer : 5 000 €", "« urgent »", "pas d’accès", "déjà client"},
		},
		"English": {
			header: []string{"Lead ID", "Company", "First Name", "Last Name", "Title", "City", "Email", "Employees", "Notes"},
			first:  strings.Fields("James Mary Robert Patricia Oliver Emma Liam Sophia Noah Ava"),
			last:   strings.Fields("Smith Johnson O'Brien Williams Brown Jones Miller Davis Wilson Moore"),
			firms:  []string{"Acme, Inc.", "Globex Corporation", "Initech LLC", "Umbrella Ltd", "Stark Industries", "Wayne Enterprises"},
			cities: []string{"New York", "London", "Austin", "San Jose", "Leeds", "Dublin"},
			jobs:   []string{"CEO", "Sales Manager", "Head of IT", "VP, Marketing", "Buyer"},
			notes:  []string{"call back on Monday", "27\" monitors", "asked for a demo", "n/a", "see e-mail"},
		},
	}
}

// rows makes up a header and n rows.
func (s specimen) rows(r *rand.Rand, n int) [][]string {
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	rows := [][]string{s.header}
	for i := range n {
		note := ""
		if r.IntN(3) == 0 {
			note = pick(s.notes)
		}
		rows = append(rows, []string{fmt.Sprint(1000 + i), pick(s.firms), pick(s.first), pick(s.last), pick(s.jobs), pick(s.cities),
			fmt.Sprintf("lead%d@example.com", r.IntN(10000)), fmt.Sprint(r.IntN(3000)), note})
	}
	return rows
}

// write writes rows as CSV.
func write(rows [][]string, comma, end string, quoteAll bool) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(comma)
			}
			if quoteAll || strings.ContainsAny(cell, comma+"\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	return b.String()
}
