//go:build purego || !amd64

package leads

const hasVectors = false

type vectors struct{}

func newVectors(syntax) vectors { return vectors{} }

func (*vectors) isOdd() bool { return false }

func (i *indexer) scanByVectors(at, chunks int) { i.scan(at, chunks) }
