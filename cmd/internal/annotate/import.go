package annotate

import (
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/crm"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/writing"
	"leadscore/internal/files"
	"leadscore/leads/encoding"
	"leadscore/leads/output"
	"leadscore/match/fold"
	"leadscore/scoring/column"
)

// ImportOptions say what of a scored list is written for the import of a CRM.
type ImportOptions struct {
	OnlyOurs  bool
	Key       string // the header of the cells that name the leads; "": the rulebook's key
	Since     string // an earlier output; "": all leads are written
	HeaderMap string // a file that names columns
	For       string // list, or a system of package crm
}

// ForList is the word for a list that no CRM is to import.
const ForList = "list"

// alone tells whether our columns are written without the user's.
func (o *ImportOptions) alone() bool {
	return o.OnlyOurs || o.HeaderMap != "" || o.For != ForList
}

func (o *ImportOptions) inputs() []console.Input {
	var all []console.Input
	if o.Since != "" {
		all = append(all, console.Input{What: "the earlier output", Path: o.Since})
	}
	if o.HeaderMap != "" {
		all = append(all, console.Input{What: "the header map", Path: o.HeaderMap})
	}
	return all
}

// checkImport finds what cannot be meant together.
func (o *Options) checkImport() error {
	switch {
	case o.Format != "csv" && (o.HeaderMap != "" || o.For != ForList):
		return exit.Usagef("--header-map and --for are for --format csv")
	case o.Sorted && o.Since != "":
		return exit.Usagef("--sorted numbers all leads, --since writes some of them. give one of the two")
	}
	return nil
}

// naming is what columns are called in what is written, and how cells are.
type naming struct {
	system  crm.System
	headers crm.HeaderMap // of columns of ours, and of the key if it is named
	mapped  bool          // by a file
}

// naming finds out what our columns are called.
func (o ImportOptions) naming(e console.Env, prefix string, columns []column.Column) (*naming, error) {
	n := &naming{headers: crm.HeaderMap{}}
	n.system, _ = crm.Lookup(o.For)
	if o.HeaderMap != "" {
		if err := n.read(o.HeaderMap, prefix, columns); err != nil {
			return nil, err
		}
	}
	for _, c := range columns {
		if n.headers[c.Name] != "" {
			continue
		}
		header, err := n.system.Header(prefix, c.Name)
		if err != nil {
			return nil, exit.Usagef("--for %s: %w. --header-map names it, --columns leaves it out", o.For, err)
		}
		n.headers[c.Name] = header
	}
	return n, nil
}

func (n *naming) read(path, prefix string, columns []column.Column) error {
	file, err := files.Open(path)
	if err != nil {
		return exit.Cannot("read the header map", err)
	}
	defer file.Close()
	names := slices.Concat([]string{crm.KeyColumn}, ColumnNamesOf(columns))
	n.headers, err = crm.ReadHeaderMap(file, path, prefix, names)
	n.mapped = true
	return err
}

// keyHeader is what the column of the key is called.
func (n *naming) keyHeader(header string) string {
	if own := n.headers[crm.KeyColumn]; own != "" {
		return own
	}
	return n.system.KeyHeader(header)
}

// keyReader reads the cells that name the leads.
type keyReader struct {
	header string // "": there are none
	column int    // in Layout.Header; -1: the rulebook's key
}

func newKeyReader(l *leadlist.List, named string) (keyReader, error) {
	if named == "" {
		return keyReader{l.Engine.KeyName(), -1}, nil
	}
	header := l.Layout.Header()
	i := slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(named) })
	if i < 0 {
		return keyReader{}, l.Place(exit.Usagef("--key: %w", exit.NotOneOf(named, "column", header)))
	}
	return keyReader{header[i], i}, nil
}

// of is the key of the lead scored last.
func (k keyReader) of(l *leadlist.Worker) string {
	if k.column >= 0 {
		return l.Visible[k.column]
	}
	return l.Scorer.Key(l.Visible)
}

// want is an error where there is no key. what needs it begins the message.
func (k keyReader) want(what string) error {
	if k.header == "" {
		return exit.Usagef("%s: the rulebook has no key. name the column that tells one lead from the other with --key COLUMN, or with key: in the rulebook", what)
	}
	return nil
}

// onlyOurs is a table of the key, what else must go back, and our columns.
type onlyOurs struct {
	headers []string // of the columns before ours
	columns []int    // of these, in Layout.Header
	key     keyReader
	keyAt   int // of these
	system  crm.System
}

func newOnlyOurs(w *scoreWriter, n *naming) (*onlyOurs, error) {
	if err := w.key.want("--only-ours"); err != nil {
		return nil, err
	}
	only := &onlyOurs{key: w.key, keyAt: -1, system: n.system}
	for i, header := range w.Layout.Header() {
		carried := n.system.Carried(header)
		if header == w.key.header && only.keyAt < 0 {
			only.keyAt = len(only.headers)
			header = n.keyHeader(header)
		} else if !carried {
			continue
		}
		only.headers, only.columns = append(only.headers, header), append(only.columns, i)
	}
	if only.keyAt < 0 { // it is made of other columns
		only.keyAt = 0
		only.headers = slices.Insert(only.headers, 0, n.keyHeader(w.key.header))
		only.columns = slices.Insert(only.columns, 0, -1)
	}
	return only, checkDistinct(only.names(w.columns, n))
}

// names are the headers of the table.
func (o *onlyOurs) names(columns []column.Column, n *naming) []string {
	names := slices.Clone(o.headers)
	for _, c := range columns {
		names = append(names, n.headers[c.Name])
	}
	return names
}

// checkDistinct finds two columns that an importer could not tell apart.
func checkDistinct(names []string) error {
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return exit.Usagef("two columns would be called %q. choose other names with --header-map or --prefix", name)
		}
	}
	return nil
}

// needs lists the columns in Layout.Header whose cells are looked at, rising.
func (w *scoreWriter) needs() []int {
	columns := append(w.Engine.Needs(), w.key.column)
	if w.only != nil {
		columns = append(columns, w.only.columns...)
	}
	columns = slices.DeleteFunc(columns, func(i int) bool { return i < 0 })
	slices.Sort(columns)
	return slices.Compact(columns)
}

// layout is that of the table; importers of systems want commas and UTF-8.
func (o *onlyOurs) layout(w *scoreWriter, write output.Options, n *naming) *output.Layout {
	comma := byte(0)
	if o.system.Name != "" {
		comma = ','
		if write.Encoding == encoding.Any {
			write.Encoding = encoding.UTF8
		}
	}
	rankAt := len(o.headers) // it is the first of ours
	return w.List.Layout.Alone(w.Reader.Head(), o.names(w.columns, n), comma, rankAt, write)
}

// cell is the user's i-th cell of the lead scored last.
func (o *onlyOurs) cell(l *leadlist.Worker, i int) string {
	if i == o.keyAt {
		return o.key.of(l)
	}
	return l.Visible[o.columns[i]]
}

// tellImport tells which leads were left out, and what an importer does not do.
func (w *scoreWriter) tellImport(e console.Env, n *naming) {
	o := w.options
	if w.since != nil {
		w.since.tell(e, w.List.Texts(), o)
	}
	if n.system.KeepsBlanks {
		e.NoteIn(w.List.Texts(), o.Common, "%s leaves a field as it is where a cell is blank", n.system.Name)
	}
}

// onlyRecords appends rows of the key and our cells.
type onlyRecords struct{ csvRecords }

func newOnlyRecords(l *leadlist.Worker, columns []column.Column, only *onlyOurs) *onlyRecords {
	r := &onlyRecords{csvRecords{layout: l.Layout, ranked: hasRank(columns)}}
	theirs, imported := len(only.headers), only.system.Name != ""
	ours := writing.AppendOurs(l)
	r.cell = func(dst []byte, i int) []byte {
		if i < theirs {
			return append(dst, only.cell(l, i)...)
		}
		switch c := columns[i-theirs]; {
		case c.Name == column.RankName:
			return dst
		case imported:
			return only.system.AppendCell(l.Scorer.AppendText(dst, c), len(dst), c)
		default:
			return ours(dst, c)
		}
	}
	return r
}
