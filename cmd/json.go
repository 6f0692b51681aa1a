package cmd

import (
	"strconv"

	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/scoring"
)

// jsonLead writes leads as JSON objects: our columns without prefix, and the
// user's cells under "lead", by header.
type jsonLead struct {
	lane    *lane
	columns []scoring.Column
	keys    []string           // of the user's columns, each once
	theirs  func(i int) string // the user's cells under keys
	cell    []byte
}

func newJSONLead(l *lane, columns []scoring.Column) *jsonLead {
	theirs := func(i int) string { return l.visible[i] }
	return &jsonLead{lane: l, columns: columns, keys: distinct(l.layout.Header()), theirs: theirs}
}

// distinct numbers names that stand more than once: Notes, Notes (2).
func distinct(names []string) []string {
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

// append appends the lead that was scored last. A rank is left out: it goes to the place
// rankAt.
func (j *jsonLead) append(dst []byte) (out []byte, rankAt int) {
	dst, rankAt = append(dst, '{'), -1
	for _, c := range j.columns {
		dst = report.AppendJSONString(dst, c.Name)
		dst = append(dst, ':')
		if c.Name == scoring.RankColumn {
			rankAt = len(dst)
		} else {
			dst = j.appendValue(dst, c)
		}
		dst = append(dst, ',')
	}
	dst = append(dst, `"lead":{`...)
	for i, key := range j.keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = report.AppendJSONString(dst, key)
		dst = append(dst, ':')
		dst = report.AppendJSONString(dst, j.theirs(i))
	}
	return append(dst, "}}"...), rankAt
}

func (j *jsonLead) appendValue(dst []byte, c scoring.Column) []byte {
	if c.Name == "reasons" {
		return appendJSONStrings(dst, j.lane.scorer.Reasons())
	}
	j.cell = j.lane.scorer.AppendText(j.cell[:0], c)
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

// jsonLines appends each lead as a JSON object on a line of its own.
type jsonLines struct{ lead *jsonLead }

func newJSONLines(l *lane, columns []scoring.Column, only *onlyOurs) jsonLines {
	lead := newJSONLead(l, columns)
	if only != nil {
		lead.keys, lead.theirs = distinct(only.headers), func(i int) string { return only.cell(l, i) }
	}
	return jsonLines{lead}
}

func (j jsonLines) appendHead(dst []byte, head *leads.Head) ([]byte, error) { return dst, nil }

func (j jsonLines) append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error) {
	if !rec.IsLead() {
		return dst, -1, nil
	}
	out, rankAt = j.lead.append(dst)
	return append(out, '\n'), rankAt, nil
}
