package match_test

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// benchCells are cells of usual length, by field.
var benchCells = map[string]string{
	"title": "Senior Director, Marketing Operations (EMEA)", "email": "hanako.yamada@mail.example.co.jp", "size": "1250",
	"day": "2026-09-30", "demo": "true", "tags": "AI; analytics; 製造業; webinar 2026", "level": "director",
}

// BenchmarkOperator asks each operator about a cell that has been read.
func BenchmarkOperator(b *testing.B) {
	for _, op := range match.Operators() {
		for _, field := range condFields {
			if !op.Works(field.Type) || field.Name == "email" && op.Operand != match.OperandHost {
				continue
			}
			b.Run(op.Name+"/"+field.Type.String(), func(b *testing.B) {
				askCond(b, operandFor(op, field), benchCells[field.Name])
			})
		}
	}
}

// BenchmarkNeedles reads a note and asks for many words and parts of words, a condition
// each, of which it has none.
func BenchmarkNeedles(b *testing.B) {
	note := strings.Repeat("Called about the rollout, asked for references and prices; 来月の展示会で再度打ち合わせ。 ", 3)
	for _, op := range []string{"has_word", "contains"} {
		for _, n := range []int{1, 10, 100} {
			b.Run(fmt.Sprintf("%s/needles=%d", op, n), func(b *testing.B) { readAndAsk(b, op, n, note) })
		}
	}
}

func readAndAsk(b *testing.B, op string, n int, note string) {
	compiler := condCompiler()
	var conds []*match.Cond
	for i := range n {
		needle := strings.Repeat(string(rune('a'+i%26)), 2+i%3) + string(rune('a'+i/26)) + "q"
		conds = append(conds, compiler.Cond(on("title", op, needle)))
	}
	reader := cell.NewReader(&rulebook.Field{}, rulebook.TypeText, &cell.Settings{}, false)
	vals := make([]cell.Value, len(compiler.Specs))
	b.SetBytes(int64(len(note)))
	b.ReportAllocs()
	for b.Loop() {
		reader.Read(note, &vals[0])
		for _, cond := range conds {
			cond.Eval(vals)
		}
	}
}

func askCond(b *testing.B, leaf *rulebook.Condition, cell string) {
	compiler := condCompiler()
	cond := compiler.Cond(leaf)
	if len(compiler.Problems) > 0 {
		b.Fatal(compiler.Problems)
	}
	vals := values(b, leaf.Field.Text, cell)
	b.ReportAllocs()
	for b.Loop() {
		cond.Eval(vals)
	}
}
