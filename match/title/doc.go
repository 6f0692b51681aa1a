// Package title tells what a job title says of the person who bears it: the level of
// seniority, and the department.
package title
