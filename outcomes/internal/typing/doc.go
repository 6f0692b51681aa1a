// Package typing makes fields of the columns of a history: it takes each column for numbers,
// ages, truth values, texts or lists, or for nothing to learn from, and tries what the
// rulebook language knows of texts.
package typing
