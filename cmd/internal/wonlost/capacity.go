package wonlost

import (
	"fmt"
	"strconv"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/texts"
	"leadscore/match/cell"
	"leadscore/outcomes"
)

// Capacity is a flag that says how many leads can be called.
type Capacity struct {
	PerWeek float64 // 0: a share was given, or nothing
	Share   float64 // of the leads, 0 to 1
	Text    string
}

func (c *Capacity) Type() string { return "N/week" }

func (c *Capacity) String() string { return c.Text }

// Given tells whether the flag was.
func (c *Capacity) Given() bool { return c.Text != "" }

const weeksPerMonth = 365.25 / 12 / 7

func (c *Capacity) Set(text string) error {
	want := fmt.Errorf("%q is no capacity. expected calls in a week or a month, as in 40/week, or a share of the leads, as in 20%%", text)
	if share, err := cell.ParseShare(text); err == nil {
		v, _ := share.Rat().Float64()
		if v <= 0 || v > 1 {
			return want
		}
		*c = Capacity{Share: v, Text: text}
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
	*c = Capacity{PerWeek: n, Text: text}
	return nil
}

// Check finds a number of calls in a list that has no dates.
func (c *Capacity) Check(h *History) error {
	if c.PerWeek > 0 && (h.Date == nil || !h.Date.Days) {
		return exit.Usagef("--capacity %s: how many leads come in a week is known only from a column of dates. name it with --date, or give a share of the leads, as in --capacity 20%%", c.Text)
	}
	return nil
}

// Tell says that more leads can be called than come.
func (c *Capacity) Tell(e console.Env, in texts.Texts, o console.Common, h *History) {
	if c.PerWeek == 0 {
		return
	}
	if _, arriving, _ := h.ShareOf(c.PerWeek); c.PerWeek > arriving {
		e.NoteIn(in, o, "--capacity %s: only %.1f leads a week come, so all of them can be called", c.Text, arriving)
	}
}

// ShareOf is the share of the leads that can be called; 0 where nothing was given.
func (c *Capacity) ShareOf(h *outcomes.History) float64 {
	if c.PerWeek > 0 {
		share, _, _ := h.ShareOf(c.PerWeek)
		return share
	}
	return c.Share
}
