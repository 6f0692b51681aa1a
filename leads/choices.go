package leads

import (
	"fmt"

	"leadscore/leads/encoding"
)

// guesses words the choices that were made by looking at the list. A list in UTF-8
// whose first line is a header of cells separated by commas needs none.
func (r *Reader) guesses(opt ReadOptions, told bool, notesFrom int) []string {
	d := &r.head.Dialect
	var all []string
	if d.Compression != Uncompressed {
		all = append(all, fmt.Sprintf("the list is compressed with %v", d.Compression))
	}
	if d.Encoding != encoding.UTF8 && opt.Encoding == encoding.Any {
		all = append(all, fmt.Sprintf("read as %s. --encoding names another encoding", encodingTitle(d.Encoding)))
	}
	switch {
	case opt.Comma != 0 || d.Sheet != "" || d.Comma == ',' && !told:
	case told:
		all = append(all, fmt.Sprintf("the first line says that %s separates the cells. --delimiter names another character", CommaName(d.Comma)))
	default:
		all = append(all, fmt.Sprintf("read with %s between the cells. --delimiter names another character", CommaName(d.Comma)))
	}
	if r.head.Notes > 0 {
		all = append(all, fmt.Sprintf("the header is on line %d, after notes. --header-line %d takes line %d for it", r.parser.line, notesFrom, notesFrom))
	}
	if r.parser.marked {
		all = append(all, "rows without * in the first column go on with the record above: they pass through without a score")
	}
	return all
}

// encodingTitle is how people know an encoding.
func encodingTitle(e encoding.Encoding) string {
	if e == encoding.CP932 {
		return "CP932 (Shift_JIS)"
	}
	return e.String()
}
