package charts

import (
	"strings"
	"testing"
)

func TestCharts(t *testing.T) {
	line := &Lines{Title: `a "title" & <more>`, X: "x", Y: "y", Curves: []Curve{{Name: "<b>", Points: [][2]float64{{0, 0}, {0.5, 1}, {1, 1}}}}}
	got := string(line.SVG())
	for _, want := range []string{`aria-label="a &#34;title&#34; &amp; &lt;more&gt;"`, "&lt;b&gt;", `<polyline class="curve" points="52.0,332.0 212.0,12.0 372.0,12.0"/>`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	ranges := &Ranges{Title: "t", X: "rate", Average: 0.2, AverageName: "dashed: all", Ranges: []Range{{Name: "A", Value: 0.25, Low: 0.2, High: 0.31, Promised: 0.3, Note: "12 leads"}}}
	got = string(ranges.SVG())
	// The axis ends at 40 %, so 25 % is five eighths of 380 from 200 on.
	for _, want := range []string{`<rect class="value" x="200.0" y="15.0" width="237.5" height="14.0"/>`, `<line class="promise" x1="485.0"`, "12 leads", "rate; dashed: all", ">40%<"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}
