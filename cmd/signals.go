package cmd

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"leadscore/cmd/internal/exit"
)

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
				ended := exit.EndedBy{Signal: s.(syscall.Signal)}
				if ctx.Err() != nil {
					giveUp()
					leave(ended.Status())
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
