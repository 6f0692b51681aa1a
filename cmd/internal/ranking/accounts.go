package ranking

import (
	"container/heap"
	"slices"
	"strconv"

	"leadscore/cmd/internal/leadlist"
	"leadscore/scoring"
)

// accountOptions ask for accounts where the best lead of each is wanted.
func (o *Options) accounts() *scoring.AccountOptions {
	if !o.OnePerAccount {
		return nil
	}
	return &scoring.AccountOptions{By: o.By}
}

// bestOfAccounts are the best leads so far of those that one worker has met, one of each
// account. A lead that was pushed out is never missed: those that remain only get better.
type bestOfAccounts struct {
	top    int // 0: all
	worker *leadlist.Worker
	long   *longRows
	kept   accountHeap
}

func newBestOfAccounts(top int, of *leadlist.Worker, long *longRows) *bestOfAccounts {
	return &bestOfAccounts{top: top, worker: of, long: long, kept: accountHeap{at: map[string]int{}}}
}

// add takes the lead scored last in if it is among the best.
func (b *bestOfAccounts) add(lead Lead) {
	lead.account = b.worker.Scorer.AccountOf(b.worker.Visible)
	if lead.account == "" { // it stands for itself
		lead.account = "\x00" + strconv.Itoa(lead.Order.Line)
	}
	k := &b.kept
	at, met := k.at[lead.account]
	switch {
	case met && lead.Compare(k.leads[at]) >= 0:
	case met:
		lead = b.long.keep(b.worker, lead)
		k.leads[at] = lead
		heap.Fix(k, at)
	case b.top == 0 || k.Len() < b.top:
		lead = b.long.keep(b.worker, lead)
		heap.Push(k, lead)
	case lead.Compare(k.leads[0]) < 0:
		lead = b.long.keep(b.worker, lead)
		delete(k.at, k.leads[0].account)
		k.leads[0], k.at[lead.account] = lead, 0
		heap.Fix(k, 0)
	}
}

// accountHeap is a heap with the worst lead on top, which knows where the lead of an account
// is.
type accountHeap struct {
	leads rankedLeads
	at    map[string]int
}

func (h *accountHeap) Len() int { return h.leads.Len() }

func (h *accountHeap) Less(i, j int) bool { return h.leads.Less(i, j) }

func (h *accountHeap) Swap(i, j int) {
	h.leads.Swap(i, j)
	h.at[h.leads[i].account], h.at[h.leads[j].account] = i, j
}

func (h *accountHeap) Push(lead any) {
	h.at[lead.(Lead).account] = len(h.leads)
	h.leads.Push(lead)
}

func (h *accountHeap) Pop() any {
	lead := h.leads.Pop()
	delete(h.at, lead.(Lead).account)
	return lead
}

// oneOfEach keeps of leads that are ranked the first of each account.
func oneOfEach(leads []Lead) []Lead {
	seen := map[string]bool{}
	return slices.DeleteFunc(leads, func(lead Lead) bool {
		again := seen[lead.account]
		seen[lead.account] = true
		return again
	})
}
