package workbook

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// TestFormatNeverLoses: whatever a format is, a number is shown, and one that is plainly
// shown is the number, or a hundred times it with a percent sign.
func TestFormatNeverLoses(t *testing.T) {
	piece := rapid.SampledFrom([]string{"0", "#", "?", ".", ",", "%", ";", `"x"`, `"`, `\`, "_", "*", "[", "]", "[Red]", "[$¥-411]", "[>1]", "[h]", "General", "E+", "/", "@", "y", "m", "d", "h", "s", "-", "(", ")", "円", "AM/PM", " "})
	rapid.Check(t, func(t *rapid.T) {
		code := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "code"), "")
		number := rapid.Float64Range(-1e9, 1e9).Draw(t, "number")
		if rapid.Bool().Draw(t, "whole") {
			number = float64(int(number))
		}
		format := parseFormat(code)
		written := strconv.FormatFloat(number, 'g', -1, 64)
		if format.kind != asNumber {
			calendar{}.append(nil, []byte(written), format.kind)
			return
		}
		text, typed := format.appendNumber(nil, []byte(written))
		if len(text) == 0 {
			t.Fatalf("%q shows nothing of %s", code, written)
		}
		plain, ok := plainDigits([]byte(written))
		if !ok {
			t.Fatalf("%s is no number", written)
		}
		// A comma may divide by a thousand, a minus may be a text before any number, and a
		// percent sign between digits is part of a code that nobody writes.
		if typed && isPlain(text) && string(text) != string(plain) && !strings.ContainsAny(code, ",-") && !strings.Contains(strings.TrimRight(code, "%"), "%") {
			t.Errorf("%q of %s is %s", code, written, text)
		}
	})
}
