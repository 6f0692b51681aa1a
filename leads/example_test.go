package leads_test

import (
	"fmt"
	"io"
	"strings"

	"leadscore/leads"
	"leadscore/leads/output"
)

// A list is annotated: each record as it was, and our cells after it.
func Example() {
	list := "id,company\n1,\"Acme, Inc\"\n2,Globex\n"
	reader, err := leads.NewReader(strings.NewReader(list), leads.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	layout, err := output.NewLayout(reader.Head(), leads.Ours{Names: []string{"letters"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	out, err := layout.AppendHeader(nil, reader.Head())
	if err != nil {
		fmt.Println(err)
		return
	}
	for {
		rec, err := reader.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			return
		}
		out, err = layout.AppendRecord(out, rec, func(dst []byte, i int) []byte {
			return fmt.Append(dst, len(rec.Cells[1]))
		})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Printf("%s", out)
	// Output:
	// id,company,letters
	// 1,"Acme, Inc",9
	// 2,Globex,6
}
