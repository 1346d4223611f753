package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/app"
	"hsmlab/cmd/hsmlab/cmi5"
	"hsmlab/lessons"
)

func newExportCMI5Command() *cobra.Command {
	out := cmi5.File
	var course cmi5.Course
	cmd := &cobra.Command{
		Use:   "cmi5 --site URL LESSON…",
		Short: "Write a cmi5 course of lessons on the hosted site",
		Long: `Write a cmi5 course structure, an XML file that an LMS imports. Each lesson is a unit that the LMS launches on
the hosted site in a window of its own, and that reports initialized, completed, passed or failed, and terminated. The
site must be built with 'hsmlab build --lrs ORIGIN' for the origin of the LMS.

A unit is satisfied when its lesson is passed, or completed where there is nothing to score. Passed means that all tasks
are done; with --mastery also that the score, in which a task done with help counts half, is not below it.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			sources, err := soundLessons(nil)
			if err != nil {
				return err
			}
			chosen, err := lessonsNamed(sources, ids, ownInCMI5)
			if err != nil {
				return usageError{err}
			}
			if err := onTheSite(chosen); err != nil {
				return err
			}
			course.Lessons = chosen
			data, err := course.Structure()
			if err != nil {
				return usageError{err}
			}
			if !strings.HasSuffix(out, ".xml") {
				out = filepath.Join(out, cmi5.File)
			}
			if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(out, data, 0o644); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", out, countLessons(len(chosen)))
			return nil
		},
	}
	cmd.Flags().StringVar(&course.Site, "site", "", "address of the hosted site, such as https://lab.example.com (needed)")
	cmd.Flags().StringVar(&course.Mastery, "mastery", "", "least score for passed, from 0 to 1 (default: none, the tasks decide)")
	cmd.Flags().StringVar(&out, "out", out, "file to write, or a folder for cmi5.xml")
	return cmd
}

// onTheSite makes sure that there is a page to launch for each lesson.
func onTheSite(chosen []*lessons.Lesson) error {
	pages := app.Pages()
	for _, l := range chosen {
		if !slices.ContainsFunc(pages, func(p app.Page) bool { return p.Path == "/lessons/"+l.ID+"/" }) {
			return fmt.Errorf("lesson %s has no page on the site, so there is nothing that an LMS could open", l.ID)
		}
	}
	return nil
}
