package lazyre

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestPatterns compiles the patterns of all code, so that none waits for a user to be found
// wrong.
func TestPatterns(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, isCall := n.(*ast.CallExpr)
			if !isCall || len(call.Args) != 1 {
				return true
			}
			if f, isSelector := call.Fun.(*ast.SelectorExpr); isSelector && f.Sel.Name == "New" {
				if in, isIdent := f.X.(*ast.Ident); isIdent && in.Name == "lazyre" {
					found++
					if _, err := regexp.Compile(literal(t, call.Args[0])); err != nil {
						t.Errorf("%s: %v", path, err)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 20 {
		t.Errorf("%d patterns found: does this test look at the right place?", found)
	}
}

// literal is the text of a literal, or of several that are joined.
func literal(t *testing.T, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Error(err)
		}
		return text
	case *ast.BinaryExpr:
		return literal(t, e.X) + literal(t, e.Y)
	}
	t.Errorf("a pattern that is no literal: %T", e)
	return ""
}
