package lexicon

import (
	"strings"
	"testing"

	"leadscore/match/fold"
)

func TestCountry(t *testing.T) {
	for want, cells := range map[string]string{
		"United States":  "US - United States|United States (USA)|USA - California|Austin, Texas, United States|EE. UU.|EE.UU.|EEUU|EUA|Estados Unidos|États-Unis|Etats-Unis|Stati Uniti|Vereinigte Staaten|U.S.A|u. s.|United States of America (USA)|USA/California|New York, USA|Georgia, United States|Atlanta, Georgia, United States|Lebanon, Pennsylvania, United States|🇺🇸|🇺🇸 USA|アメリカ カリフォルニア州|米国|米|Verenigde Staten|San Francisco, CA, USA|Springfield, US|United States [US]|United States, California|US: United States|U S A|USA.",
		"United Kingdom": "Großbritannien|Grossbritannien|Vereinigtes Koenigreich|Gran Bretaña|Grande-Bretagne|Gran Bretagna|Royaume-Uni|Reino Unido|Regno Unito|London, UK|London, England|England, UK|Great Britain (UK)|GB - Great Britain|UK|G.B.|Inglaterra|Angleterre|Inghilterra|英国|Edinburgh, Scotland|The United Kingdom|United Kingdom of Great Britain and Northern Ireland (the)|Scotland, United Kingdom",
		"Slovakia":       "Slovakia (Slovak Republic)|Slovak Republic|Slowakische Republik|SK",
		"South Korea":    "Korea, Republic of|Korea, Rep.|Republic of Korea|Seoul, South Korea|Südkorea|Suedkorea|Corée|大韓民国|Korea (South)|South Korea (KR)|S.Korea",
		"North Korea":    "Korea, Democratic People's Republic of|Korea, Dem. People's Rep.|DPRK",
		"Japan":          "Tokyo, Japan|Japan, Tokyo|日本 東京都|日本・東京|東京都, 日本|Japon|Japón|Giappone|JP (Japan)|日本国|Osaka (Japan)|Tokyo / Japan|JPN|🇯🇵",
		"Germany":        "Deutschland|Bundesrepublik Deutschland|BRD|Munich, Germany|DE - Germany|ドイツ連邦共和国|独|Allemagne|Alemania|Germania|Alemanha|Berlin, Deutschland|DE",
		"Czechia":        "Czech Republic|Tschechische Republik|República Checa|Czech Rep.|Tschechien|Česko",
		"Netherlands":    "Holland|The Netherlands|Holanda|Hollande|Olanda|Países Bajos|Paises Bajos|Niederlande|Amsterdam, Netherlands|NL - Netherlands|Amsterdam, The Netherlands|オランダ王国",
		"Russia":         "Russian Federation|Russland|Rusia|ロシア連邦",
		"Iran":           "Iran, Islamic Republic of|Iran, Islamic Rep.|Iran (Islamic Republic of)",
		"Egypt":          "Egypt, Arab Rep.|Arab Republic of Egypt|Ägypten|Aegypten",
		"Venezuela":      "Venezuela, RB|Venezuela, Bolivarian Republic of|Venezuela (Bolivarian Republic of)",
		"Yemen":          "Yemen, Rep.", "Laos": "Lao PDR|Lao People's Democratic Republic", "Kyrgyzstan": "Kyrgyz Republic",
		"Hong Kong": "Hong Kong SAR, China|Hong Kong SAR|HK|香港|Hong Kong, China|Hong Kong S.A.R.", "Macao": "Macao SAR, China|Macau|マカオ", "Bahamas": "Bahamas, The|The Bahamas", "Gambia": "Gambia, The",
		"Micronesia": "Micronesia, Fed. Sts.|Micronesia, Federated States of", "St. Lucia": "Saint Lucia|St Lucia", "Turkey": "Türkiye|Turkiye|Turquie|Türkei|Tuerkei|Republic of Türkiye",
		"Vietnam": "Viet Nam|ヴェトナム|ベトナム社会主義共和国|Hanoi, Vietnam|Ho Chi Minh City, Viet Nam", "Côte d'Ivoire": "Cote d'Ivoire|Côte d’Ivoire|Ivory Coast|Elfenbeinküste", "Eswatini": "Swaziland",
		"Myanmar": "Burma|Myanmar (Burma)", "North Macedonia": "Macedonia|Macedonia, the former Yugoslav Republic of|Macedonia, FYR|FYROM", "Tanzania": "Tanzania, United Republic of", "Moldova": "Moldova, Republic of",
		"Taiwan": "Taiwan, Province of China|台湾|R.O.C.|Taiwan (ROC)|Taipei, Taiwan|Taiwan, China|中華民国", "Libya": "Libyan Arab Jamahiriya", "Syria": "Syrian Arab Republic", "Vatican City": "Holy See (Vatican City State)|Holy See",
		"United Arab Emirates": "UAE|U.A.E.|Dubai, UAE|Dubai, United Arab Emirates|アラブ首長国連邦|Emirates|VAE|Vereinigte Arabische Emirate|EAU", "Saudi Arabia": "KSA|Kingdom of Saudi Arabia|サウジ|Riyadh, Saudi Arabia", "South Africa": "RSA|Republic of South Africa|Johannesburg, South Africa",
		"China": "PRC|P.R. China|China, People's Republic of|Shanghai, China|中華人民共和国|Mainland China|中国", "Switzerland": "Schweiz|Suisse|Svizzera|スイス連邦|Zürich, Schweiz|CH - Switzerland|Zurich, Switzerland", "Austria": "Österreich|Oesterreich|Wien, Österreich",
		"Canada": "CA|Toronto, Ontario, Canada|カナダ|Canada (CA)", "Georgia": "Georgia|GE|Tbilisi, Republic of Georgia", "Jersey": "Jersey", "India": "Bengaluru, Karnataka, India|インド共和国|Bharat|Inde", "Brazil": "Brasil|São Paulo, Brasil|Sao Paulo - Brazil", "Mexico": "México|Mexiko|Ciudad de México, México|Messico|MX - México",
		"Spain": "España|Espana|Madrid, España|Spanien|Espagne|スペイン王国", "France": "仏|フランス共和国|Paris, France|Frankreich|France métropolitaine|Metropolitan France", "Italy": "伊|Italia|Italien|イタリア共和国|Milano, Italia", "Réunion": "Reunion", "Curaçao": "Curacao",
		"Democratic Republic of the Congo": "Congo, Dem. Rep.|DRC|DR Congo|Congo, The Democratic Republic of the|Congo (Kinshasa)", "Trinidad and Tobago": "Trinidad & Tobago", "Bosnia and Herzegovina": "Bosnia & Herzegovina|Bosnia-Herzegovina", "Philippines": "The Philippines|フィリピン共和国|Manila, Philippines", "New Zealand": "ニュー・ジーランド|Auckland, New Zealand|NZ|Neuseeland|Nueva Zelanda", "Singapore": "シンガポール共和国|Singapur|Singapore, Singapore", "Indonesia": "インドネシア共和国", "Thailand": "タイ王国", "Malaysia": "マレイシア", "Belgium": "ベルギー王国", "Sweden": "スウェーデン王国|Schweden|Suède", "Ireland": "Republic of Ireland|Irland|Éire|Dublin, Ireland|IE - Ireland", "Palestine": "Palestinian Territory, Occupied|State of Palestine|West Bank and Gaza", "Timor-Leste": "East Timor",
	} {
		for cell := range strings.SplitSeq(cells, "|") {
			got, _ := Country(fold.Text(cell))
			if fold.Text(got) != fold.Text(want) {
				t.Errorf("%q is %q, want %s", cell, got, want)
			}
		}
	}
	for _, cell := range []string{"", "Atlantis", "Atlanta, Georgia", "San Francisco, CA", "Saint Helier, Jersey", "Berlin, DE", "USA / Canada", "Germany, France", "EMEA", "Europe", "Overseas", "California", "Texas", "TX", "Remote", "東京", "海外", "Asia Pacific", "(", ",", "-", "Worldwide", "USA - Canada"} {
		if got, found := Country(fold.Text(cell)); found {
			t.Errorf("%q is %q, want none", cell, got)
		}
	}
}
