// Package rundiff finds who moved between two outputs of score, between one and a list, or where
// one rulebook takes the place of another.
package rundiff

import (
	"context"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/movers"
	"leadscore/cmd/internal/report"
)

// Options are what diff is told.
type Options struct {
	console.Common
	listfile.InputOptions
	console.OutputOptions
	Old, New   string // two outputs; New "": Old is a list that two rulebooks score
	With       string // the later rulebook
	RulesGiven bool   // by a flag
	Key        string
	Prefix     string
	Only       []string
	Top        int
	TopGiven   bool
	Best       int
	Format     string // table, markdown, html, csv, json
	MostMoved  shareLimit
}

// MoveNames lists the moves that --only takes.
func MoveNames() []string {
	var names []string
	for _, kind := range movers.Kinds() {
		if kind != movers.Same {
			names = append(names, string(kind))
		}
	}
	return names
}

// shareLimit is a flag that takes a share in percent.
type shareLimit struct {
	Text string // as given; "": no limit
	Most float64
}

func (l *shareLimit) Type() string { return "SHARE" }

func (l *shareLimit) String() string { return l.Text }

func (l *shareLimit) Set(text string) error {
	digits, percent := strings.CutSuffix(text, "%")
	most, err := strconv.ParseFloat(digits, 64)
	if err != nil || !percent || !(most >= 0 && most <= 100) {
		return fmt.Errorf("%q is not possible. expected a share in percent, as in 5%%", text)
	}
	*l = shareLimit{text, most / 100}
	return nil
}

// Run is the command diff.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := e.CheckTargets(o.OutputOptions, o.inputs(), o.TheResults()); err != nil {
		return err
	}
	only, err := o.only()
	if err != nil {
		return err
	}
	r, err := find(ctx, e, o)
	if err != nil {
		return err
	}
	r.Best, r.Only = o.Best, only
	if err := e.Results(o.Output, func(w io.Writer) error { return writeDiff(w, e, o, r) }); err != nil {
		return err
	}
	return o.gate(r.Tally)
}

// find finds who moved.
func find(ctx context.Context, e console.Env, o Options) (*movers.Report, error) {
	if o.With != "" {
		return diffRules(ctx, e, o)
	}
	return diffOutputs(ctx, e, o)
}

func (o *Options) inputs() []console.Input {
	if o.With != "" {
		return []console.Input{o.TheRulebook(), {What: "the later rulebook", Path: o.With}, console.TheList(o.Old)}
	}
	return []console.Input{o.TheRulebook(), {What: "the earlier output", Path: o.Old}, {What: "the later output", Path: o.New}}
}

func (o *Options) only() ([]movers.Kind, error) {
	var kinds []movers.Kind
	for _, name := range o.Only {
		if !slices.Contains(MoveNames(), name) {
			return nil, exit.Usagef("--only: %w", exit.NotOneOf(name, "move", MoveNames()))
		}
		kinds = append(kinds, movers.Kind(name))
	}
	return kinds, nil
}

// most is how many leads of each move are kept; 0: all.
func (o *Options) most() int {
	if !o.TopGiven && (o.Format == "csv" || o.Format == "json") {
		return 0
	}
	return o.Top
}

func writeDiff(w io.Writer, e console.Env, o Options, r *movers.Report) error {
	switch o.Format {
	case "csv":
		return r.CSV(w)
	case "json":
		return r.JSON(w)
	case "markdown":
		return r.Document().Markdown(w)
	case "html":
		return r.Document().HTML(w)
	}
	return r.Document().Text(w, e.Screen(o.Common))
}

// gate is the error of more changes of stage than are allowed.
func (o *Options) gate(t *movers.Tally) error {
	share := t.StageChanges()
	if o.MostMoved.Text == "" || math.IsNaN(share) || share <= o.MostMoved.Most {
		return nil
	}
	changed := t.Counts[movers.Promoted] + t.Counts[movers.Demoted]
	return fmt.Errorf("%s of %s change the stage (%.2f%%). --fail-on-stage-change %s allows no more",
		report.Thousands(changed), report.Count(t.Compared(), "lead"), 100*share, o.MostMoved.Text)
}

// shortName is a file's name in a title.
func shortName(path string) string {
	if !console.ToFile(path) {
		return "standard input"
	}
	return filepath.Base(path)
}
