package files

import (
	"fmt"
	"os"
)

// Scratch is a file for as long as it is open. Nobody else may read it. Where the
// system lets an open file be removed, it has no name, and is gone even if the program
// is killed.
type Scratch struct {
	file *os.File
	name string // "": it has none
}

// NewScratch makes a file in the system's directory for temporary ones, which the
// error names.
func NewScratch() (*Scratch, error) {
	file, err := os.CreateTemp("", "leadscore-*.tmp")
	if err != nil {
		return nil, scratchError(err)
	}
	s := &Scratch{file: file, name: file.Name()}
	if os.Remove(s.name) == nil {
		s.name = ""
	}
	return s, nil
}

func scratchError(err error) error {
	return fmt.Errorf("%w. TMPDIR (TEMP on Windows) names another directory", pathError("a temporary file in "+os.TempDir(), err))
}

// WriteAt writes at a place of the file.
func (s *Scratch) WriteAt(p []byte, at int64) (int, error) {
	n, err := s.file.WriteAt(p, at)
	if err != nil {
		err = scratchError(err)
	}
	return n, err
}

// ReadAt reads at a place of the file.
func (s *Scratch) ReadAt(p []byte, at int64) (int, error) { return s.file.ReadAt(p, at) }

// Close removes the file.
func (s *Scratch) Close() error {
	err := s.file.Close()
	if s.name != "" {
		err = os.Remove(s.name)
		s.name = ""
	}
	return err
}
