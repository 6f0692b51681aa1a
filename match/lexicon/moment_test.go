package lexicon

import "testing"

func TestTellsMoment(t *testing.T) {
	for header, want := range map[string]bool{
		"created_at": true, "CreatedAt": true, "Last Seen On": true, "Date Created": true, "Sign-up Time": true, "registered": false,
		"timestamp": true, "last_login": true, "Customer since": true, "登録日時": true, "更新時刻": true, "Created": true,
		"Order ID": false, "Phone": false, "Employees": false, "At home": false, "担当者": false, "Sometimes": false, "": false,
	} {
		if got := TellsMoment(header); got != want {
			t.Errorf("TellsMoment(%q) is %t", header, got)
		}
	}
}
