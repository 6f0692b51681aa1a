package outcomes

import (
	"fmt"
	"math"
	"strings"

	"leadscore/match/lexicon"
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
var tellingWords = headerWords{
	words: []string{
		"close", "closed", "closing", "reason", "reasons", "status", "stage", "duration", "days", "last", "score", "quality",
		"won", "lost", "win", "loss", "outcome", "result", "results", "converted", "conversion", "probability", "disposition", "signed", "invoice", "invoiced", "contract",
	},
	parts: []string{"失注", "受注", "理由", "結果", "成約", "契約", "確度", "フェーズ", "ステータス", "ステージ", "商談日数", "最終", "スコア"},
}

// leak is what the screen says of one field.
type leak struct {
	reasons []string // empty: nothing
	weight  suspicion
}

// suspicion says what follows from a leak's reasons.
type suspicion uint8

const (
	doubtful suspicion = iota // used, but a person should look: one mild reason
	suspect                   // left out unless allowed
	certain                   // left out unless allowed; it tells the outcome
	passing                   // left out unless allowed; it tells when the lead came
)

// add adds a reason. Two mild ones together make a suspect.
func (l *leak) add(weight suspicion, reason string) {
	if len(l.reasons) > 0 {
		weight = max(weight, suspect)
	}
	l.reasons, l.weight = append(l.reasons, reason), max(l.weight, weight)
}

// screen looks for columns that tell the outcome because they were filled in once it
// was known. It looks at the cells as they are, before bins are joined.
type screen struct {
	leads   []int32
	won     []bool
	all     stats.Tally
	folds   []split
	history *History
	open    []int32 // leads without an outcome
	closed  []int32 // leads with one, that came when these did
}

func newScreen(h *History, leads []int32, won []bool, bundle []int32, seed uint64) *screen {
	s := &screen{leads: leads, won: won, history: h}
	for _, i := range leads {
		s.all.Count(won[i])
	}
	s.folds = stratified(leads, won, bundle, screeningFolds, seed)
	s.open, s.closed = openLeads(h, leads)
	return s
}

// look gives the reasons against a field.
func (s *screen) look(f *field) leak {
	var l leak
	byAtom, missing := f.tallyAtoms(s.leads, s.won)
	if reason := s.pure(f, byAtom, missing); reason != "" {
		l.add(certain, reason)
	}
	later := s.filledWhileOpen(f)
	if later.onlyLater() {
		l.add(certain, fmt.Sprintf("it is filled in for %.0f %% of the leads with an outcome and %.0f %% of the open ones", 100*later.closed, 100*later.open))
	}
	switch gap := math.Abs(s.filledGap(missing)); {
	case gap >= certainGap && later.asOften():
		l.add(doubtful, s.gapReason(missing)+", though as often for open ones")
	case gap >= certainGap:
		l.add(certain, s.gapReason(missing))
	case gap >= doubtGap:
		l.add(doubtful, s.gapReason(missing))
	}
	if word, says := saidWord(f.header, tellingWords); says {
		if value := binAtoms(f, s.leads, s.won).information(); value > tellingValue {
			weight := doubtful
			if value > agreeingValue {
				weight = suspect
			}
			l.add(weight, fmt.Sprintf("its name says %q and it tells much (information value %.2f)", word, value))
		}
	}
	f.alone = s.alone(f)
	if auc := f.alone; auc >= doubtAUC {
		weight := doubtful
		if auc >= suspectAUC {
			weight = suspect
		}
		l.add(weight, fmt.Sprintf("it alone sorts won from lost with AUC %.2f", auc))
	}
	if reason := s.roundThousands(f, byAtom); reason != "" {
		l.add(suspect, reason)
	}
	return l
}

// pure finds a bin with enough leads that is all won or all lost, and not by luck.
func (s *screen) pure(f *field, byAtom []stats.Tally, missing stats.Tally) string {
	bins := append(s.rawBins(f, byAtom), rawBin{"blank", missing})
	rate := stats.Ratio(s.all.Won, s.all.Leads())
	for _, b := range bins {
		n := b.tally.Leads()
		if float64(n) < pureShare*float64(s.all.Leads()) || b.tally.Won > 0 && b.tally.Lost > 0 {
			continue
		}
		share, outcome := rate, "won"
		if b.tally.Won == 0 {
			share, outcome = 1-rate, "lost"
		}
		if math.Pow(share, float64(n))*float64(len(bins)) < pureChance {
			return fmt.Sprintf("all %d leads with %s were %s", n, b.name, outcome)
		}
	}
	return ""
}

// rawBin is the leads with one value, or with values of one narrow range.
type rawBin struct {
	name  string
	tally stats.Tally
}

func (s *screen) rawBins(f *field, byAtom []stats.Tally) []rawBin {
	var bins []rawBin
	switch f.kind {
	case numberKind, ageKind, levelKind:
		b := binning{field: f, all: s.all}
		for _, r := range b.fineRuns(byAtom, stats.SumTallies(byAtom).Leads()) {
			name := f.valueText(r.first)
			if r.last > r.first {
				name += " to " + f.valueText(r.last)
			}
			bins = append(bins, rawBin{name, r.tally})
		}
	case listKind:
		for l := range f.levels {
			var t stats.Tally
			for a, set := range f.sets {
				for _, held := range set {
					if int(held) == l {
						t = t.Plus(byAtom[a])
					}
				}
			}
			bins = append(bins, rawBin{fmt.Sprintf("%q", f.levels[l].text), t})
		}
	case filledKind:
		bins = append(bins, rawBin{"a filled cell", stats.SumTallies(byAtom)})
	default:
		for a, t := range byAtom {
			bins = append(bins, rawBin{fmt.Sprintf("%q", f.levels[a].text), t})
		}
	}
	return bins
}

// filledGap is the filled share of the won leads less that of the lost ones; 0 where
// it may be luck.
func (s *screen) filledGap(missing stats.Tally) float64 {
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

func (s *screen) gapReason(missing stats.Tally) string {
	return fmt.Sprintf("it is filled in for %.0f %% of the won leads and %.0f %% of the lost ones",
		100*(1-stats.Ratio(missing.Won, s.all.Won)), 100*(1-stats.Ratio(missing.Lost, s.all.Lost)))
}

// alone is the AUC of the field by itself, on leads that its bins were not made on.
func (s *screen) alone(f *field) float64 {
	sum := 0.0
	for _, fold := range s.folds {
		b := binAtoms(f, fold.train, s.won)
		sum += stats.AUC(b.column(fold.test), stats.Pick(s.won, fold.test))
	}
	return sum / float64(len(s.folds))
}

// roundThousands finds amounts that are estimates for leads of one outcome and exact
// for those of the other.
func (s *screen) roundThousands(f *field, byAtom []stats.Tally) string {
	if f.kind != numberKind {
		return ""
	}
	var round, large stats.Tally
	for a, v := range f.numbers {
		if v < 1000 {
			continue
		}
		large = large.Plus(byAtom[a])
		if math.Mod(v, 1000) == 0 {
			round = round.Plus(byAtom[a])
		}
	}
	if large.Won < leastBinSize || large.Lost < leastBinSize {
		return ""
	}
	won, lost := stats.Ratio(round.Won, large.Won), stats.Ratio(round.Lost, large.Lost)
	if math.Abs(worth(won, lost, large)) < roundGap {
		return ""
	}
	return fmt.Sprintf("its amounts are round thousands for %.0f %% of the won leads and %.0f %% of the lost ones", 100*won, 100*lost)
}

// companions finds fields that are filled in for the same leads as a field that leaks
// and share the first word of its name: what fills in the one may fill in the other. That
// alone is a reason to ask.
func (s *screen) companions(fields []*field, leaks []leak) {
	for j, other := range fields {
		if leaks[j].weight == doubtful {
			continue
		}
		for k, f := range fields {
			if len(leaks[k].reasons) == 0 && s.filledTogether(f, other) && sameFirstWord(f.header, other.header) {
				leaks[k].add(doubtful, companionReason+fmt.Sprintf("%q", other.header))
			}
		}
	}
}

const companionReason = "it is filled in for the same leads as "

func sameFirstWord(a, b string) bool {
	x, y := lexicon.HeaderWords(a), lexicon.HeaderWords(b)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0]
}

func (s *screen) filledTogether(f, g *field) bool {
	same, filled := 0, 0
	for _, i := range s.leads {
		if (f.atoms[i] == noAtom) == (g.atoms[i] == noAtom) {
			same++
		}
		if g.atoms[i] != noAtom {
			filled++
		}
	}
	share := stats.Ratio(filled, len(s.leads))
	return stats.Ratio(same, len(s.leads)) >= sameFilled && share < 0.95
}

// exclusion words what the screen found; nil where it found nothing.
func (l leak) exclusion(header string) *Exclusion {
	if len(l.reasons) == 0 {
		return nil
	}
	reasons := strings.Join(l.reasons, "; ")
	switch l.weight {
	case passing:
		return exclude(header, CauseClock, true, "it tells when a lead came, not what it is: %s", reasons)
	case certain:
		return exclude(header, CauseLeak, true, "it tells the outcome: %s", reasons)
	case suspect:
		return exclude(header, CauseSuspect, true, "it may have been filled in once the outcome was known: %s", reasons)
	}
	e := exclude(header, CauseDoubt, false, "it is used, but look whether it was filled in once the outcome was known: %s", reasons)
	e.Override = "--drop " + quoted(header)
	return e
}
