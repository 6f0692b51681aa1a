package scorecard

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// The joint step. Forward choice gives each field one weight, by which all its bins count;
// the joint step then says how much each bin does beside the other fields, and makes bins
// one that do not differ there.
const (
	jointRidge  = 15.0 // the penalty on the square of what is added to a bin, halved
	surelyUnder = 30   // leads, under which a bin must differ for certain to stand alone
	surely      = 3.84 // chi-squared (1 degree of freedom) from which on it does, at 95 %
	bumpSurely  = 10.8 // likewise, at 99.9 %: where a range breaks the order of its neighbours
)

// joint is a step while its parts are moved.
type joint struct {
	table   *Table
	step    Step
	parts   [][]float64   // of each chosen field
	columns [][]uint8     // of each chosen field: the part of each kind of leads
	counts  []stats.Tally // of each kind of leads
	oneWay  func(*typing.Field) bool
}

// Joined gives a step the parts that fit best together. The ranges of a field that goes
// one way only rise or only fall.
func (t *Table) Joined(s Step, oneWay func(*typing.Field) bool) Step {
	j := joint{table: t, step: s, oneWay: oneWay}
	var columns [][]uint8
	var sizes []int
	for k, at := range s.Chosen {
		j.parts = append(j.parts, t.Bins[at].Parts(s.Model.Weights[k]))
		columns, sizes = append(columns, t.Held[at]), append(sizes, len(j.parts[k]))
	}
	kinds := t.alike(columns, sizes)
	j.counts = kinds.counts
	for _, column := range columns {
		j.columns = append(j.columns, stats.Pick(column, kinds.first))
	}
	j.move()
	j.simplify()
	s.parts = j.parts
	return s
}

// linear is the linear predictor of each kind of leads.
func (j *joint) linear() []float64 {
	x := make([]float64, len(j.counts))
	for i := range x {
		x[i] = j.step.Model.Intercept
		for k, column := range j.columns {
			x[i] += j.parts[k][column[i]]
		}
	}
	return x
}

func (j *joint) field(k int) *binning.Binning { return j.table.Bins[j.step.Chosen[k]] }

// move adds to the parts of all fields at once, but for pairs, which hold or do not.
func (j *joint) move() {
	var columns [][]uint8
	var sizes, fields []int
	for k, parts := range j.parts {
		if j.field(k).Field.Kind != typing.PairKind {
			columns, sizes, fields = append(columns, j.columns[k]), append(sizes, len(parts)), append(fields, k)
		}
	}
	added := models.FitJoint(j.linear(), columns, sizes, j.counts, jointRidge)
	for at, k := range fields {
		for p, v := range added[at] {
			j.parts[k][p] += v
		}
	}
}

// simplify makes neighbouring bins one that do not differ: ranges that lie side by side,
// and groups of values with nearly the same part. What a lead has to say of a part is the
// variance of its outcome.
func (j *joint) simplify() {
	x := j.linear()
	for k, column := range j.columns {
		b := j.field(k)
		if b.Field.Kind == typing.PairKind || b.Field.Kind == typing.ListKind {
			continue
		}
		pools := make([]partPool, len(b.Tallies)+1)
		for p := range pools {
			pools[p] = partPool{parts: []int{p}, value: j.parts[k][p]}
		}
		for i, p := range column {
			chance := stats.Logistic(x[i])
			pools[p].leads += j.counts[i].Leads()
			pools[p].weight += float64(float64(j.counts[i].Leads()) * chance * (1 - chance))
		}
		pools = pools[:len(b.Tallies)] // a missing cell stays apart
		if b.Field.Kind == typing.TextKind {
			slices.SortStableFunc(pools, func(x, y partPool) int { return cmp.Compare(x.value, y.value) })
		}
		switch {
		case b.Field.Cut && b.Field.Falling:
			pools, _ = goWay(pools, -1)
		case b.Field.Cut:
			pools, _ = goWay(pools, 1)
		case b.Field.Ordered() && j.oneWay(b.Field):
			pools = goOneWay(pools)
		}
		pools = joinAlike(pools)
		if b.Field.Ordered() {
			pools = flatten(pools)
		}
		for _, pool := range pools {
			for _, p := range pool.parts {
				j.parts[k][p] = pool.value
			}
		}
	}
}

// partPool is bins that share one part.
type partPool struct {
	parts  []int
	value  float64
	weight float64 // the information of its leads
	leads  int
}

func (p partPool) join(q partPool) partPool {
	joined := partPool{append(slices.Clone(p.parts), q.parts...), p.value, p.weight + q.weight, p.leads + q.leads}
	if joined.weight > 0 {
		joined.value = (float64(p.value*p.weight) + float64(q.value*q.weight)) / joined.weight
	}
	return joined
}

// unlike is the chi-squared of the difference of two pools, by how much it exceeds what
// they need to stay apart; at most 0 where they are alike.
func (p partPool) unlike(q partPool) float64 {
	if p.weight == 0 || q.weight == 0 {
		return 0
	}
	need := binning.NoDifference
	if min(p.leads, q.leads) < surelyUnder {
		need = surely
	}
	return p.chiSquared(q) - need
}

// chiSquared is that of the difference of two pools.
func (p partPool) chiSquared(q partPool) float64 {
	if p.weight == 0 || q.weight == 0 {
		return 0
	}
	d := p.value - q.value
	return float64(d*d) / (1/p.weight + 1/q.weight)
}

// flatten joins ranges until the parts have one bend at most, a peak or a valley, but for
// bends that are there beyond doubt: a person asks why the middle is better than both sides,
// and then worse again, and luck is no answer.
func flatten(pools []partPool) []partPool {
	for {
		bends, least, at := 0, bumpSurely, -1
		for i := 1; i+1 < len(pools); i++ {
			left, mid, right := pools[i-1], pools[i], pools[i+1]
			if (mid.value-left.value)*(right.value-mid.value) > 0 {
				continue
			}
			bends++
			for side, d := range []float64{left.chiSquared(mid), mid.chiSquared(right)} {
				if d < least {
					least, at = d, i-1+side
				}
			}
		}
		if bends < 2 || at < 0 {
			return pools
		}
		pools[at] = pools[at].join(pools[at+1])
		pools = slices.Delete(pools, at+1, at+2)
	}
}

// joinAlike joins neighbours that are alike, the most alike first.
func joinAlike(pools []partPool) []partPool {
	for len(pools) > 1 {
		least, at := math.Inf(1), 0
		for i := range pools[1:] {
			if d := pools[i].unlike(pools[i+1]); d < least {
				least, at = d, i
			}
		}
		if least > 0 {
			break
		}
		pools[at] = pools[at].join(pools[at+1])
		pools = slices.Delete(pools, at+1, at+2)
	}
	return pools
}

// goOneWay pools neighbours until the parts only rise, or only fall, whichever changes
// them less.
func goOneWay(pools []partPool) []partPool {
	rising, up := goWay(pools, 1)
	falling, down := goWay(pools, -1)
	if down < up {
		return falling
	}
	return rising
}

// goWay pools neighbours until the parts only rise (1), or only fall (-1), and says how much
// that changes them (pool adjacent violators).
func goWay(pools []partPool, sign float64) (joined []partPool, moved float64) {
	for _, p := range pools {
		joined = append(joined, p)
		for n := len(joined); n > 1 && sign*joined[n-1].value < sign*joined[n-2].value; n = len(joined) {
			joined = append(joined[:n-2:n-2], joined[n-2].join(joined[n-1]))
		}
	}
	value := map[int]float64{}
	for _, p := range joined {
		for _, part := range p.parts {
			value[part] = p.value
		}
	}
	for _, p := range pools {
		d := p.value - value[p.parts[0]]
		moved += float64(p.weight * float64(d*d))
	}
	return joined, moved
}
