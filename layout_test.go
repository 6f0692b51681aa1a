package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layer says what the packages of a directory may import beside the standard
// library.
type layer struct {
	own   []string // packages of this module
	third []string // modules of others
	pure  bool     // no file, clock, format or terminal
}

// layout is the order of the packages: imports go downwards only, and a library
// of others is met in one place.
func layout() map[string]layer {
	ground := []string{"internal/spreadsheet", "internal/lazyre", "match/fold", "match/exact", "match/calendar", "rulebook", "match/title", "match/lexicon", "match/cell", "match/meant", "match/wording", "match", "match/earn"}
	above := func(own ...string) []string { return append(slices.Clone(ground), own...) }
	return map[string]layer{
		".":                        {own: []string{"cmd"}},
		"internal/spreadsheet":     {own: []string{"internal/lazyre"}, pure: true},
		"internal/lazyre":          {pure: true},
		"internal/files":           {third: []string{"golang.org/x/sys"}},
		"match/fold":               {third: []string{"golang.org/x/text"}, pure: true},
		"match/exact":              {pure: true},
		"match/calendar":           {pure: true},
		"match/title":              {own: []string{"internal/lazyre", "match/fold"}, pure: true},
		"match/lexicon":            {own: []string{"internal/lazyre", "match/fold", "rulebook", "match/title"}, third: []string{"golang.org/x/text", "golang.org/x/net"}, pure: true},
		"match/cell":               {own: []string{"internal/lazyre", "match/fold", "match/exact", "match/calendar", "rulebook", "match/title", "match/lexicon"}, third: []string{"golang.org/x/text"}, pure: true},
		"match/meant":              {own: []string{"internal/lazyre", "match/fold", "match/exact", "match/calendar", "rulebook", "match/title", "match/lexicon", "match/cell"}, pure: true},
		"match/wording":            {own: []string{"match/fold", "match/exact", "match/calendar", "rulebook", "match/title", "match/lexicon", "match/cell"}, pure: true},
		"rulebook":                 {own: []string{"match/exact", "match/calendar"}, third: []string{"golang.org/x/text"}, pure: true},
		"match":                    {own: ground[:len(ground)-2], third: []string{"golang.org/x/text"}, pure: true},
		"match/earn":               {own: ground[:len(ground)-1], pure: true},
		"internal/texts":           {own: []string{"rulebook"}, pure: true},
		"icp":                      {own: above(), pure: true},
		"frameworks":               {own: above(), pure: true},
		"accounts":                 {own: above(), pure: true},
		"scoring/internal/recall":  {own: []string{"match/exact"}, pure: true},
		"scoring/internal/walk":    {own: above("icp"), pure: true},
		"scoring/internal/fields":  {own: above("internal/texts"), pure: true},
		"scoring/internal/words":   {own: above(), pure: true},
		"scoring/internal/names":   {own: above("frameworks", "scoring/internal/walk"), pure: true},
		"scoring/internal/witness": {own: above(), pure: true},
		"scoring/internal/reach":   {own: above("scoring/internal/walk", "scoring/internal/witness"), pure: true},
		"scoring/internal/fixture": {own: above("scoring/internal/walk"), pure: true},
		"scoring/answer":           {own: above("scoring/internal/walk"), pure: true},
		"scoring/explained":        {own: above("frameworks", "scoring/answer"), pure: true},
		"scoring/column":           {own: above("scoring/internal/walk"), pure: true},
		"scoring/rule":             {own: above(), pure: true},
		"scoring/internal/earning": {own: above("scoring/answer"), pure: true},
		"scoring/internal/plan":    {own: above("icp", "frameworks", "accounts", "scoring/internal/walk", "scoring/internal/fields", "scoring/internal/words", "scoring/internal/names", "scoring/internal/reach", "scoring/internal/fixture", "scoring/internal/earning", "scoring/answer", "scoring/column"), pure: true},
		"scoring/internal/swings":  {own: above("scoring/internal/earning", "scoring/internal/plan"), pure: true},
		"scoring/internal/worker":  {own: above("icp", "frameworks", "scoring/answer", "scoring/internal/recall", "scoring/internal/fields", "scoring/internal/earning", "scoring/internal/plan", "scoring/internal/swings"), pure: true},
		"scoring/internal/bounds":  {own: above("scoring/internal/witness", "scoring/internal/recall", "scoring/internal/earning", "scoring/internal/plan", "scoring/internal/swings", "scoring/internal/worker"), pure: true},
		"scoring/internal/reasons": {own: above("scoring/explained", "scoring/internal/recall", "scoring/internal/earning", "scoring/internal/plan", "scoring/internal/worker"), pure: true},
		"scoring/internal/suppose": {own: above("scoring/answer", "scoring/internal/walk", "scoring/internal/fields", "scoring/internal/witness", "scoring/internal/earning", "scoring/internal/plan"), pure: true},
		"scoring/internal/explain": {own: above("scoring/explained", "scoring/internal/walk", "scoring/internal/fields", "scoring/internal/earning", "scoring/internal/plan", "scoring/internal/bounds", "scoring/internal/reasons"), pure: true},
		"scoring": {own: above("frameworks", "accounts", "scoring/internal/recall", "scoring/internal/walk", "scoring/internal/fields", "scoring/internal/words", "scoring/internal/earning",
			"scoring/internal/plan", "scoring/internal/suppose", "scoring/internal/worker", "scoring/internal/bounds", "scoring/internal/reasons", "scoring/internal/explain", "scoring/answer", "scoring/column", "scoring/explained", "scoring/rule"), pure: true},
		"scoring/lint":                              {own: above("internal/lazyre", "frameworks", "scoring", "scoring/internal/plan", "scoring/internal/reach", "scoring/internal/walk"), pure: true},
		"scoring/audit":                             {own: above("internal/texts", "scoring", "scoring/rule", "scoring/internal/fields", "scoring/internal/plan", "scoring/internal/recall", "scoring/internal/walk", "scoring/internal/words"), pure: true},
		"scoring/examples":                          {own: above("scoring", "scoring/explained", "scoring/internal/fixture", "scoring/internal/walk"), pure: true},
		"scoring/internal/naive":                    {own: above("icp", "frameworks", "scoring"), pure: true},
		"activity":                                  {own: above("scoring", "scoring/rule", "scoring/explained"), pure: true},
		"rulebook/yaml/internal/node":               {own: []string{"internal/lazyre", "match/fold", "rulebook"}, third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/keys":               {own: above(), pure: true},
		"rulebook/yaml/internal/foreign/dialect":    {own: above("rulebook/yaml/internal/keys"), pure: true},
		"rulebook/yaml/internal/foreign/operand":    {own: above("rulebook/yaml/internal/node", "rulebook/yaml/internal/keys"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/foreign/wording":    {own: above("frameworks", "rulebook/yaml/internal/node", "rulebook/yaml/internal/keys", "rulebook/yaml/internal/foreign/dialect", "rulebook/yaml/internal/foreign/operand"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/foreign/expression": {own: above("rulebook/yaml/internal/node", "rulebook/yaml/internal/keys", "rulebook/yaml/internal/foreign/dialect", "rulebook/yaml/internal/foreign/operand", "rulebook/yaml/internal/foreign/wording"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/foreign":            {own: above("rulebook/yaml/internal/node", "rulebook/yaml/internal/keys", "rulebook/yaml/internal/foreign/dialect", "rulebook/yaml/internal/foreign/operand", "rulebook/yaml/internal/foreign/wording", "rulebook/yaml/internal/foreign/expression"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/mend":               {own: []string{"internal/lazyre"}},
		"rulebook/yaml/internal/mended":             {own: above("rulebook/yaml/internal/keys", "rulebook/yaml/internal/node", "rulebook/yaml/internal/mend")},
		"rulebook/yaml/internal/tree":               {own: []string{"match/exact", "rulebook", "rulebook/yaml/internal/node"}, third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/unknown": {own: above("rulebook/yaml/internal/node", "rulebook/yaml/internal/keys", "rulebook/yaml/internal/foreign", "rulebook/yaml/internal/foreign/dialect", "rulebook/yaml/internal/foreign/operand",
			"rulebook/yaml/internal/foreign/wording", "rulebook/yaml/internal/foreign/expression"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml": {own: above("rulebook/yaml/internal/unknown", "icp", "frameworks", "scoring", "activity", "rulebook/yaml/internal/node", "rulebook/yaml/internal/keys", "rulebook/yaml/internal/mended", "rulebook/yaml/internal/foreign", "rulebook/yaml/internal/foreign/dialect", "rulebook/yaml/internal/foreign/operand",
			"rulebook/yaml/internal/foreign/wording", "rulebook/yaml/internal/foreign/expression"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/printer":       {own: above("rulebook/yaml/internal/node", "rulebook/yaml/internal/tree"), third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/diff":          {own: []string{"rulebook", "rulebook/yaml/internal/tree", "rulebook/yaml/printer"}, third: []string{"gopkg.in/yaml.v3"}},
		"rulebook/yaml/internal/made": {own: above("rulebook/yaml/internal/keys", "rulebook/yaml/printer"), third: []string{"pgregory.net/rapid"}},
		"rulebook/yaml/schema":        {own: above("frameworks", "rulebook/yaml/internal/keys"), pure: true},
		"leads/workbook":              {own: []string{"internal/lazyre"}, third: []string{"github.com/xuri/excelize/v2"}},
		"leads/encoding":              {third: []string{"golang.org/x/text"}, pure: true},
		"leads/compress":              {third: []string{"github.com/klauspost/compress"}},
		"leads/internal/scan":         {third: []string{"golang.org/x/sys"}, pure: true},
		"leads/internal/records":      {own: []string{"internal/texts", "rulebook", "leads/encoding", "leads/internal/scan"}, pure: true},
		"leads/internal/guess":        {own: []string{"leads/encoding", "leads/internal/scan", "leads/internal/records"}, pure: true},
		"leads/internal/made":         {own: []string{"leads/encoding", "leads/internal/records"}, third: []string{"golang.org/x/text", "pgregory.net/rapid"}},
		"leads":                       {own: above("internal/files", "internal/lazyre", "internal/texts", "leads/encoding", "leads/workbook", "leads/compress", "leads/internal/scan", "leads/internal/records", "leads/internal/guess")},
		"leads/output":                {own: above("internal/spreadsheet", "leads", "leads/encoding", "leads/workbook", "leads/internal/scan", "leads/internal/records")},
		"leads/keys":                  {own: []string{"leads"}, pure: true},
		"leads/typed":                 {own: []string{"leads", "leads/encoding"}, third: []string{"github.com/gocarina/gocsv"}},
		"leads/rejected":              {own: []string{"internal/files", "rulebook", "leads", "leads/typed"}},
		"outcomes/stats":              {pure: true},
		"outcomes/internal/models":    {own: []string{"outcomes/stats"}, pure: true},
		"outcomes/internal/distinct":  {pure: true},
		"outcomes":                    {own: above("scoring", "scoring/answer", "outcomes/stats", "outcomes/internal/distinct", "outcomes/internal/jobs"), pure: true},
		"outcomes/promise":            {own: append(above("outcomes", "outcomes/stats"), "outcomes/internal/typing", "outcomes/internal/written"), pure: true},
		"outcomes/internal/jobs":      {pure: true},
		"outcomes/internal/written":   {own: above(), pure: true},
		"outcomes/internal/typing":    {own: above("outcomes", "outcomes/stats", "outcomes/internal/distinct", "outcomes/internal/written"), pure: true},
		"outcomes/internal/binning":   {own: above("outcomes/stats", "outcomes/internal/written", "outcomes/internal/typing", "outcomes/internal/holdout"), pure: true},
		"outcomes/internal/holdout":   {own: above("outcomes", "outcomes/stats"), pure: true},
		"outcomes/internal/guards":    {own: above("outcomes", "outcomes/stats", "outcomes/internal/typing", "outcomes/internal/binning", "outcomes/internal/holdout"), pure: true},
		"outcomes/internal/scorecard": {own: above("outcomes/stats", "outcomes/internal/models", "outcomes/internal/written", "outcomes/internal/typing", "outcomes/internal/binning", "outcomes/internal/holdout"), pure: true},
		"outcomes/internal/beside":    {own: above("outcomes", "outcomes/stats", "outcomes/internal/models", "outcomes/internal/typing", "outcomes/internal/binning", "outcomes/internal/holdout"), pure: true},
		"outcomes/learn":              {own: above("scoring", "scoring/explained", "outcomes", "outcomes/stats", "outcomes/promise", "outcomes/internal/models", "outcomes/internal/jobs", "outcomes/internal/written", "outcomes/internal/typing", "outcomes/internal/binning", "outcomes/internal/holdout", "outcomes/internal/guards", "outcomes/internal/scorecard", "outcomes/internal/beside"), pure: true},
		"outcomes/evaluate/rules":     {own: above("scoring", "scoring/rule", "outcomes/stats", "outcomes/internal/jobs"), pure: true},
		"outcomes/evaluate/segments":  {own: above("icp", "outcomes/stats"), pure: true},
		"outcomes/evaluate":           {own: above("scoring", "scoring/rule", "scoring/column", "outcomes", "outcomes/stats", "outcomes/promise", "outcomes/evaluate/rules", "outcomes/evaluate/segments", "outcomes/internal/jobs", "outcomes/internal/written", "outcomes/internal/typing", "outcomes/internal/binning", "outcomes/internal/holdout", "outcomes/internal/guards"), pure: true},
		"internal/leadgen":            {own: []string{"internal/leadgen/invent"}},
		"internal/leadgen/invent":     {},
		"internal/literals":           {},
		"internal/golden":             {},
		"internal/seed":               {third: []string{"pgregory.net/rapid"}},
		"bench/compare":               {},
		"bench/mutants":               {},
		"cmd/internal/explain":        {own: above("internal/texts", "scoring/answer", "scoring/explained", "frameworks", "leads", "outcomes/stats", "cmd/internal/report")},
		"cmd/internal/findings":       {own: above("scoring", "scoring/rule", "scoring/audit", "leads", "cmd/internal/report")},
		"cmd/internal/rowsort":        {own: []string{"internal/files", "match/exact", "scoring"}},
		"cmd/internal/charts":         {own: []string{"cmd/internal/report"}},
		"cmd/internal/screen":         {own: []string{"rulebook", "internal/texts", "cmd/internal/report", "cmd/internal/explain"}},
		"cmd/internal/crm":            {own: above("scoring", "scoring/column", "leads")},
		"cmd/internal/runrecord":      {own: []string{"outcomes/stats"}, pure: true},
		"cmd/internal/manifest":       {},
		"cmd/internal/scored":         {own: above("leads", "leads/compress")},
		"cmd/internal/answers":        {own: above("internal/texts", "scoring", "scoring/answer", "frameworks", "leads", "leads/typed", "cmd/internal/scored")},
		"cmd/internal/profile":        {own: above("leads", "leads/keys"), pure: true},
		"cmd/internal/draft":          {own: above("internal/texts", "scoring", "rulebook/yaml", "rulebook/yaml/printer", "leads", "cmd/internal/profile", "cmd/internal/draft/horizon", "cmd/internal/draft/limits", "cmd/internal/report")},
		"cmd/internal/draft/horizon":  {own: above("cmd/internal/profile"), pure: true},
		"cmd/internal/draft/limits":   {pure: true},
		"cmd/internal/testrun":        {own: above("scoring", "scoring/rule", "scoring/audit", "scoring/examples", "cmd/internal/report", "cmd/internal/explain", "cmd/internal/findings")},
		"cmd/internal/qualify":        {own: above("scoring", "scoring/answer", "scoring/explained", "frameworks", "leads", "leads/typed", "cmd/internal/answers", "internal/texts", "cmd/internal/report")},
		"cmd/internal/movers":         {own: above("scoring", "scoring/rule", "scoring/explained", "rulebook/yaml/diff", "leads", "leads/typed", "outcomes/stats", "internal/texts", "cmd/internal/report")},
		"cmd/internal/overview":       {own: above("icp", "frameworks", "scoring", "scoring/answer", "scoring/explained", "internal/texts", "cmd/internal/charts", "cmd/internal/report", "cmd/internal/explain", "cmd/internal/movers", "cmd/internal/answers")},
		"cmd/internal/accountview":    {own: above("accounts", "frameworks", "scoring", "scoring/column", "scoring/answer", "internal/texts", "cmd/internal/report", "cmd/internal/explain")},
		"cmd/internal/checks":         {own: []string{"match/fold"}, pure: true},
		"cmd/internal/page":           {own: above("cmd/internal/report", "cmd/internal/qualify")},
		"cmd/internal/exit":           {own: above("leads", "leads/compress", "leads/workbook")},
		"cmd/internal/console":        {own: above("internal/files", "internal/texts", "leads", "leads/compress", "leads/workbook", "cmd/internal/exit", "cmd/internal/findings", "cmd/internal/report"), third: []string{"github.com/cheggaaa/pb/v3", "golang.org/x/term"}},
		"cmd/internal/rulefile":       {own: above("internal/files", "scoring", "scoring/column", "rulebook/yaml", "cmd/internal/console", "cmd/internal/exit")},
		"cmd/internal/listfile":       {own: above("internal/files", "internal/texts", "leads", "leads/compress", "leads/encoding", "leads/workbook", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/report", "cmd/internal/rulefile")},
		"cmd/internal/beside":         {own: above("internal/files", "internal/texts", "scoring", "scoring/explained", "activity", "leads", "cmd/internal/answers", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile")},
		"cmd/internal/leadlist":       {own: above("internal/files", "internal/texts", "frameworks", "scoring", "scoring/column", "scoring/explained", "scoring/audit", "activity", "leads", "leads/output", "leads/keys", "leads/encoding", "cmd/internal/answers", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/runrecord")},
		"cmd/internal/writing":        {own: above("scoring", "scoring/column", "leads", "leads/output", "leads/encoding", "leads/workbook", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/report")},
		"cmd/internal/ranking":        {own: above("internal/files", "scoring", "scoring/column", "leads", "leads/output", "leads/workbook", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/explain", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rowsort", "cmd/internal/rulefile", "cmd/internal/screen", "cmd/internal/writing")},
		"cmd/internal/annotate":       {own: above("internal/files", "internal/texts", "accounts", "scoring", "scoring/column", "leads", "leads/output", "leads/compress", "leads/rejected", "leads/encoding", "leads/workbook", "cmd/internal/accountlist", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/crm", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/manifest", "cmd/internal/ranking", "cmd/internal/report", "cmd/internal/rowsort", "cmd/internal/rulefile", "cmd/internal/runrecord", "cmd/internal/scored", "cmd/internal/writing"), third: []string{"github.com/gofrs/flock"}},
		"cmd/internal/accountlist":    {own: above("accounts", "scoring", "leads", "leads/output", "leads/workbook", "cmd/internal/accountview", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/writing")},
		"cmd/internal/leadsearch":     {own: above("accounts", "scoring", "scoring/explained", "activity", "leads", "leads/typed", "cmd/internal/accountlist", "cmd/internal/accountview", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/explain", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/ranking", "cmd/internal/report", "cmd/internal/rulefile")},
		"cmd/internal/wonlost":        {own: above("internal/texts", "scoring", "activity", "leads", "leads/output", "outcomes", "cmd/internal/answers", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile")},
		"cmd/internal/checking":       {own: above("internal/texts", "scoring", "scoring/column", "scoring/audit", "scoring/lint", "activity", "leads", "leads/typed", "leads/encoding", "cmd/internal/beside", "cmd/internal/checks", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/findings", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile")},
		"cmd/internal/callsheet":      {own: above("scoring", "leads", "leads/workbook", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/page", "cmd/internal/qualify", "cmd/internal/ranking", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/writing")},
		"cmd/internal/report":         {own: above("internal/texts"), third: []string{"github.com/olekukonko/tablewriter"}},
		"cmd/internal/speaker":        {own: above("internal/texts", "outcomes", "outcomes/stats", "cmd/internal/report")},
		"cmd/internal/evaluationview": {own: above("internal/texts", "scoring", "scoring/rule", "outcomes", "outcomes/stats", "outcomes/evaluate", "outcomes/evaluate/rules", "outcomes/evaluate/segments", "cmd/internal/charts", "cmd/internal/report", "cmd/internal/speaker")},
		"cmd/internal/learnedview":    {own: above("internal/texts", "outcomes", "outcomes/stats", "outcomes/promise", "outcomes/learn", "cmd/internal/report", "cmd/internal/speaker")},
		"cmd/internal/drafting":       {own: above("internal/texts", "scoring", "rulebook/yaml", "leads", "leads/output", "outcomes", "outcomes/learn", "cmd/internal/console", "cmd/internal/draft", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/learnedview", "cmd/internal/learning", "cmd/internal/listfile", "cmd/internal/profile", "cmd/internal/ranking", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/wonlost")},
		"cmd/internal/evaluating":     {own: above("internal/files", "leads", "leads/typed", "outcomes/evaluate", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/evaluationview", "cmd/internal/exit", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/wonlost")},
		"cmd/internal/testsuite":      {own: above("scoring", "rulebook/yaml", "leads", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/leadsearch", "cmd/internal/listfile", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/testrun", "rulebook/yaml/printer")},
		"cmd/internal/learning":       {own: above("internal/texts", "rulebook/yaml", "outcomes", "outcomes/stats", "outcomes/learn", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/learnedview", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/speaker", "cmd/internal/wonlost", "rulebook/yaml/printer")},
		"cmd/internal/survey":         {own: above("scoring", "leads", "outcomes", "outcomes/evaluate", "cmd/internal/beside", "cmd/internal/console", "cmd/internal/evaluationview", "cmd/internal/leadlist", "cmd/internal/overview", "cmd/internal/ranking", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/rundiff", "cmd/internal/wonlost")},
		"cmd/internal/rundiff":        {own: above("internal/files", "internal/texts", "scoring", "leads", "cmd/internal/console", "cmd/internal/exit", "cmd/internal/leadlist", "cmd/internal/listfile", "cmd/internal/movers", "cmd/internal/report", "cmd/internal/rulefile", "cmd/internal/scored", "rulebook/yaml/diff")},
		"cmd": {own: above("internal/files", "internal/texts", "frameworks", "scoring", "scoring/column", "leads", "leads/output", "leads/typed", "leads/encoding", "leads/workbook", "rulebook/yaml/schema",
			"cmd/internal/accountlist",
			"cmd/internal/annotate",
			"cmd/internal/answers",
			"cmd/internal/beside",
			"cmd/internal/callsheet",
			"cmd/internal/checking",
			"cmd/internal/console",
			"cmd/internal/crm",
			"cmd/internal/drafting",
			"cmd/internal/evaluating",
			"cmd/internal/exit",
			"cmd/internal/leadlist",
			"cmd/internal/leadsearch",
			"cmd/internal/learning",
			"cmd/internal/listfile",
			"cmd/internal/ranking",
			"cmd/internal/report",
			"cmd/internal/rulefile",
			"cmd/internal/rundiff",
			"cmd/internal/survey",
			"cmd/internal/testsuite",
			"cmd/internal/wonlost",
			"cmd/internal/writing",
		),
			third: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/sys"}},
	}
}

// impure are packages of the standard library that the engine and what lies below
// it do without.
func impure() []string {
	return []string{"os", "os/exec", "os/signal", "io/ioutil", "path/filepath", "net", "net/http", "encoding/csv", "log", "flag", "runtime/debug"}
}

func TestImports(t *testing.T) {
	for dir, files := range sources(t) {
		rules, known := layout()[dir]
		if !known {
			t.Errorf("the package in %s has no place in the layout of this test", dir)
			continue
		}
		for name, file := range files {
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if !rules.allows(imported) {
					t.Errorf("%s: may not import %s", name, imported)
				}
			}
			if rules.pure && readsClock(file) {
				t.Errorf("%s: may not ask for the time", name)
			}
		}
	}
}

func (l layer) allows(imported string) bool {
	if own, ok := strings.CutPrefix(imported, "leadscore/"); ok {
		return slices.Contains(l.own, own)
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		return slices.ContainsFunc(l.third, func(module string) bool {
			return imported == module || strings.HasPrefix(imported, module+"/")
		})
	}
	return !l.pure || !slices.Contains(impure(), imported)
}

func readsClock(file *ast.File) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := selector.X.(*ast.Ident)
		found = found || ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, selector.Sel.Name)
		return true
	})
	return found
}

// sources parses the program's own files, without tests, by directory and name.
func sources(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	all := map[string]map[string]*ast.File{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if all[dir] == nil {
			all[dir] = map[string]*ast.File{}
		}
		all[dir][name] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 5 {
		t.Fatalf("only %d packages found", len(all))
	}
	return all
}

// TestMap holds the page on the architecture to the code: each package stands in it, and each
// file that it names is there. What stands beside the folder of another package (`reach` behind
// `scoring/internal/names`) is named by its last part.
func TestMap(t *testing.T) {
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]bool{} // by their last parts: scan.go, scan/scan.go, ...
	err = fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		for rest := name; err == nil && !d.IsDir() && rest != ""; _, rest, _ = strings.Cut(rest, "/") {
			files[rest] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for i, part := range strings.Split(string(page), "`") {
		if named[part] = true; i%2 == 1 && slices.Contains([]string{".go", ".tsv", ".json"}, path.Ext(part)) && !files[part] {
			t.Errorf("docs/architecture.md names %s, which is not there", part)
		}
	}
	for dir := range sources(t) {
		if !named[dir] && !named[path.Base(dir)] && dir != "." {
			t.Errorf("docs/architecture.md does not name %s", dir)
		}
	}
}
