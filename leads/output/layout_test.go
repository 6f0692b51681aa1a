package output_test

import (
	"errors"
	"strings"
	"testing"

	"leadscore/leads/internal/made"
	"leadscore/leads/output"
)

// TestLayout: which columns are an earlier run's, where ours go, and what is refused.
func TestLayout(t *testing.T) {
	for _, c := range []struct {
		name, header string
		replace      bool
		want         string // the header written, or the error
	}{
		{"a new list", "id,name", false, "id,name,<ours>"},
		{"ours last", "id,lead_score,lead_score_low,lead_reasons", false, "id,<ours>"},
		{"ours between", "id,lead_score,lead_score_low,lead_reasons,note", false, "id,<ours>,note"},
		{"ours first", "lead_score,lead_score_low,id", false, "<ours>,id"},
		{"other columns of an earlier run", "id,lead_rank,lead_score,lead_score_low,lead_meddic,lead_bant", false, "id,<ours>"},
		{"the prefix alone makes no column ours", "lead_id,lead_source", false, "lead_id,lead_source,<ours>"},
		{"no mark, no block", "id,lead_score,lead_reasons", false,
			`the list already has "lead_score" (column 2), "lead_reasons" (column 3), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"equal but for case and width", "id,Lead＿Score ,x", false,
			`the list already has "Lead＿Score " (column 2), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"a block must be written exactly so", "id,Lead_Score_Low", false,
			`the list already has "Lead_Score_Low" (column 2), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"two blocks", "lead_score,lead_score_low,id,lead_score_low", false,
			`the list already has "lead_score_low" (column 4), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"a block ends where a name comes again", "lead_score,lead_score_low,lead_score", false,
			`the list already has "lead_score" (column 3), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"a block has no name twice", "id,lead_score_low,lead_score_low", false,
			`the list already has "lead_score_low" (column 3), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"a block ends where the order does", "lead_score,lead_score_low,lead_rank", false, "<ours>,lead_rank"},
		{"a block keeps to our order", "lead_reasons,lead_score,lead_score_low", false,
			`the list already has "lead_reasons" (column 1), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"a user's column that a later run would take for ours", "id,lead_rank", false,
			`the list already has "lead_rank" (column 2), called as a column that would be written. choose other names with --prefix, or give up the old column with --replace`},
		{"the same column elsewhere", "lead_rank,id", false, "lead_rank,id,<ours>"},
		{"a block of another rulebook", "id,lead_score,lead_score_low,lead_size,lead_heat,lead_reasons,note", false,
			`the list already has "lead_reasons" (column 6), called as a column that would be written, and among those of an earlier run with another rulebook "lead_size", "lead_heat". choose other names with --prefix, or give up the old column with --replace`},
		{"a block of another rulebook replaced", "id,lead_score,lead_score_low,lead_size,lead_heat,lead_reasons,note", true, "id,<ours>,note"},
		{"a user's column in a block", "id,lead_score,lead_score_low,size,lead_reasons", true, "id,<ours>,size"},
		{"a user's column behind a block", "id,lead_score,lead_score_low,lead_size,note", true, "id,<ours>,lead_size,note"},
		{"replaced", "id,Lead_Score,note,lead_reasons", true, "id,<ours>,note"},
		{"replaced beside a block", "LEAD_REASONS,id,lead_score,lead_score_low,note", true, "<ours>,id,note"},
		{"replaced because a later run would", "id,lead_rank", true, "id,<ours>"},
		{"only our columns", "lead_score,lead_score_low", false, "<ours>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := made.Ours
			o.Replace = c.replace
			r := mustReader(t, strings.NewReader(c.header+"\n"))
			layout, err := output.NewLayout(r.Head(), o)
			var exists *output.ColumnExistsError
			if err != nil {
				if !errors.As(err, &exists) || err.Error() != c.want {
					t.Errorf("got error\n%v\nwant\n%s", err, c.want)
				}
				return
			}
			written, err := layout.AppendHeader(nil, r.Head())
			if err != nil {
				t.Fatal(err)
			}
			got := string(written)
			want := strings.ReplaceAll(c.want, "<ours>", strings.Join(o.Names, ",")) + "\n"
			if got != want {
				t.Errorf("header %q, want %q", got, want)
			}
			visible := strings.ReplaceAll(","+strings.TrimSuffix(got, "\n")+",", ","+strings.Join(o.Names, ",")+",", ",")
			if seen := strings.Join(layout.Header(), ","); seen != strings.Trim(visible, ",") {
				t.Errorf("rules see %q of %q", seen, got)
			}
		})
	}
}

// TestLayoutWithoutMark: columns picked without the mark are not known again, and so
// refused the next time.
func TestLayoutWithoutMark(t *testing.T) {
	o := made.Ours
	o.Names = []string{"lead_score"}
	out := annotate(t, strings.NewReader("id\n1\n"), o, func(int, int) string { return "5" })
	if out != "id,lead_score\n1,5\n" {
		t.Fatalf("got %q", out)
	}
	r := mustReader(t, strings.NewReader(out))
	if _, err := output.NewLayout(r.Head(), o); err == nil {
		t.Error("a second run is not refused")
	}
	o.Replace = true
	if again := annotate(t, strings.NewReader(out), o, func(int, int) string { return "6" }); again != "id,lead_score\n1,6\n" {
		t.Errorf("replaced: %q", again)
	}
}

// TestLayoutWithoutOurs only takes an earlier run's columns out.
func TestLayoutWithoutOurs(t *testing.T) {
	o := made.Ours
	o.Names = nil
	for in, want := range map[string]string{
		"lead_score_low,id,note\n1,2,3\n": "id,note\n2,3\n",
		"id,lead_score_low,note\n1,2,3\n": "id,note\n1,3\n",
	} {
		if got := annotate(t, strings.NewReader(in), o, nil); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
