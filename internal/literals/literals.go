// Package literals reads the texts in Go sources. Only tests import it.
package literals

import (
	"go/ast"
	"go/token"
	"strconv"
)

// Constant is the value of a string literal, or of several joined by +; false for what is
// none.
func Constant(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(n.Value)
		return text, n.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		left, ok := Constant(n.X)
		right, also := Constant(n.Y)
		return left + right, ok && also && n.Op == token.ADD
	}
	return "", false
}
