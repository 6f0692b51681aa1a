package frameworks

import "testing"

func TestNear(t *testing.T) {
	for name, want := range map[string]string{"MEDDICC": "MEDDPICC", "Meddpic": "MEDDPICC", "SPICE": "SPICED", "MEDDIC": "", "Own": "", "BAND": ""} {
		if d, _ := Near(name); d.Name != want {
			t.Errorf("%s: %q, not %q", name, d.Name, want)
		}
	}
}

func TestSpoken(t *testing.T) {
	for _, c := range []struct{ framework, name, want string }{
		{"BANT", "time", "timeline"}, {"BANT", "Decision Maker", "authority"}, {"CHAMP", "budget", "money"},
		{"MEDDIC", "pain", "identify_pain"}, {"MEDDPICC", "competitors", "competition"}, {"MEDDIC", "timeline", ""}, {"BANT", "colour", ""},
	} {
		d, _ := Lookup(c.framework)
		if got, found := d.Spoken(c.name); got != c.want || found != (c.want != "") {
			t.Errorf("%s of %s: %q, not %q", c.name, c.framework, got, c.want)
		}
	}
}
