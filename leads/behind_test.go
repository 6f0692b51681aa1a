package leads

import (
	"bytes"
	"io"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// What is written behind a record that stays as it is, is what is woven into it.
func TestAppendBehindIsWeaving(t *testing.T) {
	behind := 0
	rapid.Check(t, func(t *rapid.T) {
		l := drawRandomRows(t)
		r, err := NewReader(bytes.NewReader(l.make()), l.options())
		if err != nil {
			return
		}
		names := []string{"score", "stage"}[:rapid.IntRange(0, 2).Draw(t, "columns")]
		layout, err := NewLayout(r.Head(), Ours{Names: names})
		if err != nil {
			t.Fatal(err)
		}
		weaving := *layout
		weaving.out.asRead = false
		for rec, err := r.Next(); err != io.EOF; rec, err = r.Next() {
			texts := [2]string{l.pick("", "7", "a,b", `"`, `\.`, " x"), l.pick("", "株式会社", "two"+l.end+"lines", "=1")}
			cell := func(dst []byte, i int) []byte { return append(dst, texts[i]...) }
			got, at, err := layout.AppendRecordAt([]byte("before"), rec, cell)
			want, wantAt, wantErr := weaving.AppendRecordAt([]byte("before"), rec, cell)
			if !bytes.Equal(got, want) || at != wantAt || (err == nil) != (wantErr == nil) {
				t.Fatalf("%q with %q becomes\n%q, ours at %d, error %v. want\n%q, at %d, error %v", rec.Raw, texts, got, at, err, want, wantAt, wantErr)
			}
			if layout.out.asRead && rec.isPlain() {
				behind++
			}
		}
	})
	if behind < 1000 {
		t.Errorf("%d records stay as they are", behind)
	}
}
