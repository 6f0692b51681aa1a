package files

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Temporary files lie beside their target, hidden. Their names tell which target, by a
// hash, since with it they could be longer than the folder allows, and which process of
// which run of the machine they are of; and as long as that lives it holds a lock on
// them. So the next run to the same target can tell what was left behind.
const (
	tempMark = ".leadscore-"
	tempEnd  = ".tmp"
)

// tempPrefix is how the names of all temporary files of a target begin.
func tempPrefix(target string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(filepath.Base(target)))
	return fmt.Sprintf("%s%016x-", tempMark, h.Sum64())
}

// createTemp makes a new file beside target, and locks it.
func createTemp(target string) (*os.File, error) {
	for {
		name := fmt.Sprintf("%s%s-%d-%08x%s", tempPrefix(target), bootID(), os.Getpid(), rand.Uint32(), tempEnd)
		file, err := os.OpenFile(filepath.Join(filepath.Dir(target), name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if claim(file) {
			return file, nil
		}
		file.Close() // another run took it for one left behind before it was locked
	}
}

// claim locks a new file. It is false for one that was removed meanwhile.
func claim(file *os.File) bool {
	lock(file)
	mine, err := file.Stat()
	there, errThere := os.Lstat(file.Name())
	return err == nil && errThere == nil && os.SameFile(mine, there)
}

// removeLeft removes what runs that were killed have left of a target.
func removeLeft(target string) {
	dir := filepath.Dir(target)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // whoever opens a file there will say so
	}
	prefix := tempPrefix(target)
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, prefix) && strings.HasSuffix(name, tempEnd) {
			removeIfLeft(filepath.Join(dir, name), strings.TrimSuffix(strings.TrimPrefix(name, prefix), tempEnd))
		}
	}
}

// removeIfLeft removes a temporary file unless the process that it is of is alive. owner
// is what its name says of that.
func removeIfLeft(path, owner string) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer file.Close()
	held, known := isLocked(file)
	if !known {
		held = isAlive(owner)
	}
	if !held {
		os.Remove(path)
	}
}

// isAlive tells by its name whether the owner of a temporary file may be alive, where
// the file system knows no locks. A process of another run of the machine may be one of
// another machine.
func isAlive(owner string) bool {
	parts := strings.Split(owner, "-")
	if len(parts) != 3 || parts[0] != bootID() {
		return true
	}
	return processExists(parts[1])
}
