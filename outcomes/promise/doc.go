// Package promise says what the scores of a rulebook promise: how often leads of a score
// win, and how many leads a stage takes that begins at one.
package promise
