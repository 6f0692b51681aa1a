// Package scoring is the engine of leadscore: it scores leads by a rulebook, says
// why, and what to ask next. It is pure: no file, clock, YAML, CSV or terminal.
//
// Compile resolves a Rulebook against a list's header once and finds every
// problem. What it gives, an Engine, cannot fail: a cell that does not read is
// unknown, and unknown is not no. A Scorer scores lead after lead without
// allocating; Explain says in full where a score comes from. One Engine serves any
// number of goroutines, each with a Scorer of its own.
//
// A score is the sum of its lines, in thousandths of a point: the ICP, each
// criterion, each framework, and each clamp that changes something. Each line is
// computed exactly and rounded once, so that the lines of an explanation always
// add up to the score. Bounds tell where the score would lie if some, all or none
// of the lead's unknown fields were filled.
//
// The score of a lead depends on its own cells, the rulebook and Options.AsOf, on
// nothing else.
package scoring
