package page_test

import (
	"context"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a page in a headless Chromium. At the end of its test it fails for any error on the
// console, and for any request that would leave the page.
type browser struct {
	t         *testing.T
	ctx       context.Context
	downloads string // the directory

	mu       sync.Mutex
	errors   []string
	requests []string
}

// open shows a file; without a Chromium the test is skipped.
func open(t *testing.T, file string) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long")
	}
	path := chromium()
	if path == "" {
		t.Skip("no Chromium is installed: apt-get install chromium")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	b := &browser{t: t, downloads: t.TempDir()}
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.listen))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, e := range b.errors {
			t.Errorf("on the console: %s", e)
		}
		for _, r := range b.requests {
			t.Errorf("a request to %s", r)
		}
	})
	t.Cleanup(cancel)
	if err := chromedp.Do(b.ctx); err != nil { // the browser lives as long as the context that began it
		t.Skipf("%s does not start: %v", path, err)
	}
	b.do(chromedp.EmulateViewport(1280, 800), chromedp.Func(b.prepare), chromedp.Navigate("file://"+file))
	return b
}

// chromium finds the browser; "" for none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (b *browser) prepare(ctx context.Context, _ *chromedp.Target) error {
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.CallBrowser(ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.downloads,
	})
	return err
}

// listen keeps in mind what a page should not do, and says yes to its questions.
func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		b.errors = append(b.errors, string(e.Type))
	case *log.EventEntryAdded:
		b.errors = append(b.errors, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if scheme, _, _ := strings.Cut(e.Request.URL, ":"); !slices.Contains([]string{"file", "blob", "data"}, scheme) { // data: the browser's own icons
			b.requests = append(b.requests, e.Request.URL)
		}
	case *page.EventJavascriptDialogOpening:
		go func() {
			_, _ = chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	}
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// keys presses keys, one after the other.
func (b *browser) keys(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// text evaluates an expression of the page that is a text.
func (b *browser) text(expression string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return text
}

// lead is the heading of the lead that is shown.
func (b *browser) lead() string { return b.text(`document.querySelector("#lead h2").textContent`) }

// download presses Ctrl+S and reads the table that comes.
func (b *browser) download() (file string, rows [][]string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	for range 1000 {
		names, _ := filepath.Glob(filepath.Join(b.downloads, "answers-*.csv"))
		if len(names) > 0 {
			file = names[0]
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		b.t.Fatal("no table came: ", err)
	}
	plain, marked := strings.CutPrefix(string(text), "\ufeff")
	if !marked || !strings.HasSuffix(plain, "\r\n") {
		b.t.Errorf("the table has no byte order mark or no CRLF: %q", text)
	}
	if rows, err = csv.NewReader(strings.NewReader(plain)).ReadAll(); err != nil {
		b.t.Fatal(err)
	}
	return file, rows
}
