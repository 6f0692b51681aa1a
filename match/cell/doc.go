// Package cell reads cells as people fill them in: numbers, amounts, intervals, dates,
// truth words, lists and texts, in English and Japanese. A cell is known, blank,
// unreadable or absent; what may mean two things is refused, and Advice says which
// setting would read it.
package cell
