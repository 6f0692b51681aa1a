package cmd

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// endedBy is the error of a run that a signal ended.
type endedBy struct{ syscall.Signal }

func (e endedBy) Error() string {
	if e.Signal == syscall.SIGTERM {
		return "terminated"
	}
	return "interrupted"
}

// status is that by which a shell tells which signal it was.
func (e endedBy) status() int { return 128 + int(e.Signal) }

// untilSignal gives a context that the first signal to end cancels, with what it was as
// the cause, so that the run can clean up. A second one gives up all files and exits at
// once. Signals that whoever started the program ignores, as nohup does, stay ignored.
func untilSignal(giveUp func(), leave func(status int)) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 2)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	over := make(chan struct{})
	go func() {
		for {
			select {
			case s := <-signals:
				ended := endedBy{Signal: s.(syscall.Signal)}
				if ctx.Err() != nil {
					giveUp()
					leave(ended.status())
				}
				cancel(ended)
			case <-over:
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(over)
		cancel(nil)
	}
}
