// Package activity makes fields of leads from what is logged about them: mails opened,
// pages seen, calls. A log is a list of events; it is told which leads there are
// (Log.AddLead), judges events (Log.Open, Judge), and then has for each lead the cells
// that lie beside its record (Book.Cells), as package scoring wants them.
//
// The events of a log are judged as leads of a list are: by a rulebook of its own, in
// which each field made from them is a criterion. So where and bands mean what conditions
// mean everywhere, and this package only counts, adds up and compares days.
//
// What comes out depends on the set of events alone, not on their order nor on the files
// that they stand in.
package activity
