package console

import (
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cheggaaa/pb/v3"

	"leadscore/internal/texts"
)

// Progress shows a person who waits how far the reading of a list is. A nil one shows
// nothing.
type Progress struct {
	began   time.Time
	leads   atomic.Int64
	bar     *pb.ProgressBar
	mu      sync.Mutex // of starting and ending
	waiting *time.Timer
	ended   bool
}

const (
	progressAfter = time.Second // a run that ends sooner shows none
	progressEvery = 200 * time.Millisecond

	// What is shown: of a list whose size is known, and of another.
	progressOfSize = `{{string . "doing"}} {{counters . }}  {{percent . "%.0f%%"}}  {{string . "leads"}}  {{rtime . "%s left"}}`
	progressOfPipe = `{{string . "doing"}} {{counters . }}  {{string . "leads"}}`
)

// NewProgress makes the progress of reading a number of bytes, 0 if nobody knows how
// many, for those who sit at a terminal.
func (e Env) NewProgress(o Common, bytes int64) *Progress {
	screen, person := Terminal(e.Err)
	if !person || o.Quiet || e.Log.forPrograms() || os.Getenv("TERM") == "dumb" {
		return nil
	}
	p := startProgress(bytes)
	p.bar.SetWriter(screen)
	p.waiting = time.AfterFunc(progressAfter, p.show)
	return p
}

func startProgress(bytes int64) *Progress {
	p := &Progress{began: time.Now(), bar: pb.New64(bytes)}
	p.bar.Set(pb.Bytes, true).Set(pb.SIBytesPrefix, true).Set(pb.CleanOnFinish, true).Set("doing", "reading").Set("leads", p)
	p.bar.SetRefreshRate(progressEvery).SetTemplateString(progressOfSize)
	if bytes == 0 {
		p.bar.SetTemplateString(progressOfPipe)
	}
	return p
}

func (p *Progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ended {
		p.bar.Start()
	}
}

// End takes the progress off the screen.
func (p *Progress) End() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	p.waiting.Stop()
	if p.bar.IsStarted() {
		p.bar.Finish()
	}
}

// Add counts leads that were scored.
func (p *Progress) Add(leads int) {
	if p != nil {
		p.leads.Add(int64(leads))
	}
}

// Writing tells that all has been read, and that so many bytes are to be written.
func (p *Progress) Writing(bytes int64) {
	if p != nil {
		p.bar.Set("doing", "writing").SetTemplateString(progressOfSize).SetTotal(bytes).SetCurrent(0)
	}
}

// Wrote counts bytes.
func (p *Progress) Wrote(bytes int) {
	if p != nil {
		p.bar.Add(bytes)
	}
}

// Reader counts what is read.
func (p *Progress) Reader(r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	return p.bar.NewProxyReader(r)
}

// String says how many leads were scored each second.
func (p *Progress) String() string {
	return PerSecond(texts.Texts{}, p.leads.Load(), time.Since(p.began)) + " leads"
}

// PerSecond is a rate for people: 2.4 M/s.
func PerSecond(in texts.Texts, n int64, d time.Duration) string {
	rate := float64(n) / max(d, time.Millisecond).Seconds()
	switch {
	case rate >= 999_500:
		return in.Say("%.1f M/s", rate/1e6)
	case rate >= 1000:
		return in.Say("%.0f k/s", rate/1e3)
	}
	return in.Say("%.0f/s", rate)
}
