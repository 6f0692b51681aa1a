package annotate

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/scored"
	"leadscore/internal/files"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/scoring/column"
)

// since is what an earlier output says of leads. It holds a digest for each, not the
// cells.
type since struct {
	path     string
	key      keyReader
	columns  []column.Column // that are compared
	lacks    []string        // columns that the earlier output has not
	first    map[digest]digest
	more     map[digest][]digest // of keys that stand more than once
	repeated leads.Tally
	faults   int
	kept     keptTally
}

// digest stands for a text. Two texts have the same one practically never.
type digest [16]byte

func digestOf(text []byte) digest {
	sum := sha256.Sum256(text)
	return digest(sum[:16])
}

// keptTally counts leads by what the earlier output says of them.
type keptTally struct{ changed, added, same int }

// readSince reads what was written earlier, if leads are compared with it.
func readSince(ctx context.Context, e console.Env, w *scoreWriter, n *naming) (*since, error) {
	o := w.options
	if o.Since == "" {
		return nil, nil
	}
	if err := w.key.want("--since"); err != nil {
		return nil, err
	}
	s := &since{path: o.Since, key: w.key, first: map[digest]digest{}, more: map[digest][]digest{}}
	for _, c := range w.columns {
		if !c.IsProvenance() {
			s.columns = append(s.columns, c)
		}
	}
	headers := map[string]string{scored.KeyColumn: n.keyHeader(w.key.header)}
	for name, header := range n.headers {
		headers[name] = header
	}
	file, err := files.Open(o.Since)
	if err != nil {
		return nil, exit.Cannot("read the earlier output", err)
	}
	defer file.Close()
	in := &console.Source{Ctx: ctx, From: file, Name: o.Since, Prompt: true}
	r, err := scored.NewReader(in, o.Since, scored.Options{Keys: []string{w.key.header}, Prefix: o.Prefix, Columns: ColumnNamesOf(s.columns), Headers: headers, Blank: n.system.Blank})
	if err != nil {
		return nil, err
	}
	if s.lacks = r.Missing(); len(s.columns) > 0 && len(s.lacks) == len(s.columns) {
		return nil, fmt.Errorf("%s: it has none of the columns that are compared: %s. expected an earlier output of score; --prefix, --for and --header-map say what its columns are called",
			o.Since, strings.Join(s.lacks, ", "))
	}
	return s, s.read(r)
}

func (s *since) read(r *scored.Reader) error {
	var text []byte
	for {
		lead, err := r.Next()
		if err == io.EOF {
			s.faults = r.Faults()
			return nil
		}
		if err != nil {
			return err
		}
		text = text[:0]
		for i, c := range s.columns {
			from := len(text)
			if text = append(text, lead.Cells[i]...); !r.Has(c.Name) {
				text = append(text, "\x00lacks"...)
			}
			text = asCompared(text, from, c)
		}
		s.add(lead, digestOf(text))
	}
}

func (s *since) add(lead *scored.Lead, says digest) {
	key := digestOf([]byte(scored.NormalKey(lead.Key)))
	if _, again := s.first[key]; again {
		s.repeated.Add(1, lead.Line)
		s.more[key] = append(s.more[key], says)
		return
	}
	s.first[key] = says
}

// sinceFilter keeps leads that are not as they were. Each goroutine needs its own.
type sinceFilter struct {
	*since
	text []byte
	kept bool // the lead before
}

// newFilter is nil where all leads are kept.
func (s *since) newFilter() *sinceFilter {
	if s == nil {
		return nil
	}
	return &sinceFilter{since: s}
}

// keeps tells whether a record, which was scored last if it is a lead, is written. A row
// that goes on with a lead stays with it.
func (f *sinceFilter) keeps(l *leadlist.Worker, rec *leads.Record, t *keptTally) bool {
	if !rec.IsLead() {
		return rec.Continuation && f.kept
	}
	f.text = f.text[:0]
	for _, c := range f.columns {
		from := len(f.text)
		f.text = asCompared(l.Scorer.AppendText(f.text, c), from, c)
	}
	key := digestOf([]byte(scored.NormalKey(f.key.of(l))))
	before, known := f.first[key]
	switch says := digestOf(f.text); {
	case !known:
		f.kept = true
		t.added++
	case says == before || slices.Contains(f.more[key], says):
		f.kept = false
		t.same++
	default:
		f.kept = true
		t.changed++
	}
	return f.kept
}

// asCompared ends a cell that begins at text[from]: systems are given percent without
// the sign.
func asCompared(text []byte, from int, c column.Column) []byte {
	if n := len(text); c.Type() == column.Percent && n > from && text[n-1] == '%' {
		text = text[:n-1]
	}
	return append(text, 0)
}

func (s *since) take(t keptTally) {
	if s != nil {
		s.kept.changed += t.changed
		s.kept.added += t.added
		s.kept.same += t.same
	}
}

// tell tells which leads are written.
func (s *since) tell(e console.Env, in texts.Texts, o Options) {
	t := s.kept
	e.NoteIn(in, o.Common, "since %s: %s changed, %s new, %s left out as unchanged", s.path, in.Count(t.changed, "lead"), report.Thousands(t.added), report.Thousands(t.same))
	if len(s.lacks) > 0 {
		e.NoteIn(in, o.Common, "%s lacks %s, so all its leads count as changed", s.path, strings.Join(s.lacks, in.Say(", ")))
	}
	if s.repeated.Count > 0 {
		e.NoteIn(in, o.Common, "%s: %s with a key that an earlier one has, the first on line %d. a lead is unchanged if one of its rows says the same",
			s.path, in.Count(s.repeated.Count, "row"), s.repeated.FirstLine)
	}
	if s.faults > 0 {
		e.NoteIn(in, o.Common, "%s: %s cannot be read", s.path, in.Count(s.faults, "row"))
	}
}
