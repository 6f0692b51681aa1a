package learning

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/learnedview"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/speaker"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
)

// asker asks a person about what was learned, each thing once.
type asker struct {
	e     console.Env
	told  speaker.Speaker
	in    *bufio.Scanner
	asked map[string]bool // columns, and criteria by their columns
	ended bool            // there are no more answers
}

// askAbout learns, asks about each criterion and about columns left out that may tell the
// outcome, and learns anew by what was answered, until there is nothing new to ask. It
// gives the options that say so.
func askAbout(ctx context.Context, e console.Env, opt learn.Options, learn func(learn.Options) (*learn.Learned, error)) (learn.Options, error) {
	a := asker{e: e, told: learnedview.Speaker(opt.Language), in: bufio.NewScanner(&console.Source{Ctx: ctx, From: e.In, Name: "standard input"}), asked: map[string]bool{}}
	fmt.Fprintln(e.Err, "Enter takes the answer in capitals. What you do not believe is left out, and the rest is learned anew.")
	for {
		quick := opt // what is asked about needs no other models
		quick.References, quick.Alternatives = false, 0
		learned, err := learn(quick)
		if err != nil {
			return opt, err
		}
		drop, pairs := a.criteria(learned.Report.Criteria)
		allow := a.leftOut(learned.Report.Exclusions)
		if err := a.in.Err(); err != nil {
			return opt, err
		}
		if len(drop)+len(allow) == 0 && pairs {
			return opt, nil
		}
		if !pairs {
			opt.Pairs = -1
		}
		opt.Drop, opt.Allow = append(opt.Drop, drop...), append(opt.Allow, allow...)
	}
}

// criteria gives the columns of the criteria that are not believed, and whether those on
// two columns all are.
func (a *asker) criteria(all []learn.CriterionReport) (drop []string, pairs bool) {
	pairs = true
	for _, c := range all {
		key := fold.Text(strings.Join(c.Columns, "\n"))
		if a.asked[key] {
			continue
		}
		a.asked[key] = true
		fmt.Fprintln(a.e.Err)
		for _, line := range learnedview.CriterionLines(a.told, c) {
			fmt.Fprintln(a.e.Err, report.Clean(line))
		}
		switch believed := a.yes("Do you believe it? [Y/n]", true); {
		case len(c.Columns) > 1:
			pairs = pairs && believed
		case !believed:
			drop = append(drop, c.Columns[0])
		}
	}
	return drop, pairs
}

// leftOut gives the columns that a guard has left out and that were known beforehand.
func (a *asker) leftOut(all []outcomes.Exclusion) (allow []string) {
	for _, x := range all {
		if x.Cause != outcomes.CauseSuspect || a.asked[fold.Text(x.Column)] {
			continue
		}
		a.asked[fold.Text(x.Column)] = true
		fmt.Fprintf(a.e.Err, "\n%s\n", report.Clean(a.told.Exclusion(x)))
		if a.yes("Was it known before the call? [y/N]", false) {
			allow = append(allow, x.Column)
		}
	}
	return allow
}

// yes asks until the answer is yes, no or nothing.
func (a *asker) yes(question string, otherwise bool) bool {
	for !a.ended {
		fmt.Fprint(a.e.Err, report.Clean(question)+" ")
		if !a.in.Scan() {
			a.ended = true
			fmt.Fprintln(a.e.Err)
			break
		}
		switch strings.ToLower(strings.TrimSpace(a.in.Text())) {
		case "":
			return otherwise
		case "y", "yes", "はい":
			return true
		case "n", "no", "いいえ":
			return false
		}
		fmt.Fprintln(a.e.Err, "  expected y, n, or Enter")
	}
	return otherwise
}
