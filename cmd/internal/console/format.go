package console

import (
	"path/filepath"
	"strings"
)

// FormatOf is the format that is asked for: auto takes it from the file's name where that tells one of
// these, else otherwise. What compresses a file is not looked at.
func FormatOf(format, output, otherwise string, formats ...string) string {
	if format != "auto" {
		return format
	}
	name := strings.ToLower(output)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	byEnding := map[string]string{".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".json": "json", ".txt": "text"}
	for _, known := range formats {
		if byEnding[filepath.Ext(name)] == known {
			return known
		}
	}
	return otherwise
}
