package cell

import (
	"testing"
	"time"

	"leadscore/match/fold"
	"leadscore/rulebook"
)

func BenchmarkParseNumber(b *testing.B) {
	for _, cell := range []string{"1234", "1,234,567.5", "12.5%", "11-50", "100〜299名", "500人以上", "1億2,000万円", "$1.2M", "not a number"} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ParseNumber(cell, false)
			}
		})
	}
}

func BenchmarkParseDay(b *testing.B) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		b.Skip(err)
	}
	for _, cell := range []string{"2026-11-21", "2026年11月21日", "2024-07-11T21:22:06.000+0000", "令和5年4月1日", "12 Mar 2024", "1/5/2023"} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ParseDay(cell, rulebook.OrderUnset, tokyo)
			}
		})
	}
}

func BenchmarkParseBool(b *testing.B) {
	for _, cell := range []string{"TRUE", "はい", "○"} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = ParseBool(cell)
			}
		})
	}
}

func BenchmarkAppendFold(b *testing.B) {
	for _, cell := range []string{"Vice President of Sales", "代表取締役 社長", "ＡＢＣ商事　株式会社", "ｶﾌﾞｼｷｶﾞｲｼｬ ㈱山田", "Société Générale"} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			room := make([]byte, 0, 256)
			for b.Loop() {
				room = fold.Append(room[:0], cell)
			}
		})
	}
}

func BenchmarkReadCompany(b *testing.B) {
	reader := NewReader(&rulebook.Field{Company: true}, rulebook.TypeText, &Settings{}, false)
	for _, cell := range []string{"Acme", "ACME CO., LTD.", "株式会社 山田商事"} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			var v Value
			for b.Loop() {
				reader.Read(cell, &v)
			}
		})
	}
}
