package lessons

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"hsmlab/sim"
)

// ArchiveFormat marks a file with all of a learner's progress; the number is the version of its form.
const ArchiveFormat = "hsmlab-progress-1"

// Limits of such a file.
const (
	MaxArchive    = 128 << 20 // bytes
	maxArchived   = 1000      // labs
	maxNotes      = 20_000
	maxNote       = 4 << 20 // bytes
	freeArchived  = "free"  // id of the lab without a lesson
	progressNotes = "progress "
	standingNotes = "standing "
)

// Archive is everything that a page keeps for a learner: what was achieved, and every lab as it was left.
type Archive struct {
	Format    string            `json:"format"`
	Simulator string            `json:"simulator"` // version that wrote it
	Saved     string            `json:"saved"`     // date and time, RFC 3339
	Labs      []ArchivedLab     `json:"labs"`
	Notes     map[string]string `json:"notes"` // by the page's own keys: "standing LESSON", "progress LESSON", "lab ID …"
}

// ArchivedLab is one lab.
type ArchivedLab struct {
	ID      string `json:"id"`      // of its lesson; "free" for the lab without one
	Journal string `json:"journal"` // as sim.Journal.Encode writes it
	Tail    string `json:"tail,omitempty"`
}

var (
	archivedID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,79}$`)
	noteKey    = regexp.MustCompile(`^[a-z]{2,20}( [\x21-\x7e]{1,120}){0,4}$`)
)

// DecodeArchive reads such a file and refuses what no page can have written; the error says where it is wrong. Whether a
// journal can be replayed shows only when its lab is opened.
func DecodeArchive(data []byte) (*Archive, error) {
	if len(data) > MaxArchive {
		return nil, fmt.Errorf("the file is larger than %d MB", MaxArchive>>20)
	}
	var head struct {
		Format string `json:"format"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.Format == "" {
		return nil, errors.New("it is not a file with progress of hsmlab, or not a whole one")
	}
	if head.Format != ArchiveFormat {
		return nil, fmt.Errorf("its format is %.40q, this page reads %q", head.Format, ArchiveFormat)
	}
	a := &Archive{}
	if err := strictJSON(data, a); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	if len(a.Labs) > maxArchived || len(a.Notes) > maxNotes {
		return nil, fmt.Errorf("it holds more than %d labs or %d notes", maxArchived, maxNotes)
	}
	if err := a.checkLabs(); err != nil {
		return nil, err
	}
	return a, a.checkNotes()
}

func (a *Archive) checkLabs() error {
	seen := map[string]bool{}
	for _, lab := range a.Labs {
		switch {
		case !archivedID.MatchString(lab.ID):
			return fmt.Errorf("%.40q is no name of a lab", lab.ID)
		case seen[lab.ID]:
			return fmt.Errorf("the lab %s is in it twice", lab.ID)
		case len(lab.Tail) > maxNote:
			return fmt.Errorf("lab %s: its tail is larger than %d MB", lab.ID, maxNote>>20)
		}
		seen[lab.ID] = true
		j, err := sim.DecodeJournal([]byte(lab.Journal))
		if err != nil {
			return fmt.Errorf("lab %s: %w", lab.ID, err)
		}
		if of := j.Header.Lesson; of != lab.ID && !(of == "" && lab.ID == freeArchived) {
			return fmt.Errorf("lab %s: its journal is of lesson %.40q", lab.ID, of)
		}
	}
	return nil
}

func (a *Archive) checkNotes() error {
	for _, key := range slices.Sorted(maps.Keys(a.Notes)) {
		text := a.Notes[key]
		if !noteKey.MatchString(key) || len(text) > maxNote {
			return fmt.Errorf("the note %.60q is none that this page writes", key)
		}
		if lesson, ok := strings.CutPrefix(key, progressNotes); ok && text != "" {
			if s, err := DecodeState([]byte(text)); err != nil || s.Lesson != lesson {
				return fmt.Errorf("the progress of lesson %.60s is damaged", lesson)
			}
		}
		if lesson, ok := strings.CutPrefix(key, standingNotes); ok && !json.Valid([]byte(text)) {
			return fmt.Errorf("the standing of lesson %.60s is damaged", lesson)
		}
	}
	return nil
}
