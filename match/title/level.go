package title

import (
	"slices"

	"leadscore/match/fold"
)

// Level is the seniority that a title stands for. Levels are ordered.
type Level uint8

// The levels, from the lowest.
const (
	Student Level = iota
	Staff
	Manager
	Director
	VP
	CLevel
)

var levelNames = [...]string{"student", "staff", "manager", "director", "vp", "c_level"}

// String gives the level's name in rulebooks, such as "c_level".
func (l Level) String() string { return levelNames[l] }

// ParseLevel finds the level that has a name.
func ParseLevel(name string) (Level, bool) {
	folded := fold.Text(name)
	for i, levelName := range levelNames {
		if levelName == folded {
			return Level(i), true
		}
	}
	return 0, false
}

// LevelNames lists the levels, lowest first.
func LevelNames() []string {
	var names []string
	for level := Student; level <= CLevel; level++ {
		names = append(names, level.String())
	}
	return slices.Clip(names)
}
