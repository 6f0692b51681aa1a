package title

import "testing"

func BenchmarkSeniorityByTitle(b *testing.B) {
	for _, text := range []string{"director, sales & marketing", "senior software engineer", "取締役 営業本部長", "経営企画部"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Seniority(text)
			}
		})
	}
}

func BenchmarkDepartmentByTitle(b *testing.B) {
	for _, text := range []string{"director, sales & marketing", "senior software engineer", "取締役 営業本部長", "部長"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Department(text)
			}
		})
	}
}
