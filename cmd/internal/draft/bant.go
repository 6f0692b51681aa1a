package draft

import (
	"slices"

	"leadscore/cmd/internal/draft/limits"
	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// Words of headers of what a call finds out; in Latin letters as whole words. What a form
// asks, in more words, is told by those of the second kind.
var (
	budgetWords = []string{"budget", "deal value", "deal amount", "opportunity amount", "amount", "deal size", "potential", "auftragswert", "auftragsvolumen", "projektvolumen", "montant", "presupuesto", "importe", "importo", "orçamento", "予算", "金額", "案件規模", "見込額"}
	budgetAsked = []string{"your budget", "the budget", "much budget", "your monthly budget", "your annual budget", "approximate budget", "estimated budget", "planned budget", "expected budget", "budget range", "budget for", "ihr budget", "votre budget", "su presupuesto", "ご予算", "予算"}
	needWords   = []string{"need", "needs", "pain", "challenge", "challenges", "interest", "interests", "interested in", "use case", "requirement", "requirements", "inquiry", "enquiry", "product interest", "goal", "goals", "problem", "課題", "ニーズ", "要望", "関心", "興味", "お困り", "相談内容", "問い合わせ内容", "お問い合わせ内容", "目的", "検討", "bedarf", "herausforderung", "herausforderungen", "besoin", "besoins", "necesidad", "necesidades", "esigenza", "esigenze", "necessidade", "necessidades", "behoefte"}
	needAsked   = []string{"your challenge", "your challenges", "biggest challenge", "main challenge", "biggest challenges", "pain point", "pain points", "problem are you", "trying to solve", "お困り", "課題", "ご要望"}
	signsWords  = []string{"authority", "decision maker", "decision makers", "decisionmaker", "buying role", "role in decision", "role in purchase", "purchasing role", "purchasing authority", "decision making role", "economic buyer", "決裁者", "決裁権", "決裁権限", "決裁ルート", "決裁関与", "意思決定者", "意思決定権", "お立場", "ご立場", "entscheider", "décideur", "décisionnaire"}
	signsAsked  = []string{"decision maker", "decision makers", "decide on", "role in the decision", "role in the purchase", "role in the buying", "決裁", "意思決定", "決定者", "決定権", "お立場", "ご立場"}
	whenWords   = []string{"timeline", "timeframe", "time frame", "purchase date", "expected close", "close date", "start date", "go live", "decision date", "導入時期", "導入予定", "導入希望", "検討時期", "購入時期", "希望時期", "予定時期", "zeitrahmen", "zeitplan", "projektstart", "délai", "échéance", "plazo", "tempistica", "tempistiche", "prazo"}
	whenAsked   = []string{"when do you", "when are you", "when would you", "how soon", "plan to start", "planning to buy", "looking to buy", "looking to start", "導入時期", "導入予定", "いつ頃", "いつごろ"}
)

// bant maps the four questions to the columns that answer them. What no column answers
// stays a question, and a field for the column that may come.
func (b *builder) bant() []rulebook.Element {
	elements := []rulebook.Element{b.budget(), b.authority(), b.need(), b.timeline()}
	if b.ofPersons() {
		elements[0].Question = b.asks("What would you like to spend, about?")
		elements[2].Question = b.asks("What would you like to change about how it is today?")
		elements[3].Question = b.asks("When would you like to have it?")
	}
	return elements
}

func (b *builder) writeBANT(elements []rulebook.Element, total int) {
	three := 3
	worth := b.say("up to %d points for what is known and good", total)
	if total == 0 {
		worth = b.say("it gives no points, since the points were learned without it")
	}
	b.book.Frameworks = []rulebook.Framework{{Name: "BANT", Points: points(total), Qualified: &three, Elements: elements}}
	b.above(b.say(
		"What a call has to find out: %s. A blank cell is unknown, never a\nno: its question is the one to ask next. What the list has no column for is read as soon as it has one.", worth), "frameworks")
}

// element is an element with what is said of it.
func (b *builder) element(name, note string, line rulebook.Line) rulebook.Element {
	b.above(note, "frameworks", "BANT", "elements", name)
	return rulebook.Element{Name: name, Line: line, Weight: points(1)}
}

// absent is an element whose column the list does not have.
func (b *builder) absent(name, note string, f rulebook.Field, operator string, operand ...string) rulebook.Element {
	f.Optional = true
	field := b.add(f)
	b.beside(b.say("not in this list yet"), "fields", field)
	return b.element(name, b.say("no column tells it yet: ask")+note, leaf(field, operator, operand...))
}

// find is the fullest of the columns whose header has one of the words, or asks for it, or
// which are of a known field, and that no rule uses yet.
func (b *builder) find(known string, words, asked []string) *profile.Column {
	if known != "" {
		if c := b.list.Find(known); c != nil && b.names[c] == "" {
			return c
		}
	}
	var best *profile.Column
	for _, c := range b.list.Columns {
		open := c.Alone && c.Distinct > 1 && (c.Known == "" || c.Known == "description") && b.names[c] == ""
		says := c.Words() <= mostWords && c.Says(words...) || c.Says(asked...)
		if open && says && (best == nil || c.Filled > best.Filled) {
			best = c
		}
	}
	return best
}

// mostWords is how many words a header has at most that is called after what it holds: a
// longer one is a question of a form.
const mostWords = 4

// Amounts that half of the leads with one reach, and that few do.
const (
	budgetShare  = 0.5
	bigDealShare = 0.96
)

func (b *builder) budget() rulebook.Element {
	c := b.find("deal_value", budgetWords, budgetAsked)
	if c == nil {
		enough := "10000"
		f := rulebook.Field{Name: b.say("Budget"), Like: rulebook.Scalar{Text: "deal_value"}, Type: rulebook.TypeNumber}
		if b.opt.Language == rulebook.Japanese {
			enough = "1000000"
		}
		return b.absent("budget", b.say("; the amount is a guess"), f, "at_least", enough)
	}
	if c.Type != rulebook.TypeNumber {
		return b.answered("budget", c)
	}
	f := asAmount(c)
	all := b.numbers(c, f)
	from := limits.RoundDown(limits.Quantile(all, budgetShare))
	if len(all) == 0 || from <= 0 {
		return b.answered("budget", c)
	}
	name := b.declare(c, f)
	b.noteScale(c, name)
	b.amount = c
	return b.element("budget", b.say("half of the amounts in the list reach %s", b.sayAmount(from, c)), leaf(name, "at_least", limits.Text(from)))
}

// notYetWords are in answers that say that there is nothing yet.
var notYetWords = []string{
	"researching", "research only", "just looking", "just browsing", "browsing", "no plan", "no plans", "not planned", "no timeline", "no timeframe", "not decided", "undecided", "no budget", "no rush", "not sure", "unsure", "don't know", "someday", "no interest",
	"情報収集", "わからない", "分からない", "不明", "予定なし", "計画なし", "検討なし", "予算なし", "未検討", "未計画", "特になし", "特にない", "none", "nothing",
}

// outsiders are who answers without being a buyer: they study, compete, sell or seek work.
var outsiders = []string{
	"student", "students", "competitor", "competitors", "competitive research", "job seeker", "job seekers", "looking for a job", "press", "journalist", "to sell", "selling to us", "academic research",
	"学生", "競合", "同業他社", "求職", "就職活動", "協業", "取引先", "売り込み", "営業提案", "報道", "マスコミ",
}

// answered is an element that an answer in a column meets: any, or, where these are few, all
// but those that say no, that there is nothing yet, or that who gives them buys nothing.
func (b *builder) answered(element string, c *profile.Column) rulebook.Element {
	name, values := b.declareAnswers(c)
	var nothing []string
	note := b.say("any answer will do but that there is nothing yet")
	for _, v := range values {
		outside := profile.Says(v.Text, outsiders...)
		if !outside && !saysNothing(element, v.Text) {
			continue
		}
		if nothing = append(nothing, v.Text); outside {
			note = b.say("any answer will do but that there is nothing yet, or that somebody buys nothing")
		}
	}
	switch {
	case nothing == nil:
		return b.element(element, b.say("any answer will do: %s of the leads have one", b.percent(float64(c.Filled)/float64(max(b.list.Leads, 1)))), leaf(name, ""))
	case c.Separator != "":
		return b.element(element, note, rulebook.Line{When: &rulebook.Condition{Kind: rulebook.Not, Of: []rulebook.Condition{*condition(name, "has", nothing...)}}})
	}
	return b.element(element, note, leaf(name, "is_not", nothing...))
}

// declareAnswers declares the field of a column of answers, and gives those that a rule may
// name: none where there are too many of them, or where they may not be told.
func (b *builder) declareAnswers(c *profile.Column) (name string, values []profile.Value) {
	f := asText(c)
	if c.Separator != "" && !c.Private {
		f.Type = rulebook.TypeList
		if c.Separator != cell.DefaultSeparator {
			f.Separator = c.Separator
		}
		return b.declare(c, f), b.list.Entries(c)
	}
	if !c.Many && !c.Private {
		values = b.list.Frequent(c)
	}
	return b.declare(c, f), values
}

// saysNothing tells whether an answer says no, or that there is nothing yet. Of who decides,
// any word of denial says so; of what is needed "no-code tools" does not.
func saysNothing(element, answer string) bool {
	yes, err := cell.ParseBool(answer)
	return err == nil && !yes || profile.Says(answer, notYetWords...) || element == "authority" && profile.Says(answer, denials...)
}

// selfWords are what a column about who signs says of the person who is the lead.
var selfWords = []string{"yes", "self", "i decide", "decision maker", "final decision", "sole decision", "economic buyer", "authority", "本人", "自身", "自分", "私が", "決裁者", "決裁権", "決定者", "決定権", "権限あり", "はい"}

// denials are in answers that say no, whatever was asked.
var denials = []string{"not", "no", "non", "none", "never", "非", "以外", "ない", "なし", "無", "しません", "いいえ"}

// signs is authority by a column that says who signs: more than a title tells, where as
// many leads have it; false without one.
func (b *builder) signs() (e rulebook.Element, found bool) {
	c := b.find("", signsWords, signsAsked)
	if c == nil {
		c = b.signers()
	}
	if title := b.list.Find("title"); c == nil || title != nil && 2*c.Filled < title.Filled {
		return e, false
	}
	if c.Type == rulebook.TypeBool {
		line, _, _ := b.bad(c, nil)
		return b.element("authority", b.say("who signs, as the list says it"), line), true
	}
	var self []string
	for _, v := range b.list.Frequent(c) {
		yes, err := cell.ParseBool(v.Text)
		if err == nil && yes || profile.Says(v.Text, selfWords...) && !profile.Says(v.Text, denials...) {
			self = append(self, v.Text)
		}
	}
	if self == nil || c.Private || c.Many {
		return b.answered("authority", c), true
	}
	return b.element("authority", b.say("who signs, as the list says it"), leaf(b.declare(c, asText(c)), "is", self...)), true
}

// signers is the column that has no word of its header for it, but whose answers say who
// decides; nil without one.
func (b *builder) signers() *profile.Column {
	for _, c := range b.list.Columns {
		few := c.Type == rulebook.TypeText && c.Distinct > 1 && c.Distinct <= mostRoles
		if !few || c.Many || c.Private || !c.Alone || c.Known != "" || b.names[c] != "" {
			continue
		}
		if slices.ContainsFunc(b.list.Frequent(c), func(v profile.Value) bool { return profile.Says(v.Text, decidesWords...) }) {
			return c
		}
	}
	return nil
}

// mostRoles is how many answers a question about somebody's role offers at most.
const mostRoles = 12

// decidesWords are what answers call a person who decides.
var decidesWords = []string{"decision maker", "decision makers", "economic buyer", "決裁者", "決裁権", "意思決定者", "entscheider", "décideur"}

func (b *builder) authority() rulebook.Element {
	if e, found := b.signs(); found {
		return e
	}
	if b.level == "" && b.ofPersons() {
		return b.household()
	}
	if b.level != "" {
		return b.element("authority", b.say("who signs: a director or above. Write manager where they decide"), leaf(b.level, "at_least", b.decides()))
	}
	title := rulebook.Field{Name: b.say("Job Title"), Like: rulebook.Scalar{Text: "title"}, Type: rulebook.TypeText, Optional: true}
	if c := b.column("title"); c != nil {
		title = asText(c)
		level := b.add(rulebook.Field{Name: b.say("level"), Seniority: rulebook.Scalar{Text: b.declare(c, title)}})
		return b.element("authority", b.say("who signs: a director or above"), leaf(level, "at_least", b.decides()))
	}
	name := b.add(title)
	b.beside(b.say("not in this list yet"), "fields", name)
	level := b.add(rulebook.Field{Name: b.say("level"), Seniority: rulebook.Scalar{Text: name}})
	return b.element("authority", b.say("no column tells it yet: ask"), leaf(level, "at_least", b.decides()))
}

func (b *builder) need() rulebook.Element {
	if c := b.find("", needWords, needAsked); c != nil {
		return b.answered("need", c)
	}
	columns := []rulebook.Scalar{{Text: b.say("Need")}}
	for _, more := range []string{"Pain", "Interest"} {
		if b.opt.Language == rulebook.English {
			columns = append(columns, rulebook.Scalar{Text: more})
		}
	}
	if b.opt.Language == rulebook.Japanese {
		columns = append(columns, rulebook.Scalar{Text: "ご要望"}, rulebook.Scalar{Text: "課題・ニーズ"})
	}
	return b.absent("need", "", rulebook.Field{Name: columns[0].Text, Columns: columns, Type: rulebook.TypeText}, "")
}

func (b *builder) timeline() rulebook.Element {
	c := b.find("close_date", whenWords, whenAsked)
	if c == nil {
		c = b.times()
	}
	if c == nil {
		return b.noTimeline()
	}
	if c.Type != rulebook.TypeDate {
		return b.soonAnswered(c)
	}
	f := as(c, rulebook.TypeDate)
	soon, ahead, all := 0, 0, 0
	b.values(c, f, func(_ []string, v *cell.Value) {
		all++
		if v.Day >= b.opt.AsOf {
			ahead++
		}
		if days := int(v.Day) - int(b.opt.AsOf); days >= 0 && days <= 90 {
			soon++
		}
	})
	if ahead == 0 && c.Known != "close_date" {
		return b.noTimeline()
	}
	name := b.declare(c, f)
	b.noteDates(c, name)
	return b.element("timeline", b.say("within 90 days from the day of the run: %d of %d dates are, on %s", soon, all, b.opt.AsOf), leaf(name, "within_next", "90d"))
}

func (b *builder) noTimeline() rulebook.Element {
	return b.absent("timeline", "", rulebook.Field{Name: b.say("Expected Close Date"), Like: rulebook.Scalar{Text: "close_date"}, Type: rulebook.TypeDate}, "within_next", "90d")
}

// bigDeal is the stage rule that puts the largest deals first, where an amount tells
// which these are: few leads, and not those of an ordinary size.
func (b *builder) bigDeal() (s rulebook.Stage, note string, found bool) {
	if b.amount == nil {
		return s, "", false
	}
	f := asAmount(b.amount)
	all := b.numbers(b.amount, f)
	from := limits.RoundUp(limits.Quantile(all, bigDealShare))
	if chosen, err := cell.ParseNumber(b.opt.Answers.BigDeal, false); err == nil && b.opt.Answers.BigDeal != "" {
		from, _ = chosen.Low.Rat().Float64()
	}
	reach := limits.ShareFrom(all, from) * float64(len(all))
	if from <= limits.Quantile(all, 0.5) || reach == 0 || b.opt.Answers.BigDeal == "" && 20*reach > float64(len(b.list.Sample)) {
		return s, "", false
	}
	name := b.names[b.amount]
	s = rulebook.Stage{Name: b.say("Priority"), Line: leaf(name, "at_least", limits.Text(from)), Because: b.say("A deal of %s or more", b.sayAmount(from, b.amount))}
	return s, b.say("a big deal comes first, whatever its score"), true
}
