// Package learn makes rulebooks of won and lost leads: rulebooks that people can read, edit
// and diff, with a Report that says where every line comes from, what was left out and why,
// and how well the rulebook sorts leads that it has not seen. Recalibrate moves only the
// stages of a rulebook.
//
// The walk of Learn: columns become fields (typing), fields that know the outcome or the time
// are left out (guards), their values are binned (binning), fields are chosen and get points
// (scorecard), all on leads beside those held out (holdout), and what scores promise is cut on
// these (promise). Reference models see the same leads (beside).
package learn
