package invent

// words is what lists in one language are made of. Where order matters, what is
// frequent stands first.
type words struct {
	companyBefore, companyJoin string
	companyAfter               []string
	firstParts, secondParts    []name // of companies
	surnames, givenNames       []name
	titles                     []string
	posts, departments         []string
	titled                     func(post, department string) string
	and                        string
	phones                     []string
	countries                  []country
	industries                 []string
	moneyUnit                  int
	sources, products          []string
	campaigns                  []string
	notes, quotedNotes         []string
}

// name is a name and its letters in addresses.
type name struct{ text, latin string }

type country struct {
	names   []string
	regions []region
}

type region struct{ name, city string }

func english() *words {
	return &words{
		companyJoin:  " ",
		companyAfter: []string{"", "", " Inc.", " Ltd", " LLC", " GmbH", " Group", " & Co."},
		firstParts: []name{
			{"Alder", "alder"}, {"Bright", "bright"}, {"Cinder", "cinder"}, {"Delta", "delta"}, {"Ember", "ember"}, {"Fern", "fern"},
			{"Granite", "granite"}, {"Harbor", "harbor"}, {"Iron", "iron"}, {"Juniper", "juniper"}, {"Kestrel", "kestrel"}, {"Lumen", "lumen"},
			{"Maple", "maple"}, {"North", "north"}, {"Orchard", "orchard"}, {"Pioneer", "pioneer"}, {"Quarry", "quarry"}, {"River", "river"},
			{"Sable", "sable"}, {"Trestle", "trestle"}, {"Umber", "umber"}, {"Vale", "vale"}, {"Willow", "willow"}, {"Zephyr", "zephyr"},
		},
		secondParts: []name{
			{"Analytics", "analytics"}, {"Bank", "bank"}, {"Chemicals", "chemicals"}, {"Dynamics", "dynamics"}, {"Energy", "energy"}, {"Foods", "foods"},
			{"Grid", "grid"}, {"Health", "health"}, {"Insurance", "insurance"}, {"Kinetics", "kinetics"}, {"Logistics", "logistics"}, {"Motors", "motors"},
			{"Networks", "networks"}, {"Optics", "optics"}, {"Partners", "partners"}, {"Robotics", "robotics"}, {"Software", "software"}, {"Systems", "systems"},
			{"Textiles", "textiles"}, {"Works", "works"},
		},
		surnames: []name{
			{"Abbott", "abbott"}, {"Brandt", "brandt"}, {"Castillo", "castillo"}, {"Dubois", "dubois"}, {"Eriksen", "eriksen"}, {"Fischer", "fischer"},
			{"Garcia", "garcia"}, {"Hughes", "hughes"}, {"Ivanova", "ivanova"}, {"Jensen", "jensen"}, {"Kowalski", "kowalski"}, {"Lindgren", "lindgren"},
			{"Müller", "mueller"}, {"Nguyen", "nguyen"}, {"Oduya", "oduya"}, {"Patel", "patel"}, {"Quinn", "quinn"}, {"Rossi", "rossi"},
			{"Smith", "smith"}, {"Tanaka", "tanaka"}, {"Usman", "usman"}, {"Vargas", "vargas"}, {"Wong", "wong"}, {"Young", "young"},
		},
		givenNames: []name{
			{"Aisha", "aisha"}, {"Ben", "ben"}, {"Carla", "carla"}, {"David", "david"}, {"Elena", "elena"}, {"Frank", "frank"},
			{"Grace", "grace"}, {"Hugo", "hugo"}, {"Ines", "ines"}, {"John", "john"}, {"Karin", "karin"}, {"Leon", "leon"},
			{"Maria", "maria"}, {"Noah", "noah"}, {"Olga", "olga"}, {"Priya", "priya"}, {"Rosa", "rosa"}, {"Sam", "sam"},
			{"Tom", "tom"}, {"Zoë", "zoe"},
		},
		titles: []string{
			"CEO", "CTO", "CIO", "CFO", "COO", "Founder", "Co-Founder & CEO", "Owner", "President", "Managing Director", "General Manager", "Consultant",
			"Software Engineer", "Senior Software Engineer", "Business Analyst", "Data Analyst", "Office Manager", "Executive Assistant", "Student", "Intern",
			"VP Sales", "Chief Revenue Officer", "Chief Information Security Officer", "Systems Administrator", "Solution Architect", "Account Executive",
		},
		posts: []string{
			"Manager", "Director", "Specialist", "Senior Manager", "Head", "Coordinator", "Vice President", "Team Lead", "Senior Director",
			"Analyst", "Associate Director", "Senior Vice President", "Chief",
		},
		departments: []string{
			"Sales", "Marketing", "Operations", "IT", "Finance", "Human Resources", "Product", "Procurement", "Engineering", "Customer Success",
			"Logistics", "Legal", "Quality", "Security", "Data", "Strategy", "Manufacturing", "Research",
		},
		titled: func(post, department string) string { return post + " of " + department },
		and:    " and ",
		phones: []string{"+1 617-555-01", "+1 312-555-01", "+44 20 7946 00", "+49 30 5550 1", "(303) 555-01"},
		countries: []country{
			{[]string{"US", "United States", "USA"}, []region{{"CA", "San Jose"}, {"NY", "Albany"}, {"TX", "Austin"}, {"MA", "Boston"}, {"IL", "Chicago"}, {"WA", "Seattle"}, {"OH", "Dayton"}, {"GA", "Atlanta"}}},
			{[]string{"United Kingdom", "UK"}, []region{{"England", "Leeds"}, {"Scotland", "Glasgow"}, {"Wales", "Cardiff"}}},
			{[]string{"Germany", "DE"}, []region{{"Bayern", "München"}, {"Hessen", "Kassel"}, {"Berlin", "Berlin"}}},
			{[]string{"Singapore"}, []region{{"Singapore", "Singapore"}}},
			{[]string{"Australia", "AU"}, []region{{"NSW", "Sydney"}, {"VIC", "Melbourne"}}},
			{[]string{"France", "FR"}, []region{{"Bretagne", "Rennes"}, {"Île-de-France", "Paris"}}},
			{[]string{"India", "IN"}, []region{{"Karnataka", "Mysuru"}, {"Maharashtra", "Pune"}}},
			{[]string{"Canada", "CA"}, []region{{"Ontario", "Toronto"}, {"Quebec", "Montréal"}}},
			{[]string{"Brazil", "BR"}, []region{{"SP", "Campinas"}}},
		},
		industries: []string{
			"Software", "Manufacturing", "SaaS", "Financial Services", "Retail", "Healthcare", "IT Services", "Logistics", "Education", "Energy",
			"Construction", "Insurance", "Telecommunications", "Food & Beverage", "Government", "Automotive", "Media", "Agriculture",
		},
		moneyUnit: 1000,
		sources:   []string{"Web", "Trade show", "Content download", "Referral", "List purchase", "Partner", "Webinar", "Cold call", "Social"},
		products:  []string{"Analytics", "Automation", "CRM", "Security", "Billing", "Planning", "Support", "Integration"},
		campaigns: []string{"Spring launch", "Newsletter", "Retargeting Q3", "Partner day", "Road show 2026", "Search brand", "Winter offer", "Analyst report"},
		notes: []string{
			"Asked for a call back next week", "Uses a competitor until March", "Met at the booth", "Wants pricing for 200 seats", "Budget is decided in April",
			"No reply to two mails", "Interested in the API", "Security review comes first", "Talk to procurement", "Has seen the demo video",
		},
		quotedNotes: []string{
			`Said: ""send me the numbers, then we talk""`, `Pilot with two teams, then the rest`, `Contract ends 2027-03, notice three months`,
			`Attendees: sales, IT, legal`, `Next step, if any, is theirs`,
		},
	}
}

func japanese() *words {
	return &words{
		companyBefore: "株式会社",
		companyAfter:  []string{"", "", "", "ホールディングス", "ジャパン"},
		firstParts: []name{
			{"アオバ", "aoba"}, {"イズミ", "izumi"}, {"ウミノ", "umino"}, {"カワセ", "kawase"}, {"キタノ", "kitano"}, {"サクラ", "sakura"},
			{"シラカバ", "shirakaba"}, {"タカミ", "takami"}, {"ナギサ", "nagisa"}, {"ハヤテ", "hayate"}, {"ヒノキ", "hinoki"}, {"ミナト", "minato"},
			{"ムサシノ", "musashino"}, {"モリタ", "morita"}, {"ヤマト", "yamato"}, {"ユキノ", "yukino"},
		},
		secondParts: []name{
			{"商事", "shoji"}, {"製作所", "seisaku"}, {"電機", "denki"}, {"ソフト", "soft"}, {"物流", "butsuryu"}, {"食品", "foods"},
			{"建設", "kensetsu"}, {"テクノ", "techno"}, {"工業", "kogyo"}, {"システムズ", "systems"}, {"薬品", "yakuhin"}, {"印刷", "insatsu"},
		},
		surnames: []name{
			{"佐藤", "sato"}, {"鈴木", "suzuki"}, {"高橋", "takahashi"}, {"田中", "tanaka"}, {"伊藤", "ito"}, {"渡辺", "watanabe"},
			{"山本", "yamamoto"}, {"中村", "nakamura"}, {"小林", "kobayashi"}, {"加藤", "kato"}, {"吉田", "yoshida"}, {"山田", "yamada"},
			{"佐々木", "sasaki"}, {"山口", "yamaguchi"}, {"松本", "matsumoto"}, {"井上", "inoue"}, {"木村", "kimura"}, {"林", "hayashi"},
		},
		givenNames: []name{
			{"健一", "kenichi"}, {"由美子", "yumiko"}, {"翔太", "shota"}, {"美咲", "misaki"}, {"大輔", "daisuke"}, {"愛", "ai"},
			{"直樹", "naoki"}, {"陽子", "yoko"}, {"誠", "makoto"}, {"彩", "aya"}, {"拓也", "takuya"}, {"恵", "megumi"},
			{"隆", "takashi"}, {"千尋", "chihiro"},
		},
		titles: []string{
			"代表取締役", "代表取締役社長", "取締役", "社長", "専務取締役", "執行役員", "CTO", "CIO", "部長", "課長", "係長", "主任",
			"担当", "エンジニア", "営業担当", "DX推進室長", "情報システム部長", "学生",
		},
		posts:       []string{"課長", "部長", "担当", "主任", "係長", "本部長", "次長", "マネージャー", "リーダー", "執行役員"},
		departments: []string{"営業部", "情報システム部", "マーケティング部", "総務部", "経営企画部", "人事部", "経理部", "購買部", "製造部", "開発部", "品質保証部", "物流部"},
		titled:      func(post, department string) string { return department + " " + post },
		and:         "・",
		phones:      []string{"03-5550-01", "06-5550-01", "052-555-01", "090-5550-01"},
		countries: []country{
			{[]string{"日本", "Japan", "JP", "日本"}, []region{
				{"東京都", "港区"}, {"東京都", "千代田区"}, {"東京都", "新宿区"}, {"大阪府", "大阪市"}, {"愛知県", "名古屋市"}, {"神奈川県", "横浜市"},
				{"福岡県", "福岡市"}, {"北海道", "札幌市"}, {"京都府", "京都市"}, {"兵庫県", "神戸市"}, {"埼玉県", "川口市"}, {"千葉県", "船橋市"},
			}},
		},
		industries: []string{
			"製造業", "情報通信業", "卸売業", "小売業", "建設業", "金融業", "運輸業", "サービス業", "医療", "不動産業", "保険業", "教育", "電機", "機械", "食品",
		},
		moneyUnit: 100_000,
		sources:   []string{"Web", "展示会", "資料請求", "紹介", "セミナー", "パートナー", "名簿", "電話"},
		products:  []string{"Analytics", "Automation", "CRM", "Security", "Billing", "Planning", "Support", "Integration"},
		campaigns: []string{"春のキャンペーン", "メルマガ", "展示会2026", "導入事例集", "無料診断", "年末キャンペーン"},
		notes: []string{
			"来週電話をいただきたいとのこと", "三月まで他社製品を利用中", "展示会で名刺交換", "二百名分の見積を希望", "予算は四月に決定",
			"メールの返信なし", "API連携に関心あり", "先にセキュリティ審査が必要", "購買部と調整中", "デモ動画を視聴済み",
		},
		quotedNotes: []string{
			`「まず数字を見たい」とのこと`, `二部署で試験導入, その後全社へ`, `契約は2027年3月まで, 解約は三か月前`, `出席者: 営業, 情シス, 法務`, `""検討します"" とだけ`,
		},
	}
}
