package draft

import (
	"slices"
	"strings"

	"leadscore/cmd/internal/profile"
	"leadscore/rulebook"
)

// Words of sources, by what a lead from there is worth; in Latin letters as whole words.
var (
	hotSources  = []string{"referral", "referrals", "referred", "reference", "partner", "partners", "customer", "customers", "empfehlung", "recommandation", "recomendación", "recommendation", "word of mouth", "parrainage", "referido", "referidos", "referencia", "raccomandazione", "passaparola", "indicação", "aanbeveling", "kontaktformular", "formulaire", "formulario", "modulo", "inbound", "inquiry", "enquiry", "contact form", "contact us", "demo", "quote", "trial", "form", "紹介", "問い合わせ", "問合せ", "見積", "デモ", "資料請求", "代理店", "パートナー"}
	warmSources = []string{"web", "website", "webseite", "messe", "salon", "feria", "fiera", "feira", "beurs", "site", "sitio", "sito", "organic", "search", "chat", "webinar", "seminar", "event", "events", "webinars", "trade show", "tradeshow", "trade shows", "fair", "conference", "exhibition", "download", "content", "whitepaper", "blog", "ウェブ", "web", "サイト", "検索", "チャット", "セミナー", "ウェビナー", "展示会", "イベント", "ダウンロード", "ホームページ", "hp"}
	coldSources = []string{"list", "lists", "purchased", "bought", "cold", "scraped", "import", "imported", "gekauft", "kaltakquise", "achetée", "acheté", "comprada", "comprado", "acquistata", "kaltanruf", "購入", "名簿", "テレアポ", "飛び込み", "リスト"}
)

// linkMedia are what web analytics write behind a source, as in "example.com / referral":
// somebody has followed a link, and nobody has recommended us.
var linkMedia = []string{"referral", "organic"}

// sources gives points for where leads come from, as far as the names of the sources
// tell.
func (b *builder) sources(int) []signal {
	c := b.column("lead_source")
	if c == nil || c.Type != rulebook.TypeText {
		return nil
	}
	var hot, warm []string
	for _, v := range b.list.Frequent(c)[:min(len(b.list.Frequent(c)), 40)] {
		_, medium, ofSite := strings.Cut(folded(v.Text), " / ")
		switch {
		case ofSite && slices.Contains(linkMedia, medium):
			warm = append(warm, v.Text)
		case profile.Says(v.Text, coldSources...):
		case profile.Says(v.Text, hotSources...):
			hot = append(hot, v.Text)
		case profile.Says(v.Text, warmSources...):
			warm = append(warm, v.Text)
		}
	}
	if hot == nil && warm == nil || len(hot) == c.Distinct || len(warm) == c.Distinct {
		return nil
	}
	name := b.declare(c, asText(c))
	return []signal{{
		weight: sourceWeight,
		note:   b.say("the list has %s", b.frequent(c, 8)),
		write: func(n int) rulebook.Criterion {
			line := rulebook.Criterion{Name: heading(c), Line: rulebook.Line{Field: rulebook.Scalar{Text: name}}}
			for i, group := range [][]string{hot, warm} {
				p := n
				if i == 1 && hot != nil {
					p = n / 2
				}
				if group != nil && p > 0 {
					line.Bands = append(line.Bands, rulebook.Band{When: condition(name, "is", group...), Earns: points(p)})
				}
			}
			return line
		},
	}}
}

// Words of headers that tell how far a lead is in its decision, and of the answers, by how
// far that is.
var (
	advanceWords = []string{"buying stage", "purchase stage", "decision stage", "evaluation stage", "buying process", "buying status", "project status", "検討段階", "検討状況", "検討フェーズ", "検討ステージ", "検討ステータス", "導入状況", "選定状況"}
	decidedWords = []string{"decided", "approved", "budgeted", "funded", "shortlist", "shortlisted", "selecting", "selection", "negotiating", "negotiation", "ready to buy", "purchasing", "具体的", "決定", "予算化", "予算確保", "予算取得", "予算あり", "選定", "最終", "稟議", "見積"}
	weighWords   = []string{"evaluating", "evaluation", "comparing", "comparison", "considering", "consideration", "比較", "検討"}
)

// advanced uses what leads have said of how far they are in their decision.
func (b *builder) advanced(int) []signal {
	for _, c := range b.open(rulebook.TypeText, advanceWords) {
		var decided, weighing []string
		for _, v := range b.list.Frequent(c)[:min(len(b.list.Frequent(c)), 40)] {
			switch {
			case profile.Says(v.Text, notYetWords...) || profile.Says(v.Text, "not", "no", "none", "未", "なし", "無し", "ない"):
			case profile.Says(v.Text, decidedWords...):
				decided = append(decided, v.Text)
			case profile.Says(v.Text, weighWords...):
				weighing = append(weighing, v.Text)
			}
		}
		if c.Many || len(decided)+len(weighing) == 0 || len(decided) == c.Distinct || len(weighing) == c.Distinct {
			continue
		}
		name := b.declare(c, asText(c))
		return []signal{inBands(c, name, b.say("how far they are, as the list says it: %s", b.frequent(c, 6)), decided, weighing)}
	}
	return nil
}

// inBands is a signal of texts: those of the first group earn all points, those of the
// second half of them.
func inBands(c *profile.Column, name, note string, groups ...[]string) signal {
	return signal{weight: ratedWeight, note: note, write: func(n int) rulebook.Criterion {
		line := rulebook.Criterion{Name: heading(c), Line: rulebook.Line{Field: rulebook.Scalar{Text: name}}}
		for i, group := range groups {
			if p := n / (i + 1); group != nil && p > 0 {
				line.Bands = append(line.Bands, rulebook.Band{When: condition(name, "is", group...), Earns: points(p)})
			}
		}
		return line
	}}
}

// rated uses what people have written of how hot a lead is.
func (b *builder) rated(int) []signal {
	c := b.column("rating")
	if c == nil || c.Type != rulebook.TypeText {
		return nil
	}
	grades := [][]string{{"hot", "a", "high", "s", "高", "ホット"}, {"warm", "b", "medium", "中", "ウォーム"}}
	found := make([][]string, len(grades))
	for _, v := range b.list.Frequent(c) {
		for i, words := range grades {
			if slices.Contains(words, gradeOf(v.Text)) {
				found[i] = append(found[i], v.Text)
			}
		}
	}
	if found[0] == nil || c.Distinct < 2 {
		return nil
	}
	return []signal{inBands(c, b.declare(c, asText(c)), b.say("as people have rated the lead: %s", b.frequent(c, 6)), found...)}
}

// gradeOf is what rates a lead in a cell: the letter that it begins with, as in "A: this
// month" and "Bランク", else all of it.
func gradeOf(text string) string {
	grade := folded(text)
	isWord := func(i int) bool {
		return i < len(grade) && (grade[i] >= 'a' && grade[i] <= 'z' || grade[i] >= '0' && grade[i] <= '9' || grade[i] == '\'')
	}
	if isWord(0) && !isWord(1) {
		return grade[:1]
	}
	return grade
}
