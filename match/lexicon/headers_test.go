package lexicon

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// products are those whose exports are known, and "lists", which people make.
var products = []string{"HubSpot", "Salesforce", "Zoho", "Pipedrive", "Dynamics", "LinkedIn", "Apollo", "ZoomInfo", "Sansan", "Eight", "kintone", "Mazrica", "SATORI", "BowNow", "lists"}

func TestKnownFields(t *testing.T) {
	headers, names, used := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, k := range KnownFields() {
		if names[k.Name] || k.Name != fold.Text(k.Name) || strings.ContainsAny(k.Name, " .") || k.Doc == "" || len(k.Headers) == 0 {
			t.Errorf("%q: stands twice, or is not whole", k.Name)
		}
		names[k.Name] = true
		japanese, english := false, false
		for _, h := range k.Headers {
			folded := fold.Text(h.Header)
			if other, twice := headers[folded]; twice {
				t.Errorf("%s: %q is a header of %s already", k.Name, h.Header, other)
			}
			headers[folded] = k.Name
			if isASCII(h.Header) {
				english = true
			} else {
				japanese = true
			}
			if h.Scale != 1 && k.Type != rulebook.TypeNumber {
				t.Errorf("%s: %q has a scale", k.Name, h.Header)
			}
			for _, p := range h.Products() {
				if !slices.Contains(products, p.Name) {
					t.Errorf("%s: %q of %q: no such product", k.Name, h.Header, p.Name)
				}
				used[p.Name] = true
			}
		}
		if !english || !japanese && k.Name != "linkedin" && k.Name != "technologies" {
			t.Errorf("%s has headers in English %v, in Japanese %v", k.Name, english, japanese)
		}
		if got, found := LookupKnownField(k.Name); !found || got.Name != k.Name {
			t.Errorf("%s is not found", k.Name)
		}
	}
	for _, p := range products {
		if !used[p] {
			t.Errorf("no header of %s", p)
		}
	}
	if _, found := LookupKnownField("emploees"); found || len(names) < 30 || !slices.Equal(KnownFieldNames()[:2], []string{"lead_id", "company"}) {
		t.Errorf("%d known fields", len(names))
	}
}

func TestHeadersOfFields(t *testing.T) {
	thousand := exact.Int(1000)
	for _, c := range []struct {
		field     rulebook.Field
		first     []string
		has, lack string
	}{
		{rulebook.Field{Columns: []rulebook.Scalar{{Text: "A"}, {Text: "B"}}}, []string{"A", "B"}, "B", "Company"},
		{rulebook.Field{Like: rulebook.Scalar{Text: "company"}}, []string{"Company", "Company Name"}, "会社・組織名", "Title"},
		{rulebook.Field{Columns: []rulebook.Scalar{{Text: "顧客名"}}, Like: rulebook.Scalar{Text: "company"}}, []string{"顧客名", "Company"}, "会社名", "Title"},
		{rulebook.Field{Like: rulebook.Scalar{Text: "revenue"}}, []string{"Annual Revenue"}, "年間売上高", "Revenue (in 000s USD)"},
		{rulebook.Field{Like: rulebook.Scalar{Text: "revenue"}, Scale: &thousand}, []string{"Annual Revenue"}, "Revenue (in 000s USD)", "A"},
		{rulebook.Field{Like: rulebook.Scalar{Text: "nothing"}}, nil, "", "Company"},
	} {
		var got []string
		for _, h := range HeadersOf(&c.field) {
			got = append(got, h.Text)
		}
		if len(got) < len(c.first) || !slices.Equal(got[:len(c.first)], c.first) || c.has != "" && !slices.Contains(got, c.has) || slices.Contains(got, c.lack) {
			t.Errorf("%+v: %q", c.field, got)
		}
	}
}

func TestHeaderLinesThatAreWrong(t *testing.T) {
	for _, table := range []string{"Company\tZoho", "= company\ttext", "= company\ttext\tx", "= company\tname\tresearch\tx", "= company\ttext\thearsay\tx", "= a\ttext\tresearch\tx\nCompany", "= a\ttext\tresearch\tx\n\tZoho", "= a\tnumber\tresearch\tx\nCompany\tZoho\tmany", "= a\tnumber\tresearch\tx\nCompany\tZoho\t1"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is read", table)
				}
			}()
			readHeaders(table)
		}()
	}
}

// The header rows of real exports: what in them is a known field's is the right
// one's, and each export has the things that make a lead.
func TestKnownFieldsAgainstExports(t *testing.T) {
	rows := exportHeaders(t)
	want := map[string]map[string]string{ // by product and export, some headers and what they are
		"Salesforce Data Loader, Lead (API names)":                  {"Id": "lead_id", "Company": "company", "Title": "title", "NumberOfEmployees": "employees", "AnnualRevenue": "revenue", "LastActivityDate": "last_activity", "CreatedDate": "created", "LeadSource": "lead_source", "IsConverted": "converted"},
		"Salesforce Lead report (EN labels)":                        {"Lead ID": "lead_id", "Company / Account": "company", "State/Province": "state", "Zip/Postal Code": "postal_code", "Lead Status": "status", "Lead Owner": "owner"},
		"HubSpot Contacts (EN)":                                     {"Record ID": "lead_id", "Associated Company": "company", "Phone Number": "phone", "Last Activity Date": "last_activity", "Country/Region": "country", "Lifecycle Stage": "lifecycle_stage"},
		"Zoho CRM Leads":                                            {"Record Id": "lead_id", "No. of Employees": "employees", "Annual Revenue": "revenue", "Created Time": "created", "Email Opt Out": "opt_out", "Tag": "tags"},
		"Pipedrive Deals/People":                                    {"Person - Organization": "company", "Person - Email - Home": "email", "Person - Phone - Mobile": "mobile", "Deal - Value": "deal_value"},
		"Dynamics 365 Leads export to Excel/CSV":                    {"(Do Not Modify) Lead": "lead_id", "Job Title": "title", "State or Province": "state", "Status Reason": "status", "Source Campaign": "campaign"},
		"Apollo People":                                             {"# Employees": "employees", "Annual Revenue": "revenue", "Departments": "department", "Seniority": "level", "Company Country": "country", "Last Contacted": "last_activity"},
		"ZoomInfo Contacts":                                         {"ZoomInfo Contact ID": "lead_id", "Revenue (in 000s USD)": "revenue", "Employee Range": "employees", "Primary Industry": "industry", "Management Level": "level", "Mobile phone": "mobile"},
		"LinkedIn Connections.csv":                                  {"Position": "title", "Company": "company", "Connected On": "created", "Email Address": "email"},
		"Eight 名刺 CSV (older)":                                      {"会社名": "company", "役職": "title", "氏名": "full_name", "e-mail": "email", "TEL会社": "phone", "携帯電話": "mobile", "URL": "website", "名刺交換日": "created", "部署名": "department"},
		"Eight 名刺 CSV (newer)":                                      {"姓": "last_name", "名": "first_name"},
		"Sansan 名刺インポート format":                                     {"会社名": "company", "役職": "title", "氏名[姓]": "last_name", "名刺交換日": "created"},
		"Salesforce Lead report (JA labels, standard field labels)": {"会社名": "company", "年間売上": "revenue", "リード 状況": "status", "最終活動": "last_activity", "Web サイト": "website"},
		"HubSpot Contacts (JA portal)":                              {"Eメール": "email", "コンタクトの担当者": "owner", "最終アクティビティーの日付": "last_activity"},
		"BowNow リード export":                                         {"会社・組織名": "company", "メールアドレス": "email"},
		"Mazrica (Senses) CSV template":                             {"取引先名": "company"},
		"SATORI customer export":                                    {"score": "score", "last_name": "last_name", "segment_keys": "tags"},
	}
	is := map[string]string{}
	for _, k := range KnownFields() {
		for _, h := range k.Headers {
			is[fold.Text(h.Header)] = k.Name
		}
	}
	for export, headers := range want {
		row, found := rows[export]
		if !found {
			t.Errorf("no export %q", export)
			continue
		}
		for header, name := range headers {
			if !slices.Contains(row, header) || is[fold.Text(header)] != name {
				t.Errorf("%s: %q is %q, want %q; in the export: %v", export, header, is[fold.Text(header)], name, slices.Contains(row, header))
			}
		}
	}
}

// exportHeaders are the header rows of the exports that the workplace has collected,
// by product and export.
func exportHeaders(t *testing.T) map[string][]string {
	t.Helper()
	table, err := os.ReadFile("../../shared/crm/headers.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no header rows here: ", err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(line, "\t")
		reader := csv.NewReader(strings.NewReader(cells[3]))
		reader.LazyQuotes = true
		row, err := reader.Read()
		if err != nil {
			t.Fatal(err)
		}
		rows[cells[0]+" "+cells[1]] = row
	}
	return rows
}

// What a person alone knows is asked; nobody asks a president what trade he is in.
func TestWhoKnowsAField(t *testing.T) {
	for want, names := range map[rulebook.KnownBy][]string{
		rulebook.ByAsking:   {"deal_value", "close_date"},
		rulebook.ByResearch: {"company", "title", "industry", "employees", "revenue", "country", "website"},
		rulebook.ByRecords:  {"lead_id", "lead_source", "status", "created", "last_activity", "score", "opt_out"},
	} {
		for _, name := range names {
			if k, _ := LookupKnownField(name); k.KnownBy != want {
				t.Errorf("%s is known by %s, want %s", name, k.KnownBy, want)
			}
		}
	}
}

func TestNumberedQuestions(t *testing.T) {
	for header, want := range map[string]string{
		"Q1.会社名": "会社名", "Q2 お名前": "お名前", "q3_役職": "役職", "Ｑ４．メールアドレス": "メールアドレス", "問1 会社名": "会社名", "設問12：従業員数": "従業員数", "Q5会社名": "会社名",
		"1. Company Name": "companyname", "2) Job Title": "jobtitle", "Q3: What is your job title?": "jobtitle", "Question 4: Email": "email",
		"Q1 Revenue": "q1revenue", "1回目結果": "1回目結果", "2026-11": "202611", "Q1": "q1", "E-mail 1 - Value": "email1value", "Email 1": "email1", "10 Years": "10years", "100. Company": "100.company", "q3_sales": "q3sales", "3-month trend": "3monthtrend", "問題点": "問題点",
	} {
		if got := HeaderKey(header); got != want {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
