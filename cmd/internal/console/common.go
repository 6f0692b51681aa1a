package console

import (
	"fmt"
	"strconv"
	"time"

	"leadscore/match/calendar"
)

// Common are the options that every command has.
type Common struct {
	Rules     string // the rulebook's file
	AsOf      AsOf
	Quiet     bool
	Color     string // auto, always, never
	Width     Width
	Ambiguous string // cells that an ambiguous character takes: 1, 2
	Lang      string // what texts about leads are in: rulebook, en, ja; of commands that have the flag

	RulesNote string // how Rules was found, where that is to be told
}

// AsOf is a flag that takes a day.
type AsOf struct {
	Day   calendar.Day
	Given bool
}

func (d *AsOf) Type() string { return "DATE" }

func (d *AsOf) String() string {
	if !d.Given {
		return ""
	}
	return d.Day.String()
}

func (d *AsOf) Set(text string) error {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return fmt.Errorf("%q is no day. expected year-month-day, as in 2026-11-21", text)
	}
	*d = AsOf{calendar.DayOf(t), true}
	return nil
}

// Width is a flag that takes a number of terminal cells.
type Width struct {
	Cells int
	Given bool
}

func (w *Width) Type() string { return "CELLS" }

func (w *Width) String() string {
	if !w.Given {
		return ""
	}
	return strconv.Itoa(w.Cells)
}

func (w *Width) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is no width. expected a whole number, 0 for no limit", text)
	}
	*w = Width{n, true}
	return nil
}
