package recall

import "leadscore/match/exact"

// Pairs remembers what two decisions have decided together, as Cells does with cells.
type Pairs struct{ cells Cells }

// Forget forgets all pairs.
func (p *Pairs) Forget() { p.cells.Forget() }

// IsFull tells whether it is time to forget.
func (p *Pairs) IsFull() bool { return p.cells.IsFull() }

// Count is how many pairs are remembered.
func (p *Pairs) Count() int { return p.cells.count }

func pairKey(a, b uint32) key { return key{uint64(a)<<32 | uint64(b), 1} }

// Column takes the pairs of two columns of decisions, as Cells.Column does with cells.
func (p *Pairs) Column(one, other []uint32, sums []exact.Points, ids []uint32, rest *Rows) {
	places, put := p.cells.places, 0
	mask := uint64(len(places) - 1)
	one, other, ids = one[:len(sums)], other[:len(sums)], ids[:len(sums)]
	for r := range sums {
		k := pairKey(one[r], other[r])
		for i := k.hash(); ; i++ {
			at := &places[i&mask]
			if (at.key.a^k.a)|(at.key.b^k.b) == 0 {
				sums[r] += at.Points
				ids[r] = at.ID
				break
			}
			if at.ID == 0 {
				rest.at[put&(MostRows-1)] = uint8(r)
				put++
				break
			}
		}
	}
	rest.count = put
}

// Find finds a pair; nil where it is not remembered.
func (p *Pairs) Find(a, b uint32) *Place {
	places := p.cells.places
	k, mask := pairKey(a, b), uint64(len(places)-1)
	for i := k.hash(); ; i++ {
		switch at := &places[i&mask]; {
		case at.key.a == k.a && at.ID != 0:
			return at
		case at.ID == 0:
			return nil
		}
	}
}

// Add remembers a pair that Find does not.
func (p *Pairs) Add(a, b uint32, points exact.Points, id uint32) {
	c := &p.cells
	if c.count++; 3*c.count > len(c.places) {
		c.grow()
	}
	c.put(&Place{key: pairKey(a, b), Points: points, ID: id})
}
