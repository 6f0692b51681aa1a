// Package written gives numbers, names and tests as rulebooks write them.
package written
