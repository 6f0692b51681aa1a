// Package accounts looks at the leads of one company together: who is there, what anybody
// there has said, what nobody has, and what the account scores by the scores of its leads.
// It never looks into a lead, and no lead's score depends on it.
package accounts
