//go:build purego || !amd64

package scan

const hasVectors = false

type vectors struct{}

func newVectors(Syntax) vectors { return vectors{} }

func (*vectors) isOdd() bool { return false }

func (i *indexer) scanByVectors(at, chunks int) { i.scan(at, chunks) }
