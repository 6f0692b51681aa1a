//go:build purego || !amd64

package leads

const hasVectors = false

func (i *indexer) scanByVectors(at, chunks int) { i.scan(at, chunks) }
