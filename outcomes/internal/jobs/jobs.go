package jobs

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do runs jobs 0 to n-1 on all processors. Each job writes only what is its own,
// so the result does not depend on their order.
func Do(n int, job func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				job(i - 1)
			}
		})
	}
	workers.Wait()
}
