// Package files opens what is read and writes what appears whole: temporary files beside
// their target, put in its place in one step, given up without a trace where a run ends
// early, and found by the next run where it was killed.
package files
