// Package leads reads and writes lead lists: CSV files whose columns are the
// user's own.
//
// A [Reader] gives the list record by record. Each [Record] keeps the bytes that
// it was read from, so that a list can be written again with columns added and
// not one byte of the user's changed. A row that cannot be read is a record too,
// with a [Fault] that says where and why: one bad row does not end a run. Memory
// is constant, whatever the size of the list.
//
// A [Layout] says where our columns go, and finds those that an earlier run has
// left. [Create] writes a file so that it appears whole or not at all, and
// [Rejects] keeps the rows that could not be used, with the reasons.
//
// Tables whose columns are ours, such as reports, are Go structs with csv tags:
// [ReadTable], [WriteTable] and [TableWriter].
//
// # What is read as CSV
//
// UTF-8, comma separated, with or without a byte order mark; lines end with LF,
// CRLF or both in one file, or all with CR. A cell that begins with a quote ends
// with one; inside it quotes are doubled, and commas and line ends are text.
// Cells keep their bytes: white space around them, CRLF inside quotes (which
// encoding/csv turns into LF), and bytes that are not UTF-8. A line of nothing
// but white space is no record; it passes through. The first line that is not
// blank is the header.
package leads
