// Package outcomes learns from leads whose outcome is known: which of them were
// won, which were lost. It measures how well scores sort the one from the other,
// and learns rulebooks that people can read, edit and diff.
//
// A History holds the leads. Learn makes a rulebook of it, and a Report that says
// where every line comes from, what was left out and why, and how well the
// rulebook sorts leads that it has not seen. Recalibrate moves only the stages of
// a rulebook. Evaluate measures any rulebook, and each of its rules. The statistics
// stand on their own.
//
// The package is pure: no file, no clock, no randomness but that of a seed. The
// same history, options and seed give the same rulebook.
package outcomes
