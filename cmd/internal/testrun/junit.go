package testrun

import (
	"encoding/xml"
	"io"
	"strings"

	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/report"
)

// The elements of JUnit's XML, as CI systems read it. It has no times: the same tests
// give the same bytes.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr"`
		Line    int           `xml:"line,attr"`
		Failure *junitFailure `xml:"failure"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"`
	}
)

// WriteJUnit writes the report as JUnit XML, a suite for each file.
func (r *Report) WriteJUnit(w io.Writer) error {
	out := junitSuites{Name: r.Rules.File, Tests: len(r.Results), Failures: r.Failed()}
	for i := range r.Results {
		result := &r.Results[i]
		if n := len(out.Suites); n == 0 || out.Suites[n-1].Name != result.File {
			out.Suites = append(out.Suites, junitSuite{Name: result.File})
		}
		one, err := r.junitCase(result)
		if err != nil {
			return err
		}
		suite := &out.Suites[len(out.Suites)-1]
		suite.Tests++
		if one.Failure != nil {
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, one)
	}
	data, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	return err
}

func (r *Report) junitCase(result *Result) (junitCase, error) {
	one := junitCase{Name: result.Test.Name, Class: result.File, File: result.File, Line: result.Test.Pos.Line}
	if result.Passed() {
		return one, nil
	}
	var misses []string
	for _, want := range result.Wants {
		if !want.Met {
			misses = append(misses, miss(want))
		}
	}
	var why strings.Builder
	err := explain.Text(&why, result.Explanation, result.Test.Pos.Line, r.Rules.Language, report.Options{})
	one.Failure = &junitFailure{strings.Join(misses, "; "), "wanted", why.String()}
	return one, err
}
