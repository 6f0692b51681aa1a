package leads

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/made"
)

// TestDetect reads lists in four languages and all encodings that have their letters,
// from 20 to 20,000 rows, without being told anything. A guess is right when each
// cell is read as it was written. Right or wrong, no byte is lost.
func TestDetect(t *testing.T) {
	right, tried := 0, 0
	for _, language := range []string{"Japanese", "German", "French", "English"} {
		for _, n := range []int{20, 50, 200, 1000, 5000, 20000} {
			random := rand.New(rand.NewPCG(uint64(len(language)), uint64(n)))
			rows := specimens()[language].rows(random, n)
			comma := []string{",", ",", "\t", ";"}[random.IntN(4)]
			text := write(rows, comma, "\r\n", random.IntN(2) == 0)
			for _, e := range made.Encodings() {
				list, ok := made.Written(e, text)
				if !ok {
					continue
				}
				tried++
				if got := guessed(t, list); got == nil || !slices.EqualFunc(got, rows, slices.Equal[[]string]) {
					t.Logf("%s in %v, %d rows: read otherwise", language, e, n)
					continue
				}
				right++
			}
		}
	}
	t.Logf("%d of %d lists read as they were written", right, tried)
	if tried < 120 || 100*right < 98*tried {
		t.Errorf("%d of %d lists read as they were written; want 98 %%", right, tried)
	}
}

// guessed reads a list, and checks that none of its bytes is lost.
func guessed(t *testing.T, list []byte) [][]string {
	t.Helper()
	r, err := NewReader(bytes.NewReader(list), ReadOptions{})
	if err != nil {
		t.Log(err)
		return nil
	}
	rows := [][]string{r.Header()}
	raw := r.Head().AppendRaw(nil)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		raw = rec.AppendRaw(raw)
		rows = append(rows, rec.Clone().Cells)
	}
	if !bytes.Equal(raw, list) {
		t.Fatal("bytes are lost")
	}
	return rows
}

// TestDetectShort decides by a few letters.
func TestDetectShort(t *testing.T) {
	for _, c := range []struct {
		text string
		in   []encoding.Encoding
	}{
		{"id,name\n1,東京\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP}},
		{"会社名,氏名,役職\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP}},
		{"id,ﾌﾘｶﾞﾅ\n1,ﾔﾏﾀﾞ ﾀﾛｳ\n2,ｽｽﾞｷ\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP}},
		{"商品,価格\nりんご,１００円\n", []encoding.Encoding{encoding.UTF8, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP}},
		{"id,name\n1,Müller\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16BE, encoding.Windows1252}},
		{"id,name\n1,Weiß & Söhne – „Größe“\n", []encoding.Encoding{encoding.UTF8, encoding.Windows1252}},
		{"id,name\n1,L’Été\n", []encoding.Encoding{encoding.UTF8, encoding.Windows1252}},
		{"id,name\n1,José Peña\n", []encoding.Encoding{encoding.UTF8, encoding.Windows1252}},
		{"id,price\n1,20 €\n", []encoding.Encoding{encoding.UTF8, encoding.Windows1252}},
		{"id,name\n1,Bob\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE}},
		{"id\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE}},
		{"First Name", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE}},
		{"名前\n一\n山田　一\n", []encoding.Encoding{encoding.UTF8, encoding.UTF16LE, encoding.UTF16BE, encoding.CP932, encoding.EUCJP}},
	} {
		for _, e := range c.in {
			list, ok := made.Written(e, c.text)
			if !ok {
				t.Errorf("%q cannot be written in %v", c.text, e)
			}
			if got := encoding.Detect(list, true); got != e {
				t.Errorf("%q in %v looks like %v", c.text, e, got)
			}
		}
	}
}

// TestDetectFewLetters: a Western list with one to five letters that are not ASCII is not
// taken for Japanese, in which those are half-width katakana or a kanji; nor is a Japanese
// list of few letters for a Western one.
func TestDetectFewLetters(t *testing.T) {
	forms := []string{"id,name,note\n1,Bob,@\n", "id;name;note\n1;Bob;@\n2;Ann;x\n", "id\tname\tnote\n1\tBob Smith, @\tx\n", "id,name\n1,\"the @, and\"\n", "id,@\n1,2\n"}
	for _, c := range []struct {
		in    encoding.Encoding
		words []string
	}{
		{encoding.Windows1252, []string{
			"£50", "50 £", "£ 50", "§ 5", "§5", "BGB §12", "20°C", "20 °", "n° 12", "No°12", "N°", "€1,000", "1,000 €", "100€", "Straße", "Weiß", "ß", "Café", "naïve",
			"½ day", "ACME®", "ACME™", "© 2024", "Müller", "Zoë", "Señor", "a·b", "5µm", "10±2", "¥500", "don’t", "“Best”", "A – B", "A—B", "…", "•item", "«Oui»", "Ø 5",
			"São Paulo", "Åsa", "¿Qué?", "¡Hola!", "Nº 5", "1ª", "x²", "m³", "20%\u00a0off", "ÉCOLE", "L’ÉTÉ", "AÇÃO",
		}},
		{encoding.CP932, []string{"ﾔﾏﾀﾞ", "ｱｲｳ", "ﾀﾛｳ", "ｶ)ｱｸﾒ", "東京", "A社", "IT部", "㈱ABC", "ＡＢＣ", "山田 Taro", "①"}},
		{encoding.EUCJP, []string{"東京", "山田", "営業部", "アクメ"}},
	} {
		for _, word := range c.words {
			for _, form := range forms {
				for n := 1; n <= 5; n++ {
					text := strings.Repeat(strings.ReplaceAll(form, "@", word), n)
					list, ok := made.Written(c.in, text)
					if !ok {
						t.Fatalf("%q cannot be written in %v", text, c.in)
					}
					if got := encoding.Detect(list, true); got != c.in {
						t.Errorf("%d times %q in %q in %v look like %v", n, word, form, c.in, got)
					}
				}
			}
		}
	}
}

// TestDetectBroken: a few broken letters do not change what most of a list says.
func TestDetectBroken(t *testing.T) {
	japanese := strings.Repeat("1,株式会社さくら製作所,営業部\n", 20)
	for _, e := range []encoding.Encoding{encoding.UTF8, encoding.CP932, encoding.EUCJP} {
		list, _ := made.Written(e, japanese)
		for _, extra := range []string{"2,\xFF\n", "2,\x83\n", "2,caf\xE9\n", "2,\x00\n", "2,\x80\xA0\n"} {
			if got := encoding.Detect(append(bytes.Clone(list), extra...), true); got != e {
				t.Errorf("%v with %q looks like %v", e, extra, got)
			}
		}
	}
}

// TestDetectCut: it does not matter where in a character the sample ends.
func TestDetectCut(t *testing.T) {
	text := "会社名,氏名\n" + strings.Repeat("株式会社アクメ", 12)
	for _, e := range []encoding.Encoding{encoding.UTF8, encoding.CP932, encoding.EUCJP, encoding.ISO2022JP, encoding.UTF16LE, encoding.UTF16BE} {
		list, _ := made.Written(e, text)
		for n := len(list) - 8; n <= len(list); n++ {
			if got := encoding.Detect(list[:n], false); got != e {
				t.Errorf("%v, %d of %d bytes: looks like %v", e, n, len(list), got)
			}
		}
	}
}

// TestLaterEncoding: what follows 64 KiB of ASCII in another encoding is not lost,
// counted, and suspected.
func TestLaterEncoding(t *testing.T) {
	later, _ := made.Written(encoding.CP932, strings.Repeat("1,株式会社東京\n", 50))
	list := append([]byte("id,name\n"+strings.Repeat("1,Acme\n", 20000)), later...)
	r, err := NewReader(bytes.NewReader(list), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	raw := r.Head().AppendRaw(nil)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		raw = rec.AppendRaw(raw)
	}
	if !bytes.Equal(raw, list) {
		t.Error("bytes are lost")
	}
	if got := r.Counts().Invalid; got != (Tally{50, 20002}) {
		t.Errorf("not decoded: %+v", got)
	}
	if r.Head().Dialect.Encoding != encoding.UTF8 || r.Suspected() != encoding.CP932 {
		t.Errorf("read as %v, suspected %v", r.Head().Dialect.Encoding, r.Suspected())
	}
}
