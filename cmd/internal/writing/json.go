package writing

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/scoring/column"
)

// JSONLead writes leads as JSON objects: our columns without prefix, and the
// user's cells under "lead", by header.
type JSONLead struct {
	worker  *leadlist.Worker
	columns []column.Column
	Keys    []string           // of the user's columns, each once
	Theirs  func(i int) string // the user's cells under keys
	cell    []byte
}

// NewJSONLead makes what writes the leads that a worker scores, with some of our columns.
func NewJSONLead(l *leadlist.Worker, columns []column.Column) *JSONLead {
	theirs := func(i int) string { return l.Visible[i] }
	return &JSONLead{worker: l, columns: columns, Keys: Distinct(l.Layout.Header()), Theirs: theirs}
}

// Distinct numbers names that stand more than once: Notes, Notes (2).
func Distinct(names []string) []string {
	seen := map[string]bool{}
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = name
		for n := 2; seen[all[i]]; n++ {
			all[i] = name + " (" + strconv.Itoa(n) + ")"
		}
		seen[all[i]] = true
	}
	return all
}

// Append appends the lead that was scored last. A rank is left out: it goes to the place
// rankAt.
func (j *JSONLead) Append(dst []byte) (out []byte, rankAt int) {
	dst, rankAt = append(dst, '{'), -1
	for _, c := range j.columns {
		dst = report.AppendJSONString(dst, c.Name)
		dst = append(dst, ':')
		if c.Name == column.RankName {
			rankAt = len(dst)
		} else {
			dst = j.appendValue(dst, c)
		}
		dst = append(dst, ',')
	}
	dst = append(dst, `"lead":{`...)
	for i, key := range j.Keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSONString(dst, key)
		dst = append(dst, ':')
		dst = report.AppendJSONString(dst, j.Theirs(i))
	}
	return append(dst, "}}"...), rankAt
}

func (j *JSONLead) appendValue(dst []byte, c column.Column) []byte {
	if c.Name == "reasons" {
		return appendJSONStrings(dst, j.worker.Scorer.Reasons())
	}
	j.cell = j.worker.Scorer.AppendText(j.cell[:0], c)
	switch {
	case len(j.cell) == 0:
		return append(dst, "null"...)
	case c.Numeric:
		return append(dst, j.cell...)
	}
	return report.AppendJSONString(dst, string(j.cell))
}

func appendJSONStrings(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSONString(dst, text)
	}
	return append(dst, ']')
}

// WriteJSONLine writes a value on one line.
func WriteJSONLine(w io.Writer, v any) error {
	data, err := report.MarshalJSON(v, "")
	if err != nil {
		return err
	}
	var line bytes.Buffer
	if err := json.Compact(&line, data); err != nil {
		return err
	}
	line.WriteByte('\n')
	_, err = line.WriteTo(w)
	return err
}
