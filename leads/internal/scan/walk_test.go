package scan

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// failer is a test, or one case of a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// compareWalks holds the walk in chunks to the one from quote to quote.
func compareWalks(t failer, x Syntax, data []byte) {
	t.Helper()
	end, odd := x.Walk(data)
	wantEnd, wantOdd := x.walkSlowly(data)
	if end != wantEnd || odd != wantOdd {
		t.Fatalf("%q ends at %d (odd: %v); quote by quote at %d (odd: %v)", data, end, odd, wantEnd, wantOdd)
	}
}

func TestWalkIsTheSlowWalk(t *testing.T) {
	skimmed := 0
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		end := rapid.SampledFrom([]string{"\n", "\n", "\r\n", "\r"}).Draw(t, "end")
		odd := rapid.SampledFrom([]int{0, 0, 1, 20}).Draw(t, "odd cells of 1000")
		rest := rapid.SampledFrom([]string{"", "x", `"`, `"x`, `"x"`, "\r", `"x"` + "\r", `""`}).Draw(t, "rest")
		data := []byte(randomCells(random, end, odd) + rest)
		x := Syntax{',', end[len(end)-1]}
		compareWalks(t, x, data)
		if x.skim(data) > 0 {
			skimmed++
		}
	})
	if skimmed < 5 {
		t.Errorf("%d lists were skimmed", skimmed)
	}
}

var oddCells = []string{`x"`, `"x"x`, `x"x"`, "\r", "x\r", "\rx", "x\r\r", `"`, `"""`, `"x" `, ` "x"`, `"` + "\r", `"x"` + "\r", "\r" + `"x"`}

// What is out of place is found wherever it stands in a chunk.
func TestWalkEverywhere(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		for _, odd := range oddCells {
			for before := range 2*chunk + 5 {
				for _, row := range []string{"%s%s,y%s", `"%s",%s,"y"%s`, `"%s""",%s%s`} {
					text := `"a"` + end + fmt.Sprintf(row, strings.Repeat("x", before), odd, end) + strings.Repeat(`"b",c`+end, 50)
					compareWalks(t, Syntax{',', end[len(end)-1]}, []byte(text))
				}
			}
		}
	}
}

// randomCells makes up the text of some rows, with or without quotes.
func randomCells(random *rand.Rand, end string, odd int) string {
	pick := func(among ...string) string { return among[random.IntN(len(among))] }
	quoted := random.IntN(101)
	var b strings.Builder
	for range random.IntN(100) {
		text := strings.Repeat("x", random.IntN(12)*random.IntN(12))
		switch {
		case random.IntN(1000) < odd:
			text = pick(oddCells...)
		case random.IntN(100) < quoted:
			text = `"` + text + pick("", "", `""`, ",", end, "\r", "\n", `""""`, `"",""`) + pick("", "x", `""`) + `"`
		}
		b.WriteString(text)
		b.WriteString(pick(",", ",", ",", end, end, end+end, "\r"[:len(end)-1]+end))
	}
	return b.String()
}
