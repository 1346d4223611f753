// Package cmi5 describes lessons of a hosted site to learning management systems: a course structure (cmi5.xml), as the
// cmi5 Specification Profile for xAPI (AICC, section 13) defines it. Each lesson is an assignable unit (AU) whose address
// is its page on the site.
//
// What the page tells the LMS when it is launched is the business of web/lazy/cmi5.js. Blocks, objectives and entitlement
// keys are not used.
package cmi5

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"

	"hsmlab/lessons"
)

// File is the name that LMSs expect.
const File = "cmi5.xml"

// Course is what a course structure is made of.
type Course struct {
	Site    string // address of the site, with its base; see CheckSite
	Lessons []*lessons.Lesson
	// Mastery is the least score for passed, as a decimal number from 0 to 1. Without one a lesson is passed when its
	// tasks are done. Lessons with nothing to score have none.
	Mastery string
}

var validMastery = regexp.MustCompile(`^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$`)

// CheckSite tells what is wrong with the address of a site: it must be https, or http on this machine, without query.
func CheckSite(site string) error {
	u, err := url.Parse(site)
	switch {
	case site == "":
		return errors.New("--site is missing: the LMS must know where the lessons are, such as https://lab.example.com")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("--site %q: want the address of the hosted site, such as https://lab.example.com/lab", site)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.ContainsAny(site, "?#"):
		return fmt.Errorf("--site %q: want nothing after the path, and no user", site)
	case u.Scheme == "http" && !local(u.Hostname()):
		return fmt.Errorf("--site %q: http is for localhost only: want https", site)
	}
	return nil
}

func local(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

// Structure makes the contents of cmi5.xml. The same course gives the same bytes.
func (c Course) Structure() ([]byte, error) {
	if err := CheckSite(c.Site); err != nil {
		return nil, err
	}
	if c.Mastery != "" && !validMastery.MatchString(c.Mastery) {
		return nil, fmt.Errorf("--mastery %q: want a number from 0 to 1 with at most four decimals, such as 0.8", c.Mastery)
	}
	if len(c.Lessons) == 0 {
		return nil, errors.New("a course has at least one lesson")
	}
	site := strings.TrimRight(c.Site, "/")
	s := structure{Space: "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}
	s.Course = part{
		ID: site + "/#cmi5", Title: english("HSM administration in the browser"),
		Description: english("Lessons on a simulated nShield 5s. What is learnt is done in a terminal."),
	}
	seen := map[string]bool{}
	for _, l := range c.Lessons {
		if seen[l.ID] {
			return nil, fmt.Errorf("lesson %s is named twice", l.ID)
		}
		seen[l.ID] = true
		s.Units = append(s.Units, c.unit(site, l))
	}
	return encode(s)
}

// unit describes a lesson. It opens in a window of its own, since the site lets nobody frame it.
func (c Course) unit(site string, l *lessons.Lesson) unit {
	page := site + "/lessons/" + l.ID + "/"
	u := unit{
		part: part{ID: page, Title: english(l.Title), Description: english(l.Summary)},
		Move: "Completed", Launch: "OwnWindow", URL: page,
	}
	if graded(l) {
		u.Move, u.Mastery = "Passed", c.Mastery
	}
	return u
}

// graded tells whether there is something to score.
func graded(l *lessons.Lesson) bool {
	for _, t := range l.Tasks {
		if t.Weight > 0 {
			return true
		}
	}
	return false
}

// The elements of a course structure, in the order of its schema.
type (
	structure struct {
		XMLName xml.Name `xml:"courseStructure"`
		Space   string   `xml:"xmlns,attr"`
		Course  part     `xml:"course"`
		Units   []unit   `xml:"au"`
	}
	part struct {
		ID          string `xml:"id,attr"`
		Title       words  `xml:"title"`
		Description words  `xml:"description"`
	}
	unit struct {
		part
		Move    string `xml:"moveOn,attr"`
		Mastery string `xml:"masteryScore,attr,omitempty"`
		Launch  string `xml:"launchMethod,attr"`
		URL     string `xml:"url"`
	}
	words struct {
		Text langstring `xml:"langstring"`
	}
	langstring struct {
		Lang string `xml:"lang,attr"`
		Text string `xml:",chardata"`
	}
)

func english(text string) words { return words{langstring{"en", text}} }

func encode(s structure) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(&out)
	enc.Indent("", "  ")
	if err := enc.Encode(s); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
