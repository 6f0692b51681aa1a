// Package holdout deals leads into those to learn from and those to measure on: folds, the
// newest, rolling windows. Copies of a lead stay together.
package holdout
