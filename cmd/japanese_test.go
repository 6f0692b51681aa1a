package cmd

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
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
	"leads", "rules", "ja", "csv", "yaml", "all", "top",
	"AUC", "KS", "PSI", "Brier", "Odoo", "Dynamics", "MadKudu", "lead_win_rate", "missing", "leadscore", "devel", "sha",
)

func set(words ...string) map[string]bool {
	all := map[string]bool{}
	for _, w := range words {
		all[w] = true
	}
	return all
}

var latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z_]*[A-Za-z]`)

// typedByPeople are flags with what stands behind them, rates to be pasted, and digests: to be
// copied, not read.
var typedByPeople = regexp.MustCompile(`--[a-z-]+( [0-9A-Za-z]+)?|(?m)^ *(score|rates):.*$|\b[0-9a-f]{64}\b`)

// latinWords are the words in Latin letters of a text.
func latinWords(text string) map[string]bool {
	return set(latinWord.FindAllString(typedByPeople.ReplaceAllString(text, ""), -1)...)
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
			checkJapanese(t, out, theirs)
			checkLineBreaks(t, out)
		})
	}
	t.Run("learn", func(t *testing.T) {
		status, rules, told := run(t, "", "learn", japaneseHistory(t), "--won", "結果=受注", "--lost", "結果=失注", "--language", "ja", "--force", "--width", "80")
		if status != 0 {
			t.Fatalf("status %d: %s", status, told)
		}
		_, told, _ = strings.Cut(told, "から学習\n") // what stands above is of the command line
		checkJapanese(t, told, theirs)
		checkLineBreaks(t, told)
		for line := range strings.Lines(rules) {
			if _, comment, commented := strings.Cut(line, "# "); commented {
				checkJapanese(t, comment, theirs)
			}
		}
	})
}

// checkJapanese looks for English words, but for those kept and those of the list.
func checkJapanese(t *testing.T, text string, theirs map[string]bool) {
	t.Helper()
	for _, word := range slices.Sorted(maps.Keys(latinWords(text))) {
		if !keptWords[word] && !theirs[word] {
			t.Errorf("%q in: %s", word, lineWith(text, word))
		}
	}
	if strings.ContainsAny(text, ";；") {
		t.Errorf("a semicolon in: %s", lineWith(text, ";"))
	}
}

// japaneseHistory writes the Japanese list several times over, with what came of the leads.
func japaneseHistory(t *testing.T) string {
	t.Helper()
	source, err := os.Open("../testdata/leads.ja.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	rows, err := csv.NewReader(source).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "実績.csv")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := csv.NewWriter(file)
	_ = w.Write(append(rows[0], "結果"))
	asked := slices.Index(rows[0], "資料請求")
	for round := range 6 {
		for i, row := range rows[1:] {
			outcome := "失注"
			if (i*7+round*11)%10 < 3 || row[asked] == "はい" && (i+round)%3 > 0 {
				outcome = "受注"
			}
			one := append(slices.Clone(row), outcome)
			one[0] = fmt.Sprintf("R-%d-%d", round, i)
			_ = w.Write(one)
		}
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
	return path
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
		{"evaluate", japaneseHistory(t), "--rules", "../testdata/rules.ja.yaml", "--as-of", "2026-11-21", "--won", "結果=受注", "--lost", "結果=失注", "--quiet", "--width", "80"},
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

// TestJapaneseNotes: what is told beside the results is Japanese too: rows that are not
// read as they stand, answers, logs, who is left out, what changed.
func TestJapaneseNotes(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	rules := write("rules.yaml", `version: 1
language: ja
timezone: Asia/Tokyo
key: 番号
fields: {番号: text, 会社: text, 要望: text, 点: number, 最終: date, 開封: {count: {log: 配信, where: {field: 種別, is: 開封}}}}
logs: {配信: {lead: 番号, joins: 番号, at: 日時}}
criteria:
  - {name: 点数, field: 点, each: 1}
  - {name: 開封数, field: 開封, each: 2}
frameworks: {BANT: {points: 10, elements: {budget: {field: 点, at_least: 5}, need: {field: 要望, known: true}}}}
accounts: {by: 会社, score: {best: 100%}, stages: [{stage: 重点, metric: score, at_least: 1000}, {stage: 普通}]}
stages: [{stage: 除外, out: true, field: 点, at_most: 0}, {stage: 優先, metric: score, at_least: 8}, {stage: 普通}]
`)
	list := write("一覧.csv", "番号,会社,点,最終,要望\n1,ア社,9,2026-11-01,\n2,イ社,3\n3,ア社,0,2026-11-02,\n番号,会社,点,最終,要望\n1,ウ社,たくさん,来春,\n4,,7,2026-11-03,,余り,余り\n5,,7,2026-11-04,\n6,エ\"社,1,2026-11-05,\n合計,,20,,\n\n作成 営業部\n")
	said := write("回答.csv", "key,about,answer,date\n2,BANT.need,はい,2026-11-20\n9,BANT.need,はい,2026-11-20\n1,点,4,2026-11-20\n5,BANT.need,はい,2027-01-01\n")
	log := write("配信.csv", "番号,種別,日時\n1,開封,2026-11-10\n1,開封,いつか\n,開封,2026-11-10\n8,開封,2026-11-10\n1,開封,\n1,開封,2027-01-01\n番号,種別,日時\n")
	earlier := write("前回.csv", "番号,lead_score,lead_stage\n1,3,普通\n1,3,普通\n7,2,普通\n2,,普通\n")
	with := []string{"--rules", rules, "--as-of", "2026-11-21"}
	for _, command := range [][]string{
		{"rank", list, "--top", "1", "--answers", said, "--log", "配信=" + log},
		{"rank", list, "--top", "1", "--one-per-account", "--stage", "普通"},
		{"rank", list, "--where", "会社=ア社"},
		{"qualify", list, "--top", "1", "--stage", "普通"},
		{"explain", list},
		{"accounts", list, "--top", "1"},
		{"accounts", list, "--stage", "普通", "--where", "会社=ア社"},
		{"report", list, "--where", "会社=ア社", "--format", "text", "-o", "-"},
		{"score", list, "--rejects", filepath.Join(dir, "除外.csv"), "--only-ours", "--since", earlier, "-o", filepath.Join(dir, "今回.csv")},
		{"diff", earlier, earlier},
	} {
		t.Run(strings.Join(command[:1], " "), func(t *testing.T) {
			status, _, told := run(t, "", append(command, with...)...)
			if status != 0 || told == "" {
				t.Fatalf("status %d: %s", status, told)
			}
			told = strings.ReplaceAll(strings.ReplaceAll(told, dir+"/", ""), "devel", "")
			t.Log(told)
			checkJapanese(t, told, set("BANT", "reasons", "bant", "score_low", "score_high", "next_question"))
		})
	}
}
