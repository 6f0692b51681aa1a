package listfile

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/leads"
)

// limits is a flag that moves what bounds the reading of a list. The zero value has the
// limits of package leads.
type limits struct {
	columns, row, expanded, ratio, Keys int64 // 0: as ever
}

// one finds the limit with a name.
func (l *limits) one(name string) (value *int64, names []string) {
	names = []string{"columns", "row", "expanded", "ratio", "keys"}
	switch name {
	case "columns":
		value = &l.columns
	case "row":
		value = &l.row
	case "expanded":
		value = &l.expanded
	case "ratio":
		value = &l.ratio
	case "keys":
		value = &l.Keys
	}
	return value, names
}

func (l *limits) Type() string { return "NAME=N" }

func (l *limits) String() string {
	var given []string
	_, names := l.one("")
	for _, name := range names {
		if value, _ := l.one(name); *value > 0 {
			given = append(given, fmt.Sprintf("%s=%d", name, *value))
		}
	}
	return strings.Join(given, ",")
}

func (l *limits) Set(text string) error {
	for part := range strings.SplitSeq(text, ",") {
		name, number, _ := strings.Cut(part, "=")
		value, names := l.one(strings.TrimSpace(name))
		if value == nil {
			return exit.NotOneOf(strings.TrimSpace(name), "limit", names)
		}
		n, err := parseSize(strings.TrimSpace(number))
		if err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(name), err)
		}
		*value = n
	}
	return nil
}

// sizeUnits are what a size may end with.
var sizeUnits = []struct {
	name  string
	bytes int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 1 << 40}}

// parseSize reads a whole number, which may have a unit of bytes.
func parseSize(text string) (int64, error) {
	digits, unit := text, int64(1)
	for _, u := range sizeUnits {
		if before, ok := strings.CutSuffix(text, u.name); ok {
			digits, unit = strings.TrimSpace(before), u.bytes
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > math.MaxInt32 && unit > 1 || n > math.MaxInt64/unit {
		return 0, fmt.Errorf("%q is not possible. expected a whole number from 1 up, as in 50000 or 64MiB", text)
	}
	return n * unit, nil
}

// Apply puts the limits into the options of reading.
func (l *limits) Apply(read *leads.ReadOptions) {
	read.MaxColumns, read.MaxRecord = int(min(l.columns, math.MaxInt32)), int(min(l.row, math.MaxInt32))
	read.MaxExpanded, read.MaxRatio = l.expanded, int(min(l.ratio, math.MaxInt32))
}
