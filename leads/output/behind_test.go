package output

import (
	"bytes"
	"io"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/internal/made"
	"leadscore/leads/internal/records"
)

// What is written behind a record that stays as it is, is what is woven into it.
func TestAppendBehindIsWeaving(t *testing.T) {
	behind := 0
	rapid.Check(t, func(t *rapid.T) {
		l := made.DrawRows(t)
		r, err := leads.NewReader(bytes.NewReader(l.Make()), leads.ReadOptions{Encoding: l.Encoding, Comma: l.Comma[0], HeaderLine: 1, Ragged: l.Ragged})
		if err != nil {
			return
		}
		names := []string{"score", "stage"}[:rapid.IntRange(0, 2).Draw(t, "columns")]
		layout, err := NewLayout(r.Head(), records.Ours{Names: names})
		if err != nil {
			t.Fatal(err)
		}
		weaving := *layout
		weaving.out.asRead = false
		for rec, err := r.Next(); err != io.EOF; rec, err = r.Next() {
			texts := [2]string{l.Pick("", "7", "a,b", `"`, `\.`, " x"), l.Pick("", "株式会社", "two"+l.End+"lines", "=1")}
			cell := func(dst []byte, i int) []byte { return append(dst, texts[i]...) }
			got, at, err := layout.AppendRecordAt([]byte("before"), rec, cell)
			want, wantAt, wantErr := weaving.AppendRecordAt([]byte("before"), rec, cell)
			if !bytes.Equal(got, want) || at != wantAt || (err == nil) != (wantErr == nil) {
				t.Fatalf("%q with %q becomes\n%q, ours at %d, error %v. want\n%q, at %d, error %v", rec.Raw, texts, got, at, err, want, wantAt, wantErr)
			}
			if layout.out.asRead && rec.IsPlain() {
				behind++
			}
		}
	})
	if behind < 1000 {
		t.Errorf("%d records stay as they are", behind)
	}
}
