// Package stats is the statistics of won and lost leads: how well scores sort them, how
// well probabilities fit, what a field tells. Each function names the source of its
// formula; the tests hold them to published examples and to other programs' figures.
package stats
