// Package scorecard chooses fields and gives their bins points, and writes the card as a
// rulebook.
package scorecard
