// Package manifest is what a folder of scored lists says of the run that made them: by
// it the next run knows which lists need not be scored again.
package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Name is that of the manifest in its folder.
const Name = "leadscore.manifest.json"

// Manifest lists what was scored, by list.
type Manifest struct {
	Lists []Entry `json:"lists"`
}

// Entry is a list, and what was made of it.
type Entry struct {
	List     File   `json:"list"`     // as the command line named it
	Settings string `json:"settings"` // hash of all that the scores come from beside the list
	Files    []File `json:"files"`    // those made, by their names in the folder
	Leads    int    `json:"leads"`    // that were scored
	Rejected int    `json:"rejected"` // rows that could not be read
}

// File is the name of a file, and the SHA-256 of its bytes.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Read reads the manifest of a folder; an empty one where it has none.
func Read(dir string) (*Manifest, error) {
	path := filepath.Join(dir, Name)
	text, err := os.ReadFile(path)
	m := &Manifest{}
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: it is not as leadscore writes it (%w). remove it, and all lists are scored again", path, err)
	}
	return m, nil
}

// Write writes the manifest as JSON.
func (m *Manifest) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(m)
}

// Unchanged gives the entry of a list if it, the settings and all that was made of it are
// as they were then.
func (m *Manifest) Unchanged(dir, list, settings string) (Entry, bool) {
	at := slices.IndexFunc(m.Lists, func(e Entry) bool { return e.List.Name == list })
	if at < 0 || m.Lists[at].Settings != settings || !m.Lists[at].List.isAsBefore(list) {
		return Entry{}, false
	}
	e := m.Lists[at]
	for _, f := range e.Files {
		if !f.isAsBefore(filepath.Join(dir, f.Name)) {
			return Entry{}, false
		}
	}
	return e, len(e.Files) > 0
}

func (f File) isAsBefore(path string) bool {
	sum, err := Sum(path)
	return err == nil && sum == f.SHA256
}

// Put sets the entry of a list, in the order of their names.
func (m *Manifest) Put(e Entry) {
	m.Drop(e.List.Name)
	at, _ := slices.BinarySearchFunc(m.Lists, e, func(a, b Entry) int { return strings.Compare(a.List.Name, b.List.Name) })
	m.Lists = slices.Insert(m.Lists, at, e)
}

// Drop forgets a list.
func (m *Manifest) Drop(list string) {
	m.Lists = slices.DeleteFunc(m.Lists, func(e Entry) bool { return e.List.Name == list })
}

// FileOf is a file of the folder.
func FileOf(dir, name string) (File, error) {
	sum, err := Sum(filepath.Join(dir, name))
	return File{Name: name, SHA256: sum}, err
}

// Sum is the SHA-256 of a file's bytes, in hexadecimal digits.
func Sum(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
