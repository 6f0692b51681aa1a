// Package beside brings the fields of a history to the reference models that scorecards are
// compared with.
package beside
