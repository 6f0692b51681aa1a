package ranking

import (
	"container/heap"

	"leadscore/cmd/internal/leadlist"
	"leadscore/leads"
	"leadscore/scoring"
)

// Lead is a lead among the best so far.
type Lead struct {
	Order   scoring.Order
	Record  *leads.Record
	account string // where one of each is wanted

	far *farCells // where the cells of a long row are; nil: in Record
}

// Compare is negative where a ranks before b.
func (a Lead) Compare(b Lead) int { return a.Order.Compare(b.Order) }

// Best are the best leads so far of those that one worker has met.
type Best struct {
	Top    int              // 0: all
	Worker *leadlist.Worker // that scored them, several at once; nil: one after the other
	Leads  rankedLeads

	long *longRows // nil: all is kept in memory
}

// Add takes a lead in if it is among the best.
func (b *Best) Add(lead Lead) {
	switch {
	case b.Top == 0:
		lead = b.long.keep(b.Worker, lead)
		b.Leads = append(b.Leads, lead)
	case len(b.Leads) < b.Top:
		lead = b.long.keep(b.Worker, lead)
		heap.Push(&b.Leads, lead)
	case lead.Compare(b.Leads[0]) < 0:
		lead = b.long.keep(b.Worker, lead)
		b.Leads[0] = lead
		heap.Fix(&b.Leads, 0)
	}
}

// rankedLeads is a heap with the worst lead on top.
type rankedLeads []Lead

func (h rankedLeads) Len() int { return len(h) }

func (h rankedLeads) Less(i, j int) bool { return h[i].Compare(h[j]) > 0 }

func (h rankedLeads) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *rankedLeads) Push(lead any) { *h = append(*h, lead.(Lead)) }

func (h *rankedLeads) Pop() any {
	last := len(*h) - 1
	lead := (*h)[last]
	*h = (*h)[:last]
	return lead
}
