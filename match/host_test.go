package match

import (
	"testing"

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
	for _, cell := range []string{"gmail", "-", "taro"} {
		if reads(t, &rulebook.Field{}, cell, "free_mail", "true") != False || reads(t, &rulebook.Field{}, cell, "free_mail", "false") != False {
			t.Errorf("%q is an address", cell)
		}
	}
}
