package report

import "strings"

// widestName is the widest cell of a column of Rows.
const widestName = 32

// Rows writes rows whose cells but the last stand in columns; the last one is wrapped into
// what is left of the line. A cell that is wider than 32 does not move the column: what
// follows it goes on the next line. Cells must be Clean.
func (o Options) Rows(indent string, rows [][]string) string {
	widths := o.columnWidths(rows, widestName)
	hang := o.Cells(indent)
	for _, w := range widths {
		hang += w + 2
	}
	var b strings.Builder
	for _, row := range rows {
		o.alignedRow(&b, indent, widths, hang, row)
	}
	return b.String()
}

func (o Options) columnWidths(rows [][]string, widest int) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if w := o.Cells(cell); w <= widest {
				widths[i] = max(widths[i], w)
			}
		}
	}
	return widths
}

func (o Options) alignedRow(b *strings.Builder, indent string, widths []int, hang int, row []string) {
	margin := strings.Repeat(" ", hang)
	line := indent
	last := len(row) - 1
	at := o.Cells(indent)
	for i, cell := range row[:last] {
		line += cell
		at += widths[i] + 2
		if o.Cells(line)+2 > at && row[i+1] != "" {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = ""
		}
		line = o.Fill(line, at)
	}
	for i, part := range o.Wrap(row[last], hang) {
		if i > 0 {
			line = margin
		}
		b.WriteString(strings.TrimRight(line+part, " ") + "\n")
	}
}

// Wrap cuts text into lines that fit behind an indent; always at least one.
func (o Options) Wrap(text string, indent int) []string {
	if o.Width <= 0 {
		return []string{text}
	}
	return o.breakLines(text, max(o.Width-indent, 20), 0)
}

// fold breaks text into lines of so many cells, no more than may be; what does not
// fit ends in an ellipsis.
func (o Options) fold(text string, cells, most int) string {
	lines := o.breakLines(text, cells, max(most, 1))
	last := len(lines) - 1
	lines[last] = o.Cut(lines[last], cells)
	return strings.Join(lines, "\n")
}

// breakLines breaks text into lines of so many cells; of at most so many lines (0:
// any number) the last has all the rest.
func (o Options) breakLines(text string, cells, most int) []string {
	var lines []string
	for len(lines)+1 != most {
		cut := o.breakAt(text, cells)
		if cut == len(text) {
			break
		}
		lines = append(lines, strings.TrimRight(text[:cut], " "))
		text = strings.TrimLeft(text[cut:], " ")
	}
	return append(lines, text)
}

// breakAt is the byte at which a line of so many cells best ends: before a
// word, or between characters of which one is wide, but not before closing
// punctuation.
func (o Options) breakAt(text string, room int) int {
	best, at, previous, tag := 0, 0, ' ', 0
	for i, r := range text {
		if i >= tag && r == '[' {
			tag = i + tagLength(text[i:])
		}
		if i > 0 && o.mayBreak(previous, r) && (i > tag || previous == ' ') {
			best = i
		}
		if at += o.Cells(string(r)); at > room && i > 0 && r != ' ' {
			if best == 0 {
				return i
			}
			return best
		}
		previous = r
	}
	return len(text)
}

// tagLength is the length of a tag such as [行動] at the beginning of text, less its last
// bracket: there is no break within; 0 where it is none, or a long one.
func tagLength(text string) int {
	const most = 60 // bytes
	if end := strings.IndexByte(text, ']'); end > 0 && end <= most {
		return end
	}
	return 0
}

// What Japanese line breaking (禁則) keeps from the start and from the end of a line.
const (
	closing    = "、。,.・:;)」』】!?]ー"
	neverFirst = closing + "，．：；？！）〉》］｝〕々〜～…‥゛゜ヽヾゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％℃°"
	neverLast  = "（「『【〈《［｛〔([{¥￥$"
)

func (o Options) mayBreak(previous, next rune) bool {
	switch {
	case previous == ' ':
		return next != ' ' && !strings.ContainsRune(closing, next)
	case strings.ContainsRune(neverFirst, next) || strings.ContainsRune(neverLast, previous):
		return false
	}
	return o.Cells(string(previous)) > 1 || o.Cells(string(next)) > 1
}
