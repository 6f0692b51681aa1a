package cell

import (
	"slices"
	"sync"
	"unicode/utf8"

	"leadscore/match/fold"
)

// cellWords are words that cells hold and what they mean, by their first
// character, sorted when one is first looked for. Of words that begin alike the longest is read.
type cellWords[T any] func() map[rune][]cellWord[T]

// cellWord is a word as acceptWord wants it, and what it means.
type cellWord[T any] struct {
	word  string
	means T
}

// means makes words of one meaning.
func means[T any](meaning T, words ...string) []cellWord[T] {
	all := make([]cellWord[T], len(words))
	for i, word := range words {
		all[i] = cellWord[T]{word, meaning}
	}
	return all
}

// newCellWords makes a table of lists of words.
func newCellWords[T any](lists ...[]cellWord[T]) cellWords[T] {
	return sync.OnceValue(func() map[rune][]cellWord[T] {
		table := map[rune][]cellWord[T]{}
		for _, word := range slices.Concat(lists...) {
			first, _ := utf8.DecodeRuneInString(word.word)
			table[first] = append(table[first], word)
		}
		for _, words := range table {
			slices.SortStableFunc(words, func(a, b cellWord[T]) int { return len(b.word) - len(a.word) })
		}
		return table
	})
}

// read reads the longest word of the table that stands at the cursor.
func (words cellWords[T]) read(c *cellCursor) (meaning T, found bool) {
	first, _ := c.peek()
	for _, word := range words()[fold.LowerLatin(first)] {
		if c.acceptWord(word.word) {
			return word.means, true
		}
	}
	return meaning, false
}
