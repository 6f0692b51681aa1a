package cell

import (
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// A column's scale is for the numbers in it that name no unit themselves.
func TestScale(t *testing.T) {
	million := exact.Int(1_000_000)
	reader := NewReader(&rulebook.Field{Scale: &million}, rulebook.TypeNumber, &Settings{}, false)
	for cell, want := range map[string]string{
		"500": "500000000", "1,234": "1234000000", "500円": "500000000", "5億円": "500000000", "1.2M": "1200000", "500百万円": "500000000", "3,000,000円": "3000000", "1,000,000円": "1000000", "999,999円": "999999000000", "¥3,000,000": "3000000000000", "3,000,000〜5,000,000円": "3000000 to 5000000",
		"10-20": "10000000 to 20000000", "1〜3億円": "100000000 to 300000000", "10以上": "10000000 or more", "1億円以上": "100000000 or more", "△5": "-5000000",
	} {
		var v Value
		reader.Read(cell, &v)
		if v.State != Known || v.Number.String() != want {
			t.Errorf("%q in millions is %v (%v), want %s", cell, v.Number, v.State, want)
		}
	}
	var v Value
	if reader.Read("999999999999999", &v); v.State != Unreadable {
		t.Errorf("beyond all numbers is %v", v.Number)
	}
}

// Words that say nothing are blank in every type, but for those that rules name and where
// the rulebook has words of its own.
func TestMissingWords(t *testing.T) {
	types := []rulebook.Type{rulebook.TypeText, rulebook.TypeNumber, rulebook.TypeDate, rulebook.TypeBool, rulebook.TypeList}
	for _, c := range []struct {
		name  string
		own   []string // of the rulebook; nil: the table
		named []string
		cells []string
		blank bool
	}{
		{"table", nil, nil, []string{"unknown", "ＴＢＤ", "#N/A", "--None--", "【未定】", "keine Angabe", "non renseigné", "desconocido", "-", "??"}, true},
		{"answers", nil, nil, []string{"None", "NA", "なし", "Acme", "0", "no"}, false},
		{"named", nil, []string{"Unknown", "未定"}, []string{"unknown", "UNKNOWN", "未定"}, false},
		{"another form of a named one", nil, []string{"Unknown"}, []string{"(unknown)", "TBD"}, true},
		{"own", []string{"x", "-"}, nil, []string{"X", "-", "field's"}, true},
		{"own alone", []string{"x", "-"}, nil, []string{"unknown", "TBD", "--"}, false},
		{"none", []string{}, nil, []string{"unknown", "-", "N/A"}, false},
		{"of the field", nil, []string{"field's"}, []string{"field's", "unknown"}, true},
	} {
		for _, typ := range types {
			reader := NewReader(&rulebook.Field{MissingWords: []rulebook.Scalar{{Text: "field's"}}}, typ, &Settings{MissingWords: c.own}, false)
			reader.Name(c.named)
			for _, cell := range c.cells {
				var v Value
				if blank := reader.Read(cell, &v); blank != c.blank {
					t.Errorf("%s: %q in a %s is blank: %v", c.name, cell, typ, blank)
				}
			}
		}
	}
}
