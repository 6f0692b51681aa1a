package made

import (
	"leadscore/rulebook/yaml/internal/keys"
)

// KeyHomes gives, for each table, a rulebook in which KEY stands for one more key
// of the mapping that the table describes.
var KeyHomes = map[*keys.Mapping]string{
	&keys.Rulebook:   "version: 1\nKEY\n",
	&keys.Field:      "version: 1\nfields: {F: {KEY}}\n",
	&keys.Log:        "version: 1\nlogs: {L: {KEY}}\n",
	&keys.Activity:   "version: 1\nfields: {F: {count: {KEY}}}\n",
	&keys.Sum:        "version: 1\nfields: {F: {sum: {KEY}}}\n",
	&keys.Rate:       "version: 1\nfields: {F: {rate: {KEY}}}\n",
	&keys.ICP:        "version: 1\nicp: {KEY}\n",
	&keys.Profile:    "version: 1\nicp: {profiles: [{KEY}]}\n",
	&keys.Attribute:  "version: 1\nicp: {profiles: [{attributes: [{KEY}]}]}\n",
	&keys.ShareBand:  "version: 1\nicp: {profiles: [{attributes: [{field: A, bands: [{KEY}]}]}]}\n",
	&keys.Group:      "version: 1\ngroups: {G: {KEY}}\n",
	&keys.Criterion:  "version: 1\ncriteria: [{KEY}]\n",
	&keys.PointsBand: "version: 1\ncriteria: [{field: A, bands: [{KEY}]}]\n",
	&keys.Decay:      "version: 1\ncriteria: [{decay: {KEY}}]\n",
	&keys.Framework:  "version: 1\nframeworks: {F: {KEY}}\n",
	&keys.Element:    "version: 1\nframeworks: {F: {elements: {E: {KEY}}}}\n",
	&keys.Question:   "version: 1\nframeworks: {F: {elements: {E: {question: {KEY}}}}}\n",
	&keys.Score:      "version: 1\nscore: {KEY}\n",
	&keys.Stage:      "version: 1\nstages: [{KEY}]\n",
	&keys.Accounts:   "version: 1\naccounts: {KEY}\n",
	&keys.Condition:  "version: 1\ncriteria: [{when: {KEY}}]\n",
	&keys.Count:      "version: 1\ncriteria: [{field: A, count: {KEY}}]\n",
	&keys.Want:       "version: 1\ntests: [{want: {score: {KEY}}}]\n",
	&keys.Test:       "version: 1\ntests: [{KEY}]\n",

	&keys.WantedReasons: "version: 1\ntests: [{want: {reasons: {KEY}}}]\n",
	&keys.AccountScore:  "version: 1\naccounts: {score: {KEY}}\n",
	&keys.TestFile:      "KEY\n",
}
