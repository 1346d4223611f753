package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/app"
	"hsmlab/cmd/hsmlab/scorm"
	"hsmlab/cmd/hsmlab/static"
	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func newExportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write lessons for learning management systems",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newExportSCORMCommand(), newExportCMI5Command())
	return cmd
}

func newExportSCORMCommand() *cobra.Command {
	out := "."
	var folders []string
	cmd := &cobra.Command{
		Use:   "scorm LESSON…",
		Short: "Write a SCORM 1.2 package for each lesson",
		Long: `Write a SCORM 1.2 package for each lesson, a zip file that an LMS takes as it is. It holds the whole lab with
that one lesson: the LMS serves it, and learns of score, status, time and each task. With --lessons the lessons are
your own.

The lab is taken from the site inside this program, which make puts there. A program without it must run in the source
tree: it compiles the client, which takes the go command, and copies from node_modules.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			sources, err := soundLessons(folders)
			if err != nil {
				return usageError{err}
			}
			chosen, err := lessonsNamed(sources, ids, ownInSCORM)
			if err != nil {
				return usageError{err}
			}
			if strings.HasSuffix(out, ".zip") && len(chosen) > 1 {
				return usageError{fmt.Errorf("--out %s is one file, but there are %d lessons: name a folder", out, len(chosen))}
			}
			if folders != nil {
				app.Offer(&author.Library{Sources: sources})
			}
			site, err := portableSite(cmd.Context())
			if err != nil {
				return err
			}
			for _, l := range chosen {
				if err := exportSCORM(cmd, site, l, out); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", out, "folder for LESSON.zip, or, for one lesson, the zip file")
	cmd.Flags().StringArrayVar(&folders, "lessons", nil, "folder of your own lessons to take them from (default those inside this program)")
	return cmd
}

// What to do with a lesson of one's own that was named by its folder.
const (
	ownInSCORM = "a lesson of your own is named by its id, and its folder with --lessons"
	ownInCMI5  = "a lesson of your own cannot be launched by cmi5 unless it is in the folder lessons of the source tree from which the site and this program are built"
)

// lessonsNamed finds lessons by their ids. own is what to say to somebody who names a folder.
func lessonsNamed(sources []author.Source, ids []string, own string) ([]*lessons.Lesson, error) {
	chosen := make([]*lessons.Lesson, 0, len(ids))
	for _, id := range ids {
		i := slices.IndexFunc(sources, func(s author.Source) bool { return s.Lesson.ID == id })
		switch {
		case i < 0 && (strings.ContainsAny(id, `/\`) || exists(id)):
			return nil, fmt.Errorf("there is no lesson %q: %s", id, own)
		case i < 0:
			return nil, fmt.Errorf("there is no lesson %q: 'hsmlab lesson list' names those of the program, 'hsmlab lesson list DIR' those below a folder", id)
		case slices.Contains(chosen, &sources[i].Lesson):
			return nil, fmt.Errorf("lesson %s is named twice", id)
		}
		chosen = append(chosen, &sources[i].Lesson)
	}
	return chosen, nil
}

// portableSite is made of the site inside this program, or in the source tree.
func portableSite(ctx context.Context) (static.Files, error) {
	switch site, err := siteFiles(""); {
	case err == nil:
		return static.Repack(ctx, site)
	case !errors.Is(err, errNoSite):
		return nil, err
	}
	root, err := sourceTree()
	if err != nil {
		return nil, fmt.Errorf("this hsmlab was built without the web site in it: run 'make' and use bin/hsmlab; otherwise %w", err)
	}
	return static.Build(ctx, static.Options{Root: root, Portable: true})
}

func exportSCORM(cmd *cobra.Command, site static.Files, l *lessons.Lesson, out string) error {
	data, err := scorm.Package(site, l)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(out, ".zip") {
		out = filepath.Join(out, l.ID+".zip")
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(out, data, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s, %d bytes\n", out, l.Title, len(data))
	return nil
}
