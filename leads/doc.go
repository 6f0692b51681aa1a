// Package leads reads lead lists: CSV files whose columns are the user's own. Package
// output writes them again.
//
// A [Reader] gives the list record by record. Each [Record] keeps the bytes that
// it was read from, so that a list can be written again with columns added and
// not one byte of the user's changed. A row that cannot be read is a record too,
// with a [Fault] that says where and why: one bad row does not end a run. Memory
// is constant, whatever the size of the list.
//
// Package rejected keeps the rows that could not be used, with the reasons.
//
// Tables whose columns are ours, such as answers, are Go structs with csv tags, in
// package typed.
//
// # What is read as CSV
//
// By its first bytes a list is decompressed (gzip, zstd). By its first 64 KiB it is
// found out how it is written, unless [ReadOptions] say it: the encoding; what
// separates cells, of comma, TAB, ; and |, or what a first line such as sep=; names;
// and which line is the header, since exports may begin with notes. [Head] tells what
// was found out.
//
// Lines end with LF, CRLF or both in one file, or all with CR. A cell that begins with
// a quote ends with one; inside it quotes are doubled, and separators and line ends
// are text. Blanks between a quote and a separator are no part of a cell. Else cells
// keep their bytes: white space around them, CRLF inside quotes (which
// encoding/csv turns into LF), and bytes that are no character. A line of nothing but
// white space is no record; it passes through, and so do zero bytes at the end and the
// end of file of DOS. # begins no comment.
//
// What is out of place is read as far as it has one meaning: a row with stray quotes
// if that makes one record of the header's width, a row that a CR ends among rows that
// an LF ends, several CRs before an LF.
//
// # How the bytes stay
//
// In UTF-8, Windows-1252, EUC-JP and CP932 the scanner works on the list's own bytes,
// and cells are decoded from them. In UTF-16, ISO-2022-JP, and CP932 with a separator
// that may be half of a letter, a transcoder of package encoding changes the bytes on their
// way to the scanner in a way that can be undone, so that a record is written as it was
// there too.
package leads
