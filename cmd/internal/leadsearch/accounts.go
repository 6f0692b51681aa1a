package leadsearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/accounts"
	"leadscore/cmd/internal/accountlist"
	"leadscore/cmd/internal/accountview"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/leads/typed"
	"leadscore/match/fold"
	"leadscore/scoring"
)

// explainAccounts says why accounts have their scores.
func explainAccounts(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) error {
	lo := o.ToOpen()
	lo.Accounts = &scoring.AccountOptions{By: o.By}
	return leadlist.Over(ctx, e, o.Common, r, lo, func(l *leadlist.List) (func(), error) {
		s, err := newAccountSearch(l, o.Accounts)
		if err != nil {
			return nil, err
		}
		if err := accountlist.EachLead(l, nil, s.take); err != nil {
			return nil, err
		}
		if err := s.missing(l); err != nil {
			return nil, err
		}
		return nil, e.Paged(o.Output, o.PagerOptions, func(w io.Writer) error { return s.write(w, l, e, o) })
	})
}

// accountSearch collects the leads of some accounts.
type accountSearch struct {
	given []string // names, as they were given
	keys  []string // of each
	found map[string][]accounts.Lead
	names []string // of the other accounts, for a near miss
	seen  map[string]bool
}

func newAccountSearch(l *leadlist.List, names []string) (*accountSearch, error) {
	s := &accountSearch{given: names, found: map[string][]accounts.Lead{}, seen: map[string]bool{}}
	for _, name := range names {
		key := l.Scorer.AccountKey(name)
		if key == "" {
			return nil, exit.Usagef("--account: %q is no name of an account. expected one as it stands in %s", name, l.Engine.AccountHeader())
		}
		s.keys = append(s.keys, key)
	}
	return s, nil
}

func (s *accountSearch) take(p *accountlist.Part) {
	for _, l := range p.Leads {
		switch {
		case slices.Contains(s.keys, l.Key):
			l.Roles, l.Elements = slices.Clone(l.Roles), slices.Clone(l.Elements)
			s.found[l.Key] = append(s.found[l.Key], l)
		case l.Key != "" && len(s.names) < NearMisses && !s.seen[l.Key]:
			s.seen[l.Key] = true
			s.names = append(s.names, l.Name)
		}
	}
}

// missing is the error of accounts that are not there.
func (s *accountSearch) missing(l *leadlist.List) error {
	var texts []string
	for i, key := range s.keys {
		if len(s.found[key]) > 0 {
			continue
		}
		text := fmt.Sprintf("%s: no lead is of the account %q in %s", l.Name, s.given[i], l.Engine.AccountHeader())
		if near, ok := fold.Nearest(s.given[i], s.names); ok {
			text += ". did you mean " + near + "?"
		}
		texts = append(texts, text)
	}
	if texts == nil {
		return nil
	}
	return errors.New(strings.Join(texts, "\n"))
}

// write writes the explanations, in the order of the names.
func (s *accountSearch) write(w io.Writer, l *leadlist.List, e console.Env, o Options) error {
	view := accountview.New(l.Rules.Book, l.Engine.Accounts())
	table := typed.NewWriter[accountview.LineRow](w)
	all := []accountview.ExplanationJSON{}
	for i, key := range s.keys {
		x := l.Engine.Accounts().Explain(s.found[key])
		switch o.Format {
		case "json":
			all = append(all, view.ExplanationJSON(x))
			continue
		case "csv":
			for _, row := range view.LineRows(x) {
				if err := table.Write(row); err != nil {
					return err
				}
			}
			continue
		}
		if i > 0 {
			if _, err := io.WriteString(w, "\n\n"); err != nil {
				return err
			}
		}
		if err := view.Explain(w, x, e.Screen(o.Common)); err != nil {
			return err
		}
	}
	switch o.Format {
	case "json":
		data, err := report.MarshalJSON(all, "")
		if err != nil {
			return err
		}
		_, err = w.Write(append(data, '\n'))
		return err
	case "csv":
		return table.Close()
	}
	return nil
}
