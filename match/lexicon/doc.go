// Package lexicon knows words: titles and the levels and departments that they tell of,
// companies, countries and prefectures, the headers under which CRMs export what, hosts
// of free mail. Each table is a file; the code beside it says how it is read.
package lexicon
