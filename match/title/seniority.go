package title

import (
	"strings"
	"unicode/utf8"
)

// titleRoom is the length of titles that are read without allocating.
const titleRoom = 160

// Seniority finds the level of a title in normal form (see fold.Text): the highest of
// the roles that the person holds. It reads phrases by their heads: the last role of an
// English or Japanese one ("CEO coach", 部長秘書), that before its complement ("head of
// sales"); titles of others (an assistant's chief, a former post, an office) do not
// count, but show that the person has none: staff. It reports false for a title without
// any role.
func Seniority(foldedTitle string) (Level, bool) {
	var room [titleRoom]byte
	r := titleReader{text: appendTitle(room[:0], foldedTitle)}
	for r.at < len(r.text) {
		r.step()
	}
	r.endSegment(strongSeparator)
	r.endSegment(strongSeparator)
	if !r.found && r.served {
		return Staff, true
	}
	return r.best, r.found
}

// The separators of segments. Behind a strong one nothing of what was before counts.
const (
	weakSeparators   = ",/+"
	strongSeparators = ";|()[]{}:、・•·\n→>"
	dashSeparator    = ';'
	strongSeparator  = '|'
)

// voiding says how far the titles that follow do not count.
type voiding uint8

const (
	voidNothing voiding = iota
	voidNext            // the role that follows directly
	voidLeaders         // leaders' roles in the segment
	voidPart            // roles up to a separator
	voidAll             // roles up to a strong separator
)

// titleReader reads a title from left to right.
type titleReader struct {
	text   []byte
	at     int
	before rune // the character before at; 0 where there is none

	phrase     titlePhrase
	segment    heldLevel // held in the segment so far
	last       heldLevel // held in the segment before, which "(former)" may take away
	best       Level
	found      bool
	served     bool // a title was someone else's
	medic      bool // an MD is a doctor beside a medical role, else a managing director
	void       voiding
	complement titleKind // kindOf or kindTo within one
	revived    bool      // behind an "and" in a complement, where a new role may begin
}

// heldLevel is the highest level of the roles that a person holds in a part of a title.
type heldLevel struct {
	level Level
	holds bool
	md    bool // only if MD means managing director
}

func (h *heldLevel) add(other heldLevel) {
	if other.holds && (!h.holds || other.level > h.level) {
		h.level, h.holds = other.level, true
	}
	h.md = h.md || other.md
}

// step reads the word or character that stands here.
func (r *titleReader) step() {
	c, size := utf8.DecodeRune(r.text[r.at:])
	if isLatinWord(c) && isLatinWord(r.before) { // within a word
		r.skip(size)
		return
	}
	word, size := titles().at(r.text[r.at:])
	switch {
	case word.kind != kindUnlisted:
		r.take(word, r.at, r.at+size)
	case strings.ContainsRune(strongSeparators, c), strings.ContainsRune(weakSeparators, c):
		r.endSegment(c)
	case isLatinWord(c) || c >= utf8.RuneSelf:
		r.unlisted(c)
	}
	r.skip(size)
}

func (r *titleReader) skip(size int) {
	r.before, _ = utf8.DecodeLastRune(r.text[r.at : r.at+size])
	r.at += size
}

// unlisted takes a word that is in no table: what a title is about.
func (r *titleReader) unlisted(c rune) {
	if r.void == voidNext {
		r.void = voidNothing
	}
	p := &r.phrase
	p.over, r.revived = false, false
	if p.final.kind == kindFinal && r.at == p.end && c >= utf8.RuneSelf { // 営業部
		p.final = titleWord{}
	}
	p.settleFinal()
	if c < utf8.RuneSelf || r.before == 0 || r.before < utf8.RuneSelf {
		p.words++
	}
}

// take takes a listed word that stands from start to end.
func (r *titleReader) take(word titleWord, start, end int) {
	p := &r.phrase
	switch word.kind {
	case kindGrade:
	case kindNone:
		p.words++
		p.settleFinal()
	case kindBusiness:
		p.words++
		p.over = true
	case kindChief:
		p.settleFinal()
		p.chief = r.void == voidNothing && r.complement == kindUnlisted // else another's
		if !p.chief {
			p.words++
		}
	case kindDeputy:
		p.deputy = true
	case kindLowers:
		r.lower(start)
	case kindVoids, kindVoidsFirst, kindVoidsNext, kindVoidsAll:
		r.voidWhatFollows(word, start)
	case kindPlace, kindField:
		r.place(word, start)
	case kindOf, kindTo:
		r.beginComplement(word.kind)
	case kindAnd:
		r.conjunction()
	default:
		r.role(word, start, end)
	}
}

// lower takes a deputy's word behind the leader's title: 部長代理, directeur adjoint.
func (r *titleReader) lower(start int) {
	p := &r.phrase
	if p.role == kindUnlisted || start-p.end > 1 {
		p.deputy = true
		return
	}
	p.level = deputyOf(p.level)
}

// voidWhatFollows takes a word such as former, 元, or the plural of a title.
func (r *titleReader) voidWhatFollows(word titleWord, start int) {
	p := &r.phrase
	switch word.kind {
	case kindVoids:
		r.settlePhrase()
		r.void, r.phrase.former = max(r.void, voidPart), true
	case kindVoidsAll:
		r.settlePhrase()
		r.void, r.served = voidAll, true
	case kindVoidsFirst:
		if r.before == 0 || r.before < utf8.RuneSelf {
			r.void = max(r.void, voidPart)
			p.former = true
		}
	case kindVoidsNext:
		if word.level > Student && len(r.text) == len(word.text)+1 && start == 0 {
			r.segment.add(heldLevel{level: word.level, holds: true}) // a plural alone, as in pick lists
			return
		}
		if word.level > Student {
			r.served = r.served || word.level >= Manager
			p.words++
			return
		}
		r.void = max(r.void, voidNext)
	}
}

// place takes a word that makes the title in front a thing's: CEO office, 社長室; and one
// that does so with initials and partners: CIO advisory, partner marketing.
func (r *titleReader) place(word titleWord, start int) {
	p := &r.phrase
	p.settleFinal()
	near := p.role != kindUnlisted && start-p.end <= 1
	if start < len(r.text) && r.text[start] >= utf8.RuneSelf {
		near = p.role != kindUnlisted && start == p.end
	}
	alone := p.role == kindInitials || p.role == kindPartner || p.role == kindOwner
	if near && (word.kind == kindPlace || alone) {
		r.served = true
		p.role = kindUnlisted
	}
	if string(word.text) != "'s" {
		p.words++
	}
}

// beginComplement takes a preposition: what follows is what the role is for.
func (r *titleReader) beginComplement(kind titleKind) {
	p := &r.phrase
	p.settleFinal()
	switch {
	case p.serving == kindServes, p.assists && !p.holds():
		r.assist()
		r.settlePhrase()
		r.void = voidAll
	case p.serving == kindHelps:
		r.settlePhrase()
		r.complement = kindTo
	case p.deputy && !p.holds() && kind == kindTo:
		r.settlePhrase()
		r.void, r.served = voidPart, true
	case p.holds():
		if kind == kindTo || r.complement == kindUnlisted {
			r.complement = kind
		}
	case r.complement == kindUnlisted:
		p.words++
	}
}

// conjunction begins a new phrase where a role stands before it.
func (r *titleReader) conjunction() {
	p := &r.phrase
	p.settleFinal()
	switch {
	case r.complement == kindOf:
		r.revived = true
	case r.complement == kindTo:
	case p.holds():
		r.settlePhrase()
	}
}

// settlePhrase ends a phrase.
func (r *titleReader) settlePhrase() {
	p := &r.phrase
	p.settleFinal()
	r.assist()
	if p.chief && !p.holds() && p.words > 0 {
		p.held.add(heldLevel{level: Manager, holds: true}) // fire chief
	}
	p.keep()
	r.segment.add(p.held)
	r.phrase = titlePhrase{}
}

// endSegment ends a segment at a separator.
func (r *titleReader) endSegment(separator rune) {
	p := r.phrase
	if (p.deputy || p.chief) && !p.holds() && r.at < len(r.text) { // vice - president; chief product, technology officer
		return
	}
	r.settlePhrase()
	if p.former && p.words == 0 && separator == ')' { // CEO (former)
		r.last, r.served = heldLevel{}, true
	}
	r.merge(r.last)
	r.last, r.segment = r.segment, heldLevel{}
	r.complement, r.revived = kindUnlisted, false
	strong := strings.ContainsRune(strongSeparators, separator)
	switch {
	case p.serving == kindServes && r.void == voidNothing && strings.ContainsRune(",(;:", separator):
		r.void = voidLeaders
	case strong || r.void != voidAll:
		r.void = voidNothing
	}
}

// merge adds what is held in a segment to the whole.
func (r *titleReader) merge(h heldLevel) {
	if h.md && !r.medic {
		h.add(heldLevel{level: CLevel, holds: true})
	}
	if h.md && r.medic {
		h.add(heldLevel{level: Staff, holds: true})
	}
	if h.holds && (!r.found || h.level > r.best) {
		r.best, r.found = h.level, true
	}
}
