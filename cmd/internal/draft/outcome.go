package draft

import (
	"slices"

	"leadscore/cmd/internal/profile"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// wonWords are what a cell says, and all that it says, of a lead that has bought.
var wonWords = []string{
	"won", "closed won", "closed-won", "closed - won", "deal won", "closed - converted", "converted", "対応完了 - 取引開始済み", "取引開始済み", "customer", "gewonnen", "gagné", "gagnée", "ganado", "ganada", "ganho", "ganha", "vinto", "vinta", "kunde", "bestandskunde", "client", "cliente", "klant", "existing customer", "既存顧客",
	"受注", "受注済", "受注済み", "成約", "成約済", "成約済み", "契約済", "契約済み", "契約", "ご契約",
}

// fewWon is how many leads have to be won, and how many not, before a column of outcomes
// is worth speaking of: learn can do little with fewer.
const fewWon = 30

// outcome finds what the flag --won takes, "Deal - Status=Gewonnen", in a list that tells
// which leads have bought; "" for any other. won is how many have.
func (b *builder) outcome() (flag string, won int) {
	for _, c := range b.list.Columns {
		if !c.Alone || c.Private || c.Unnamable() {
			continue
		}
		if value, n := b.wonValue(c); n >= fewWon && c.Filled-n >= fewWon {
			return c.Header + "=" + value, n
		}
	}
	return "", 0
}

// wonValue is the most frequent value of a column that says that a lead has bought, and
// how many leads have it.
func (b *builder) wonValue(c *profile.Column) (value string, leads int) {
	if c.Type == rulebook.TypeNumber || c.Type == rulebook.TypeDate || c.Many {
		return "", 0
	}
	yes := c.Type == rulebook.TypeBool && (c.Known == "converted" || slices.Contains(wonWords, fold.Text(c.Header)))
	for _, v := range b.list.Frequent(c) {
		if yes && v.True() || !yes && slices.Contains(wonWords, fold.Text(v.Text)) {
			return v.Text, v.Count
		}
	}
	return "", 0
}
