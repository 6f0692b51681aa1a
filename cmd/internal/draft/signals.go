package draft

import (
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// signal is a criterion that adds points, before it is known how many.
type signal struct {
	weight int
	write  func(points int) rulebook.Criterion
	note   string
	bands  []string // beside its bands
}

// Weights of signals beside each other.
const (
	askedWeight  = 12 // asked for something: a demo, a quote
	didWeight    = 6  // came, read, clicked
	countWeight  = 8  // how often
	recentWeight = 10
	sourceWeight = 8
	ratedWeight  = 8
	reachWeight  = 3

	mostSignals = 10
)

// Words of headers, in Latin letters as whole words.
var (
	askedWords = []string{
		"demo", "demoed", "trial", "quote", "quotation", "inquiry", "enquiry", "meeting", "appointment", "consultation", "referral", "referred", "contact request", "callback", "poc", "proposal",
		"anfrage", "angebot", "termin", "beratung", "rückruf", "testzugang", "probezugang", "démo", "devis", "essai", "rdv", "rendez-vous", "presupuesto", "cita", "prueba", "reunión", "preventivo", "prova", "appuntamento", "orçamento", "reunião", "offerte", "afspraak",
		"デモ", "トライアル", "見積", "問い合わせ", "問合せ", "資料請求", "面談", "アポ", "商談", "紹介", "相談", "体験",
	}
	didWords = []string{
		"webinar", "seminar", "event", "download", "downloaded", "downloads", "whitepaper", "white paper", "ebook", "attended", "registered", "visited", "visit", "clicked", "open", "opened", "replied", "reply",
		"signup", "signed up", "newsletter", "subscribed", "interested", "engaged", "requested", "request", "form", "survey", "login", "logged in", "activated", "booth",
		"veranstaltung", "messe", "teilgenommen", "heruntergeladen", "salon", "participé", "téléchargé", "evento", "feria", "asistió", "descargado", "fiera", "partecipato", "scaricato", "participou", "baixou",
		"dl", "セミナー", "ウェビナー", "展示会", "イベント", "ダウンロード", "来場", "参加", "クリック", "開封", "返信", "閲覧", "登録", "希望", "アンケート", "メルマガ", "ログイン", "興味",
	}
	countWords = []string{
		"visits", "visit", "views", "view", "pageviews", "pages", "page", "clicks", "click", "clicked", "opens", "opened", "open", "downloads", "download", "sessions", "session", "logins", "login", "replies", "reply", "replied",
		"meetings", "events", "webinars", "engagement", "activities", "activity count", "touches", "time spent", "time on", "minutes on", "inquiries", "forms", "submissions", "conversions", "returning", "intent",
		"users", "active days", "seats", "licenses", "licences", "invites", "invited", "integrations", "projects", "members", "workspaces", "api calls", "queries", "uploads", "exports", "messages", "ユーザー数", "利用者数", "利用日数", "席数", "招待",
		"besuche", "seitenaufrufe", "klicks", "geöffnet", "öffnungen", "visites", "clics", "ouvertures", "ouverts", "téléchargements", "visitas", "aperturas", "descargas", "visite", "aperture", "cliques", "aberturas", "bezoeken",
		"閲覧", "訪問", "クリック", "開封", "ダウンロード", "dl", "フォーム送信", "来場", "参加回数", "参加数", "滞在", "セッション", "ログイン", "pv", "資料請求", "問い合わせ", "返信", "来訪", "アクセス",
	}
	recentWords = []string{"last activity", "last visit", "last seen", "last login", "last contact", "last contacted", "last touch", "last engagement", "last email", "latest activity", "letzte aktivität", "letzter kontakt", "letzter besuch", "dernière activité", "dernier contact", "dernière visite", "última actividad", "último contacto", "ultima attività", "ultimo contatto", "última atividade", "último contato", "最終活動", "最終アクセス", "最終訪問", "最終接触", "最終ログイン", "最終来訪", "最終閲覧", "直近", "最終反応"}
	scoreWords  = []string{"score", "スコア"}

	// notEngaged are words of columns that tell of us, or of what went wrong, beside those that
	// speak against a lead.
	notEngaged = []string{
		"sent", "sends", "since", "not", "complaint", "reason", "blocked", "failed", "failure", "risk", "churn", "overdue", "error", "errors", "blacklist", "blacklisted", "suppressed", "cancelled", "canceled", "cancellation", "left company", "no longer", "nicht", "kein", "keine", "gesperrt", "sperre", "gekündigt", "kündigung", "pas", "sans", "sin", "niet", "geen",
		"経過", "停止", "除外", "拒否", "送信数", "配信数", "ng", "不可", "不要", "禁止", "解約", "退職", "クレーム", "反社",
	}
)

// signals are what the list tells of what leads did, strongest first; nil where it tells
// nothing.
func (b *builder) signals() []signal {
	var all []signal
	for _, find := range []func(most int) []signal{b.askedFor, b.recent, b.counts, b.sources, b.rated, b.advanced, b.didSo, b.scored} {
		if most := mostSignals - len(all); most > 0 { // what is found is declared
			all = append(all, find(most)...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if s := b.reachable(); s != nil {
		all = append(all, *s)
	}
	return all
}

// writeSignals gives the signals their points, which add up to the total.
func (b *builder) writeSignals(signals []signal, total int) {
	var weights []int
	for _, s := range signals {
		weights = append(weights, s.weight)
	}
	for i, dealt := range limits.DealOut(total, weights) {
		b.criterion(signals[i].write(dealt), signals[i].note, signals[i].bands...)
	}
	if signals != nil {
		b.above(b.say(
			"What a lead did: together up to %d points, and below what takes points away. The draft cannot know what\ncounts most for you: change the points, and `leadscore check` says what each line does on the list.", total), "criteria")
	}
}

// criterion adds a criterion, with what is said of it and of its bands.
func (b *builder) criterion(c rulebook.Criterion, note string, bands ...string) {
	for n := 2; slices.ContainsFunc(b.book.Criteria, func(other rulebook.Criterion) bool { return folded(other.Name) == folded(c.Name) }); n++ {
		c.Name = strings.TrimSuffix(c.Name, " "+strconv.Itoa(n-1)) + " " + strconv.Itoa(n)
	}
	at := strconv.Itoa(len(b.book.Criteria))
	b.book.Criteria = append(b.book.Criteria, c)
	if note != "" {
		b.above(note, "criteria", at)
	}
	for k, band := range bands {
		b.beside(band, "criteria", at, "bands", strconv.Itoa(k))
	}
}

// speaksAgainst tells whether a column is of what takes points away, or tells nothing of
// what a lead did.
func speaksAgainst(c *profile.Column) bool {
	return slices.ContainsFunc([][]string{notEngaged, optOutWords, bouncedWords, noCallWords, lostWords, outWords}, func(words []string) bool { return c.Says(words...) })
}

// open are the columns that nothing known is in, of a type, whose header has one of the
// words and none of those that say the opposite.
func (b *builder) open(t rulebook.Type, words []string) []*profile.Column {
	var found []*profile.Column
	for _, c := range b.list.Columns {
		if c.Known == "" && c.Alone && c.Type == t && c.Filled > 0 && c.Says(words...) && !speaksAgainst(c) && b.names[c] == "" {
			found = append(found, c)
		}
	}
	return found
}

func (b *builder) askedFor(most int) []signal { return b.truths(askedWords, askedWeight, most) }

func (b *builder) didSo(most int) []signal { return b.truths(didWords, didWeight, most) }

// truths are columns of yes and no, so many at most. A blank one means no: nobody has ticked
// it.
func (b *builder) truths(words []string, weight, most int) []signal {
	var signals []signal
	for _, c := range b.open(rulebook.TypeBool, words) {
		if len(signals) == most {
			break
		}
		yes := 0
		b.values(c, as(c, rulebook.TypeBool), func(_ []string, v *cell.Value) {
			if v.Bool {
				yes++
			}
		})
		if yes == 0 || yes == len(b.list.Sample) {
			continue // nobody, or everybody: it tells nobody apart
		}
		f := as(c, rulebook.TypeBool)
		f.Blank = &rulebook.Scalar{Text: "false"}
		name := b.declare(c, ofRecords(f))
		b.beside(b.say("yes or no; blank means no"), "fields", name)
		signals = append(signals, signal{
			weight: weight,
			note:   b.say("yes for %s of the leads", b.percent(float64(yes)/float64(len(b.list.Sample)))),
			write: func(n int) rulebook.Criterion {
				p := points(n)
				return rulebook.Criterion{Name: heading(c), Line: leaf(name, "is", "true"), Points: &p}
			},
		})
	}
	return signals
}

// heading is a header as the name of a criterion.
func heading(c *profile.Column) string { return strings.Join(strings.Fields(c.Header), " ") }

// mostCounts is how many columns of counts are used: those that are filled most.
const mostCounts = 4

func (b *builder) counts(most int) []signal {
	columns := b.open(rulebook.TypeNumber, countWords)
	slices.SortStableFunc(columns, func(x, y *profile.Column) int { return y.Filled - x.Filled })
	var signals []signal
	for _, c := range columns {
		if len(signals) == min(most, mostCounts) {
			break
		}
		if s := b.number(c, countWeight); s != nil {
			signals = append(signals, *s)
		}
	}
	return signals
}

// scored uses the score of another tool.
func (b *builder) scored(int) []signal {
	c := b.list.Find("score")
	if c == nil || c.Type != rulebook.TypeNumber || !c.Says(scoreWords...) {
		return nil
	}
	if s := b.number(c, ratedWeight); s != nil {
		return []signal{*s}
	}
	return nil
}

// number gives points by how high a number is beside those of the other leads; nil where
// they are nearly all the same.
func (b *builder) number(c *profile.Column, weight int) *signal {
	f := as(c, rulebook.TypeNumber)
	all := b.numbers(c, f)
	from, _ := slices.BinarySearch(all, 1e-9)
	active := all[from:]
	if len(active) < 3 || 50*len(active) < len(b.list.Sample) {
		return nil
	}
	steps := limits.Steps(active)
	if steps == nil {
		return nil
	}
	s := &signal{weight: weight}
	for _, from := range steps {
		s.bands = append(s.bands, b.say("reached by %s of the leads", b.percent(limits.ShareFrom(all, from)*float64(len(all))/float64(len(b.list.Sample)))))
	}
	if c.Known == "" {
		f = ofRecords(f)
	}
	name := b.declare(c, f)
	s.write = func(n int) rulebook.Criterion {
		line := rulebook.Criterion{Name: heading(c), Line: rulebook.Line{Field: rulebook.Scalar{Text: name}}}
		last := n + 1
		for i, from := range steps {
			p := n * (len(steps) - i) / len(steps)
			if p = min(p, last-1); p < 1 {
				break
			}
			last = p
			line.Bands = append(line.Bands, rulebook.Band{When: condition(name, "at_least", limits.Text(from)), Earns: points(p)})
		}
		return line
	}
	return s
}

// Days after which a lead counts as quiet, and the least that a date must tell.
const (
	quietDays = 365
	halfLife  = 30
)

// recent gives points to leads who did something lately, or else came in lately.
func (b *builder) recent(int) []signal {
	columns := b.open(rulebook.TypeDate, recentWords)
	if c := b.list.Find("last_activity"); c != nil && c.Type == rulebook.TypeDate {
		columns = append([]*profile.Column{c}, columns...)
	}
	for _, c := range columns {
		if s := b.recency(c, b.say("Recently active")); s != nil {
			return []signal{*s}
		}
	}
	came := b.open(rulebook.TypeDate, alikeWords["created"])
	if c := b.list.Find("created"); c != nil && c.Type == rulebook.TypeDate {
		came = append([]*profile.Column{c}, came...)
	}
	for _, c := range came {
		if s := b.recency(c, b.say("Came in lately")); s != nil {
			return []signal{*s}
		}
	}
	return nil
}

// recency gives points that fade with the age of a date; nil where nobody has a date of
// the last year, or all have the same.
func (b *builder) recency(c *profile.Column, name string) *signal {
	f := as(c, rulebook.TypeDate)
	var days []float64
	lately := 0
	b.values(c, f, func(_ []string, v *cell.Value) {
		age := int(b.opt.AsOf) - int(v.Day)
		days = append(days, float64(v.Day))
		if age >= 0 && age <= quietDays {
			lately++
		}
	})
	slices.Sort(days)
	if len(days) < 2 || 50*lately < len(days) || days[0] == days[len(days)-1] {
		return nil
	}
	if c.Known == "" {
		f = ofRecords(f)
	}
	field := b.declare(c, f)
	b.noteDates(c, field)
	return &signal{
		weight: recentWeight,
		note:   b.say("full points on the day itself, half after %d days, a quarter after %d; newest date in the list: %s", halfLife, 2*halfLife, calendar.Day(days[len(days)-1])),
		write: func(n int) rulebook.Criterion {
			p := points(n)
			return rulebook.Criterion{
				Name: name, Line: leaf(field, "within", strconv.Itoa(quietDays)+"d"), Points: &p,
				Decay: &rulebook.Decay{From: rulebook.Scalar{Text: field}, HalfLife: halfLife},
			}
		},
	}
}

// noteDates says how dates are read that can be read in two ways.
func (b *builder) noteDates(c *profile.Column, field string) {
	if c.Type == rulebook.TypeDate && c.Ambiguous {
		b.beside(b.say("is 3/5 the 3rd of May? then dmy; if it is March 5th: mdy"), "fields", field)
	}
}

// reachable gives a few points to leads that can be called, where not all can.
func (b *builder) reachable() *signal {
	c := b.list.Find("phone")
	if c == nil {
		c = b.list.Find("mobile")
	}
	if c == nil || 100*c.Filled > 97*b.list.Leads || 50*c.Filled < b.list.Leads {
		return nil
	}
	name := b.declare(c, asText(c))
	return &signal{
		weight: reachWeight,
		note:   b.say("%s of the leads have a number here", b.percent(float64(c.Filled)/float64(b.list.Leads))),
		write: func(n int) rulebook.Criterion {
			p := points(n)
			return rulebook.Criterion{Name: b.say("Can be called"), Line: leaf(name, "known", "true"), Points: &p}
		},
	}
}
