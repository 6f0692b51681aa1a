// Package lexicon knows words: companies, countries and prefectures, the headers under which
// CRMs export what, the hosts of free mail, what people write for nothing. Each table is a
// file; the code beside it says how it is read. Titles are in package title.
package lexicon
