package draft

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"leadscore/cmd/internal/profile"
	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring/lint"
)

func TestCut(t *testing.T) {
	scores := []exact.Points{90000, 80500, 70000, 70000, 60000, 50000, 40000, 30000, 20000, 10000}
	for _, c := range []struct {
		want  int
		at    int64
		found bool
	}{{1, 81, true}, {2, 71, true}, {5, 51, true}, {0, 0, false}} {
		at, found := cut(scores, c.want)
		if found != c.found || found && reaches(scores, at) != c.want || found && at != c.at {
			t.Errorf("%d: from %d (%v), which %d reach", c.want, at, found, reaches(scores, at))
		}
	}
	if _, found := cut([]exact.Points{5000, 5000, 5000}, 1); found {
		t.Error("equal scores are parted")
	}
	if _, found := cut(nil, 1); found {
		t.Error("no scores are parted")
	}
}

// drafted drafts a rulebook for a list that is given as rows of cells.
func drafted(t *testing.T, o Options, header string, rows int, cell func(row, column int) string) (*Draft, string) {
	t.Helper()
	columns := strings.Split(header, ",")
	p := profile.New(columns)
	for row := range rows {
		cells := make([]string, len(columns))
		for i := range cells {
			cells[i] = cell(row, i)
		}
		p.Add(row+2, cells)
	}
	o.File, o.AsOf = "list.csv", calendar.Day(20000)
	d, err := New(p.List(), o)
	if err != nil {
		t.Fatal(err)
	}
	text := string(d.YAML())
	book, err := yaml.Load("draft.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if warnings := lint.Rulebook(book); len(warnings) > 0 {
		t.Fatalf("%v\n%s", warnings, text)
	}
	return d, text
}

func TestWhatADraftHolds(t *testing.T) {
	day := calendar.Day(20000)
	for _, c := range []struct {
		name, header string
		cell         func(row, column int) string
		has, lacks   []string
	}{
		{"the size of each industry, where they differ", "Lead ID,Industry,Employees", func(row, column int) string {
			return [][]string{{fmt.Sprint(row), "SaaS", fmt.Sprint(20 + row%30)}, {fmt.Sprint(row), "Steel", fmt.Sprint(2000 + row%3000)}, {fmt.Sprint(row), "Food", "100"}}[row%5%3][column]
		}, []string{"- name: SaaS", "- name: Steel", "key: Lead ID", "{at_least: 2000, share: 100%}", "{at_least: 30, share: 100%}"}, []string{"Food,"}},
		{"one profile where they do not", "Lead ID,Industry,Employees", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"SaaS", "Steel", "Food"}[row%5%3], fmt.Sprint(20 + row%30)}[column]
		}, []string{`- name: "SaaS, Steel"`}, []string{"- name: Steel"}},
		{"no attribute that all leads have", "Lead ID,Country,Industry", func(row, column int) string {
			return []string{fmt.Sprint(row), "Japan", "SaaS"}[column]
		}, []string{"NOTE: no column of this list tells good leads from others"}, []string{"icp:", "field: Country"}},
		{"no points for a date of long ago", "Lead ID,Last Activity Date", func(row, column int) string {
			return []string{fmt.Sprint(row), (day - 2000 + calendar.Day(row)).String()}[column]
		}, []string{"NOTE: no column"}, []string{"decay"}},
		{"points for a date of lately", "Lead ID,Last Activity Date", func(row, column int) string {
			return []string{fmt.Sprint(row), (day - calendar.Day(row)).String()}[column]
		}, []string{"decay: {from: Last Activity Date, half_life: 30d}"}, nil},
		{"big deals first", "Lead ID,Amount", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprint(1000 * (row + 1))}[column]
		}, []string{"{stage: Priority, field: Amount, at_least: 100000, because: \"A deal of 100,000 or more\"}", "budget: {field: Amount, at_least: 50000}"}, nil},
		{"no big deals among equals", "Lead ID,Amount", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"1000", "1000", "900"}[row%3]}[column]
		}, nil, []string{"Priority"}},
		{"an amount in what its header says", "Lead ID,予算（万円）", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprint(100 + row)}[column]
		}, []string{"scale: 10000", "at_least: 1500000"}, nil},
		{"what speaks against leads", "Lead ID,Email,Unsubscribed,Email Bounced,Lead Status,Do Not Call,Lead Source", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"a@gmail.com", "b@firm.example", "c@firm.example"}[row%3], []string{"yes", ""}[row%2], []string{"true", "false"}[row%2],
				[]string{"New", "Unqualified", "New"}[row%3], []string{"no", "yes", "no"}[row%3], []string{"Web", "Purchased list", "Referral"}[row%3]}[column]
		}, []string{"{name: Wants no mail, field: Unsubscribed, is: true, points: -30}", "name: Mail bounced", "free_mail: true, points: -10", "is: Purchased list, points: -5",
			"{stage: Do not call, out: true, field: Do Not Call, is: true}", "{stage: Out, out: true, field: Lead Status, is: Unqualified}", "{is: Referral, points:", "score: {min: 0"}, nil},
		{"whose deal is closed is not ranked", "Lead ID,Status", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Open", "Closed Lost", "Open", "Open", "Customer", "Open"}[row%6]}[column]
		}, []string{"{stage: Out, out: true, field: Status, is: [Closed Lost, Customer]}"}, nil},
		{"statuses of Salesforce in Japanese", "会社名 / 取引先,メール,状況", func(row, column int) string {
			return []string{fmt.Sprintf("会社%d", row), fmt.Sprintf("a%d@firm%d.example", row, row), []string{"未対応", "対応中", "対応完了 - 取引開始済み", "対応完了 - 非取引", "未対応"}[min(row%7, 4)]}[column]
		}, []string{"show: 会社名 / 取引先", "field: 状況, is: [対応完了 - 取引開始済み, 対応完了 - 非取引]"}, nil},
		{"a history is ranked whole", "Lead ID,Status", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Closed Won", "Closed Lost", "Unqualified"}[row%3]}[column]
		}, nil, []string{"out: true"}},
		{"a column that says who signs", "Lead ID,Job Title,Decision maker", func(row, column int) string {
			return []string{fmt.Sprint(row), "Engineer", []string{"Decision maker", "Not the decision maker", "Boss", "Yes"}[row%4]}[column]
		}, []string{`authority: {field: Decision maker, is: [Decision maker, "Yes"]}`}, nil},
		{"what a form asks", "id,What is your job title? *,what_is_your_company_size?,When do you plan to start?,Are you the decision maker?,What is your biggest challenge?", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"CEO", "Engineer"}[row%2], []string{"11-50", "51-200"}[row%2], []string{"now", "in_3_months", "just_researching"}[row%3], []string{"yes", "no", "i_influence_the_decision"}[row%3], []string{"growth", "cost"}[row%2]}[column]
		}, []string{"{like: title}", "{like: employees}", "authority: {field: are_you_the_decision_maker, is: \"yes\"}", "timeline: {field: when_do_you_plan_to_start, is_not: just_researching}", "need: {field: what_is_your_biggest_challenge}"}, nil},
		{"what another form asks", "id,How many people work at your company?,What best describes your role in the decision?,Last interaction,Organization Title", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Under 10", "10–49", "250+"}[row%3], []string{"Decision maker", "Researcher"}[row%2], (day - calendar.Day(row)).String(), []string{"CEO", "Engineer"}[row%2]}[column]
		}, []string{"how_many_people_work_at_your_company: {like: employees}", "Organization Title: {like: title}", "{from: Last interaction, half_life: 30d}", "is: Decision maker}"}, nil},
		{"what a form asks in Japanese", "番号,貴社名をご記入ください,貴社の従業員数を教えてください,選定におけるお立場を教えてください", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprintf("会社%d", row), []string{"1〜10名", "51〜300名"}[row%2], []string{"決裁者", "情報収集担当"}[row%2]}[column]
		}, []string{"貴社名をご記入ください: {like: company", "貴社の従業員数を教えてください: {like: employees}", "is: 決裁者"}, nil},
		{"marks for yes, no and in between", "番号,決裁権,ご予算の有無,課題", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"○", "×", "△", ""}[row%4], []string{"あり", "なし", "検討中"}[row%3], []string{"人手不足", "なし"}[row%2]}[column]
		}, []string{"authority: {field: 決裁権, is: ○}", "budget: {field: ご予算の有無, is_not: なし}", "need: {field: 課題, is_not: なし}"}, nil},
		{"when answers mean soon", "番号,導入時期,ランク,結果", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"3ヶ月以内", "半年以内", "未定"}[row%3], []string{"A 今すぐ", "B 検討中", "D 対象外"}[row%3], []string{"不在", "お断り"}[row%2]}[column]
		}, []string{"timeline: {field: 導入時期, is: 3ヶ月以内}", "{is: A 今すぐ, points:", "field: ランク, is: D 対象外}", "field: 結果, is: お断り}"}, nil},
		{"what speaks against leads in German", "Nr,Newsletter abbestellt,Newsletter angemeldet,Leadstatus", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"ja", "nein"}[row%2], []string{"ja", "nein", "nein"}[row%3], []string{"Neu", "Kunde", "Verloren", "Nicht interessiert", "Neu"}[row%5]}[column]
		}, []string{"{name: Wants no mail, field: Newsletter abbestellt, is: true, points: -30}", "field: Newsletter angemeldet, is: true, points:", "is: [Kunde, Verloren, Nicht interessiert]"}, nil},
		{"more counts than are used", "workspace_id,owner_email,seats,active_users_7d,active_users_30d,events_30d,invited_users,page_views,is_paying,payment_failed", func(row, column int) string {
			return []string{fmt.Sprint("ws_", row), fmt.Sprintf("o%d@firm%d.example", row, row), fmt.Sprint(row % 7), fmt.Sprint(row % 20), fmt.Sprint(row % 50), fmt.Sprint(row * 31 % 500), fmt.Sprint(row % 12), fmt.Sprint(row % 30), []string{"true", "false"}[row%2], []string{"false", "true"}[row%2]}[column]
		}, []string{"{like: email}", "field: seats", "field: events_30d"}, []string{"field: page_views", "field: payment_failed"}},
		{"a list of calls", "企業名,TEL,架電結果,NGリスト,架電回数", func(row, column int) string {
			return []string{fmt.Sprintf("株式会社%d", row), "03-0000-0000", []string{"不在", "受付NG", "アポ獲得", "見込みなし", "不在"}[row%5], []string{"", "", "", "○"}[row%4], fmt.Sprint(row % 5)}[column]
		}, []string{"field: 架電結果, is: [受付NG, 見込みなし]", "field: NGリスト, is: true"}, nil},
		{"sources in French", "Courriel,Origine", func(row, column int) string {
			return []string{fmt.Sprintf("a%d@firm.example", row), []string{"Parrainage", "Salon", "Liste achetée"}[row%3]}[column]
		}, []string{"{is: Parrainage, points:", "{is: Salon, points:", "is: Liste achetée, points: -5"}, nil},
		{"a column that names who signs", "Lead ID,決裁者", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprintf("佐藤%d部長", row)}[column]
		}, []string{"authority: {field: 決裁者}"}, []string{"佐藤"}},
		{"no points off where most have it", "Lead ID,Email", func(row, column int) string {
			return []string{fmt.Sprint(row), "a@gmail.com"}[column]
		}, nil, []string{"free_mail"}},
		{"headers that need quotes", `Lead ID,"Visits: all",# Employees,[x] Demo`, func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprint(row), fmt.Sprint(row * 10), []string{"yes", "no"}[row%2]}[column]
		}, []string{"visits_all:", "employees:", "x_demo:"}, nil},
		{"what a portal for comparing products asks", "請求ID,資料請求日時,検討段階,立場,役職", func(row, column int) string {
			return []string{fmt.Sprint(row), (day - calendar.Day(row)).String(), []string{"情報収集", "比較・検討中", "導入決定済", "予算未確保"}[row%4], []string{"決裁者", "推進者", "その他"}[row%3], []string{"部長", "係長"}[row%2]}[column]
		}, []string{"name: Came in lately\n    field: 資料請求日時", "{is: 導入決定済, points:", "{is: 比較・検討中, points:", "authority: {field: 立場, is: 決裁者}"}, []string{"is: 予算未確保"}},
		{"an answer that says who decides", "id,What is your part in purchasing?", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Final decision maker", "Influencer", "No involvement"}[row%3]}[column]
		}, []string{"is: Final decision maker}"}, nil},
		{"who has stopped the mail, and what has become of deals", "顧客ID,配信停止,フェーズ,資料DL,流入元", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"停止", "", "", ""}[row%4], []string{"リード", "受注", "失注", "リード"}[row%4], []string{"○", ""}[row%2], []string{"example.com / referral", "紹介", "(direct)"}[row%3]}[column]
		}, []string{"{name: Wants no mail, field: 配信停止, is: 停止, points: -30}", "{stage: Out, out: true, field: フェーズ, is: [受注, 失注]}", "field: 資料DL, is: true", "{is: 紹介, points:", "{is: example.com / referral, points:"}, nil},
		{"customers by their life cycle", "Lead ID,Lifecycle Stage", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Lead", "Customer", "Subscriber"}[row%3]}[column]
		}, []string{"field: Lifecycle Stage, is: Customer}"}, nil},
		{"mails that came back, beside addresses that nobody knows", "Lead ID,Email Status,Email Bounced", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Verified", "Unavailable"}[row%2], []string{"true", "false", "false"}[row%3]}[column]
		}, []string{"field: Email Bounced, is: true, points: -20"}, []string{"is: Unavailable"}},
		{"private persons", "No,年代,世帯年収,希望時期,反響日", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"20代", "30代"}[row%2], "500万円", []string{"3ヶ月以内", "半年以内"}[row%2], fmt.Sprintf("%d/%d", 1+row%12, 1+row%28)}[column]
		}, []string{"authority: {field: Decides, question: {en: \"Who will decide on this together with you?\"}}", "反響日: 100 % filled; days without a year"}, []string{"Job Title"}},
		{"what each call came to, and when they want it", "No,1回目結果,2回目結果,Q6.導入の検討状況", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"不在", "見込みなし", "再架電"}[row%3], []string{"", "NG", "不在", ""}[row%4], []string{"具体的に検討中（3ヶ月以内）", "検討中（半年以内）", "情報収集中"}[row%3]}[column]
		}, []string{"field: 1回目結果, is: 見込みなし}", "does not say so\n  - {stage: Out, out: true, field: 2回目結果, known: true, is: NG}", "timeline: {field: Q6.導入の検討状況, is: 具体的に検討中（3ヶ月以内）}", "{is: 検討中（半年以内）, points:"}, []string{"is: 再架電"}},
		{"answers at a booth", "番号,決裁への関与,来場目的,スタッフ評価", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"決定権あり", "推薦・選定に関与", "関与しない"}[row%3], []string{"導入を検討中", "学生", "競合調査", "情報収集", "取引先・協業"}[row%5], []string{"A", "B", "C", "D"}[row%4]}[column]
		}, []string{"authority: {field: 決裁への関与, is: 決定権あり}", "need: {field: 来場目的, is_not: [学生, 競合調査, 情報収集, 取引先・協業]}", "field: スタッフ評価\n    bands:\n      - {is: A, points:"}, nil},
		{"who decides, where nobody says that it is the lead", "id,Role in decision", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Influencer", "Not involved"}[row%2]}[column]
		}, []string{`{field: Role in decision, is_not: Not involved}`}, nil},
		{"several answers in a cell", "番号,現在の課題（複数選択可）", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"経費精算;契約管理", "契約管理", "特になし", "在庫管理;経費精算", "在庫管理"}[row%5]}[column]
		}, []string{"column: 現在の課題（複数選択可）, type: list}", "need: {when: {not: {field: 現在の課題(複数選択可), has: 特になし}}}", "現在の課題（複数選択可）: 100 % filled; several answers a lead, of these: 経費精算 40, 契約管理 40, 在庫管理 40, 特になし 20"}, nil},
		{"several answers, parted by commas", "id,Interests", func(row, column int) string {
			return []string{fmt.Sprint(row), []string{"Billing, Contracts", "Contracts", "Stock", "Stock, Billing"}[row%4]}[column]
		}, []string{`Interests: {type: list, separator: ","}`, "need: {field: Interests}"}, nil},
		{"prose with commas is no list", "id,Pain", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprintf("well, number %d is slow, and dear", row)}[column]
		}, nil, []string{"type: list"}},
		{"clicks and forms", "id,Emails Clicked,Number of Form Submissions", func(row, column int) string {
			return []string{fmt.Sprint(row), fmt.Sprint(row % 5), fmt.Sprint(row % 3)}[column]
		}, []string{"field: Emails Clicked", "field: Number of Form Submissions"}, nil},
		{"what we sent is not what a lead did", "Lead ID,Sends Since Last Engagement,Clicks", func(row, column int) string { return fmt.Sprint(row % 9) }, []string{"field: Clicks"}, []string{"field: Sends"}},
		{"no column that stands twice", "Lead ID,Visits,Visits", func(row, column int) string { return fmt.Sprint(row) }, nil, []string{"field: Visits"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, text := drafted(t, Options{}, c.header, 100, c.cell)
			for _, has := range c.has {
				if !strings.Contains(text, has) {
					t.Errorf("%q is not in\n%s", has, text)
				}
			}
			for _, lacks := range c.lacks {
				if strings.Contains(text, lacks) {
					t.Errorf("%q is in\n%s", lacks, text)
				}
			}
		})
	}
}

// Stages hold about 5, 20 and 75 % of the leads.
func TestStagesAreCut(t *testing.T) {
	day := calendar.Day(20000)
	d, text := drafted(t, Options{Language: rulebook.Japanese}, "リードID,最終活動日,閲覧数,訪問数,ログイン回数", 400, func(row, column int) string {
		return []string{fmt.Sprint(row), (day - calendar.Day(row*13%200)).String(), fmt.Sprint(row % 97), fmt.Sprint(row * 7 % 89), fmt.Sprint(row * 3 % 83)}[column]
	})
	var names []string
	for _, s := range d.Rulebook.Stages {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "SQL（商談化可） MQL（有望） 育成（ナーチャリング）" {
		t.Fatalf("%s:\n%s", got, text)
	}
	for i, want := range []float64{20, 80, 300} {
		var leads float64
		if _, err := fmt.Sscanf(d.Comments.Beside[printer.Place("stages", fmt.Sprint(i))], "%f件", &leads); err != nil || math.Abs(leads-want) > 12 {
			t.Errorf("%s: %v leads, want about %v", names[i], leads, want)
		}
	}
}

func TestListThatTellsWhoBought(t *testing.T) {
	for _, c := range []struct {
		name, header string
		cell         func(row int) string
		want         string
	}{
		{"closed won", "Stage", func(row int) string { return []string{"Open", "Closed Won", "Closed Lost"}[row%3] }, "Stage=Closed Won"},
		{"another language", "Deal - Status", func(row int) string { return []string{"Offen", "Gewonnen"}[row%2] }, "Deal - Status=Gewonnen"},
		{"Japanese", "商談フェーズ", func(row int) string { return []string{"失注", "受注", "提案"}[row%3] }, "商談フェーズ=受注"},
		{"converted", "Converted", func(row int) string { return []string{"0", "1"}[row%2] }, "Converted=1"},
		{"too few", "Stage", func(row int) string { return []string{"Open", "Won"}[row/80] }, ""},
		{"all won", "Stage", func(int) string { return "Won" }, ""},
		{"not the whole cell", "Stage", func(row int) string { return []string{"Open", "Not won yet"}[row%2] }, ""},
		{"another yes", "Newsletter", func(row int) string { return []string{"0", "1"}[row%2] }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, text := drafted(t, Options{}, c.header, 100, func(row, _ int) string { return c.cell(row) })
			if d.Won != c.want || strings.Contains(text, "--won '"+c.want+"'") != (c.want != "") {
				t.Errorf("got %q, want %q\n%s", d.Won, c.want, text)
			}
		})
	}
}
