package cmd

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// What is learned and measured on another processor is the same, byte for byte: products
// are rounded before they are added, which an arm64 would do in one step.
func TestSameBytesOnARM64(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: it builds the program for another system")
	}
	if runtime.GOARCH == "arm64" {
		t.Skip("this is an arm64")
	}
	emulator := ""
	for _, name := range []string{"qemu-aarch64-static", "qemu-aarch64"} {
		if path, err := exec.LookPath(name); err == nil && emulator == "" {
			emulator = path
		}
	}
	if emulator == "" {
		t.Skip("no qemu-aarch64 here (of the package qemu-user-static): not tried on arm64")
	}
	dir := t.TempDir()
	build := func(arch string) string {
		path := filepath.Join(dir, "leadscore."+arch)
		c := exec.Command("go", "build", "-o", path, "leadscore")
		c.Env = append(os.Environ(), "GOOS=linux", "GOARCH="+arch, "CGO_ENABLED=0")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return path
	}
	native, arm := build("amd64"), build("arm64")
	history, err := filepath.Abs(filepath.Join("..", "testdata", "history.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rules := filepath.Join(filepath.Dir(filepath.Dir(history)), "rules.example.yaml")
	for name, args := range map[string][]string{
		"learn":    {"learn", history, "--won", "Status=Won", "--lost", "Status=Lost", "--date", "Created", "--as-of-column", "Handed Over", "--alternatives", "3", "--force", "-q"},
		"fives":    {"learn", history, "--won", "Status=Won", "--lost", "Status=Lost", "--step", "5", "--no-references", "--force", "-q"},
		"evaluate": {"evaluate", history, "--won", "Status=Won", "--lost", "Status=Lost", "--date", "Created", "--as-of-column", "Handed Over", "-r", rules, "--format", "json", "-q"},
	} {
		want, err := exec.Command(native, args...).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := exec.Command(emulator, append([]string{arm}, args...)...).Output()
		if err != nil {
			t.Fatalf("%s on arm64: %v", name, err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: arm64 gives\n%s\namd64\n%s", name, got, want)
		}
	}
}
