package title

import (
	"strings"
	"unicode/utf8"
)

// titlePhrase is a noun phrase of a title.
type titlePhrase struct {
	held    heldLevel // by the roles before the last
	role    titleKind // the last role; kindUnlisted: none
	level   Level
	end     int // of the role in the text
	words   int // before the role that are none of degree
	deputy  bool
	assists bool
	chief   bool
	serving titleKind // kindServes or kindHelps
	former  bool
	over    bool      // the last word before is a kind of business
	final   titleWord // a word that counts where it ends the phrase
}

func (p *titlePhrase) holds() bool { return p.role != kindUnlisted || p.held.holds || p.held.md }

// role takes a word that stands for a level.
func (r *titleReader) role(word titleWord, start, end int) {
	p := &r.phrase
	if word.kind == kindMedic {
		r.medic = true
	}
	if r.void != voidNothing && !(r.void == voidLeaders && word.level < Director) {
		r.served = r.served || word.level >= Manager || p.former
		p.words++
		if r.void == voidNext {
			r.void = voidNothing
		}
		return
	}
	if r.complement != kindUnlisted && !r.revive(word) {
		return
	}
	if r.isOther(word, start) {
		p.words++
		return
	}
	word = r.inContext(word)
	switch word.kind {
	case kindFinal:
		r.final(word, end)
	case kindAssists:
		r.assistant(word, end)
	case kindServes, kindHelps:
		r.serve(word, start, end)
	default:
		r.put(word, start, end)
	}
}

// isOther reports whether a word that may be a role is what the title is about: a
// department that is not all that stands there, initials far behind a role.
func (r *titleReader) isOther(word titleWord, start int) bool {
	p := &r.phrase
	switch word.kind {
	case kindFirst:
		return p.holds() || p.words > 0 || r.segment.holds || r.last.holds || r.found
	case kindInitials:
		return p.role == kindRole && p.level < Director && start-p.end > 1 && r.text[start] < utf8.RuneSelf
	}
	return false
}

// revive reports whether a role in a complement is one of the person's own: "director
// of sales and founder".
func (r *titleReader) revive(word titleWord) bool {
	p := &r.phrase
	if r.revived && word.kind == kindRole && word.level >= Director {
		r.settlePhrase()
		r.complement = kindUnlisted
		return true
	}
	r.revived = false
	if r.complement == kindTo && word.level >= VP && p.role != kindUnlisted && word.kind != kindPartner && word.kind != kindOwner {
		p.level = levelBeside(p.level) // who sells to leaders, or helps them, is none
	}
	return false
}

// levelBeside is the level of one whose title says that he works for a leader.
func levelBeside(level Level) Level {
	if level < Director {
		return min(level, Staff)
	}
	return Director
}

// inContext gives a word the level that the words before it leave.
func (r *titleReader) inContext(word titleWord) titleWord {
	p := &r.phrase
	switch {
	case word.kind == kindOwner && p.words > 0 && !p.over && p.role == kindUnlisted,
		word.kind == kindPartner && p.words > 0 && p.role == kindUnlisted:
		word.kind, word.level = kindRole, Staff
	case p.chief && word.text == "officer":
		word.level = CLevel
		p.chief = false
	}
	return word
}

// final keeps a word that counts where no role follows it: sales lead, lead engineer.
func (r *titleReader) final(word titleWord, end int) {
	p := &r.phrase
	alone := strings.Contains(word.text, " ") || word.text[0] >= utf8.RuneSelf
	if p.role == kindUnlisted && (p.words > 0 || alone) {
		p.final, p.end = word, end
	}
}

func (p *titlePhrase) settleFinal() {
	if p.final.kind == kindFinal && p.role == kindUnlisted {
		p.role, p.level = kindRole, p.final.level
	}
	p.final = titleWord{}
}

// assistant takes a word that makes a deputy of the manager behind it, and someone who
// serves of whoever stands without.
func (r *titleReader) assistant(word titleWord, end int) {
	p := &r.phrase
	if p.holds() {
		r.dropRoles()
		p.role, p.level, p.end, p.serving = kindRole, Staff, end, kindServes
		return
	}
	p.assists = true
	p.final = titleWord{}
}

// assist settles an assistant behind whom no role stood.
func (r *titleReader) assist() {
	p := &r.phrase
	if p.assists && p.role == kindUnlisted {
		p.role, p.level, p.assists = kindRole, Staff, false
	}
}

// serve takes someone who works for a leader.
func (r *titleReader) serve(word titleWord, start, end int) {
	p := &r.phrase
	if p.holds() {
		r.dropRoles()
	}
	p.role, p.level, p.end, p.assists, p.final = kindRole, word.level, end, false, titleWord{}
	p.serving = word.kind
}

// dropRoles takes the roles of the phrase away.
func (r *titleReader) dropRoles() {
	p := &r.phrase
	r.served = true
	p.held, p.role = heldLevel{}, kindUnlisted
}

// put takes a role.
func (r *titleReader) put(word titleWord, start, end int) {
	p := &r.phrase
	p.final = titleWord{}
	level := word.level
	if p.serving == kindServes && level >= Director && r.text[start] < utf8.RuneSelf { // secretary managing director
		r.served = true
		return
	}
	switch {
	case p.assists && level == CLevel:
		p.role, p.level, p.serving, p.assists, r.served = kindRole, Staff, kindServes, false, true
		return
	case p.assists || p.deputy:
		level = deputyOf(level)
	}
	p.assists, p.deputy = false, false
	touches := p.role != kindUnlisted && start == p.end && r.text[start] >= utf8.RuneSelf
	switch {
	case word.kind == kindUnit && touches: // 社長室長
		p.role = kindUnlisted
	case p.role != kindUnlisted && p.yields(word.kind, level):
		r.served = r.served || p.level > level
	case touches:
		level = max(level, p.level)
	default:
		p.keep()
	}
	if word.kind == kindStudent && p.holds() { // software engineer intern
		p.held = heldLevel{}
	}
	p.role, p.level, p.end = word.kind, level, end
}

// yields reports whether the role before one of a kind and level is but a word about it:
// CRO specialist, head chef, intern coordinator.
func (p *titlePhrase) yields(kind titleKind, level Level) bool {
	switch p.role {
	case kindInitials, kindPartner:
		return level < Director
	case kindHead:
		return level < Director
	case kindStudent, kindFirst:
		return true
	}
	return kind == kindStudent
}

// keep adds the last role to those held.
func (p *titlePhrase) keep() {
	switch {
	case p.role == kindUnlisted:
	case p.role == kindDoctor && p.level == CLevel:
		p.held.md = true
	default:
		p.held.add(heldLevel{level: p.level, holds: true})
	}
	p.role = kindUnlisted
}
