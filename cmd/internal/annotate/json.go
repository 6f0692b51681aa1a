package annotate

import (
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/scoring/column"
)

// jsonLines appends each lead as a JSON object on a line of its own.
type jsonLines struct{ lead *writing.JSONLead }

func newJSONLines(l *leadlist.Worker, columns []column.Column, only *onlyOurs) jsonLines {
	lead := writing.NewJSONLead(l, columns)
	if only != nil {
		lead.Keys, lead.Theirs = writing.Distinct(only.headers), func(i int) string { return only.cell(l, i) }
	}
	return jsonLines{lead}
}

func (j jsonLines) appendHead(dst []byte, head *leads.Head) ([]byte, error) { return dst, nil }

func (j jsonLines) append(dst []byte, rec *leads.Record) (out []byte, rankAt int, err error) {
	if !rec.IsLead() {
		return dst, -1, nil
	}
	out, rankAt = j.lead.Append(dst)
	return append(out, '\n'), rankAt, nil
}
