package lexicon

import (
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/fold"
)

func companyFolded(name string) string { return string(foldCompany([]byte(fold.Text(name)))) }

func TestFoldCompany(t *testing.T) {
	for want, names := range map[string][]string{
		"山田商事":              {"山田商事", "株式会社山田商事", "株式会社 山田商事", "山田商事株式会社", "山田商事　株式会社", "(株)山田商事", "（株）山田商事", "㈱山田商事", "山田商事㈱", "㍿山田商事", "山田商事(株)", "㈲山田商事", "有限会社山田商事", "合同会社 山田商事", "山田商事合資会社", "山田 商事", "カブシキガイシャ山田商事", "ｶﾌﾞｼｷｶﾞｲｼｬ 山田商事", "株式会社・山田商事"},
		"abc商事":             {"ABC商事㈱", "ＡＢＣ商事 株式会社", "ABC 商事"},
		"日本広告審査機構":          {"公益社団法人日本広告審査機構", "一般社団法人 日本広告審査機構", "(公社)日本広告審査機構"},
		"早稲田大学":             {"学校法人早稲田大学", "（学）早稲田大学"},
		"トーマツ":              {"有限責任監査法人トーマツ", "監査法人トーマツ"},
		"さくら会":              {"医療法人社団さくら会", "医療法人 さくら会", "社会医療法人さくら会"},
		"acme":              {"Acme", "ACME", "Acme Inc.", "Acme, Inc.", "Acme Incorporated", "Acme Corp.", "Acme Corporation", "ACME CO., LTD.", "Acme Co.,Ltd", "Acme Company", "Acme & Co.", "Acme Ltd", "Acme Limited", "Acme LLC", "Acme L.L.C.", "Acme LLP", "Acme PLC", "The Acme Company", "Acme K.K.", "Acme KK", "株式会社Acme", "Acme株式会社", "Ａｃｍｅ　Ｉｎｃ．", "Acme Kabushiki Kaisha", "PT Acme Tbk", "Acme Pty Ltd", "Acme (Pty) Ltd", "Acme Pte. Ltd.", "Acme Pvt. Ltd.", "Acme Private Limited", "Acme Sdn. Bhd."},
		"müller":            {"Müller GmbH", "Müller GmbH & Co. KG", "MÜLLER AG", "Müller UG (haftungsbeschränkt)", "Müller e.K.", "Müller KG", "Müller OHG", "Müller SE"},
		"dupont":            {"Dupont S.A.", "Dupont SA", "Dupont S.A.S.", "Dupont SARL", "Dupont S.à r.l.", "Dupont B.V.", "Dupont N.V.", "Dupont S.p.A.", "Dupont Srl", "Dupont S.L.", "Dupont AB", "Dupont A/S", "Dupont Oy", "Dupont Sp. z o.o.", "Dupont s.r.o.", "Dupont S.A. de C.V.", "Dupont Ltda."},
		"amazon.com":        {"Amazon.com, Inc.", "Amazon.com"},
		"johnson & johnson": {"Johnson & Johnson", "Johnson & Johnson, Inc."},
		"山田商事東京支店":          {"株式会社山田商事 東京支店", "株式会社 山田商事　東京支店"},
		"株式会社":              {"株式会社", "㍿", "株式会社 株式会社"},
		"limited":           {"Limited", "The Limited"},
		"inc":               {"Inc.", "inc"},
		"株主総会支援":            {"株主総会支援株式会社"},
		"yahoo!":            {"Yahoo! Inc."},
		"ltd tools":         {"LTD Tools, LLC"},
		"cocoa":             {"Cocoa"},
		"日産":                {"日産", "日産(株)"},
		"":                  {"", " "},
	} {
		for _, name := range names {
			if got := companyFolded(name); got != want {
				t.Errorf("%q is %q, want %q", name, got, want)
			}
		}
	}
}

// Folding a name a second time changes nothing, and a name never becomes nothing.
func TestFoldCompanyIsStable(t *testing.T) {
	parts := rapid.SampledFrom([]string{"株式会社", "(株)", "山田", "Acme", "Inc.", "Co.,", "Ltd", " ", "The ", "GmbH", "&", ".", "・", "SA", "社団法人", "一般", "株式", "会社", "・", "-", "ホールディングス", "a"})
	rapid.Check(t, func(t *rapid.T) {
		name := fold.Text(rapid.OneOf(rapid.String(), rapid.Custom(func(t *rapid.T) string {
			var name string
			for _, part := range rapid.SliceOfN(parts, 0, 8).Draw(t, "parts") {
				name += part
			}
			return name
		})).Draw(t, "name"))
		once := companyFolded(name)
		if again := companyFolded(once); again != once {
			t.Errorf("%q is %q, and again %q", name, once, again)
		}
		if (name == "") != (once == "") {
			t.Errorf("%q is %q", name, once)
		}
	})
}

func TestFoldCompanyAllocatesNothing(t *testing.T) {
	room := make([]byte, 0, 100)
	for _, name := range []string{"株式会社 山田商事", "ACME CO., LTD.", "Müller GmbH & Co. KG", "日産"} {
		if n := testing.AllocsPerRun(100, func() { foldCompany(fold.Append(room, name)) }); n != 0 {
			t.Errorf("%q: %v allocations", name, n)
		}
	}
}
