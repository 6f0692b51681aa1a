package title

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/match/fold"
)

// Expected levels by what the titles mean to the people who bear them, not by the
// table: the cases are written from business cards and CRM pick lists.
func TestSeniority(t *testing.T) {
	const unknown = "unknown"
	cases := map[string][]string{
		"c_level": {
			"Chief of Staff", "カントリーマネージャー", "Partner",
			"CEO", "CTO", "ｃｅｏ", "C.E.O.", "Chief Executive Officer", "Chief Technology Officer (CTO)", "President", "President & CEO",
			"CEO & Co-Founder", "Cofounder", "Co-Owner", "Owner", "Managing Director", "Chairman of the Board",
			"Representative Director", "Founder/CEO", "C-Level", "C suite", "Director and Founder", "Acting CEO", "Interim CFO",
			"Executive Vice President & CFO", "Director, CISO",
			"代表取締役", "代表取締役社長", "代表取締役 兼 CEO", "会長",
			"社長", "ＣＴＯ", "CTO／開発部長", "最高財務責任者", "経営者・役員クラス", "代表", "オーナー", "社長(兼 営業部長)",
			"Board Director", "C.E.O", "Chief Experience Officer", "Self-employed", "社 長", "校長", "自営業",
			"Geschäftsführerin", "Geschäftsführender Gesellschafter", "Vorstandsvorsitzender", "Inhaber", "PDG", "Directrice Générale", "Gérant", "Consejero Delegado", "Director General", "Amministratore Delegato", "Gerente General",
		},
		"vp": {
			"Vice Chairman", "取締役", "取締役 営業本部長", "取締役営業部長", "専務取締役", "副社長", "取締役 室長", "取 締 役",
			"VP", "Vice President", "Vice-President, Sales", "SVP Engineering", "EVP", "V.P. of Marketing",
			"VP & General Manager", "Vice President and Director of IT", "vice  president",
			"執行役員", "常務執行役員", "上席執行役員", "VP of Sales", "SVP", "Group VP", "General Counsel", "VPoE", "バイス・プレジデント", "執行役員 営業部長", "本部長", "営業本部長", "バイスプレジデント",
		},
		"director": {
			"事業部長", "第一事業部長", "Deputy Director", "Associate Director", "Deputy General Manager", "Abteilungsleiter", "次長", "副部長", "営業副部長", "部長代理",
			"室長", "社長室長", "経営企画室長", "CEO室長",
			"Director", "Director, Sales & Marketing", "Senior Director of IT", "IT Director", "Head of Sales", "Sales Head", "General Manager",
			"Assistant Vice President", "Country Manager, Japan", "Director (former CTO)", "Director; ex-CEO at Acme", "Director / Product Manager",
			"部長", "営業部長", "Head, Data Science", "Global Head of Sales", "部 長", "本部長代理", "ヘッド", "副校長", "Vertriebsleiterin", "Leiter Vertrieb", "IT-Leiter", "Prokurist", "Directeur commercial", "Directrice marketing", "Director Comercial",
			"情報システム部長", "人事部 部長", "部長クラス", "担当部長", "部長 兼 課長", "部長（元課長）", "支店長", "副本部長", "工場長",
			"ゼネラルマネージャー", "事務局長", "営業部 部長/主任", "エンジニアリング部長",
		},
		"manager": {
			"Team Leader", "Assistant Manager", "Tech Lead", "Teamleiter", "係 長", "係長", "課長代理", "課長補佐", "副課長", "主任・係長クラス",
			"チームリーダー", "Purchasing Lead", "所長代理",
			"Manager", "Sales Manager", "IT Manager", "Engineering Manager", "Senior Manager", "Marketing Mgr.",
			"Section Chief", "Group Leader", "Manager, Accounts",
			"Marketing Manager", "Financial Controller", "Lead Generation Manager", "Responsable marketing", "Jefe de ventas", "Gerente", "課 長", "技師長", "看護師長", "マネジャ",
			"課長", "営業課長", "部長補佐", "マネージャー", "マネジャー", "セールスマネージャ",
			"店長", "事務長", "グループリーダー", "チーフマネージャー", "営業責任者", "課長（インターン担当）",
		},
		"staff": {
			"Secretary General", "Head Teacher", "Executive Officer", "Former CEO", "Formerly Vice President of Sales", "Ex-CTO", "Retired Director", "Aspiring Product Manager", "Past President", "Office of the CEO",
			"President's Office", "Director candidate", "Reporting to CEO", "Advisor to the Board of Directors", "Associate Professor", "Ehemaliger Geschäftsführer", "Officer", "Head Coach", "校長室", "教授",
			"医師", "営業 長野", "元部長", "元営業部長", "営業部 元部長", "前社長", "前代表取締役", "社長室", "社長室 スタート支援", "部長付",
			"部長候補", "社長直轄プロジェクト", "CEO室",
			"Account Manager", "Senior Key Account Manager", "Product Manager", "Project Manager", "Customer Success Manager", "Engineer", "Senior Software Engineer",
			"Business Analyst", "Sales Representative", "Executive Assistant to the CEO", "CEO's Assistant", "Assistant to the President", "CEO Secretary", "Office Manager",
			"CEO Office Manager", "Non-Manager", "Individual Contributor", "Manager Trainee", "Product Owner", "Staff",
			"SDR", "CSM", "Lead Engineer", "Compliance Officer", "Fund Manager", "Teacher", "Sachbearbeiterin", "Chef de projet", "Chargée de mission", "Assistentin der Geschäftsführung", "Assistante de la directrice", "主 任", "SE", "PM", "アルバイト",
			"担当", "営業担当", "一般社員", "主任", "社長秘書", "部長秘書", "役員秘書", "代表取締役社長秘書", "エンジニア", "プロダクトマネージャー",
			"Webディレクター", "一般", "社員", "一般社員・職員クラス", "秘書",
		},
		"student": {
			"Student", "Intern", "Software Engineer Intern", "Product Manager Intern", "Graduate student", "Werkstudent", "Praktikantin", "Stagiaire", "学生", "大学生", "大学院生", "インターン",
		},
		unknown: {
			"", " ", "Sales", "Principal", "Consulting", "Directory services", "Directorate", "Vector", "Octopus", "Managerial accounting", "Internal audit", "Headhunting", "Presidential",

			"Non-Executive Director", "Independent Director",
			"Lead Generation", "元 部",
			"社外取締役", "監査役", "顧問", "営業部", "情報システム部",
			"株式会社長谷川", "インターンシップ", "学生支援課", "リーダーシップ開発", "名誉会長", "事務局", "一般社団法人",
		},
	}
	for want, titles := range cases {
		for _, title := range titles {
			got := unknown
			if level, listed := Seniority(fold.Text(title)); listed {
				got = level.String()
			}
			if got != want {
				t.Errorf("%q is %s, want %s", title, got, want)
			}
		}
	}
}

// A place name or a company that begins with 元 or 前 is not a former title.
func TestSeniorityOfPlaces(t *testing.T) {
	for _, title := range []string{"元町支店長", "前橋支店長", "地元営業部長", "前工程部長"} {
		if level, _ := Seniority(fold.Text(title)); level != Director {
			t.Errorf("%q is %v, want director", title, level)
		}
	}
}

func TestTitlesTable(t *testing.T) {
	seen := map[string]bool{}
	english, japanese := 0, 0
	for line := range strings.Lines(titlesTSV) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		title, kind, _ := cells[0], cells[1], cells[2]
		inside := strings.HasPrefix(kind, "compound") || kind == "prefix"
		if key := fmt.Sprint(title, inside); seen[key] {
			t.Errorf("%q stands there twice", title)
		} else {
			seen[key] = true
		}
		if fold.Text(title) != title {
			t.Errorf("%q is not in normal form", title)
		}
		if isASCII(title) {
			english++
		} else {
			japanese++
		}
	}
	if english < 200 || japanese < 200 {
		t.Errorf("%d titles in ASCII and %d in others, mostly Japanese; want 200 of each", english, japanese)
	}
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

func TestTitleLinesThatAreWrong(t *testing.T) {
	for _, line := range []string{"boss", "boss\trole", "boss\trole\tking", "boss\tking\tvp", "\trole\tvp", "boss\trole\t-", "of\tof\tvp", "boss\trole\tvp\tmore"} {
		if (&titleWords{words: map[wordKey][]titleWord{}}).read(strings.Split(line, "\t")) {
			t.Errorf("%q is read", line)
		}
	}
}

func TestSeniorityAllocatesNothing(t *testing.T) {
	title := fold.Text("取締役 Director, Sales & Marketing")
	if n := testing.AllocsPerRun(100, func() { Seniority(title) }); n != 0 {
		t.Errorf("%v allocations per title", n)
	}
}

func TestLevels(t *testing.T) {
	want := []string{"student", "staff", "manager", "director", "vp", "c_level"}
	for i, name := range LevelNames() {
		level, ok := ParseLevel(name)
		if !ok || level != Level(i) || level.String() != want[i] {
			t.Errorf("level %d is %q, read as %v %v", i, name, level, ok)
		}
	}
	if level, ok := ParseLevel(" C_Level "); !ok || level != CLevel {
		t.Errorf("names of levels are not compared in normal form")
	}
	if _, ok := ParseLevel("boss"); ok {
		t.Errorf("boss is a level")
	}
}
