// Package outcomes holds leads whose outcome is known, which of them were won, which were
// lost, and what is said of them all along: how well scores sort them, and which columns
// are left out.
//
// A History holds the leads; it scores them by a rulebook, each as of its own day. The rooms
// below do the rest: learn makes a rulebook of a History, evaluate measures any rulebook,
// promise says what scores promise, stats has the statistics, which stand on their own.
//
// All of it is pure: no file, no clock, no randomness but that of a seed. The same history,
// options and seed give the same rulebook.
package outcomes
