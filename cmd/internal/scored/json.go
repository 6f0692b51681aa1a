package scored

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/leads"
	"leadscore/match/fold"
)

// jsonSource reads leads as score --format jsonl writes them.
type jsonSource struct {
	of     *Reader
	in     *bufio.Reader
	line   int
	ahead  []member // the members of the next lead, read already; nil: none
	theirs []string
	key    string // under "lead"
}

// member is one value of an object, as text.
type member struct {
	name string
	text string
	lead bool // it stands under "lead"
}

func (r *Reader) openJSON(in *bufio.Reader) error {
	s := &jsonSource{of: r, in: in}
	first, err := s.read()
	if err != nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	s.ahead = first
	for _, m := range first {
		if m.lead {
			r.theirs = append(r.theirs, m.name)
		} else if i := slices.Index(r.opt.Columns, m.name); i >= 0 {
			r.found[i] = true
		}
	}
	if s.key, err = r.keyOf(r.theirs); err != nil {
		return err
	}
	s.theirs = r.theirs
	r.source = s
	r.lead.Cells = make([]string, len(r.opt.Columns))
	r.lead.Theirs = make([]string, len(r.theirs))
	return nil
}

func (r *Reader) keyOf(names []string) (string, error) {
	i, err := r.keyIn(names, nil)
	if err != nil {
		return "", err
	}
	return names[i], nil
}

func (s *jsonSource) next(lead *Lead) error {
	members := s.ahead
	if s.ahead = nil; members == nil {
		var err error
		if members, err = s.read(); err != nil {
			return err
		}
	}
	lead.Line, lead.Key = s.line, ""
	clear(lead.Cells)
	clear(lead.Theirs)
	for _, m := range members {
		switch {
		case !m.lead:
			if i := slices.Index(s.of.opt.Columns, m.name); i >= 0 {
				lead.Cells[i] = m.text
			}
		case m.name == s.key:
			lead.Key = m.text
			fallthrough
		default:
			if i := slices.Index(s.theirs, m.name); i >= 0 {
				lead.Theirs[i] = m.text
			}
		}
	}
	return nil
}

// read reads the next line that is not blank.
func (s *jsonSource) read() ([]member, error) {
	for {
		line, err := s.in.ReadBytes('\n')
		if err != nil && (err != io.EOF || len(line) == 0) {
			return nil, err
		}
		s.line++
		if line = bytes.Trim(line, "\ufeff \t\r\n"); len(line) == 0 {
			continue
		}
		members, malformed := membersOf(line)
		switch {
		case malformed != nil && err == io.EOF:
			return nil, &leads.CutShortError{Line: s.line}
		case malformed != nil:
			err = malformed
			return nil, fmt.Errorf("line %d: %w", s.line, err)
		}
		return members, nil
	}
}

// membersOf gives the values of an object and of the object "lead" in it, in their
// order. A list is one text, as in the column reasons.
func membersOf(line []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	members, err := readMembers(d, nil, false)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errNoObject, err)
	}
	return members, nil
}

func expect(d *json.Decoder, delimiter json.Delim) error {
	token, err := d.Token()
	if err != nil {
		return fmt.Errorf("%w (%w)", errNoObject, err)
	}
	if token != delimiter {
		return errNoObject
	}
	return nil
}

// readMembers reads members up to the end of their object.
func readMembers(d *json.Decoder, members []member, ofLead bool) ([]member, error) {
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		if name == "lead" && !ofLead {
			if err := expect(d, '{'); err != nil {
				return nil, err
			}
			if members, err = readMembers(d, members, true); err != nil {
				return nil, err
			}
			continue
		}
		var value any
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		members = append(members, member{name.(string), textOf(value), ofLead})
	}
	_, err := d.Token() // the brace
	return members, err
}

// textOf is a value as a cell has it.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		texts := make([]string, len(v))
		for i, element := range v {
			texts[i] = textOf(element)
		}
		return strings.Join(texts, "; ")
	}
	return fmt.Sprint(value)
}

// NormalKey is the form in which keys are compared: case, width and blanks aside.
func NormalKey(key string) string { return fold.Text(key) }
