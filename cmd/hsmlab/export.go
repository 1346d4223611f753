package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

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
	cmd := &cobra.Command{
		Use:   "scorm LESSON…",
		Short: "Write a SCORM 1.2 package for each lesson",
		Long: `Write a SCORM 1.2 package for each lesson, a zip file that an LMS takes as it is. It holds the whole lab with
that one lesson: the LMS serves it, and learns of score, status, time and each task. Run it in the source tree: it
compiles the client, which takes the go command, and copies from node_modules.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			chosen, err := lessonsNamed(ids)
			if err != nil {
				return err
			}
			if strings.HasSuffix(out, ".zip") && len(chosen) > 1 {
				return usageError{fmt.Errorf("--out %s is one file, but there are %d lessons: name a folder", out, len(chosen))}
			}
			root, err := sourceTree()
			if err != nil {
				return err
			}
			site, err := static.Build(cmd.Context(), static.Options{Root: root, Portable: true})
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
	return cmd
}

// lessonsNamed finds lessons by their ids.
func lessonsNamed(ids []string) ([]*lessons.Lesson, error) {
	library, err := author.Load(lessons.Files)
	if err != nil {
		return nil, err
	}
	chosen := make([]*lessons.Lesson, 0, len(ids))
	for _, id := range ids {
		source, ok := library.Find(id)
		if !ok {
			return nil, usageError{fmt.Errorf("there is no lesson %q: 'hsmlab lesson list' names them all", id)}
		}
		chosen = append(chosen, &source.Lesson)
	}
	return chosen, nil
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
