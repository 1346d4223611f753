// Package scorm packs a lesson for learning management systems (LMS): one zip file with one SCO, as the SCORM 1.2
// Content Aggregation Model (ADL, 2001) describes it.
//
// The SCO is the lesson's page. What it tells the LMS at run time is the business of web/lazy/scorm.js. The manifest has
// no mastery score, since an LMS that has one puts a status of its own in place of ours: whether a lesson is passed
// follows from its tasks, not from a number. The schema files of ADL and IMS are not in the package; an LMS knows them.
package scorm

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"hsmlab/lessons"
)

// Package makes the package of one lesson. site is what static.Build makes with Portable; of its pages and lessons'
// data only those of l are taken. The same site gives the same bytes. It fails when the site has no page for the lesson.
func Package(site map[string][]byte, l *lessons.Lesson) ([]byte, error) {
	if _, ok := site[launch(l)]; !ok {
		return nil, fmt.Errorf("lesson %s has no page on the site, so there is nothing that an LMS could open", l.ID)
	}
	files := map[string][]byte{}
	for name, data := range site {
		if belongs(name, l) {
			files[name] = data
		}
	}
	manifest, err := manifestOf(l, slices.Sorted(maps.Keys(files)))
	if err != nil {
		return nil, err
	}
	return pack(manifest, files)
}

// launch is the file that the LMS opens.
func launch(l *lessons.Lesson) string { return "lessons/" + l.ID + "/index.html" }

// unused are files that only other pages of the site want, or the site with a service worker.
var unused = []string{"web/update.js", "web/lazy/morse.js", "web/lazy/cmi5.js", "web/data/catalogue.json", "web/data/commands.json"}

func belongs(name string, l *lessons.Lesson) bool {
	switch {
	case strings.HasPrefix(name, "lessons/"):
		return name == launch(l)
	case strings.HasPrefix(name, "web/data/lessons/"):
		return name == "web/data/lessons/"+l.ID+".json"
	case strings.HasPrefix(name, "web/picture/"), slices.Contains(unused, name):
		return false
	}
	return path.Ext(name) != ".br" && path.Ext(name) != ".gz" // LMSs would serve them as what they are
}

// packed is the time of every file in a package: the first that a zip file can tell.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack zips the files in the order of their names, behind the manifest.
func pack(manifest []byte, files map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	add := func(name string, data []byte) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}
	if err := add("imsmanifest.xml", manifest); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := add(name, files[name]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
