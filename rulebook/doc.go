// Package rulebook is what a rulebook says, as plain data: fields, conditions, profiles,
// criteria, frameworks, stages, each with its place in the file, and the problems found
// there. It knows neither YAML (package rulebook/yaml reads and prints it) nor what a
// condition means (package match) nor how a lead is scored (package scoring compiles
// it). Its types are many, since a rulebook says many things; they do nothing.
package rulebook
