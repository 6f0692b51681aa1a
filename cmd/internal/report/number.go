package report

import "leadscore/internal/texts"

// Thousands gives a count with commas: 12,345.
func Thousands(n int) string { return texts.Thousands(n) }

// Count gives "1 lead", "2 leads", "1,204 leads".
func Count(n int, noun string) string { return texts.Texts{}.Count(n, noun) }
