package draft

import (
	"slices"
	"strings"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// Points that speak against a lead.
const (
	optOutPoints   = -30
	bouncedPoints  = -20
	studentPoints  = -20
	freeMailPoints = -10
	coldPoints     = -5
)

// Words of headers and values that speak against a lead, in Latin letters as whole words.
var (
	optOutWords = []string{"unsubscribed", "unsubscribe", "opt out", "opted out", "optout", "do not email", "no email", "no newsletter", "abgemeldet", "abmeldung", "abbestellt", "abbestellung", "newsletterabmeldung", "werbesperre", "werbewiderspruch", "désinscrit", "désinscrite", "désinscription", "désabonné", "désabonnée", "désabonnement",
		"baja", "cancelado", "desuscrito", "disiscritto", "disiscritta", "disiscrizione", "descadastrado", "descadastro", "cancelou", "uitgeschreven", "afgemeld", "配信停止", "送信除外", "配信不可", "配信拒否", "メール拒否"}
	stoppedWords = []string{"out", "stop", "stopped", "停止", "拒否", "不可", "不要", "ng", "希望しない"}
	bouncedWords = []string{"bounced", "bounce", "hard bounce", "undeliverable", "invalid", "unzustellbar", "ungültig", "invalide", "rebotado", "inválido", "non valido", "不達", "エラー", "無効", "配信不能"}
	noCallWords  = []string{"do not call", "do not contact", "dnc", "donotcall", "kein anruf", "nicht anrufen", "nicht kontaktieren", "ne pas appeler", "ne pas contacter", "no llamar", "no contactar", "non chiamare", "não ligar", "niet bellen", "架電ng", "ng リスト", "ng フラグ", "電話ng", "架電不可", "連絡不要", "連絡ng"}
	kindWords    = []string{"title", "occupation", "role", "job", "profession", "level", "type", "kind", "profile", "segment", "category", "persona", "職業", "職種", "役職", "属性", "区分", "種別"}
	studentWords = []string{"student", "students", "university student", "学生", "大学生", "大学院生"}
	outWords     = []string{"unqualified", "disqualified", "junk", "junk lead", "bad data", "wrong number", "duplicate", "do not contact", "not interested", "competitor", "spam", "invalid", "nicht interessiert", "kein interesse", "kein bedarf", "unqualifiziert", "disqualifiziert", "ungültig", "dublette", "pas intéressé", "pas intéressée", "non qualifié", "disqualifié", "doublon",
		"no interesado", "no interesada", "descartado", "no calificado", "duplicado", "non interessato", "non interessata", "scartato", "não interessado", "desqualificado", "niet geïnteresseerd", "対象外", "ng", "拒否", "お断り", "受付ブロック", "連絡不要", "架電禁止", "架電ng", "見込みなし", "見込み無し", "見込なし", "見込無し", "見込み薄", "受付ng", "担当ng", "番号違い", "現在使われていない", "欠番", "倒産", "廃業", "重複", "競合", "失格", "除外"}
	lostWords = []string{"lost", "dead", "not converted", "churned", "verloren", "perdu", "perdue", "perdido", "perdida", "perso", "persa", "失注", "他決", "非取引", "見送り", "見送", "辞退"}
)

// takeAway writes what takes points away.
func (b *builder) takeAway() {
	b.optedOut()
	b.bounced()
	b.students()
	b.privateMail()
	b.boughtList()
	if slices.ContainsFunc(b.book.Criteria, func(c rulebook.Criterion) bool { return c.Points != nil && c.Points.Sign() < 0 }) {
		least := points(0)
		b.book.Score.Min = &least
	}
}

// minus writes a criterion that takes points away.
func (b *builder) minus(name, note string, n int, line rulebook.Line) {
	p := points(n)
	b.criterion(rulebook.Criterion{Name: name, Line: line, Points: &p}, note)
}

// speaks finds a column that speaks against leads: a known one, or one whose header has
// one of the words.
func (b *builder) speaks(known string, words []string) *profile.Column {
	if c := b.list.Find(known); c != nil {
		return c
	}
	for _, c := range b.list.Columns {
		if c.Known == "" && c.Alone && c.Filled > 0 && c.Says(words...) {
			return c
		}
	}
	return nil
}

// bad is the line that is true where a column speaks against a lead, and how many leads it
// is true for; false where the column does not tell.
func (b *builder) bad(c *profile.Column, words []string) (line rulebook.Line, count int, tells bool) {
	if c.Type == rulebook.TypeBool {
		f := as(c, rulebook.TypeBool)
		f.Blank = &rulebook.Scalar{Text: "false"}
		name := b.declare(c, f)
		b.beside(b.say("yes or no; blank means no"), "fields", name)
		return leaf(name, "is", "true"), c.Truths(), true
	}
	var values []string
	for _, v := range b.list.Frequent(c)[:min(len(b.list.Frequent(c)), 50)] {
		if profile.Says(v.Text, words...) {
			values, count = append(values, v.Text), count+v.Count
		}
	}
	if values == nil {
		return line, 0, false
	}
	return leaf(b.declare(c, asText(c)), "is", values...), count, true
}

// leads counts leads: "1 lead", "1,204 leads", in Japanese the number alone.
func (b *builder) leads(n int) string {
	switch {
	case b.opt.Language == rulebook.Japanese:
		return limits.Grouped(float64(n))
	case n == 1:
		return "1 lead"
	}
	return limits.Grouped(float64(n)) + " leads"
}

func (b *builder) counted(count int) string {
	if count == 0 {
		return b.say("true for no lead of this list so far")
	}
	return b.say("true for %s of the list", b.leads(count))
}

func (b *builder) optedOut() {
	c := b.speaks("opt_out", optOutWords)
	if c == nil {
		return
	}
	words := optOutWords
	if c.Says(optOutWords...) { // and so a cell need not say of what
		words = slices.Concat(words, stoppedWords)
	}
	if line, count, tells := b.bad(c, words); tells {
		b.minus(b.say("Wants no mail"), b.counted(count), optOutPoints, line)
	}
}

func (b *builder) bounced() {
	c := b.bounces()
	if c == nil {
		return
	}
	name := b.say("Mail bounced")
	if line, count, tells := b.bad(c, bouncedWords); tells {
		b.minus(name, b.counted(count), bouncedPoints, line)
	} else if c.Known == "" && c.Type != rulebook.TypeNumber && 2*c.Filled < b.list.Leads {
		b.minus(name, b.say("a reason or a day of bouncing is there; ")+b.counted(c.Filled), bouncedPoints, leaf(b.declare(c, asText(c)), "known", "true"))
	}
}

// bounces is the column that tells which mails came back: one of yes and no, else what is
// known of the address.
func (b *builder) bounces() *profile.Column {
	for _, c := range b.list.Columns {
		if c.Alone && c.Type == rulebook.TypeBool && c.Says(bouncedWords...) {
			return c
		}
	}
	return b.speaks("email_status", bouncedWords)
}

// students are told by their title, or else by a column that says so.
func (b *builder) students() {
	name := b.say("Student")
	if b.level != "" {
		b.minus(name, b.say("told by the title"), studentPoints, leaf(b.level, "is", title.Student.String()))
		return
	}
	for _, c := range b.list.Columns {
		if c.Private || !c.Alone || c.Type != rulebook.TypeText || c.Many || c.Distinct > 30 || b.names[c] != "" || !c.Says(kindWords...) {
			continue
		}
		for _, v := range b.list.Frequent(c) {
			if slices.Contains(studentWords, folded(v.Text)) && 10*v.Count < 3*c.Filled {
				b.minus(name, b.counted(v.Count), studentPoints, leaf(b.declare(c, asText(c)), "is", v.Text))
				return
			}
		}
	}
}

// privateMail takes points for private addresses, unless the list is of private persons.
func (b *builder) privateMail() {
	c := b.list.Find("email")
	if c == nil {
		return
	}
	free, all := 0, 0
	b.values(c, asText(c), func(_ []string, v *cell.Value) {
		all++
		if isFreeMail(string(v.Text)) {
			free++
		}
	})
	if all == 0 || 2*free > all {
		return
	}
	b.minus(b.say("Private mail address"), b.say("gmail, yahoo and other free mail: %s of the addresses", b.percent(float64(free)/float64(all))), freeMailPoints, leaf(b.declare(c, asText(c)), "free_mail", "true"))
}

func (b *builder) boughtList() {
	c := b.column("lead_source")
	if c == nil || c.Type != rulebook.TypeText {
		return
	}
	if line, count, tells := b.bad(c, coldSources); tells && 2*count < c.Filled {
		b.minus(b.say("From a bought list"), b.counted(count), coldPoints, line)
	}
}

// isFreeMail reports whether an address, in the normal form, is one of a free mail
// provider.
func isFreeMail(address string) bool {
	_, host, found := strings.Cut(address, "@")
	return found && lexicon.IsFreeMail([]byte(strings.Trim(host, "<> ")))
}
