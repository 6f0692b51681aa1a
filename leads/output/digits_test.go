package output

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"

	xtext "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// A number that is put in later makes the record that it makes when it is there from the
// beginning, in every encoding, at the end and in the midst of a record.
func TestAppendDigits(t *testing.T) {
	const rows = "佐藤,0,表\n林,0,\"来週\n電話\"\n短い\nｱｲ,0,工業 ソ ポ\n\n,,\nＡ社,0,株式会社\n長い,0,1,2,3\nCopyright,,\n"
	for inName, in := range map[string]xtext.Encoding{
		"UTF-8": unicode.UTF8, "UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "CP932": japanese.ShiftJIS,
		"EUC-JP": japanese.EUCJP, "ISO-2022-JP": japanese.ISO2022JP,
	} {
		for _, out := range []encoding.Encoding{encoding.Any, encoding.UTF8, encoding.UTF16, encoding.UTF16BE, encoding.CP932, encoding.ISO2022JP} {
			for _, names := range []string{"Name,lead_score,Note\n", "Name,Size,Note\n"} {
				t.Run(inName+" to "+out.String()+" "+names, func(t *testing.T) {
					list, err := in.NewEncoder().String(names + rows)
					if err != nil {
						t.Fatal(err)
					}
					opt := Options{Encoding: out, Replace: true}
					if got, want := later(t, list, opt), atOnce(t, list, opt); got != want {
						t.Errorf("is\n%q\nwant\n%q", got, want)
					}
				})
			}
		}
	}
}

// composed gives all records of a list as append writes them.
func composed(t *testing.T, list string, opt Options, append func(l *Layout, rec *records.Record, row int) ([]byte, error)) string {
	t.Helper()
	r, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{Comma: ',', HeaderLine: 1, Ragged: records.KeepRagged})
	if err != nil {
		t.Fatal(err)
	}
	ours := records.Ours{Names: []string{"lead_rank", "lead_score"}, Earlier: func() [][]string { return [][]string{{"lead_rank"}, {"lead_score"}} }, Mark: "lead_score", Prefix: "lead_"}
	layout, err := NewLayout(r.Head(), ours)
	if err != nil {
		t.Fatal(err)
	}
	layout = layout.As(r.Head(), opt)
	var all bytes.Buffer
	for row := 1; ; row++ {
		rec, err := r.Next()
		if err == io.EOF {
			return all.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := append(layout, rec, row*97)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
}

func atOnce(t *testing.T, list string, opt Options) string {
	return composed(t, list, opt, func(l *Layout, rec *records.Record, row int) ([]byte, error) {
		return l.AppendRecord(nil, rec, func(dst []byte, i int) []byte {
			if i == 0 {
				return strconv.AppendInt(dst, int64(row), 10)
			}
			return append(dst, "点"...)
		})
	})
}

func later(t *testing.T, list string, opt Options) string {
	return composed(t, list, opt, func(l *Layout, rec *records.Record, row int) ([]byte, error) {
		const before = "x"
		text, at, err := l.AppendRecordAt([]byte(before), rec, func(dst []byte, i int) []byte {
			if i == 0 {
				return dst
			}
			return append(dst, "点"...)
		})
		if err != nil || at < 0 {
			return text[len(before):], err
		}
		whole := l.AppendDigits(bytes.Clone(text[:at]), row)
		return append(whole, text[at:]...)[len(before):], nil
	})
}
