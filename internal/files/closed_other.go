//go:build !unix

package files

import "os"

// IsClosed tells whether a standard stream was closed when the program began.
func IsClosed(stream *os.File) bool {
	_, err := stream.Stat()
	return err != nil
}
