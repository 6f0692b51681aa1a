package guards

import (
	"math"

	"leadscore/match/lexicon"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Limits of the leak screen, measured on labelled lists: the certain ones caught 7
// of 28 known leaks without a false alarm, the others 16 more with 10. Most of the
// false alarms were good fields with one mild reason against them, so such a field
// is used and asked about.
const (
	pureShare      = 0.05 // of the leads, in a bin that is all won or all lost
	pureChance     = 1e-4 // that some bin of a field is so by luck
	certainGap     = 0.50 // between the filled shares of won and lost leads
	doubtGap       = 0.25
	doubtAUC       = 0.75 // of the column alone: a good field may do as well, so ask
	suspectAUC     = 0.90 // of the column alone: too good to be known beforehand
	tellingValue   = 0.1  // information value from which a telling name is a reason to ask
	agreeingValue  = 0.5  // information value that bears the name out: more than is known beforehand
	roundGap       = 0.25 // between the shares of round thousands
	gapDeviations  = 3.0  // standard errors that a gap must be worth
	sameFilled     = 0.995
	screeningFolds = 5
)

// tellingWords are words of headers that are often filled in once the outcome is
// known.
var tellingWords = typing.HeaderWords{
	Words: []string{
		"close", "closed", "closing", "reason", "reasons", "status", "stage", "duration", "days", "last", "score", "quality",
		"won", "lost", "win", "loss", "outcome", "result", "results", "converted", "conversion", "probability", "disposition", "signed", "invoice", "invoiced", "contract",
	},
	Parts: []string{"失注", "受注", "理由", "結果", "成約", "契約", "確度", "フェーズ", "ステータス", "ステージ", "商談日数", "最終", "スコア"},
}

// Leak is what the screen says of one field.
type Leak struct {
	Reasons []outcomes.Text // empty: nothing
	Weight  suspicion
}

// suspicion says what follows from a leak's reasons.
type suspicion uint8

const (
	doubtful suspicion = iota // used, but a person should look: one mild reason
	Suspect                   // left out unless allowed
	certain                   // left out unless allowed; it tells the outcome
	Passing                   // left out unless allowed; it tells when the lead came
)

// add adds a reason. Two mild ones together make a suspect.
func (l *Leak) add(weight suspicion, reason outcomes.Text) {
	if len(l.Reasons) > 0 {
		weight = max(weight, Suspect)
	}
	l.Reasons, l.Weight = append(l.Reasons, reason), max(l.Weight, weight)
}

// Screen looks for columns that tell the outcome because they were filled in once it
// was known. It looks at the cells as they are, before bins are joined.
type Screen struct {
	leads   []int32
	Won     []bool
	all     stats.Tally
	Folds   []holdout.Split
	history *outcomes.History
	open    []int32 // leads without an outcome
	closed  []int32 // leads with one, that came when these did
}

// New makes a screen of the leads with an outcome; won and bundle have a place for each lead
// of the history.
func New(h *outcomes.History, leads []int32, won []bool, bundle []int32, seed uint64) *Screen {
	s := &Screen{leads: leads, Won: won, history: h}
	for _, i := range leads {
		s.all.Count(won[i])
	}
	s.Folds = holdout.Folds(leads, won, bundle, screeningFolds, seed)
	s.open, s.closed = openLeads(h, leads)
	return s
}

// Look gives the reasons against a field.
func (s *Screen) Look(f *typing.Field) Leak {
	var l Leak
	byAtom, missing := f.TallyAtoms(s.leads, s.Won)
	if reason := s.pure(f, byAtom, missing); !reason.IsEmpty() {
		l.add(certain, reason)
	}
	later := s.filledWhileOpen(f)
	if later.onlyLater() {
		l.add(certain, outcomes.Textf("it is filled in for %.0f %% of the leads with an outcome and %.0f %% of the open ones", 100*later.closed, 100*later.open))
	}
	switch gap := math.Abs(s.filledGap(missing)); {
	case gap >= certainGap && later.asOften():
		l.add(doubtful, outcomes.Textf("%s, though as often for open ones", s.gapReason(missing)))
	case gap >= certainGap:
		l.add(certain, s.gapReason(missing))
	case gap >= doubtGap:
		l.add(doubtful, s.gapReason(missing))
	}
	if word, says := typing.SaidWord(f.Header, tellingWords); says {
		if value := binning.OfTallies(f, byAtom, missing).Information(); value > tellingValue {
			weight := doubtful
			if value > agreeingValue {
				weight = Suspect
			}
			l.add(weight, outcomes.Textf("its name says %q and it tells much (information value %.2f)", word, value))
		}
	}
	f.Alone = s.alone(f, byAtom, missing)
	if auc := f.Alone; auc >= doubtAUC {
		weight := doubtful
		if auc >= suspectAUC {
			weight = Suspect
		}
		l.add(weight, outcomes.Textf("it alone sorts won from lost with AUC %.2f", auc))
	}
	if reason := s.roundThousands(f, byAtom); !reason.IsEmpty() {
		l.add(Suspect, reason)
	}
	return l
}

// pure finds a bin with enough leads that is all won or all lost, and not by luck.
func (s *Screen) pure(f *typing.Field, byAtom []stats.Tally, missing stats.Tally) outcomes.Text {
	bins := append(s.rawBins(f, byAtom), rawBin{outcomes.Plain("blank"), missing})
	rate := stats.Ratio(s.all.Won, s.all.Leads())
	for _, b := range bins {
		n := b.tally.Leads()
		if float64(n) < pureShare*float64(s.all.Leads()) || b.tally.Won > 0 && b.tally.Lost > 0 {
			continue
		}
		share, all := rate, outcomes.Textf("all %d leads with %s were won", n, b.name)
		if b.tally.Won == 0 {
			share, all = 1-rate, outcomes.Textf("all %d leads with %s were lost", n, b.name)
		}
		if math.Pow(share, float64(n))*float64(len(bins)) < pureChance {
			return all
		}
	}
	return outcomes.Text{}
}

// rawBin is the leads with one value, or with values of one narrow range.
type rawBin struct {
	name  outcomes.Text
	tally stats.Tally
}

func (s *Screen) rawBins(f *typing.Field, byAtom []stats.Tally) []rawBin {
	var bins []rawBin
	switch f.Kind {
	case typing.NumberKind, typing.AgeKind, typing.LevelKind:
		b := binning.Binning{Field: f, All: s.all}
		for _, r := range b.FineRuns(byAtom, stats.SumTallies(byAtom).Leads()) {
			name := outcomes.Textf("%s", f.ValueText(r.First))
			if r.Last > r.First {
				name = outcomes.Textf("%s to %s", f.ValueText(r.First), f.ValueText(r.Last))
			}
			bins = append(bins, rawBin{name, r.Tally})
		}
	case typing.ListKind:
		for l := range f.Levels {
			var t stats.Tally
			for a, set := range f.Sets {
				for _, held := range set {
					if int(held) == l {
						t = t.Plus(byAtom[a])
					}
				}
			}
			bins = append(bins, rawBin{outcomes.Textf("%q", f.Levels[l].Text), t})
		}
	case typing.FilledKind:
		bins = append(bins, rawBin{outcomes.Plain("a filled cell"), stats.SumTallies(byAtom)})
	default:
		for a, t := range byAtom {
			bins = append(bins, rawBin{outcomes.Textf("%q", f.Levels[a].Text), t})
		}
	}
	return bins
}

// filledGap is the filled share of the won leads less that of the lost ones; 0 where
// it may be luck.
func (s *Screen) filledGap(missing stats.Tally) float64 {
	won, lost := 1-stats.Ratio(missing.Won, s.all.Won), 1-stats.Ratio(missing.Lost, s.all.Lost)
	return worth(won, lost, s.all)
}

// worth is the difference of two shares, of the won and of the lost leads; 0 where
// it is within gapDeviations standard errors.
func worth(won, lost float64, all stats.Tally) float64 {
	together := (float64(won*float64(all.Won)) + float64(lost*float64(all.Lost))) / float64(all.Leads())
	deviation := math.Sqrt(together * (1 - together) / stats.Effective(all))
	if math.Abs(won-lost) < gapDeviations*deviation {
		return 0
	}
	return won - lost
}

func (s *Screen) gapReason(missing stats.Tally) outcomes.Text {
	return outcomes.Textf("it is filled in for %.0f %% of the won leads and %.0f %% of the lost ones",
		100*(1-stats.Ratio(missing.Won, s.all.Won)), 100*(1-stats.Ratio(missing.Lost, s.all.Lost)))
}

// alone is the AUC of the field by itself, on leads that its bins were not made on.
func (s *Screen) alone(f *typing.Field, byAtom []stats.Tally, missing stats.Tally) float64 {
	sum := 0.0
	for _, fold := range s.Folds {
		test, testMissing := f.TallyAtoms(fold.Test, s.Won)
		train := make([]stats.Tally, len(byAtom))
		for a, t := range byAtom {
			train[a] = t.Less(test[a])
		}
		b := binning.OfTallies(f, train, missing.Less(testMissing))
		sum += stats.AUCTies(b.Ties(test, testMissing))
	}
	return sum / float64(len(s.Folds))
}

// roundThousands finds amounts that are estimates for leads of one outcome and exact
// for those of the other.
func (s *Screen) roundThousands(f *typing.Field, byAtom []stats.Tally) outcomes.Text {
	if f.Kind != typing.NumberKind {
		return outcomes.Text{}
	}
	var round, large stats.Tally
	for a, v := range f.Numbers {
		if v < 1000 {
			continue
		}
		large = large.Plus(byAtom[a])
		if math.Mod(v, 1000) == 0 {
			round = round.Plus(byAtom[a])
		}
	}
	if large.Won < typing.LeastBin || large.Lost < typing.LeastBin {
		return outcomes.Text{}
	}
	won, lost := stats.Ratio(round.Won, large.Won), stats.Ratio(round.Lost, large.Lost)
	if math.Abs(worth(won, lost, large)) < roundGap {
		return outcomes.Text{}
	}
	return outcomes.Textf("its amounts are round thousands for %.0f %% of the won leads and %.0f %% of the lost ones", 100*won, 100*lost)
}

// Companions finds fields that are filled in for the same leads as a field that leaks
// and share the first word of its name: what fills in the one may fill in the other. That
// alone is a reason to ask.
func (s *Screen) Companions(fields []*typing.Field, leaks []Leak) {
	for j, other := range fields {
		if leaks[j].Weight == doubtful {
			continue
		}
		for k, f := range fields {
			if len(leaks[k].Reasons) == 0 && s.filledTogether(f, other) && sameFirstWord(f.Header, other.Header) {
				leaks[k].add(doubtful, outcomes.Textf("it is filled in for the same leads as %q", other.Header))
			}
		}
	}
}

func sameFirstWord(a, b string) bool {
	x, y := lexicon.HeaderWords(a), lexicon.HeaderWords(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0]
}

func (s *Screen) filledTogether(f, g *typing.Field) bool {
	same, filled := 0, 0
	for _, i := range s.leads {
		if (f.Atoms[i] == typing.Missing) == (g.Atoms[i] == typing.Missing) {
			same++
		}
		if g.Atoms[i] != typing.Missing {
			filled++
		}
	}
	share := stats.Ratio(filled, len(s.leads))
	return stats.Ratio(same, len(s.leads)) >= sameFilled && share < 0.95
}

// Exclusion words what the screen found; nil where it found nothing.
func (l Leak) Exclusion(header string) *outcomes.Exclusion {
	if len(l.Reasons) == 0 {
		return nil
	}
	reasons := outcomes.Texts(l.Reasons)
	switch l.Weight {
	case Passing:
		return outcomes.Exclude(header, outcomes.CauseClock, true, outcomes.Textf("it tells when a lead came, not what it is: %s", reasons))
	case certain:
		return outcomes.Exclude(header, outcomes.CauseLeak, true, outcomes.Textf("it tells the outcome: %s", reasons))
	case Suspect:
		return outcomes.Exclude(header, outcomes.CauseSuspect, true, outcomes.Textf("it may have been filled in once the outcome was known: %s", reasons))
	}
	e := outcomes.Exclude(header, outcomes.CauseDoubt, false, outcomes.Textf("it is used, but look whether it was filled in once the outcome was known: %s", reasons))
	e.Override = "--drop " + outcomes.Quoted(header)
	return e
}
