// Package jobs runs what can be done at the same time, with results that do not depend on
// the order in which it is.
package jobs
