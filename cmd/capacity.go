package cmd

import (
	"fmt"
	"strconv"
	"strings"

	"leadscore/internal/texts"
	"leadscore/match/cell"
	"leadscore/outcomes"
	"leadscore/outcomes/learn"
)

// capacity is a flag that says how many leads can be called.
type capacity struct {
	PerWeek float64 // 0: a share was given, or nothing
	Share   float64 // of the leads, 0 to 1
	text    string
}

func (c *capacity) Type() string   { return "N/week" }
func (c *capacity) String() string { return c.text }

// Given tells whether the flag was.
func (c *capacity) Given() bool { return c.text != "" }

const weeksPerMonth = 365.25 / 12 / 7

func (c *capacity) Set(text string) error {
	want := fmt.Errorf("%q is no capacity. expected calls in a week or a month, as in 40/week, or a share of the leads, as in 20%%", text)
	if share, err := cell.ParseShare(text); err == nil {
		v, _ := share.Rat().Float64()
		if v <= 0 || v > 1 {
			return want
		}
		*c = capacity{Share: v, text: text}
		return nil
	}
	number, per, _ := strings.Cut(text, "/")
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(n > 0) || n > 1e9 {
		return want
	}
	switch strings.TrimSpace(per) {
	case "week":
	case "month":
		n /= weeksPerMonth
	default:
		return want
	}
	*c = capacity{PerWeek: n, text: text}
	return nil
}

// check finds a number of calls in a list that has no dates.
func (c *capacity) check(h *history) error {
	if c.PerWeek > 0 && (h.date == nil || !h.date.Days) {
		return usagef("--capacity %s: how many leads come in a week is known only from a column of dates. name it with --date, or give a share of the leads, as in --capacity 20%%", c.text)
	}
	return nil
}

// tell says that more leads can be called than come.
func (c *capacity) tell(e env, in texts.Texts, o common, h *history) {
	if c.PerWeek == 0 {
		return
	}
	if _, arriving, _ := h.ShareOf(c.PerWeek); c.PerWeek > arriving {
		e.noteIn(in, o, "--capacity %s: only %.1f leads a week come, so all of them can be called", c.text, arriving)
	}
}

// shareOf is the share of the leads that can be called; 0 where nothing was given.
func (c *capacity) shareOf(h *outcomes.History) float64 {
	if c.PerWeek > 0 {
		share, _, _ := h.ShareOf(c.PerWeek)
		return share
	}
	return c.Share
}

// share is a flag that takes a share above 0 % and under 100 %.
type share struct {
	Value float64 // 0: not given
	text  string
}

func (s *share) Type() string   { return "SHARE" }
func (s *share) String() string { return s.text }

// Given tells whether the flag was.
func (s *share) Given() bool { return s.text != "" }

func (s *share) Set(text string) error {
	n, err := cell.ParseShare(text)
	v := 0.0
	if err == nil {
		v, _ = n.Rat().Float64()
	}
	if v <= 0 || v >= 1 {
		return fmt.Errorf("%q is no share. expected one above 0%% and under 100%%, as in 30%%", text)
	}
	*s = share{v, text}
	return nil
}

// holdout is a flag that says which leads are held out.
type holdout struct {
	Split learn.Split
	Share float64 // 0: the default
	text  string
}

func (h *holdout) Type() string   { return "auto" }
func (h *holdout) String() string { return h.text }

func (h *holdout) Set(text string) error {
	var part share
	switch {
	case text == "auto":
		*h = holdout{text: text}
	case text == "folds":
		*h = holdout{Split: learn.SplitFolds, text: text}
	case part.Set(text) == nil:
		*h = holdout{Split: learn.SplitNewest, Share: part.Value, text: text}
	default:
		return fmt.Errorf("%q is no way to hold leads out. expected auto, folds, or a share of the newest, as in 30%%", text)
	}
	return nil
}

// days is a time such as 90d.
type days int

func (d *days) Type() string { return "DAYS" }
func (d *days) String() string {
	if *d == 0 {
		return ""
	}
	return fmt.Sprintf("%dd", int(*d))
}

func (d *days) Set(text string) error {
	n, err := cell.ParseDays(text)
	if err != nil {
		return err
	}
	*d = days(n)
	return nil
}
