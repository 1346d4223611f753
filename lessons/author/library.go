package author

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"hsmlab/lessons"
)

// Library is every lesson of a file tree, compiled, with the scripts that prove it.
type Library struct {
	Catalog lessons.Catalog
	Sources []Source // in the order of the catalog
}

// Source is a lesson with its scripts as they were written; variables are not filled in.
type Source struct {
	Dir          string // in the file tree
	Lesson       lessons.Lesson
	Solution     file
	Alternatives []file          // other ways that solve it
	States       []file          // ways into states in which one may get stuck
	Trips        map[string]file // by never task: a way that trips it

	lines lines // where in lesson.md its values stand
}

type file struct{ name, text string }

// Load reads all courses below the root of a file tree: COURSE/course.md and COURSE/NN-NAME/lesson.md. The
// library holds what could be read; the error, if any, is Problems.
func Load(fsys fs.FS) (*Library, error) {
	l := loader{fsys: fsys}
	courses, err := fs.Glob(fsys, "*/course.md")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	l.homeless(courses)
	type placed struct {
		order  int
		course lessons.Course
		from   []Source
	}
	var all []placed
	for _, name := range courses {
		order, course, from := l.course(name)
		all = append(all, placed{order, course, from})
	}
	slices.SortStableFunc(all, func(a, b placed) int { return a.order - b.order })
	library := &Library{}
	for _, p := range all {
		library.Catalog.Courses = append(library.Catalog.Courses, p.course)
		library.Sources = append(library.Sources, p.from...)
	}
	l.unique(library.Sources)
	return library, l.problems.err()
}

// homeless notes lessons in a folder that is no course for want of a course.md, and lessons in the place of courses.
func (l *loader) homeless(courses []string) {
	for _, pattern := range []string{"*/*/lesson.md", "*/lesson.md"} {
		found, err := fs.Glob(l.fsys, pattern)
		if err != nil {
			panic("BUG: " + err.Error())
		}
		for _, lesson := range found {
			course := path.Join(path.Dir(path.Dir(lesson)), "course.md")
			if !slices.Contains(courses, course) {
				l.notes(course).once(0, "the file is missing, so "+lesson+" is in no course; want one with title, summary and order in its front matter")
			}
		}
	}
}

// Find returns the lesson with that id.
func (l *Library) Find(id string) (*Source, bool) {
	for i := range l.Sources {
		if l.Sources[i].Lesson.ID == id {
			return &l.Sources[i], true
		}
	}
	return nil, false
}

type loader struct {
	fsys     fs.FS
	problems Problems
}

// read reads a file, or notes why it cannot.
func (l *loader) read(name string) (string, bool) {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.notes(name).add(0, "the file cannot be read: %v", cause(err))
	}
	return string(data), err == nil
}

// cause is an error without the path, which the problem names already.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

func (l *loader) notes(name string) notes { return notes{file: name, found: &l.problems} }

func (l *loader) course(name string) (int, lessons.Course, []Source) {
	dir := path.Dir(name)
	course := lessons.Course{ID: dir}
	var head courseMatter
	n := l.notes(name)
	text, ok := l.read(name)
	if !ok {
		return 0, course, nil
	}
	matter, body, bodyLine, err := front(text)
	if err != nil {
		n.addError(err)
		return 0, course, nil
	}
	_, _ = decode(matter, &head, n)
	n.unfinished(text)
	if strings.TrimSpace(body) != "" {
		n.add(bodyLine, "a course has no text below its front matter")
	}
	course.Title, course.Summary = head.Title, head.Summary
	var from []Source
	names, err := fs.Glob(l.fsys, dir+"/*/lesson.md")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	for _, lesson := range names {
		source := l.lesson(lesson)
		course.Lessons = append(course.Lessons, source.Lesson)
		from = append(from, source)
	}
	return head.Order, course, from
}

// lesson reads one folder.
func (l *loader) lesson(name string) Source {
	dir := path.Dir(name)
	n := l.notes(name)
	text, ok := l.read(name)
	if !ok {
		return Source{Dir: dir}
	}
	lesson, extra := readLesson(text, n)
	n.unfinished(text)
	lesson.Course = path.Base(path.Dir(dir))
	if extra.broken {
		return Source{Dir: dir, Lesson: lesson}
	}
	number, id, _ := strings.Cut(path.Base(dir), "-")
	lesson.Number, _ = strconv.Atoi(number)
	if lesson.Number < 1 || id != lesson.ID {
		n.add(extra.lines.of("id"), "id %q stands in folder %q; want a folder NN-%s", lesson.ID, path.Base(dir), lesson.ID)
	}
	s := Source{Dir: dir, Lesson: lesson, Trips: map[string]file{}, lines: extra.lines}
	l.scripts(&s)
	c := checker{notes: n, lines: extra.lines, sections: extra.sections, blanks: extra.blanks, source: &s}
	c.all()
	return s
}

func (l *loader) scripts(s *Source) {
	entries, err := fs.ReadDir(l.fsys, s.Dir)
	if err != nil {
		l.notes(s.Dir).add(0, "the folder cannot be read: %v", cause(err))
		return
	}
	for _, entry := range entries {
		base, isScript := strings.CutSuffix(entry.Name(), ".sh")
		name := path.Join(s.Dir, entry.Name())
		var script file
		if isScript {
			script = l.script(name)
			l.notes(name).unfinished(script.text)
		}
		task, isTrip := strings.CutPrefix(base, "trip-")
		switch {
		case entry.Name() == "lesson.md":
		case base == "solution" && isScript:
			s.Solution = script
		case strings.HasPrefix(base, "alternative-") && isScript:
			s.Alternatives = append(s.Alternatives, script)
		case strings.HasPrefix(base, "state-") && isScript:
			s.States = append(s.States, script)
		case isTrip && isScript:
			s.Trips[task] = script
		default:
			l.notes(name).add(0, "a lesson has lesson.md, solution.sh, alternative-NAME.sh, state-NAME.sh and trip-TASK.sh, nothing else")
		}
	}
}

// script reads a script. One with strange line ends is told of once, and then read as it was meant; one that is no text
// at all counts as empty.
func (l *loader) script(name string) file {
	text, _ := l.read(name)
	if why, line := unixText(text); why != "" {
		l.notes(name).add(line, "%s", why)
	}
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	if why, _ := unixText(text); why != "" {
		return file{name, ""}
	}
	return file{name, text}
}

func (l *loader) unique(sources []Source) {
	seen := map[string]string{}
	for _, s := range sources {
		if other, ok := seen[s.Lesson.ID]; ok && s.Lesson.ID != "" {
			l.notes(s.Dir+"/lesson.md").add(2, "id %q is taken by %s", s.Lesson.ID, other)
		}
		seen[s.Lesson.ID] = s.Dir
	}
}

// script fills a file in for a bound lesson and cuts it into statements.
func (f file) script(bound *lessons.Lesson) (Script, error) {
	return readScript(f.name, bound.Fill(f.text))
}
