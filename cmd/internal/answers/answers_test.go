package answers

import (
	"strings"
	"testing"

	"leadscore/rulebook"

	"golang.org/x/text/encoding/japanese"
)

// fromExcel is a call sheet's table as a Japanese Excel saves it.
const fromExcel = "key,about,answer,date,note,by,at\r\n" +
	"JL-004,BANT.need,はい,2026/11/25,'=全社の帳票刷新,森,2026/11/25 14:02\r\n" +
	"JL-005,call.result,APPT,2026/11/25,,森,\r\n" +
	",BANT.need,はい,2026/11/25,,森,\r\n" +
	"JL-006,BANT.need,はい,昨日,,森,\r\n" +
	"JL-007,call.result,maybe,2026/11/25,,森,\r\n" +
	"JL-008,BANT.need,,,,,\r\n"

func TestReadWhatExcelSaves(t *testing.T) {
	cp932, err := japanese.ShiftJIS.NewEncoder().String(fromExcel)
	if err != nil {
		t.Fatal(err)
	}
	read, problems, err := Read(strings.NewReader(cp932), "a.csv", rulebook.English)
	if err != nil || len(read) != 2 {
		t.Fatalf("read %d answers (%v), want 2", len(read), err)
	}
	want := Row{"JL-004", "BANT.need", "はい", "2026-11-25", "=全社の帳票刷新", "森", "2026/11/25 14:02"}
	if read[0].Row != want || read[0].Line != 2 {
		t.Errorf("read %+v, want %+v", read[0], want)
	}
	if read[1].Answer != "appt" {
		t.Errorf("the result is %q, want appt", read[1].Answer)
	}
	for i, place := range []string{"a.csv:4: the key is blank", `a.csv:5: the date "昨日"`, `a.csv:6: "maybe" is no result`} {
		if i >= len(problems) || !strings.HasPrefix(problems[i].Error(), place) {
			t.Errorf("problem %d of %v does not begin with %s", i, problems, place)
		}
	}
	if len(problems) != 3 {
		t.Errorf("%d problems, want 3: %v", len(problems), problems)
	}
}

func TestMerge(t *testing.T) {
	tests := []struct {
		name      string
		rows      string // answer,date,by,at
		want      string // answers that stay
		conflicts int
	}{
		{"the latest date, wherever it stands", "no,2026-11-25,a,\nyes,2026-11-24,a,\n", "no", 0},
		{"then the moment", "no,2026-11-25,a,2026-11-25T15:00:00+09:00\nyes,2026-11-25,a,2026-11-25T14:00:00+09:00\n", "no", 1},
		{"moments of two time zones", "no,2026-11-25,a,2026-11-25T10:00:00Z\nyes,2026-11-25,a,2026-11-25T14:00:00+09:00\n", "no", 1},
		{"then the line", "no,2026-11-25,a,\nyes,2026-11-25,a,\n", "yes", 1},
		{"a day with an answer of no moment, by line", "a,2026-11-25,a,2026-11-25T15:00:00Z\nb,2026-11-25,a,\nc,2026-11-25,a,2026-11-25T14:00:00Z\n", "c", 2},
		{"another person", "no,2026-11-24,a,\nyes,2026-11-25,b,\n", "yes", 1},
		{"the same in other words", "はい,2026-11-24,a,\nyes,2026-11-25,b,\n", "yes", 0},
		{"unknown replaces nothing", "yes,2026-11-24,a,\nunknown,2026-11-25,b,\n", "yes unknown", 0},
		{"an older unknown goes", "不明,2026-11-24,a,\nyes,2026-11-25,b,\n", "yes", 0},
		{"taken back", "yes,2026-11-24,a,\n,2026-11-25,a,\n", "", 0},
	}
	for _, test := range tests {
		var table strings.Builder
		table.WriteString("key,about,answer,date,by,at\n")
		for row := range strings.Lines(test.rows) {
			table.WriteString("L-1,BANT.need," + row)
		}
		read, problems, err := Read(strings.NewReader(table.String()), "a.csv", rulebook.English)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %v", test.name, err, problems)
		}
		kept, conflicts := Merge(read)
		var got []string
		for _, a := range kept {
			got = append(got, a.Answer)
		}
		if strings.Join(got, " ") != test.want || len(kept) == 0 || len(conflicts) != test.conflicts {
			t.Errorf("%s: %q stays, with conflicts %v; want %q, %d", test.name, got, conflicts, test.want, test.conflicts)
		}
	}
}
