// Package models holds the models beside the scorecard: logistic regression, which its
// points come from, and what it is compared with: boosted trees, an additive model, naive Bayes as in Odoo.
// They know features and outcomes, not fields.
package models
