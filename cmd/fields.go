package cmd

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

type fieldsOptions struct {
	console.Common
	Name string // "": list them
}

func newFieldsCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, fieldsOptions) error) *cobra.Command {
	return &cobra.Command{
		Use:   "fields [NAME]",
		Short: "List the known fields and logs that `like` takes, or show one with its headers",
		Example: `  leadscore fields
  leadscore fields employees
  leadscore fields sendgrid`,
		GroupID:           groupRulebook,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: onlyFirst(completeFields),
		RunE: func(c *cobra.Command, args []string) error {
			return run(c.Context(), e, fieldsOptions{Common: *shared, Name: firstOf(args)})
		},
	}
}

// completeFields completes the name of a known field or log.
func completeFields() []cobra.Completion {
	var names []cobra.Completion
	for _, k := range lexicon.KnownFields() {
		names = append(names, cobra.CompletionWithDesc(k.Name, k.Doc))
	}
	for _, k := range lexicon.KnownLogs() {
		names = append(names, cobra.CompletionWithDesc(k.Name, k.Doc))
	}
	return names
}

func runFields(_ context.Context, e console.Env, o fieldsOptions) error {
	if o.Name == "" {
		return listFields(e, o.Common)
	}
	if l, ok := lexicon.LookupKnownLog(fold.Text(o.Name)); ok {
		return e.Results("", func(w io.Writer) error { return writeKnownLog(w, l, e.Screen(o.Common)) })
	}
	k, ok := lexicon.LookupKnownField(fold.Text(o.Name))
	if !ok {
		k, ok = lexicon.FieldOfHeader(o.Name)
	}
	if !ok {
		return exit.AsUsage(exit.NotOneOf(o.Name, "field", append(lexicon.KnownFieldNames(), lexicon.KnownLogNames()...)))
	}
	return e.Results("", func(w io.Writer) error { return writeKnownField(w, k, e.Screen(o.Common)) })
}

func listFields(e console.Env, o console.Common) error {
	columns := []report.Column{{Header: "field"}, {Header: "type"}, {Header: "what it is", Floor: 20, Drop: 1}, {Header: "headers", Floor: 20}}
	var rows [][]string
	for _, k := range lexicon.KnownFields() {
		var headers []string
		for _, h := range k.Headers {
			headers = append(headers, h.Header)
		}
		rows = append(rows, []string{k.Name, k.Type.String(), k.Doc, strings.Join(headers, ", ")})
	}
	logColumns := []report.Column{{Header: "log"}, {Header: "what it is", Floor: 20}}
	var logs [][]string
	for _, k := range lexicon.KnownLogs() {
		logs = append(logs, []string{k.Name, k.Doc})
	}
	return e.Results("", func(w io.Writer) error {
		if _, err := report.Table(w, columns, rows, e.Screen(o)); err != nil {
			return err
		}
		_, err := report.Table(w, logColumns, logs, e.Screen(o))
		return err
	})
}

// partsOfLogs are what columns of known logs are for.
var partsOfLogs = map[string]string{"lead": "whose event it is", "at": "when it was", "id": "its name", "about": "for where and of"}

func writeKnownLog(w io.Writer, k lexicon.KnownLog, screen report.Options) error {
	columns := []report.Column{{Header: "header", Floor: 20}, {Header: "read as"}, {Header: "what stands there", Floor: 20}}
	var rows [][]string
	unsure := false
	for _, c := range k.Columns {
		header := c.Header
		if !c.Certain {
			header, unsure = header+"?", true
		}
		rows = append(rows, []string{header, partsOfLogs[c.Part], c.Doc})
	}
	fmt.Fprintf(w, "%s: %s.\n", k.Name, k.Doc)
	if _, err := report.Table(w, columns, rows, screen); err != nil {
		return err
	}
	if unsure {
		fmt.Fprintln(w, "?: not checked against an export")
	}
	if k.Order != rulebook.OrderUnset {
		fmt.Fprintf(w, "Moments are read by the order %s, beside days that read in any.\n", k.Order)
	}
	_, err := fmt.Fprintf(w, "\nIn a rulebook, FIELD being the field of the leads that holds what %s does:\n  logs: {%s: {like: %s, joins: FIELD}}\n", k.Headers("lead")[0], k.Name, k.Name)
	return err
}

func writeKnownField(w io.Writer, k lexicon.KnownField, screen report.Options) error {
	columns := []report.Column{{Header: "header", Floor: 20}, {Header: "in exports of", Floor: 20}}
	var rows [][]string
	unsure, scaled := false, false
	for _, h := range k.Headers {
		var products []string
		for _, p := range h.Products() {
			name := p.Name
			if !p.Certain {
				name, unsure = name+"?", true
			}
			products = append(products, name)
		}
		row := []string{h.Header, strings.Join(products, ", "), ""}
		if h.Scale > 1 {
			row[2], scaled = strconv.FormatInt(h.Scale, 10), true
		}
		rows = append(rows, row)
	}
	if scaled {
		columns = append(columns, report.Column{Header: "scale", Numeric: true})
	}
	for i := range rows {
		rows[i] = rows[i][:len(columns)]
	}
	fmt.Fprintf(w, "%s (%s): %s.\n", k.Name, k.Type, k.Doc)
	if _, err := report.Table(w, columns, rows, screen); err != nil {
		return err
	}
	if unsure {
		fmt.Fprintln(w, "?: not checked against an export")
	}
	if scaled {
		fmt.Fprintln(w, "Headers with a scale carry it, unless the field says another `scale`.")
	}
	_, err := fmt.Fprintf(w, "\nIn a rulebook, under fields:\n  %s: {like: %s}\n", k.Name, k.Name)
	return err
}
