package title

import (
	"strings"
	"testing"

	"leadscore/match/fold"
)

// Expected departments by what the titles and names mean, not by the table.
func TestDepartment(t *testing.T) {
	const unknown = ""
	for want, texts := range map[string][]string{
		"executive": {"CEO", "President & CEO", "Founder", "Co-Founder & CTO", "Owner", "Managing Director", "Geschäftsführer", "PDG", "代表取締役", "代表取締役社長 兼 営業本部長", "社長", "取締役", "執行役員", "経営企画部", "社長室", "Board of Directors", "C-Suite", "経営者・役員クラス", "Chief of Staff", "Executive"},
		"sales": {"Sales", "VP of Sales", "Sales Manager", "Sales & Marketing Director", "Account Executive", "Senior Key Account Manager", "Business Development Manager", "Inside Sales", "SDR", "CRO", "Sales Operations", "Sales Engineer", "Vertriebsleiter", "Leiter Vertrieb", "Directeur commercial", "Jefe de ventas",
			"営業部", "営業部長", "取締役営業本部長", "第一営業部", "法人営業課 課長", "技術営業", "営業企画課", "インサイドセールス", "事業開発部", "海外営業部", "営業事務"},
		"marketing":   {"Marketing", "CMO", "Chief Marketing Officer", "Head of Marketing", "Product Marketing Manager", "Brand Manager", "Demand Generation", "PR Manager", "Marketing Executive", "マーケティング部", "広報室", "宣伝部 部長", "販売促進部", "デジタルマーケティング課"},
		"support":     {"Customer Support", "Customer Success Manager", "Technical Support Engineer", "Call Center", "Kundenservice", "カスタマーサクセス部", "カスタマーサポート", "お客様相談室"},
		"finance":     {"Finance", "CFO", "VP Finance", "Financial Controller", "Accountant", "Accounting Manager", "Internal Auditor", "Buchhaltung", "Directrice financière", "経理部", "財務部長", "財務経理部", "取締役 経理部長", "最高財務責任者", "資金調達"},
		"hr":          {"HR", "HR Business Partner", "Human Resources", "CHRO", "Talent Acquisition Manager", "Technical Recruiter", "People Operations", "Ressources humaines", "人事部", "人事部長", "人事総務部", "人材開発部", "採用担当", "労務課"},
		"legal":       {"Legal", "General Counsel", "Compliance Officer", "Rechtsabteilung", "法務部", "知的財産部", "コンプライアンス室"},
		"it":          {"IT", "IT Manager", "Head of IT", "CIO", "CTO", "CISO", "Information Systems", "Information Technology", "System Administrator", "IT-Leiter", "Directeur informatique", "情報システム部", "情シス", "情報システム部長", "IT企画部", "システム部", "DX推進室", "ＩＴ推進課", "社内SE", "Data Analyst"},
		"engineering": {"Software Engineer", "VP Engineering", "Engineering Manager", "Web Developer", "DevOps", "QA Engineer", "Entwicklungsingenieur / Entwicklung", "エンジニア", "システム開発部", "技術部長", "開発部", "生産技術課", "設計課"},
		"product":     {"Product Manager", "Head of Product", "Chief Product Officer", "Product Owner", "商品企画部", "プロダクトマネージャー"},
		"research":    {"R&D", "Research & Development", "Research Scientist", "研究開発部", "中央研究所", "Forschung und Entwicklung"},
		"operations":  {"Operations", "COO", "Operations Manager", "VP Operations", "Supply Chain Manager", "Plant Manager", "Logistics", "Produktionsleiter", "製造部", "生産管理課", "工場長", "物流センター長", "品質保証部", "業務部"},
		"purchasing":  {"Purchasing", "Procurement Manager", "Senior Buyer", "Strategic Sourcing", "Leiterin Einkauf", "Directeur des achats", "購買部", "調達部長", "資材課"},
		"admin":       {"Executive Assistant", "Executive Assistant to the CEO", "Office Manager", "Secretary", "Administrative Assistant", "総務部", "社長秘書", "秘書室", "管理部", "庶務課"},
		unknown:       {"", "Manager", "Director", "Senior Vice President", "Vice President", "General Manager", "Partner", "Consultant", "部長", "課長", "担当", "主任", "Senior Executive", "Administrator", "Student", "Hritik", "Saleswave", "Capital", "Italy", "監査役", "本社", "支社長", "名誉会長", "株式会社長谷川", "社外取締役"},
	} {
		for _, text := range texts {
			if got, ok := Department(fold.Text(text)); got != want || ok != (want != unknown) {
				t.Errorf("%q is %q, want %q", text, got, want)
			}
		}
	}
}

func TestDepartmentsTable(t *testing.T) {
	seen, used := map[string]bool{}, map[string]bool{}
	for line := range strings.Lines(departmentsTSV) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if seen[cells[0]] {
			t.Errorf("%q stands there twice", cells[0])
		}
		if fold.Text(cells[0]) != cells[0] {
			t.Errorf("%q is not in normal form", cells[0])
		}
		seen[cells[0]], used[cells[1]] = true, true
	}
	for _, name := range DepartmentNames() {
		if !used[name] {
			t.Errorf("no word stands for %s", name)
		}
		if got, ok := Department(name); !ok || got != name {
			t.Errorf("%s is %q itself", name, got)
		}
	}
	for _, line := range []string{"sales", "sales\tselling", "sales\tsales\tperhaps", "\tsales", "sales\t-\tunless another", "a\tb\tc\td"} {
		if _, ok := readDepartment(strings.Split(line, "\t")); ok {
			t.Errorf("%q is read", line)
		}
	}
}

func TestDepartmentAllocatesNothing(t *testing.T) {
	title := fold.Text("取締役 Director, Sales & Marketing")
	if n := testing.AllocsPerRun(100, func() { Department(title) }); n != 0 {
		t.Errorf("%v allocations per title", n)
	}
}
