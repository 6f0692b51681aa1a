//go:build linux

package cmd

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sys/unix"
)

// asLimited in the environment bounds the memory that the program can have, in bytes, and
// has it write what it took into the file peak.
const asLimited = "LEADSCORE_TEST_MEMORY"

// mainLimited is Main in bounded memory.
func mainLimited() int {
	if most, err := strconv.ParseUint(os.Getenv(asLimited), 10, 64); err == nil {
		if err := unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: most, Max: most}); err != nil {
			panic(err)
		}
		defer func() {
			status, _ := os.ReadFile("/proc/self/status")
			_ = os.WriteFile("peak", status, 0o600)
		}()
	}
	return Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// peak reads how much memory the program took at most, in KB; 0 where it crashed. The
// kernel's own accounting for the parent counts the parent in.
func peak(t *testing.T) (kb int) {
	t.Helper()
	status, err := os.ReadFile("peak")
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(after, &kb); err != nil {
		t.Fatalf("no VmHWM in %s", status)
	}
	return kb
}

// hostileBytes is how long the longest of the hostile lists are; HOSTILE_BYTES=2147483648
// is for a night.
func hostileBytes() int64 {
	if n, err := strconv.ParseInt(os.Getenv("HOSTILE_BYTES"), 10, 64); err == nil {
		return n
	}
	return 16 << 20
}

const hostileRules = `version: 1
key: Email
criteria:
  - {name: a, field: Name, contains: acme, points: 1}
  - {name: b, field: Company, has_word: acme, points: 1}
`

// repeated reads a text again and again, so many bytes of it.
func repeated(text string, bytes int64) io.Reader {
	block := strings.Repeat(text, max(1, 64<<10/len(text)))
	return io.LimitReader(&repeater{text: block}, bytes)
}

type repeater struct {
	text string
	at   int
}

func (r *repeater) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

func compressed(t *testing.T, kind string, in io.Reader) io.Reader {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if kind == "zstd" {
		var err error
		if w, err = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.Copy(w, in); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// Whatever the bytes of a list are, leadscore ends by itself, with a status and a message,
// in bounded memory. The lists are made here, since some have gigabytes.
func TestHostileLists(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and the race detector asks for more addresses than there are")
	}
	long := hostileBytes()
	const header = "Email,Name,Company\n"
	wide := "a,b," + strings.Repeat("c", 1000) + "\n"
	text := func(parts ...string) func(*testing.T) io.Reader {
		return func(*testing.T) io.Reader { return strings.NewReader(strings.Join(parts, "")) }
	}
	after := func(begin, again string) func(*testing.T) io.Reader {
		return func(*testing.T) io.Reader { return io.MultiReader(strings.NewReader(begin), repeated(again, long)) }
	}
	packed := func(kind, begin, again string) func(*testing.T) io.Reader {
		return func(t *testing.T) io.Reader {
			return compressed(t, kind, io.MultiReader(strings.NewReader(begin), repeated(again, long)))
		}
	}
	for _, c := range []struct {
		name   string
		list   func(*testing.T) io.Reader
		status int
		stderr string
	}{
		{"a header of commas", after("Email", ","), 1, "standard input:1:1: the row is longer than 4194304 bytes"},
		{"a header of text", after("Email", "x"), 1, "the row is longer than 4194304 bytes"},
		{"a header with an open quote", after(`Email,"`, "x"), 1, "the row is longer than 4194304 bytes. look for a line end that is missing, or a quote"},
		{"a header of 100,000 columns", text("Email", strings.Repeat(",c", 100_000), "\n1\n"), 1, "the header has more than 20000 columns"},
		{"a header of commas in gzip", packed("gzip", "Email", ","), 1, "the row is longer than 4194304 bytes"},
		{"a header of commas in zstd", packed("zstd", "Email", ","), 1, "the row is longer than 4194304 bytes"},
		{"rows in gzip", packed("gzip", header, wide), 0, "leads in"},
		{"rows in zstd", func(t *testing.T) io.Reader {
			return compressed(t, "zstd", io.MultiReader(strings.NewReader(header), repeated(wide, 80<<20)))
		}, 1, "the compressed data comes to too much: more than 1000 bytes for each of its own"},
		{"a line without an end", after(header, "x"), 1, "1 row cannot be read"},
		{"a quoted line without an end", after(header+`a,"`, "x"), 1, "cannot be read"},
		{"blank lines only", after("", "\n"), 1, "no header begins in the first 4194304 bytes"},
		{"rows of nothing only", after("", ",,,\n"), 1, "no header begins in the first 4194304 bytes"},
		{"blank lines after the header", text(header, strings.Repeat("\n", 1<<20)), 0, "0 leads in"},
		{"rows of commas", text(header, strings.Repeat(strings.Repeat(",", 4_000_000)+"\n", 6)), 0, "6 leads in"},
		{"rows of quotes", text(header, strings.Repeat(strings.Repeat(`"`, 4_000_000)+"\n", 6)), 0, "6 leads in"},
		{"cells of megabytes", text(header, strings.Repeat("a,"+strings.Repeat("acme ", 600_000)+",c\n", 16)), 0, "16 leads in"},
		{"zero bytes", after("", "\x00"), 1, "standard input: this is not text, but binary data"},
		{"zero bytes in cells", text(header, "a,b\x00c,d\n"), 0, "1 lead in"},
		{"surrogates in UTF-8", text(header, "a,\xED\xA0\x80,日本語のリスト\n", strings.Repeat("b,日本語,会社\n", 9)), 0, "1 cell with bytes that are no character in UTF-8"},
		{"half a pair in UTF-16", text("\xFF\xFEE\x00m\x00a\x00i\x00l\x00,\x00N\x00a\x00m\x00e\x00,\x00C\x00o\x00m\x00p\x00a\x00n\x00y\x00\n\x00a\x00,\x00\x00\xD8,\x00c\x00\n\x00"), 0, "1 cell with bytes that are no character in UTF-16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "rules.yaml", hostileRules)
			for _, command := range []string{"score", "check"} {
				args := []string{command, "-", "--as-of=2026-11-21"}
				if command == "score" {
					args = append(args, "--max-rejects=0", "-o", "out.csv")
				}
				status, stderr := runLimited(t, c.list(t), args...)
				if want := c.stderr; command == "score" && (status != c.status || !strings.Contains(stderr, want)) {
					t.Errorf("%s ends with %d, want %d and %q:\n%.600s", command, status, c.status, want, stderr)
				}
				if status != 0 && status != 1 {
					t.Errorf("%s ends with %d:\n%.600s", command, status, stderr)
				}
			}
			if left, _ := filepath.Glob(".leadscore-*"); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// Rows as long as they may be are ranked and sorted in as little memory as any: what cannot
// be held lies in a temporary file.
func TestLongRowsInOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and the race detector asks for more addresses than there are")
	}
	t.Chdir(t.TempDir())
	write(t, "rules.yaml", hostileRules)
	const rows = 60
	var list strings.Builder
	list.WriteString("Email,Name,Company\n")
	for i := range rows {
		fmt.Fprintf(&list, "%d,%s,acme %d\n", i, strings.Repeat([]string{"acme ", "none "}[i%2], 780_000), i)
	}
	for _, c := range []struct {
		command string
		size    int // of the output at least
	}{
		{"score --sorted", list.Len()},
		{"rank --format=csv", 20 * len("1,2")},
		{"rank --top=0 --format=csv", rows * len("1,2")},
		{"rank --top=0", rows * len("1 2")},
		{"rank --top=0 --format=jsonl", list.Len()},
	} {
		t.Run(c.command, func(t *testing.T) {
			args := append(strings.Fields(c.command), "-", "--as-of=2026-11-21", "-o", "out.csv")
			status, stderr := runLimited(t, strings.NewReader(list.String()), args...)
			if status != 0 {
				t.Fatalf("status %d:\n%.600s", status, stderr)
			}
			out, err := os.ReadFile("out.csv")
			if err != nil || len(out) < c.size {
				t.Errorf("%d bytes, want %d at least, %v", len(out), c.size, err)
			}
		})
	}
}

// runLimited runs the program in 1 GB of addresses, and holds the memory that it took to
// what docs/lists.md says.
func runLimited(t *testing.T, stdin io.Reader, args ...string) (status int, stderr string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), asProgram+"=1", fmt.Sprintf("%s=%d", asLimited, 1<<30))
	c.Stdin = stdin
	var said bytes.Buffer
	c.Stderr = &said
	_ = c.Run() // a program that has seen enough does not read to the end, which is an error of Run's
	const most = 256 << 10
	if took := peak(t); took > most {
		t.Errorf("%v takes %d KB, want %d at most", args, took, most)
	}
	return c.ProcessState.ExitCode(), said.String()
}

// What a rulebook is told to do is bounded too: see rulebook/yaml/source_test.go for the
// limits one by one.
func TestHostileRulebooks(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector asks for more addresses than there are")
	}
	for _, c := range []struct{ name, rules, stderr string }{
		{"repeats in expressions", "version: 1\ncriteria:\n" + strings.Repeat("  - {name: a, field: Name, matches: '(.{0,999}a).{0,999}q$', points: 1}\n", 450), "regular expressions of the rulebook come to more than 10000 steps"},
		{"aliases of aliases", "version: 1\nfields:\n  a: &a [" + strings.Repeat("x,", 100) + "]\n  b: &b [" + strings.Repeat("*a,", 100) + "]\n  c: &c [" + strings.Repeat("*b,", 100) + "]\n  d: [" + strings.Repeat("*c,", 100) + "]\n", "problem"},
		{"lists in lists", strings.Repeat("[", 100_000), "nested too deep"},
		{"mappings in mappings", "version: 1\nx: " + strings.Repeat("{a: ", 20_000), "nested"},
		{"binary data", "version: 1\n\x00\x01\x02", "rules.yaml:2:1: "},
		{"half a pair in UTF-16", "\xFF\xFEv\x00e\x00r\x00s\x00i\x00o\x00n\x00:\x00 \x001\x00\n\x00#\x00\x00\xD8\n\x00", "rules.yaml:2:2: half of a character stands here"},
		{"larger than any", "version: 1\n" + strings.Repeat("# x\n", 2<<20), "rules.yaml is too large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "rules.yaml", c.rules)
			status, stderr := runLimited(t, strings.NewReader("Name\nx\n"), "score", "-")
			if status != 1 || !strings.Contains(stderr, c.stderr) {
				t.Errorf("status %d, want 1 and %q:\n%.600s", status, c.stderr, stderr)
			}
		})
	}
}
