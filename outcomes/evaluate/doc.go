// Package evaluate measures how well a rulebook sorts the won from the lost leads of a
// history, and what each of its rules, stages and rates is worth.
package evaluate
