// Package invent makes up lead lists that look like those of a company that sells
// business software in Japan and elsewhere, for benchmarks: of any length, fast, and
// the same for the same seed. No person, company or address in them is real.
package invent

import (
	"math/bits"
	"math/rand/v2"
	"strconv"
	"time"
)

// Header names the columns of every list.
func Header() []string {
	return []string{
		"Lead ID", "Company", "Last Name", "First Name", "Job Title", "Department", "Email", "Phone", "Website", "Country",
		"Region", "City", "Industry", "Employees", "Annual Revenue", "Budget", "Lead Source", "Product Interest", "Campaign", "Created",
		"Last Activity", "Demo Requested", "Webinar Attended", "Unsubscribed", "Page Views", "Downloads", "Emails Opened", "Emails Sent", "Minutes on Site", "Notes",
	}
}

// Today is the day up to which leads were active, as YYYY-MM-DD.
const Today = "2026-11-21"

// List makes up one lead after the other. Cells are written so that any tool reads
// them: plain digits, days as YYYY-MM-DD, UTF-8, LF, quotes only where they must be.
type List struct {
	random *rand.PCG
	count  int
	days   []string // the days of the past three years, today first
	row    []byte

	english, japanese *words
}

// New makes a list of its own for each seed.
func New(seed uint64) *List {
	today, err := time.Parse(time.DateOnly, Today)
	if err != nil {
		panic(err) // a constant
	}
	l := &List{random: rand.NewPCG(seed, 0), english: english(), japanese: japanese()}
	for age := range 3 * 365 {
		l.days = append(l.days, today.AddDate(0, 0, -age).Format(time.DateOnly))
	}
	return l
}

// AppendHeader appends the list's first line.
func (l *List) AppendHeader(dst []byte) []byte {
	for i, name := range Header() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, name...)
	}
	return append(dst, '\n')
}

// AppendLead appends the next lead, one row of the list.
func (l *List) AppendLead(dst []byte) []byte {
	l.count++
	l.row = dst
	speaks := l.english
	if l.chance(35) {
		speaks = l.japanese
	}
	l.addPerson(speaks)
	l.addPlace(speaks)
	l.addSize(speaks)
	l.addInterest(speaks)
	l.addNotes(speaks)
	l.row[len(l.row)-1] = '\n' // the comma after the last cell
	return l.row
}

// addPerson adds the columns from Lead ID to Website.
func (l *List) addPerson(w *words) {
	first, second := pick(l, w.firstParts), pick(l, w.secondParts)
	last, given := pick(l, w.surnames), pick(l, w.givenNames)
	l.number(l.count + 1_000_000)
	l.cell(w.companyBefore, first.text, w.companyJoin, second.text, pick(l, w.companyAfter))
	l.cell(last.text)
	l.cell(given.text)
	l.addTitle(w)
	switch {
	case l.chance(6):
		l.cell()
	case l.chance(8):
		l.cell(given.latin, ".", last.latin, "@gmail.com")
	default:
		l.cell(given.latin, ".", last.latin, "@", first.latin, second.latin, ".example")
	}
	if l.chance(30) {
		l.cell()
	} else {
		l.cell(pick(l, w.phones), l.days[l.below(len(l.days))][8:])
	}
	if l.chance(45) {
		l.cell()
	} else {
		l.cell("https://www.", first.latin, second.latin, ".example")
	}
}

// addTitle adds Job Title and Department.
func (l *List) addTitle(w *words) {
	department := pick(l, w.departments)
	switch post := skewed(l, w.posts); {
	case l.chance(7):
		l.cell()
	case l.chance(25):
		l.cell(pick(l, w.titles))
	case l.chance(10):
		l.cell(w.titled(post, department+w.and+pick(l, w.departments)))
	default:
		l.cell(w.titled(post, department))
	}
	if l.chance(40) {
		department = ""
	}
	l.cell(department)
}

// addPlace adds the columns from Country to Industry.
func (l *List) addPlace(w *words) {
	country := skewed(l, w.countries)
	l.cell(pick(l, country.names))
	region := pick(l, country.regions)
	l.cell(l.known(90, region.name))
	l.cell(l.known(70, region.city))
	l.cell(l.known(92, skewed(l, w.industries)))
}

// addSize adds Employees, Annual Revenue and Budget. Large companies are rare.
func (l *List) addSize(w *words) {
	employees := 3 << l.below(5) << l.below(4) << l.below(4)
	employees += l.below(employees)
	l.numberIf(85, employees)
	l.numberIf(65, employees*(90+l.below(250))*w.moneyUnit)
	l.numberIf(30, (1+l.below(60))*5000)
}

// addInterest adds the columns from Lead Source to Minutes on Site: what a lead did
// goes up and down together.
func (l *List) addInterest(w *words) {
	l.cell(skewed(l, w.sources))
	l.cell(l.known(70, skewed(l, w.products)))
	l.cell(l.known(50, skewed(l, w.campaigns)))
	created := l.below(len(l.days))
	warmth := min(l.below(100), l.below(100))
	l.cell(l.days[created])
	if l.chance(10) {
		l.cell()
	} else {
		l.cell(l.days[min(l.below(created+1), l.below(created+1))])
	}
	l.yesOrNo(warmth/5, "true", "false")
	l.yesOrNo(warmth/3, "Yes", "No")
	l.yesOrNo(6, "TRUE", "FALSE")
	sent := l.below(40)
	l.numberIf(80, l.below(1+warmth/2))
	l.numberIf(60, l.below(1+warmth/12))
	l.number(sent * warmth / 100)
	l.number(sent)
	l.numberIf(75, l.below(1+warmth))
}

// addNotes adds Notes, a sixth of them on several lines.
func (l *List) addNotes(w *words) {
	switch note := pick(l, w.notes); {
	case l.below(6) == 0:
		l.row = append(l.row, '"')
		l.cell(note, "\n", pick(l, w.quotedNotes), "\n", pick(l, w.notes), `"`)
	case l.chance(30):
		l.cell(note)
	default:
		l.cell()
	}
}

// below gives a number from 0 to n - 1.
func (l *List) below(n int) int {
	high, _ := bits.Mul64(l.random.Uint64(), uint64(n))
	return int(high)
}

// chance is true so many times of 100.
func (l *List) chance(percent int) bool { return l.below(100) < percent }

func pick[T any](l *List, from []T) T { return from[l.below(len(from))] }

// skewed is pick, but that the first are taken far more often than the last.
func skewed[T any](l *List, from []T) T {
	n := len(from)
	return from[l.below(l.below(l.below(n)+1)+1)]
}

// known is the text so many times of 100, else "".
func (l *List) known(percent int, text string) string {
	if l.chance(percent) {
		return text
	}
	return ""
}

// cell adds a cell made of parts, and the comma after it.
func (l *List) cell(parts ...string) {
	for _, part := range parts {
		l.row = append(l.row, part...)
	}
	l.row = append(l.row, ',')
}

func (l *List) number(n int) { l.row = append(strconv.AppendInt(l.row, int64(n), 10), ',') }

func (l *List) numberIf(percent, n int) {
	if !l.chance(percent) {
		l.cell()
		return
	}
	l.number(n)
}

// yesOrNo adds a truth: yes so many times of 100, sometimes nothing.
func (l *List) yesOrNo(percent int, yes, no string) {
	switch {
	case l.chance(percent):
		l.cell(yes)
	case l.chance(12):
		l.cell()
	default:
		l.cell(no)
	}
}
