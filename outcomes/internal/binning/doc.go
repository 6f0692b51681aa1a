// Package binning puts the values of a field into few bins that differ in how often their
// leads win.
package binning
