package cmd

import (
	"strings"
	"testing"

	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// The error of a rulebook, as a program that embeds the engine prints it, is what check
// prints, but for the last line, which counts.
func TestRulebookErrorIsWhatCheckPrints(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"keys":     "version: 1\ncriteria:\n  - {name: デモ希望, field: 資料請求, is: true, pionts: 25}\n\t- x\n",
		"values":   "version: 1\ncriteria:\n  - {name: デモ希望, field: 資料請求, has_word: 部長, points: ten}\nstages:\n  - {stage: ＭＱＬ, metric: scroe, at_least: 20}\n",
		"long":     "version: 1\ncriteria:\n  - {name: " + strings.Repeat("長い", 200) + ", field: A, is: x, pionts: 2}\n",
		"no place": "",
	} {
		t.Run(name, func(t *testing.T) {
			write(t, "rules.yaml", text)
			_, err := yaml.Load("rules.yaml", []byte(text))
			if err == nil {
				t.Fatal("there is no problem")
			}
			_, printed, _ := run(t, "", "check", "-r", "rules.yaml")
			lines := strings.Split(strings.TrimSuffix(printed, "\n"), "\n")
			if want := strings.Join(lines[:len(lines)-1], "\n"); err.Error() != want {
				t.Errorf("it is\n%s\ncheck prints\n%s", err, want)
			}
		})
	}
}

// Rules that count days to today want to be told which day that is.
func TestCompileWantsADay(t *testing.T) {
	book, err := yaml.Load("rules.yaml", []byte("version: 1\ncriteria:\n  - {name: Seen, field: Last Seen, within: 30d, points: 5}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := scoring.Compile(book, []string{"Last Seen"}, scoring.Options{}); err == nil || !strings.Contains(err.Error(), "no day is given") {
		t.Errorf("the error is %v", err)
	}
	if _, err := scoring.Compile(book, []string{"Last Seen"}, scoring.Options{AsOf: 20778}); err != nil {
		t.Error(err)
	}
}
