package cmd

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// keptWords are the English words and names that Japanese texts keep: terms that the trade
// says in English, names of methods and products, file names and keys to be typed.
var keptWords = set(
	"ICP", "BANT", "SQL", "MQL", "IT", "NG", "No",
	"leads", "rules", "history", "ja", "csv", "yaml", "all", "top",
)

func set(words ...string) map[string]bool {
	all := map[string]bool{}
	for _, w := range words {
		all[w] = true
	}
	return all
}

var latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z_]*[A-Za-z]`)

// latinWords are the words in Latin letters of a text.
func latinWords(text string) map[string]bool {
	return set(latinWord.FindAllString(text, -1)...)
}

// TestJapaneseHasNoEnglish: what is said of leads in Japanese has no English word but those
// kept, and those of the list itself.
func TestJapaneseHasNoEnglish(t *testing.T) {
	list, err := os.ReadFile("../testdata/leads.ja.csv")
	if err != nil {
		t.Fatal(err)
	}
	theirs := latinWords(string(list))
	for word := range latinWords("teresco-rival.example SaaS") { // of the rulebook's own texts
		theirs[word] = true
	}
	for _, command := range japaneseCommands(t) {
		t.Run(strings.Join(command[:min(3, len(command))], " "), func(t *testing.T) {
			status, out, stderr := run(t, "", command...)
			if status != 0 || out == "" {
				t.Fatalf("status %d, %d bytes: %s", status, len(out), stderr)
			}
			for _, word := range slices.Sorted(maps.Keys(latinWords(out))) {
				if !keptWords[word] && !theirs[word] {
					t.Errorf("%q in: %s", word, lineWith(out, word))
				}
			}
			if strings.ContainsAny(out, ";；") {
				t.Errorf("a semicolon in: %s", lineWith(out, ";"))
			}
			checkLineBreaks(t, out)
		})
	}
}

// japaneseCommands are the commands that say something of leads.
func japaneseCommands(t *testing.T) [][]string {
	leads := func(command string, flags ...string) []string {
		return append(append(strings.Fields(command), inJapanese...), append(flags, "--quiet")...)
	}
	return [][]string{
		leads("explain", "--width", "80"),
		leads("rank", "--width", "80", "--top", "0"),
		leads("qualify", "--width", "80", "--top", "0"),
		leads("qualify --format markdown", "--top", "0"),
		leads("report --format text", "--width", "80", "-o", "-"),
	}
}

func lineWith(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// checkLineBreaks holds wrapped lines to Japanese line breaking: what may not begin a line,
// and what may not end one.
func checkLineBreaks(t *testing.T, text string) {
	t.Helper()
	const neverFirst, neverLast = "、。，．・：；？！）」』】〉》］｝ー々〜…ゃゅょっぁぃぅぇぉャュョッァィゥェォ", "（「『【〈《［｛"
	for line := range strings.Lines(text) {
		cells := strings.FieldsFunc(line, func(r rune) bool { return r == '│' || r == '\n' })
		for _, c := range cells {
			c := strings.TrimPrefix(strings.TrimFunc(c, unicode.IsSpace), "？ ") // the mark of an open question
			if first, _ := utf8.DecodeRuneInString(c); strings.ContainsRune(neverFirst, first) {
				t.Errorf("a line begins with %q: %s", first, line)
			}
			if last, _ := utf8.DecodeLastRuneInString(c); strings.ContainsRune(neverLast, last) {
				t.Errorf("a line ends with %q: %s", last, line)
			}
		}
	}
}
