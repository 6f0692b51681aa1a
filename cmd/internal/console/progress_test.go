package console

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/cheggaaa/pb/v3"

	"leadscore/internal/texts"
)

func TestPerSecond(t *testing.T) {
	for _, c := range []struct {
		n    int64
		took time.Duration
		want string
	}{
		{960_000, 400 * time.Millisecond, "2.4 M/s"},
		{1_000_000, time.Second, "1.0 M/s"},
		{999_600, time.Second, "1.0 M/s"},
		{999_400, time.Second, "999 k/s"},
		{1500, time.Second, "2 k/s"},
		{7, 2 * time.Second, "4/s"},
		{0, time.Second, "0/s"},
		{5, 0, "5 k/s"}, // no less than a millisecond is measured
	} {
		if got := PerSecond(texts.Texts{}, c.n, c.took); got != c.want {
			t.Errorf("%d in %v: %s, want %s", c.n, c.took, got, c.want)
		}
	}
}

// What is shown while a list is read.
func TestProgress(t *testing.T) {
	p := startProgress(4_000_000)
	p.began = time.Now().Add(-time.Second)
	read, err := io.Copy(io.Discard, p.Reader(strings.NewReader(strings.Repeat("x", 1_000_000))))
	if err != nil || read != 1_000_000 {
		t.Fatal(read, err)
	}
	p.Add(1000)
	p.Add(500)
	p.bar.SetWriter(io.Discard).SetWidth(80)
	for _, want := range []string{"1.00 MB / 4.00 MB", "  25%  ", "k/s leads"} {
		if got := shown(p); !strings.Contains(got, want) {
			t.Errorf("shown is %q, want %q in it", got, want)
		}
	}
	p.Writing(8_000_000)
	p.Wrote(2_000_000)
	if got := shown(p); !strings.Contains(got, "writing 2.00 MB / 8.00 MB  25%  ") {
		t.Errorf("shown of a list that is written is %q", got)
	}
	piped := startProgress(0)
	piped.bar.SetWriter(io.Discard).SetWidth(80)
	if got := shown(piped); !strings.HasPrefix(got, "reading 0 B  ") || strings.Contains(got, "%") {
		t.Errorf("shown of a list of unknown size is %q", got)
	}
}

func shown(p *Progress) string { return strings.TrimSpace(p.bar.Set(pb.Static, true).Start().String()) }

// Nobody sees progress who does not sit at a terminal.
func TestProgressOfNobody(t *testing.T) {
	var p *Progress = Env{Err: io.Discard}.NewProgress(Common{}, 100)
	if p != nil {
		t.Fatal("there is progress")
	}
	in := strings.NewReader("x")
	if p.Reader(in) != io.Reader(in) {
		t.Error("the reader is not the same")
	}
	p.Add(1)
	p.Writing(1)
	p.Wrote(1)
	p.End()
}
