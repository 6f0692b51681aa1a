package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/crm"
	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/match/fold"
	"leadscore/scoring"
)

// importOptions say what of a scored list is written for the import of a CRM.
type importOptions struct {
	OnlyOurs  bool
	Key       string // the header of the cells that name the leads; "": the rulebook's key
	Since     string // an earlier output; "": all leads are written
	HeaderMap string // a file that names columns
	For       string // list, or a system of package crm
}

// forList is the word for a list that no CRM is to import.
const forList = "list"

func (o *importOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&o.OnlyOurs, "only-ours", false, "write the key and our columns alone, a row for each lead")
	f.Var(&columnName{&o.Key}, "key", "the `COLUMN` of the list that names the leads (default the rulebook's key)")
	f.Var(newFileName(&o.Since), "since", "write only leads for which a column of ours that is written changed since `OLD`, an earlier output")
	f.Var(newFileName(&o.HeaderMap), "header-map", "call columns as `FILE` says, a table of column,header as in score,Lead_Score__c; with --only-ours")
	words := []string{forList}
	for _, s := range crm.Systems() {
		words = append(words, s.Name)
	}
	addEnum(c, f, &o.For, "for", "call columns and write cells as this importer wants them; with --only-ours", words...)
	_ = c.MarkFlagFilename("since", "csv", "jsonl")
	_ = c.MarkFlagFilename("header-map", "csv")
}

// alone tells whether our columns are written without the user's.
func (o *importOptions) alone() bool {
	return o.OnlyOurs || o.HeaderMap != "" || o.For != forList
}

func (o *importOptions) inputs() []input {
	var all []input
	if o.Since != "" {
		all = append(all, input{what: "the earlier output", path: o.Since})
	}
	if o.HeaderMap != "" {
		all = append(all, input{what: "the header map", path: o.HeaderMap})
	}
	return all
}

// checkImport finds what cannot be meant together.
func (o *scoreOptions) checkImport() error {
	switch {
	case o.Format != "csv" && (o.HeaderMap != "" || o.For != forList):
		return usagef("--header-map and --for are for --format csv")
	case o.Sorted && o.Since != "":
		return usagef("--sorted numbers all leads, --since writes some of them. give one of the two")
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
func (o importOptions) naming(e env, prefix string, columns []scoring.Column) (*naming, error) {
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
			return nil, usagef("--for %s: %w. --header-map names it, --columns leaves it out", o.For, err)
		}
		n.headers[c.Name] = header
	}
	return n, nil
}

func (n *naming) read(path, prefix string, columns []scoring.Column) error {
	file, err := files.Open(path)
	if err != nil {
		return cannot("read the header map", err)
	}
	defer file.Close()
	names := slices.Concat([]string{crm.KeyColumn}, columnNamesOf(columns))
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

func (l *list) newKeyReader(named string) (keyReader, error) {
	if named == "" {
		return keyReader{l.engine.KeyName(), -1}, nil
	}
	header := l.layout.Header()
	i := slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(named) })
	if i < 0 {
		return keyReader{}, l.place(usagef("--key: %w", notOneOf(named, "column", header)))
	}
	return keyReader{header[i], i}, nil
}

// of is the key of the lead scored last.
func (k keyReader) of(l *lane) string {
	if k.column >= 0 {
		return l.visible[k.column]
	}
	return l.scorer.Key(l.visible)
}

// want is an error where there is no key. what needs it begins the message.
func (k keyReader) want(what string) error {
	if k.header == "" {
		return usagef("%s: the rulebook has no key. name the column that tells one lead from the other with --key COLUMN, or with key: in the rulebook", what)
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
	for i, header := range w.layout.Header() {
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
func (o *onlyOurs) names(columns []scoring.Column, n *naming) []string {
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
			return usagef("two columns would be called %q. choose other names with --header-map or --prefix", name)
		}
	}
	return nil
}

// needs lists the columns in Layout.Header whose cells are looked at, rising.
func (w *scoreWriter) needs() []int {
	columns := append(w.engine.Needs(), w.key.column)
	if w.only != nil {
		columns = append(columns, w.only.columns...)
	}
	columns = slices.DeleteFunc(columns, func(i int) bool { return i < 0 })
	slices.Sort(columns)
	return slices.Compact(columns)
}

// layout is that of the table; importers of systems want commas and UTF-8.
func (o *onlyOurs) layout(w *scoreWriter, write leads.WriteOptions, n *naming) *leads.Layout {
	comma := byte(0)
	if o.system.Name != "" {
		comma = ','
		if write.Encoding == encoding.Any {
			write.Encoding = encoding.UTF8
		}
	}
	rankAt := len(o.headers) // it is the first of ours
	return w.list.layout.Alone(w.reader.Head(), o.names(w.columns, n), comma, rankAt, write)
}

// cell is the user's i-th cell of the lead scored last.
func (o *onlyOurs) cell(l *lane, i int) string {
	if i == o.keyAt {
		return o.key.of(l)
	}
	return l.visible[o.columns[i]]
}

// tellImport tells which leads were left out, and what an importer does not do.
func (w *scoreWriter) tellImport(e env, n *naming) {
	o := w.options
	if w.since != nil {
		w.since.tell(e, w.list.texts(), o)
	}
	if n.system.KeepsBlanks {
		e.noteIn(w.list.texts(), o.common, "%s leaves a field as it is where a cell is blank", n.system.Name)
	}
}

// onlyRecords appends rows of the key and our cells.
type onlyRecords struct{ csvRecords }

func newOnlyRecords(l *lane, columns []scoring.Column, only *onlyOurs) *onlyRecords {
	r := &onlyRecords{csvRecords{layout: l.layout, ranked: hasRank(columns)}}
	theirs, imported := len(only.headers), only.system.Name != ""
	ours := l.appendOurs()
	r.cell = func(dst []byte, i int) []byte {
		if i < theirs {
			return append(dst, only.cell(l, i)...)
		}
		switch c := columns[i-theirs]; {
		case c.Name == scoring.RankColumn:
			return dst
		case imported:
			return only.system.AppendCell(l.scorer.AppendText(dst, c), len(dst), c)
		default:
			return ours(dst, c)
		}
	}
	return r
}
