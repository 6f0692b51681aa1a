package leads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// described is all that there is to say about a record. It is compared as it is: to write
// it out takes most of the time of a fuzz target.
type described struct {
	raw, whole string
	cells      []string
	rest       records.Record // without what stands above and below
	fault      records.Fault
}

func describe(rec *records.Record) described {
	d := described{raw: string(rec.Raw), whole: string(rec.AppendRaw(nil)), cells: slices.Clone(rec.Cells), rest: rec.In(nil, nil)}
	for i, cell := range d.cells {
		d.cells[i] = strings.Clone(cell) // the reader goes on to use the bytes
	}
	if rec.Fault != nil {
		d.fault = *rec.Fault
	}
	d.rest.Cells, d.rest.Fault = nil, nil
	return d
}

func (d described) String() string {
	return fmt.Sprintf("%q %q %+v %+v whole %q", d.raw, d.cells, d.rest, d.fault, d.whole)
}

// failer is a test, or one case of a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// outcome is all that there is to say about a list.
type outcome struct {
	records   []described
	err       error
	counts    Counts
	suspected encoding.Encoding
	indexed   int // records that a part has from its index
}

func (o outcome) compare(t failer, want outcome) {
	t.Helper()
	for i := range min(len(o.records), len(want.records)) {
		if !reflect.DeepEqual(o.records[i], want.records[i]) {
			t.Fatalf("record %d is\n%s\none by one it is\n%s", i, o.records[i], want.records[i])
		}
	}
	if len(o.records) != len(want.records) {
		t.Fatalf("%d records; one by one %d", len(o.records), len(want.records))
	}
	if fmt.Sprint(o.err) != fmt.Sprint(want.err) || o.counts != want.counts || o.suspected != want.suspected {
		t.Fatalf("ends with %v, %+v, %v; one by one %v, %+v, %v", o.err, o.counts, o.suspected, want.err, want.counts, want.suspected)
	}
}

// oneByOne reads a list with Next.
func oneByOne(in io.Reader, opt ReadOptions) (o outcome, ok bool) {
	r, err := NewReader(in, opt)
	if err != nil {
		return o, false
	}
	for {
		rec, err := r.Next()
		if err != nil {
			if err != io.EOF {
				o.err = err
			}
			break
		}
		o.records = append(o.records, describe(rec))
	}
	o.counts, o.suspected = r.Counts(), r.Suspected()
	return o, true
}

// inParts reads it with ReadParts, and tells of how many parts it was.
func inParts(t failer, in io.Reader, opt ReadOptions) (o outcome, parts int) {
	t.Helper()
	r, err := NewReader(in, opt)
	if err != nil {
		t.Fatalf("the second time, the list begins with %v", err)
	}
	var indexed atomic.Int64
	newWorker := func() func(*Part, *[]described) {
		return func(p *Part, into *[]described) {
			*into = (*into)[:0]
			for turn := 0; ; turn++ { // by turns, several at once and one alone
				if turn%4 > 0 {
					if some := p.Batch(1 + turn%9); some != nil {
						*into = append(*into, inBatch(t, some)...)
						indexed.Add(int64(some.Rows))
						continue
					}
				}
				rec, more := p.Next()
				if !more {
					return
				}
				*into = append(*into, describe(rec))
				if p.reader != nil && rec == &p.reader.record {
					indexed.Add(1)
				}
			}
		}
	}
	o.err = ReadParts(r, 3, newWorker, func(records *[]described) error {
		parts++
		o.records = append(o.records, *records...)
		return nil
	})
	o.counts, o.suspected, o.indexed = r.Counts(), r.Suspected(), int(indexed.Load())
	return o, parts
}

// inBatch tells of the records of a batch.
func inBatch(t failer, b *Batch) (all []described) {
	t.Helper()
	for rec := b.Next(); rec != nil; rec = b.Next() {
		b.Fill()
		for column, want := range rec.Cells {
			at := len(all)*b.Width + column
			got := b.Text[b.Ends[at]+1 : b.Ends[at+1]]
			if column == b.Width-1 {
				got = strings.TrimRight(got, "\r")
			}
			if strings.HasPrefix(got, `"`) {
				got = strings.ReplaceAll(got[1:len(got)-1], `""`, `"`)
			}
			if got != want {
				t.Fatalf("record %q: column %d is %q where it lies; want %q", rec.Raw, column, got, want)
			}
		}
		all = append(all, describe(rec))
	}
	return all
}

// smallParts are the options with which parts are a few KiB.
func smallParts(opt ReadOptions) ReadOptions {
	opt.buffer = afterPart + 3000
	return opt
}

// Lists of rows of all kinds, in order and out of it, are the same in parts.
func TestPartsAreTheList(t *testing.T) {
	most := 0
	rapid.Check(t, func(t *rapid.T) {
		text := longList(t)
		opt := smallParts(ReadOptions{
			Ragged:    records.Ragged(rapid.IntRange(0, 2).Draw(t, "ragged")),
			MaxRecord: rapid.SampledFrom([]int{0, 0, 0, 200, 20000}).Draw(t, "max"),
		})
		want, ok := oneByOne(strings.NewReader(text), opt)
		if !ok {
			return
		}
		got, parts := inParts(t, strings.NewReader(text), opt)
		got.compare(t, want)
		most = max(most, parts)
	})
	if most < 5 {
		t.Errorf("no list was of more than %d parts", most)
	}
}

// longList is a list of 30 to 90 KB: most rows well-formed, and some of each other kind.
func longList(t *rapid.T) string {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	end := rapid.SampledFrom([]string{"\n", "\n", "\r\n", "\r"}).Draw(t, "end")
	odd := rapid.SampledFrom([]int{0, 1, 10, 50}).Draw(t, "odd rows of 100")
	var b strings.Builder
	b.WriteString("Name,Company,Notes,Size" + end)
	for range rapid.IntRange(0, 2).Draw(t, "descriptions") {
		b.WriteString("required,optional,,number" + end)
	}
	for size := 30_000 + random.IntN(60_000); b.Len() < size; {
		row := oddRows[random.IntN(len(oddRows))]
		if random.IntN(100) >= odd {
			row = plainRows[random.IntN(len(plainRows))]
		}
		b.WriteString(strings.ReplaceAll(row, "$", end))
		b.WriteString(end)
	}
	switch tail := rapid.SampledFrom([]string{"", "a,b,c,d", `"never closed, `, "footers", "totals"}).Draw(t, "tail"); tail {
	case "totals":
		b.WriteString(strings.Repeat("Total,,,12"+end, random.IntN(2500)) + rapid.SampledFrom([]string{"", end, end + "Copyright 2026"}).Draw(t, "below"))
	case "footers":
		b.WriteString(end)
		b.WriteString(strings.Repeat("Copyright 2026"+end, random.IntN(1000)))
	default:
		b.WriteString(tail)
	}
	return b.String()
}

var plainRows = []string{
	"Mori,Acme,,12", "Smith,Initech,Said hello,3", `Ito,"Acme, Inc.",x,1`, `Ann,B,"two$lines",2`, `Bob,C,"""quoted"", he said",4`,
	"佐藤,株式会社アオバ,展示会で名刺交換,100", `林,"工業","来週$電話",5`, ",,,", `"","","",""`,
}

var oddRows = []string{
	"", " ", "short", "short,row", `"short"`, "long,row,of,five,cells", "blank,cells,too,many,,", `a,27" monitor,c,d`, `a,"text" after,c,d`, `a,"open,c,d`,
	"a,b\rc,d,e", "a,b\r\r\nc,d,e,f", `a,"b` + "\r" + `c",d,e`, "a,b,c,d\r1,2,3,4", "bad \xff\xfe,b,c,d", "\x83\x8f,\x93\xfa\x96\x7b,c,d", "a\x00b,c,d,e", `"`, `""`, `a,"b"x"c",d,e`,
	`a, "b, c" ,d,e`, ` "x",b,c,d`, `a, "two$lines" ,c,d`, `a, "open,c,d`, `a, "b" c,d,e`, `a,"b" ,c, "d" `, `a, "b"" ",27" wide,d`,
	strings.Repeat("long ", 60) + ",b,c,d", `a,"` + strings.Repeat("long$", 70) + `",c,d`,
}

// An error in the midst of a list comes after all that was read before it.
func TestPartsEndWithTheError(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n", 20_000)
	broken := errors.New("the disk is gone")
	opt := smallParts(ReadOptions{})
	in := func() io.Reader {
		return io.MultiReader(strings.NewReader(text[:50_001]), iotest.ErrReader(broken))
	}
	want, _ := oneByOne(in(), opt)
	got, parts := inParts(t, in(), opt)
	got.compare(t, want)
	if got.err != broken || parts < 5 {
		t.Errorf("%d parts, error %v", parts, got.err)
	}
}

// An error of the one who takes the results ends the reading, also of a list that
// never goes on.
func TestPartsStop(t *testing.T) {
	in, out := io.Pipe()
	defer in.Close()
	go io.WriteString(out, "a,b\n"+strings.Repeat("1,2\n", 20_000))
	r, err := NewReader(in, smallParts(ReadOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	count := func() func(*Part, *int) {
		return func(p *Part, n *int) {
			for _, more := p.Next(); more; _, more = p.Next() {
				*n++
			}
		}
	}
	err = ReadParts(r, 2, count, func(n *int) error { return enough })
	if err != enough {
		t.Errorf("ends with %v", err)
	}
}

// One worker too has a list in parts, so that what comes of a part is never much.
func TestPartsOfOneWorker(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n", 20_000)
	opt := smallParts(ReadOptions{})
	r, err := NewReader(strings.NewReader(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	count := func() func(*Part, *int) {
		return func(p *Part, n *int) {
			*n = 0
			for rec, more := p.Next(); more; rec, more = p.Next() {
				*n += len(rec.Raw)
			}
		}
	}
	most, sum := 0, 0
	if err := ReadParts(r, 1, count, func(n *int) error { most, sum = max(most, *n), sum+*n; return nil }); err != nil {
		t.Fatal(err)
	}
	if most > opt.buffer+len("1,2\n") || sum != len(text)-len("a,b\n") {
		t.Errorf("parts of up to %d bytes, %d together", most, sum)
	}
}

// The pieces of a row that is too long do not depend on how much of it is read at once.
func TestPiecesOfALongRow(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n"+strings.Repeat("long ", 130)+"\n", 50)
	opt := ReadOptions{MaxRecord: 200, Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1}
	want, _ := oneByOne(strings.NewReader(text), opt)
	if n := len(want.records); n != 50*5 {
		t.Errorf("%d records and pieces", n)
	}
	for opt.buffer = 100; opt.buffer < 900; opt.buffer += 7 {
		got, _ := oneByOne(strings.NewReader(text), opt)
		got.compare(t, want)
		got, _ = inParts(t, strings.NewReader(text), opt)
		got.compare(t, want)
	}
}

// Cells that nobody wants are empty; all else stays.
func TestPartsWithWantedCells(t *testing.T) {
	text := "a,b,c\n" + strings.Repeat("1,2,3\n\"1\",\"2\",\"3\"\nshort\n", 10_000)
	r, err := NewReader(strings.NewReader(text), smallParts(ReadOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	r.Want([]int{1})
	check := func() func(*Part, *int) {
		return func(p *Part, n *int) {
			for rec, more := p.Next(); more; rec, more = p.Next() {
				if want := "2"; !rec.Short && rec.Cells[1] != want || len(rec.Cells) != 3 {
					t.Errorf("line %d: cells %q", rec.Line, rec.Cells)
				}
				if p.list == nil && !rec.Short && rec.Cells[0]+rec.Cells[2] != "" {
					t.Errorf("line %d: cells %q, of which nobody wants the first and last", rec.Line, rec.Cells)
				}
			}
		}
	}
	if err := ReadParts(r, 2, check, func(*int) error { return nil }); err != nil {
		t.Error(err)
	}
	if c := r.Counts(); c.Rows != 30_000 || c.Short != (Tally{10_000, 4}) {
		t.Errorf("counted %+v", c)
	}
}

func FuzzParts(f *testing.F) {
	for _, row := range append(oddRows, plainRows...) {
		f.Add([]byte(strings.ReplaceAll(row, "$", "\n")), []byte("a,b,c,d\n"), uint8(0))
		f.Add([]byte(row), []byte("a,\"b\nc\",d,e\r\n"), uint8(1))
	}
	f.Fuzz(func(t *testing.T, odd, plain []byte, ragged uint8) {
		var text bytes.Buffer
		text.WriteString("Name,Company,Notes,Size\n")
		long := strings.Repeat("x", 300)
		for i := 0; text.Len() < 40_000; i++ {
			text.Write(plain)
			text.WriteString("1,2,3," + long + "\n")
			if i%17 == 11 {
				text.Write(odd)
			}
		}
		opt := smallParts(ReadOptions{Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1, Ragged: records.Ragged(ragged % 3)})
		want, ok := oneByOne(bytes.NewReader(text.Bytes()), opt)
		if !ok {
			return
		}
		got, _ := inParts(t, bytes.NewReader(text.Bytes()), opt)
		got.compare(t, want)
	})
}
