package jobs

import (
	"runtime"
	"sync"
)

// Do runs jobs 0 to n-1 on all processors. Each job writes only what is its own,
// so the result does not depend on their order.
func Do(n int, job func(i int)) {
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				job(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}
