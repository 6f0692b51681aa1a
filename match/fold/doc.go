// Package fold brings texts that people write into the forms in which they are
// compared, and finds the one that was probably meant.
package fold
