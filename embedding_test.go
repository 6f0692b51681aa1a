package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The program of docs/embedding.md runs, as it stands there, and prints what the page
// says. It is compiled as a package of this module that lies in no folder.
func TestEmbeddingProgramRuns(t *testing.T) {
	page, err := os.ReadFile("docs/embedding.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(language string) string {
		found := regexp.MustCompile("(?s)```" + language + "\n(.*?)```").FindSubmatch(page)
		if found == nil {
			t.Fatalf("the page has no block of %s", language)
		}
		return string(found[1])
	}
	dir := t.TempDir()
	program, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	places, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, "internal", "embedded", "main.go"): program}})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{program: []byte(block("go")), overlay: places} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.Open("testdata/leads.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	var stderr strings.Builder
	c := exec.Command("go", "run", "-overlay", overlay, "./internal/embedded")
	c.Stdin, c.Stderr = list, &stderr
	got, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	if want := block("text"); string(got) != want {
		t.Errorf("it prints\n%s\nand the page says\n%s", got, want)
	}
}
