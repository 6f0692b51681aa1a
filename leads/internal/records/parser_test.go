package records

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
	"leadscore/rulebook"
)

// parserOf reads records of three cells, of at most 40 bytes.
func parserOf(ragged Ragged) *Parser {
	codec := encoding.New(encoding.UTF8, ',')
	p := NewParser(&codec, 40, 100, ragged)
	p.Syntax, p.Width = scan.Syntax{Comma: ',', EOL: '\n'}, 3
	return &p
}

// parsed takes all records off a list, each in words.
func parsed(t *testing.T, p *Parser, list string) string {
	t.Helper()
	var all []string
	for data := []byte(list); len(data) > 0; {
		rec, n := p.Next(data, true)
		if rec == nil || n == 0 {
			t.Fatalf("nothing is taken off %q", data)
		}
		if string(rec.Raw) != string(data[:n]) {
			t.Fatalf("%d bytes are taken off %q, which are %q", n, data, rec.Raw)
		}
		all, data = append(all, inWords(rec)), data[n:]
	}
	return strings.Join(all, "; ")
}

func inWords(r *Record) string {
	text := fmt.Sprintf("%d %q", r.Line, r.Cells)
	for _, flag := range []struct {
		is   bool
		word string
	}{{r.Blank, "blank"}, {r.Short, "short"}, {r.Trimmed, "trimmed"}, {r.Long, "long"}, {r.Repaired, "repaired"}, {r.Spaced, "spaced"}, {r.Invalid > 0, "invalid"}, {r.Heading, "heading"}, {r.Continuation, "continuation"}} {
		if flag.is {
			text += " " + flag.word
		}
	}
	if r.Fault != nil {
		text += fmt.Sprintf(" %s at %d:%d", r.Fault.Kind, r.Fault.Line, r.Fault.Column)
	}
	return text
}

func TestParser(t *testing.T) {
	for _, c := range []struct {
		name, list string
		ragged     Ragged
		want       string // line, cells, what there is to say
	}{
		{"plain", "a,b,c\nd,e,f\n", PadRagged, `1 ["a" "b" "c"]; 2 ["d" "e" "f"]`},
		{"no line end", "a,b,c", PadRagged, `1 ["a" "b" "c"]`},
		{"CRLF", "a,b,c\r\nd,e,f\r\n", PadRagged, `1 ["a" "b" "c"]; 2 ["d" "e" "f"]`},
		{"quotes", "\"a,b\",\"say \"\"hi\"\"\",c\n", PadRagged, `1 ["a,b" "say \"hi\"" "c"]`},
		{"a line break in quotes", "\"a\nb\",c,d\ne,f,g\n", PadRagged, `1 ["a\nb" "c" "d"]; 3 ["e" "f" "g"]`},
		{"blanks around quotes", "a, \"b\" ,c\n", PadRagged, `1 ["a" "b" "c"] spaced`},
		{"blank lines", "\n \t\r\na,b,c\n", PadRagged, `1 [] blank; 2 [] blank; 3 ["a" "b" "c"]`},
		{"blank cells are no blank line", ",,\n", PadRagged, `1 ["" "" ""]`},
		{"short", "a,b\n", PadRagged, `1 ["a" "b" ""] short`},
		{"short, rejected", "a,b\n", RejectRagged, `1 ["a" "b" ""] short too few cells at 1:1`},
		{"too many cells, blank", "a,b,c,, \n", RejectRagged, `1 ["a" "b" "c"] trimmed`},
		{"too many cells", "a,b,c,d\n", PadRagged, `1 ["a" "b" "c"] too many cells at 1:7`},
		{"too many cells, kept", "a,b,c,d\n", KeepRagged, `1 ["a" "b" "c"] long`},
		{"a stray quote", "27\" screen,b,c\n", PadRagged, `1 ["27\" screen" "b" "c"] repaired`},
		{"a quote that text follows", "\"27\" screen\",b,c\n", PadRagged, `1 ["27\" screen" "b" "c"] repaired`},
		{"a stray quote in a short row", "27\" screen,b\n", PadRagged, `1 [] stray quote at 1:3`},
		{"a quote that is never closed", "a,\"b,c\nd,e,f\n", PadRagged, `1 [] unclosed quote at 1:3; 2 ["d" "e" "f"]`},
		{"characters, not bytes", "会社,27\" 画面\n", PadRagged, `1 [] stray quote at 1:6`},
		{"a CR that stands alone", "a,b,c\rd,e,f\n", PadRagged, `1 ["a" "b" "c"]; 2 ["d" "e" "f"]`},
		{"bytes that are no character", "a\xff,b,c\n", PadRagged, `1 ["a\xff" "b" "c"] invalid`},
		{"too long, in pieces", strings.Repeat("x", 50) + "\nd,e,f\n", PadRagged, `1 [] row too long at 1:1; 1 [] row too long at 1:1; 2 ["d" "e" "f"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parsed(t, parserOf(c.ragged), c.list); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// More data may show that a record is another: until all is there none is given.
func TestParserWaits(t *testing.T) {
	for _, data := range []string{"a,b,c", "a,\"b\n", "a,b,\"c\""} {
		if rec, n := parserOf(PadRagged).Next([]byte(data), false); rec != nil || n != 0 {
			t.Errorf("%q is %s", data, inWords(rec))
		}
	}
}

// A row that is equal to the header is none of the list, whatever an earlier run has written
// into its columns.
func TestHeadingAgain(t *testing.T) {
	p := parserOf(PadRagged)
	header, n := p.Next([]byte("id,name,lead_score\n"), true)
	p.Ours = Block{From: 2, To: 3}
	p.Heading = NewHeading(header.Clone(), p.Ours)
	got := parsed(t, p, "id,name,lead_score\nid,name,\nid,name\nid,Bob,5\n\"id\",\"name\",7\n")
	want := `2 ["id" "name" "lead_score"] heading; 3 ["id" "name" ""] heading; 4 ["id" "name" ""] short heading; 5 ["id" "Bob" "5"]; 6 ["id" "name" "7"] heading`
	if n == 0 || got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for cell, may := range map[string]bool{"name": true, `"name"`: true, ` "name"`: true, "names": false, "Bob": false, "nam": false} {
		if got := p.Heading.MayBe([]byte(cell)); got != may {
			t.Errorf("a row with %q may be the header: %v, want %v", cell, got, may)
		}
	}
}

// A header of one name takes no row for itself: a lead may be called so.
func TestHeadingOfOneName(t *testing.T) {
	p := parserOf(PadRagged)
	header, _ := p.Next([]byte("name,lead_score,lead_score_low\n"), true)
	if h := NewHeading(header, Block{From: 1, To: 3}); !h.IsNone() {
		t.Errorf("%+v", h)
	}
}

// In an export of kintone rows without a mark go on with the record above.
func TestContinuations(t *testing.T) {
	p := parserOf(PadRagged)
	p.Marked = true
	want := `1 ["*" "1" "a"]; 2 ["" "" "b"] continuation; 3 [] blank; 4 ["*" "2" "c"]`
	if got := parsed(t, p, "*,1,a\n,,b\n\n*,2,c\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The columns of an earlier run stand side by side, in the order in which they are written,
// the mark among them.
func TestBlock(t *testing.T) {
	ours := Ours{Mark: "low", Earlier: func() [][]string { return [][]string{{"score"}, {"low"}, {"bant", "meddic"}, {"reasons"}} }}
	for header, want := range map[string]Block{
		"id,score,low,reasons":          {1, 4},
		"score,low,id":                  {0, 2},
		"id,low":                        {1, 2},
		"id,score,reasons":              {},
		"id,low,score":                  {1, 2},
		"score,id,low,reasons":          {2, 4},
		"id,score,low,meddic,bant":      {1, 5},
		"id,score,low,bant,reasons,low": {1, 5},
		"reasons,low":                   {1, 2},
		"":                              {},
	} {
		if got := ours.Block(strings.Split(header, ",")); got != want {
			t.Errorf("%s: %v, want %v", header, got, want)
		}
	}
	before, behind := Block{1, 3}.Without([]string{"a", "b", "c", "d"})
	if fmt.Sprint(before, behind) != "[a] [d]" {
		t.Errorf("without the block there are %v and %v", before, behind)
	}
	for cells, want := range map[string]string{",x,y,": `"" true`, "a,x,y,": `"a" true`, "a,x,y,b": `"" false`, ",x,y, d ": `" d " true`} {
		only, alone := Block{1, 3}.OnlyCell(strings.Split(cells, ","))
		if got := fmt.Sprintf("%q %v", only, alone); got != want {
			t.Errorf("%q: %s, want %s", cells, got, want)
		}
	}
}

// A fault says in which language it is asked what is wrong and what to do.
func TestFaultsInWords(t *testing.T) {
	rec, _ := parserOf(PadRagged).Next([]byte("a,b,c,d\n"), true)
	if got, want := rec.Fault.Error(), "1:7: the row has 4 cells, but the header has 3. put a cell that holds a comma in quotes"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for kind := scan.StrayQuote; kind <= scan.TooManyColumns; kind++ {
		f := rec.newFault(kind, rec.Raw, 0, 1, 2)
		message, want := f.In(rulebook.Japanese)
		if f.Message == "" || f.Want == "" || message == f.Message || want == f.Want {
			t.Errorf("%s: %q, %q; in Japanese %q, %q", kind, f.Message, f.Want, message, want)
		}
	}
}

// A record that is kept has bytes and cells of its own.
func TestClone(t *testing.T) {
	data := []byte("ab,\"c\"\"d\",\n")
	p := parserOf(PadRagged)
	rec, _ := p.Next(data, true)
	kept := rec.Clone()
	clear(data)
	p.Next([]byte("x,y,z\n"), true)
	if got := fmt.Sprintf("%q %q", kept.Raw, kept.Cells); got != `"ab,\"c\"\"d\",\n" ["ab" "c\"d" ""]` {
		t.Errorf("it becomes %s", got)
	}
}
