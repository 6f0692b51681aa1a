package rundiff

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/movers"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/scored"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/scoring"
)

// comparedColumns are those of ours that diff reads from outputs.
func comparedColumns() []string {
	return []string{"score", "stage", "reasons", "rules_hash", "as_of", "rank", "score_low", "score_high", "win_rate", "grade", "fit", "icp", "next_question", "version"}
}

// The places of some of them.
const (
	scoreCell = iota
	stageCell
	reasonsCell
	hashCell
	asOfCell
)

// output is a scored list that is compared with another.
type output struct {
	path   string
	reader *scored.Reader
	close  func()

	keep     bool // the user's cells
	leads    int
	noScore  leads.Tally // leads whose score is no number
	repeated leads.Tally // leads whose key an earlier one has
	asOf     string
	hash     string
	mixedDay bool // leads are as of several days
}

// OutputLead is what is kept of a lead of the earlier output.
type OutputLead struct {
	key, reasons string
	line         int
	standing     movers.Standing
	cells        []string // the user's; nil where reasons are not computed
	shown        []string // what tells a person which lead it is; nil: the cells say it
	joined       bool
}

// outputsDiff joins two outputs by key.
type outputsDiff struct {
	old, new *output
	rules    *rulefile.Rules // nil: none is at hand
	stages   *movers.Stages
	judge    *movers.Judge // nil: reasons are as the outputs tell them
	header   []string      // of the cells of later leads
	tally    *movers.Tally
	before   []OutputLead
	byKey    map[string][]int // leads of the earlier output, in its order, that no later one was joined with
	unlike   int              // leads that score otherwise than the outputs say
	untold   int              // leads that moved, and whose reasons do not say why
}

// diffOutputs finds who moved between two outputs of score.
func diffOutputs(ctx context.Context, e console.Env, o Options) (*movers.Report, error) {
	d := &outputsDiff{byKey: map[string][]int{}}
	var err error
	if d.rules, err = rulesAtHand(e, o); err != nil {
		return nil, err
	}
	if d.old, err = openOutput(ctx, e, o, o.Old, d.rules); err != nil {
		return nil, err
	}
	defer d.old.close()
	if d.new, err = openOutput(ctx, e, o, o.New, d.rules); err != nil {
		return nil, err
	}
	defer d.new.close()
	later, err := d.read(e, o)
	if err != nil {
		return nil, err
	}
	d.tell(e, o)
	r := &movers.Report{Before: d.old.side(), After: d.new.side(), Identity: []string{d.new.reader.Key()}, Tally: d.tally}
	if d.rules != nil {
		r.Language = d.rules.Book.Language
	}
	if d.judge != nil {
		r.Identity = identityOf(later)
	}
	return r, nil
}

// texts are in the language of the rulebook, where one is at hand.
func (d *outputsDiff) texts() texts.Texts {
	if d.rules == nil {
		return texts.Texts{}
	}
	return console.TextsOf(d.rules.Book)
}

// rulesAtHand is the rulebook, where one is named or there is one of the usual name.
func rulesAtHand(e console.Env, o Options) (*rulefile.Rules, error) {
	if _, err := os.Stat(o.Rules); err != nil && !o.RulesGiven {
		return nil, nil
	}
	return rulefile.LoadFor(e, o.Common, o.Old)
}

func openOutput(ctx context.Context, e console.Env, o Options, path string, r *rulefile.Rules) (*output, error) {
	out := &output{path: path, close: func() {}, keep: r != nil}
	in, prompt := e.In, false
	if console.ToFile(path) {
		file, err := files.Open(path)
		if err != nil {
			return nil, exit.Cannot("read", err)
		}
		in, out.close, prompt = file, func() { file.Close() }, true
	} else {
		out.path = "standard input"
	}
	opt := scored.Options{Keys: keysOf(o, r), Prefix: o.Prefix, Columns: comparedColumns()}
	var err error
	out.reader, err = scored.NewReader(&console.Source{Ctx: ctx, From: in, Name: out.path, Prompt: prompt}, out.path, opt)
	if err == nil && !out.reader.Has("score") {
		err = fmt.Errorf("%s: there is no column %sscore. expected an output of score; --prefix says what our columns begin with", out.path, o.Prefix)
	}
	if err != nil {
		out.close()
		return nil, err
	}
	return out, nil
}

// keysOf lists the headers under which the leads' names may stand.
func keysOf(o Options, r *rulefile.Rules) []string {
	if o.Key != "" || r == nil || r.Book.Key.Text == "" {
		return slices.DeleteFunc([]string{o.Key}, func(name string) bool { return name == "" })
	}
	for i := range r.Book.Fields {
		if f := &r.Book.Fields[i]; fold.Text(f.Name) == fold.Text(r.Book.Key.Text) {
			var names []string
			for _, c := range lexicon.HeadersOf(f) {
				names = append(names, c.Text)
			}
			return names
		}
	}
	return []string{r.Book.Key.Text}
}

// next gives the next lead of an output that has a score.
func (out *output) next() (*scored.Lead, movers.Standing, error) {
	for {
		lead, err := out.reader.Next()
		if err != nil {
			return nil, movers.Standing{}, err
		}
		score, ok := movers.ParsePoints(lead.Cells[scoreCell])
		if !ok {
			out.noScore.Add(1, lead.Line)
			continue
		}
		if out.leads++; out.leads == 1 {
			out.asOf, out.hash = strings.Clone(lead.Cells[asOfCell]), strings.Clone(lead.Cells[hashCell])
		}
		out.mixedDay = out.mixedDay || lead.Cells[asOfCell] != out.asOf
		return lead, movers.Standing{Score: score, Stage: strings.Clone(lead.Cells[stageCell])}, nil
	}
}

func (out *output) side() movers.Side {
	return movers.Side{Name: shortName(out.path), AsOf: out.asOf, RulesHash: out.hash, Leads: out.leads}
}

// read joins the outputs, and gives the engine of the later one, if there is one.
func (d *outputsDiff) read(e console.Env, o Options) (*scoring.Engine, error) {
	if err := d.readOld(); err != nil {
		return nil, err
	}
	later, err := d.readNew()
	if err != nil {
		return nil, err
	}
	d.orderStages(e, o, later)
	d.tally = movers.NewTally(d.stages, o.most())
	d.header = d.new.reader.Theirs()
	engine := d.makeJudge(e, o)
	for i := range later {
		d.Join(&later[i])
	}
	d.addGone()
	return engine, nil
}

// addGone takes in the earlier leads that no later one was joined with.
func (d *outputsDiff) addGone() {
	for i := range d.before {
		if b := &d.before[i]; !b.joined {
			d.tally.Add(movers.Lead{Kind: movers.Gone, Key: b.key, Show: d.show(b), Line: b.line, Before: &b.standing})
		}
	}
}

func (d *outputsDiff) readOld() error {
	return d.old.each(func(l OutputLead) {
		key := scored.NormalKey(l.key)
		if len(d.byKey[key]) > 0 {
			d.old.repeated.Add(1, l.line)
		}
		d.byKey[key] = append(d.byKey[key], len(d.before))
		d.before = append(d.before, l)
	})
}

func (d *outputsDiff) readNew() (later []OutputLead, err error) {
	known := map[string]bool{}
	err = d.new.each(func(l OutputLead) {
		key := scored.NormalKey(l.key)
		if known[key] {
			d.new.repeated.Add(1, l.line)
		}
		known[key] = true
		later = append(later, l)
	})
	return later, err
}

// each gives the leads of an output, their own to keep.
func (out *output) each(take func(OutputLead)) error {
	for {
		lead, standing, err := out.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		l := OutputLead{key: strings.Clone(lead.Key), reasons: strings.Clone(lead.Cells[reasonsCell]), line: lead.Line, standing: standing}
		for i := 0; out.keep && i < len(lead.Theirs); i++ {
			l.cells = append(l.cells, strings.Clone(lead.Theirs[i]))
		}
		take(l)
	}
}

// orderStages finds out which stage is better than which.
func (d *outputsDiff) orderStages(e console.Env, o Options, later []OutputLead) {
	var standings []movers.Standing
	for _, list := range [][]OutputLead{d.before, later} {
		for i := range list {
			standings = append(standings, list[i].standing)
		}
	}
	if d.rules != nil {
		d.stages = movers.NewStages(d.rules.Book, nil)
		strange := func(s movers.Standing) bool { return !d.stages.Has(s.Stage) }
		i := slices.IndexFunc(standings, strange)
		if i < 0 {
			return
		}
		e.NoteIn(d.texts(), o.Common, "%s has no stage %q: these outputs were not made by it", d.rules.File, standings[i].Stage)
	}
	d.stages = movers.GuessStages(standings)
	if names := d.stages.Names(); len(names) > 2 {
		e.NoteIn(d.texts(), o.Common, "stages are ordered by the mean scores of their leads: %s. --rules names the rulebook that knows", strings.Join(names[:len(names)-1], d.texts().Say(", ")))
	}
}

// makeJudge makes what computes reasons, where the rulebook and the user's columns are
// there.
func (d *outputsDiff) makeJudge(e console.Env, o Options) *scoring.Engine {
	if d.rules == nil || d.stages == nil {
		return nil
	}
	after, err := d.engineFor(e, o, d.new.reader.Theirs(), d.new.asOf, "")
	if err == nil && !slices.Equal(d.old.reader.Theirs(), d.new.reader.Theirs()) {
		err = errors.New("the two have other columns")
	}
	var before *scoring.Engine
	if err == nil {
		before, err = d.engineFor(e, o, d.old.reader.Theirs(), d.old.asOf, d.new.asOf)
	}
	if err != nil {
		if o.RulesGiven {
			e.NoteIn(d.texts(), o.Common, "reasons are as the outputs tell them: they have not the columns that %s reads", o.Rules)
		}
		return nil
	}
	d.judge = movers.NewJudge(before, after, nil, d.stages)
	return after
}

// engineFor compiles the rulebook for an output, as of its own day.
func (d *outputsDiff) engineFor(e console.Env, o Options, header []string, ownDay, otherwise string) (*scoring.Engine, error) {
	var day console.AsOf
	if err := day.Set(cmp.Or(ownDay, otherwise)); err != nil {
		quiet := o.Common
		quiet.Quiet = true
		day.Day = rulefile.Today(e, quiet, d.rules.Book)
	}
	return scoring.Compile(d.rules.Book, header, scoring.Options{AsOf: day.Day, Reasons: -1})
}

// Join joins a lead of the later output with the first of the earlier one that has its
// key and is not joined yet.
func (d *outputsDiff) Join(l *OutputLead) {
	key := scored.NormalKey(l.key)
	open := d.byKey[key]
	if len(open) == 0 {
		d.tally.Add(movers.Lead{Kind: movers.Added, Key: l.key, Show: d.show(l), Line: l.line, After: &l.standing})
		return
	}
	b := &d.before[open[0]]
	d.byKey[key] = open[1:]
	b.joined = true
	kind := d.tally.Count(b.standing, l.standing)
	d.tally.Place(movers.NoOrder(d.stages, b.standing), movers.NoOrder(d.stages, l.standing))
	reason := d.reason(b, l)
	if kind != movers.Same {
		d.tally.Add(movers.Lead{Kind: kind, Key: l.key, Show: d.show(l), Line: l.line, Before: &b.standing, After: &l.standing, Reason: reason})
	}
}

// reason is what moved a lead most: computed, where that gives the scores that the
// outputs have.
func (d *outputsDiff) reason(b, l *OutputLead) movers.Reason {
	if d.judge != nil {
		c := d.judge.Compare(b.cells, l.cells)
		if c.Before == b.standing && c.After == l.standing {
			d.tally.AddRules(d.judge)
			return d.judge.CellReason(c, d.header, b.cells, l.cells)
		}
		d.unlike++
	}
	if b.standing == l.standing {
		return movers.Reason{}
	}
	reason := movers.ReasonOf(b.reasons, l.reasons)
	if reason.Cause == "" {
		d.untold++
	}
	return reason
}

// show is what tells a person which lead it is, beside the key.
func (d *outputsDiff) show(l *OutputLead) []string {
	if d.judge == nil || l.shown != nil {
		return l.shown
	}
	return d.judge.Show(l.cells)
}

// tell tells what is to be known of the outputs.
func (d *outputsDiff) tell(e console.Env, o Options) {
	if o.Key == "" && (d.rules == nil || d.rules.Book.Key.Text == "") {
		e.NoteIn(d.texts(), o.Common, "leads are known by %q, the first column. --key names another", d.new.reader.Key())
	}
	for _, out := range []*output{d.old, d.new} {
		out.tell(e, d.texts(), o)
	}
	if d.old.asOf != "" && d.new.asOf != "" && d.old.asOf != d.new.asOf {
		e.NoteIn(d.texts(), o.Common, "%s is as of %s, %s as of %s: scores may differ by that alone", d.old.path, d.old.asOf, d.new.path, d.new.asOf)
	}
	if d.old.hash != "" && d.new.hash != "" && d.old.hash != d.new.hash {
		e.NoteIn(d.texts(), o.Common, "the two were scored by different rulebooks. diff LEADS --rules A --with B says what those alone change")
	}
	if d.unlike > 0 {
		e.NoteIn(d.texts(), o.Common, "%s scored otherwise by %s than the outputs say, of another day or rulebook: their reasons are as the outputs tell them",
			d.texts().Count(d.unlike, "lead"), o.Rules)
	}
	if d.untold > 0 {
		e.NoteIn(d.texts(), o.Common, "%s moved for what the reasons do not name. score --reasons 20 writes more of them, --rules FILE computes them", d.texts().Count(d.untold, "lead"))
	}
}

func (out *output) tell(e console.Env, in texts.Texts, o Options) {
	if out.repeated.Count > 0 {
		e.NoteIn(in, o.Common, "%s: %s with a key that an earlier one has, the first on line %d: joined in their order", out.path, in.Count(out.repeated.Count, "lead"), out.repeated.FirstLine)
	}
	if out.noScore.Count > 0 {
		e.NoteIn(in, o.Common, "%s: %s without a score, the first on line %d: left out", out.path, in.Count(out.noScore.Count, "lead"), out.noScore.FirstLine)
	}
	if n := out.reader.Faults(); n > 0 {
		e.NoteIn(in, o.Common, "%s: %s cannot be read: left out", out.path, in.Count(n, "row"))
	}
	if out.mixedDay {
		e.NoteIn(in, o.Common, "%s has leads as of several days", out.path)
	}
}
