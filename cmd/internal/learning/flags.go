package learning

import (
	"fmt"

	"leadscore/match/cell"
	"leadscore/outcomes/learn"
)

// Share is a flag that takes a share above 0 % and under 100 %.
type Share struct {
	Value float64 // 0: not given
	Text  string
}

func (s *Share) Type() string { return "SHARE" }

func (s *Share) String() string { return s.Text }

// Given tells whether the flag was.
func (s *Share) Given() bool { return s.Text != "" }

func (s *Share) Set(text string) error {
	n, err := cell.ParseShare(text)
	v := 0.0
	if err == nil {
		v, _ = n.Rat().Float64()
	}
	if v <= 0 || v >= 1 {
		return fmt.Errorf("%q is no share. expected one above 0%% and under 100%%, as in 30%%", text)
	}
	*s = Share{v, text}
	return nil
}

// Holdout is a flag that says which leads are held out.
type Holdout struct {
	Split learn.Split
	Share float64 // 0: the default
	Text  string
}

func (h *Holdout) Type() string { return "auto" }

func (h *Holdout) String() string { return h.Text }

func (h *Holdout) Set(text string) error {
	var part Share
	switch {
	case text == "auto":
		*h = Holdout{Text: text}
	case text == "folds":
		*h = Holdout{Split: learn.SplitFolds, Text: text}
	case part.Set(text) == nil:
		*h = Holdout{Split: learn.SplitNewest, Share: part.Value, Text: text}
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
