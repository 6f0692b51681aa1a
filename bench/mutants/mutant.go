package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
)

// mutant is a file in which one place is another.
type mutant struct {
	path       string
	line       int
	column     int
	begin, end int // of what is replaced, in bytes
	instead    string
	what       string
}

func (m mutant) String() string { return fmt.Sprintf("%s:%d:%d: %s", m.path, m.line, m.column, m.what) }

// swapped are operators and what a slip makes of them.
var swapped = map[token.Token][]token.Token{
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR},
	token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL},
	token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.ADD}, token.QUO: {token.MUL},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN},
	token.INC: {token.DEC}, token.DEC: {token.INC},
}

// finder finds the places of a file that can be changed.
type finder struct {
	path   string
	source []byte
	files  *token.FileSet
	found  []mutant
}

// mutantsOf gives all mutants of a file.
func mutantsOf(path string) ([]mutant, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f := &finder{path: path, source: source, files: token.NewFileSet()}
	file, err := parser.ParseFile(f.files, path, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, decl := range file.Decls {
		if function, ok := decl.(*ast.FuncDecl); ok && function.Body != nil {
			ast.Inspect(function.Body, f.look)
		}
	}
	return f.found, nil
}

// look enters the mutants of a node.
func (f *finder) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		f.operator(n.OpPos, n.Op)
	case *ast.IncDecStmt:
		f.operator(n.TokPos, n.Tok)
	case *ast.AssignStmt:
		f.operator(n.TokPos, n.Tok)
		if n.Tok == token.ASSIGN {
			f.removed(n)
		}
	case *ast.BasicLit:
		f.number(n)
	case *ast.IfStmt:
		f.negated(n.Cond)
	case *ast.ExprStmt:
		if !f.panics(n) {
			f.removed(n)
		}
	case *ast.BranchStmt:
		if n.Label == nil && n.Tok != token.FALLTHROUGH {
			f.removed(n)
		}
	}
	return true
}

func (f *finder) operator(at token.Pos, op token.Token) {
	for _, other := range swapped[op] {
		f.add(at, at+token.Pos(len(op.String())), other.String(), fmt.Sprintf("%s becomes %s", op, other))
	}
}

// number makes a number one more.
func (f *finder) number(n *ast.BasicLit) {
	if v, err := strconv.Atoi(n.Value); n.Kind == token.INT && err == nil {
		f.add(n.Pos(), n.End(), strconv.Itoa(v+1), fmt.Sprintf("%d becomes %d", v, v+1))
	}
}

func (f *finder) negated(cond ast.Expr) {
	text := f.text(cond)
	f.add(cond.Pos(), cond.End(), "!("+text+")", "if not "+text)
}

// removed takes a statement out. What it names stays used.
func (f *finder) removed(n ast.Node) {
	text := f.text(n)
	f.add(n.Pos(), n.End(), "", "without "+text)
}

func (f *finder) panics(n *ast.ExprStmt) bool { return strings.HasPrefix(f.text(n), "panic(") }

func (f *finder) text(n ast.Node) string {
	return string(f.source[f.offset(n.Pos()):f.offset(n.End())])
}

func (f *finder) offset(at token.Pos) int { return f.files.Position(at).Offset }

func (f *finder) add(begin, end token.Pos, instead, what string) {
	what, _, _ = strings.Cut(what, "\n")
	place := f.files.Position(begin)
	f.found = append(f.found, mutant{
		path: f.path, line: place.Line, column: place.Column, begin: f.offset(begin), end: f.offset(end), instead: instead, what: what,
	})
}
