// Package distinct keeps each of many texts once.
package distinct
