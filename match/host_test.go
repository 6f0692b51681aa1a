package match

import (
	"testing"

	"leadscore/match/cell"
	"leadscore/rulebook"
)

func TestFreeMail(t *testing.T) {
	for address, want := range map[string]Truth{
		"taro@gmail.com": True, "Taro.Yamada@GMAIL.COM": True, "taro@yahoo.co.jp": True, "taro@docomo.ne.jp": True, "taro@i.softbank.jp": True, "taro@ezweb.ne.jp": True, "taro@aa.ocn.ne.jp": True, "taro@kra.biglobe.ne.jp": True, "hans@web.de": True, "jean@orange.fr": True, "lucia@libero.it": True, "li@163.com": True, "kim@naver.com": True, "x@hotmail.co.uk": True, "x@outlook.com": True, "x@icloud.com": True, "x@proton.me": True, "Taro <taro@gmail.com>": True,
		"taro@example.co.jp": False, "taro@gmail.com.example.com": False, "taro@notgmail.com": False, "taro@u-tokyo.ac.jp": False, "taro@co.jp": False, "taro@ne.jp": False, "taro@com": False, "x@mail.example.com": False,
	} {
		got := reads(t, &rulebook.Field{}, address, "free_mail", "true")
		if got != want || reads(t, &rulebook.Field{}, address, "free_mail", "false") != want.Not() {
			t.Errorf("%q is %v", address, got)
		}
	}
	for _, text := range []string{"gmail", "+", "taro"} {
		if reads(t, &rulebook.Field{}, text, "free_mail", "true") != False || reads(t, &rulebook.Field{}, text, "free_mail", "false") != False {
			t.Errorf("%q is an address", text)
		}
	}
}

// A cell may hold several addresses, in any order.
func TestSeveralAddresses(t *testing.T) {
	for text, want := range map[string]Truth{
		"a@gmail.com; b@acme.com": False, "b@acme.com;a@gmail.com": False, "a@gmail.com, b@yahoo.co.jp": True, "a@gmail.com b@acme.com": False, "b@acme.com\na@gmail.com": False,
		"a@gmail.com:::b@acme.com": False, "a@gmail.com ::: b@outlook.com": True, "a@gmail.com、b@acme.com": False, "a@gmail.com；b@gmail.com": True,
		"Ann Lee <a@gmail.com>; Bob <b@acme.com>": False, "Lee, Ann <a@gmail.com>": True, "a@gmail.com; none": True, "mailto:a@gmail.com": True, "; a@gmail.com;": True,
		"https://acme.com/?x=a@gmail.com, a@gmail.com": False,
	} {
		if got := reads(t, &rulebook.Field{}, text, "free_mail", "true"); got != want {
			t.Errorf("%q is free mail: %v", text, got)
		}
		if got := reads(t, &rulebook.Field{}, text, "free_mail", "false"); got != want.Not() {
			t.Errorf("%q is no free mail: %v", text, got)
		}
	}
	for text, want := range map[string]Truth{
		"a@gmail.com; b@acme.com": True, "b@acme.com, a@gmail.com": True, "https://acme.com/a, https://other.org": True, "https://other.org;https://www.acme.com": True,
		"a@gmail.com; b@other.org": False, "acme.com and others": True, "; ,": False,
	} {
		if got := reads(t, &rulebook.Field{}, text, "domain", "acme.com"); got != want {
			t.Errorf("%q is under acme.com: %v", text, got)
		}
	}
}

func TestHostsAllocateNothing(t *testing.T) {
	v := cell.Value{Text: []byte("a@gmail.com; b@yahoo.co.jp")}
	if n := testing.AllocsPerRun(100, func() { freeMail{true}.holds(&v) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
