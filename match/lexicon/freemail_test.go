package lexicon

import (
	"strings"
	"testing"

	"leadscore/match/fold"
)

func TestFreeMailHosts(t *testing.T) {
	seen := map[string]bool{}
	japanese := 0
	for line := range strings.Lines(freeMailText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for host := range strings.FieldsSeq(line) {
			if seen[host] || fold.Text(host) != host || !strings.Contains(host, ".") || strings.ContainsAny(host, "@/,#") {
				t.Errorf("%q stands twice, or is no host", host)
			}
			seen[host] = true
			if strings.HasSuffix(host, ".jp") {
				japanese++
			}
		}
	}
	if len(seen) < 150 || japanese < 40 {
		t.Errorf("%d hosts, %d of them in Japan", len(seen), japanese)
	}
}

func TestIsFreeMail(t *testing.T) {
	for kind, hosts := range map[string]string{
		"relays":      "privaterelay.appleid.com mozmail.com duck.com anonaddy.com",
		"families":    "yahoo.com yahoo.no yahoo.co.th yahoo.com.pe yahoo.gr outlook.dk outlook.co.th outlook.com.tr hotmail.se hotmail.co.nz live.dk gmx.at",
		"regional":    "aa.ocn.ne.jp orange.fr libero.it t-online.de uol.com.br naver.com seznam.cz wp.pl telefonica.net bluewin.ch bigpond.com shaw.ca poste.it singnet.com.sg",
		"throw-aways": "mailinator.com yopmail.com guerrillamail.com 10minutemail.com temp-mail.org maildrop.cc wegwerfmail.de",
	} {
		for host := range strings.FieldsSeq(hosts) {
			if !IsFreeMail([]byte(host)) {
				t.Errorf("%s of the %s is no free mail", host, kind)
			}
		}
	}
	for host := range strings.FieldsSeq("acme.com yahoo-inc.com outlooktraders.com microsoft.com apple.com appleid.com ntt.co.jp sony.jp gmailer.de hotmail.example.com outlook.consulting yahoo.travel nus.edu.sg co.jp") {
		if IsFreeMail([]byte(host)) {
			t.Errorf("%s is free mail", host)
		}
	}
}

func TestFreeMailUnder(t *testing.T) {
	for host, want := range map[string][2]bool{
		"gmail.com":      {true, true},
		"aa.ocn.ne.jp":   {true, true},
		"com":            {false, true},
		"co.jp":          {false, true},
		"com.pe":         {false, true},
		"no":             {false, true},
		"example.com":    {false, false},
		"acme.co.jp":     {false, false},
		"gmail.com.acme": {false, false},
		"":               {false, false},
	} {
		if all, some := FreeMailUnder([]byte(host)); all != want[0] || some != want[1] {
			t.Errorf("of what is under %q all %v, some %v are free mail, want %v", host, all, some, want)
		}
	}
}
