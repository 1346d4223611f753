package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func newLessonCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lesson",
		Short: "Write, list, check and prove lessons",
		Long: "Write, list, check and prove lessons.\n\nA PATH is a folder: of all courses, of one course or of one lesson. " +
			"Without it the lessons inside this program are meant. How to write one: lessons/README.md.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newLessonNewCommand(), newLessonRecordCommand(), newLessonPreviewCommand(),
		&cobra.Command{
			Use:   "list [PATH...]",
			Short: "List the lessons",
			RunE: func(cmd *cobra.Command, args []string) error {
				return listLessons(cmd.OutOrStdout(), args)
			},
		},
		&cobra.Command{
			Use:   "lint [PATH...]",
			Short: "Read lessons strictly and say what is wrong, with file and line",
			RunE: func(cmd *cobra.Command, args []string) error {
				return lintLessons(cmd.OutOrStdout(), cmd.ErrOrStderr(), args)
			},
		},
		&cobra.Command{
			Use:   "test [PATH...]",
			Short: "Prove lessons: only the solution solves them, task by task",
			RunE: func(cmd *cobra.Command, args []string) error {
				return testLessons(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr(), args)
			},
		},
	)
	return cmd
}

// chosen are the lessons that the arguments name, with what is wrong with them.
type chosen struct {
	sources  []author.Source
	places   []place // by source; none for lessons in the program
	problems author.Problems
}

func chooseLessons(paths []string) (chosen, error) {
	if len(paths) == 0 {
		library, err := author.Load(lessons.Files)
		return chosen{sources: library.Sources, problems: problemsOf(err)}, nil
	}
	var all chosen
	for _, p := range paths {
		c, err := lessonsBelow(p)
		if err != nil {
			return all, err
		}
		all.sources, all.places = append(all.sources, c.sources...), append(all.places, c.places...)
		all.problems = append(all.problems, c.problems...)
	}
	return all, nil
}

// lessonsBelow loads the tree that a folder belongs to and keeps what is below the folder. File names in problems begin
// with the folder as it was given, so that an editor can jump to them from where the author stands.
func lessonsBelow(given string) (chosen, error) {
	if info, err := os.Stat(given); err == nil && !info.IsDir() {
		given = filepath.Dir(given) // a file of it, such as lesson.md
	}
	root, under, err := treeOf(given)
	if err != nil {
		return chosen{}, err
	}
	library, err := author.Load(os.DirFS(root))
	course := path.Dir(under) + "/course.md" // of a lesson: what is wrong with it keeps the lesson from being read
	below := func(name string) bool {
		return under == "." || name == under || name == course || strings.HasPrefix(name, under+"/")
	}
	at := place{given, under}
	var c chosen
	for _, s := range library.Sources {
		if below(s.Dir) {
			c.sources, c.places = append(c.sources, s), append(c.places, at)
		}
	}
	for _, p := range problemsOf(err) {
		if below(p.File) {
			p.File = at.name(p.File)
			c.problems = append(c.problems, p)
		}
	}
	if len(c.sources) == 0 && len(c.problems) == 0 {
		return c, fmt.Errorf("%s: no lessons there; want a folder with COURSE/NN-NAME/lesson.md below it", given)
	}
	return c, nil
}

// place is where in a tree of courses a folder lies, and how it was given.
type place struct{ given, under string }

// name is a file of the tree as it is found from where the author stands.
func (p place) name(file string) string {
	rel, err := filepath.Rel(filepath.FromSlash(p.under), filepath.FromSlash(file))
	if err != nil {
		panic("BUG: " + err.Error()) // both are relative to the tree
	}
	return filepath.Join(p.given, rel)
}

// treeOf is the folder of all courses to which a folder of a course or of a lesson belongs, and where in it that folder
// is. The folder's own name is part of a lesson's place, so "." must be looked up.
func treeOf(given string) (root, under string, err error) {
	dir, err := filepath.Abs(given)
	if err != nil {
		return "", "", err
	}
	switch {
	case exists(filepath.Join(dir, "lesson.md")):
		root = filepath.Dir(filepath.Dir(dir))
	case exists(filepath.Join(dir, "course.md")):
		root = filepath.Dir(dir)
	default:
		root = dir
	}
	under, err = filepath.Rel(root, dir)
	return root, filepath.ToSlash(under), err
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

func problemsOf(err error) author.Problems {
	var problems author.Problems
	if err != nil && !errors.As(err, &problems) {
		problems = author.Problems{{File: "lessons", Text: err.Error()}}
	}
	return problems
}

func listLessons(stdout io.Writer, paths []string) error {
	c, err := chooseLessons(paths)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "COURSE\tLESSON\tMINUTES\tLEVEL\tROLES\tTASKS\tTITLE")
	for _, s := range c.sources {
		l := s.Lesson
		tasks := slices.DeleteFunc(slices.Clone(l.Tasks), func(t lessons.Task) bool { return t.Kind == lessons.Never })
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%d\t%s\n", l.Course, l.ID, l.Minutes, l.Level, strings.Join(l.Roles, ","), len(tasks), l.Title)
	}
	return w.Flush()
}

// checkLessons reads the lessons that the arguments name, begins each once, and prints what is wrong.
func checkLessons(stderr io.Writer, paths []string) (chosen, error) {
	c, err := chooseLessons(paths)
	if err != nil {
		return c, err
	}
	if !c.problems.Broken() {
		c.begin()
	}
	for _, p := range c.problems {
		fmt.Fprintln(stderr, p.Error())
	}
	return c, nil
}

// begin runs the set-up of each lesson and asks its goals and conditions.
func (c *chosen) begin() {
	for i := range c.sources {
		for _, p := range problemsOf(author.Begin(&c.sources[i])) {
			if len(c.places) > 0 {
				p.File = c.places[i].name(p.File)
			}
			c.problems = append(c.problems, p)
		}
	}
}

func lintLessons(stdout, stderr io.Writer, paths []string) error {
	c, err := checkLessons(stderr, paths)
	switch {
	case err != nil:
		return err
	case len(c.problems) > 0:
		return exitStatus(1)
	}
	fmt.Fprintf(stdout, "%s, no problems\n", countLessons(len(c.sources)))
	return nil
}

func countLessons(n int) string {
	if n == 1 {
		return "1 lesson"
	}
	return fmt.Sprintf("%d lessons", n)
}
