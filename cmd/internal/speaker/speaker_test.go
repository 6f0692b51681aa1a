package speaker

import (
	"testing"

	"leadscore/internal/texts"
	"leadscore/outcomes"
	"leadscore/rulebook"
)

// A sentence begins with a capital, but for the name of a column, and is text in any script.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		language rulebook.Language
		text     outcomes.Text
		want     string
	}{
		{rulebook.English, outcomes.Plain("win rates have shifted"), "Win rates have shifted."},
		{rulebook.English, outcomes.Textf("%s has shifted: PSI %.2f from the older leads to the newest", "utm_source", 0.3), "utm_source has shifted: PSI 0.30 from the older leads to the newest."},
		{rulebook.English, outcomes.Textf("%s has shifted: PSI %.2f from the older leads to the newest", "流入元", 0.3), "流入元 has shifted: PSI 0.30 from the older leads to the newest."},
		{rulebook.English, outcomes.Textf("éléments").Then(outcomes.Plain("more")), "Éléments; more."},
		{rulebook.Japanese, outcomes.Textf("%s is kept, but beside the other columns it tells nothing: it earns no points", "会社名"), "会社名は残す指定だが、ほかの列に加えて分かることがないため、配点しない。"},
	} {
		if got := New(c.language, texts.In(c.language, "speaker")).Sentence(c.text); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
