package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hsmlab/cmd/hsmlab/sandbox"
	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

// gradeOptions are those of hsmlab grade.
type gradeOptions struct {
	json, csv bool
	lessons   []string // folders of lessons; none: those inside the program
	granted   []string // NAME=PERCENT
	deadline  time.Duration
}

const gradeLong = `Replay transcripts of attempts and add up their scores.

A transcript is the file that the page saves at the end of an exam. Each is replayed event by event in a
sandbox without files, network or clock, with bounded memory and time, and the goals of the lesson are asked again. The
score is what this replay finds; the file does not hold one.

What a result proves: the run is valid. These events, in this order, in the lab that belongs to this name and variant,
end with these tasks done. A transcript that was altered, cut, renamed, made with other versions, or that goes on after
the time was up is rejected with the reason.

What it does not prove: who typed, whether somebody helped, or whether it was done in one sitting. The simulator and
the lessons are open; whoever has time can do the exam again until it goes well, and whoever can program can take a pause,
or a mishap that was undone, out of the file. Supervise what must be supervised.

A FILE may be a folder: the files *.jsonl in it are meant, but not those in folders below. A file that is not there or
cannot be read is told as unreadable, which says nothing about a learner.

The exit status is 0 when every file was graded, whatever the scores; 1 when one was rejected; and 2 when one could not
be read, or when the arguments are wrong and nothing was graded.`

func newGradeCommand() *cobra.Command {
	var o gradeOptions
	cmd := &cobra.Command{
		Use:   "grade FILE...",
		Short: "Replay transcripts in a sandbox and add up their scores",
		Long:  gradeLong,
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			g, err := openGrading(cmd.Context(), o)
			if err != nil {
				return usageError{err}
			}
			defer g.box.Close(cmd.Context())
			files := transcriptFiles(args)
			rows := g.gradeAll(cmd.Context(), files, progressOn(cmd.ErrOrStderr(), len(files)))
			if err := printGrades(cmd.OutOrStdout(), rows, o); err != nil {
				return err
			}
			warnOfStrangers(cmd.ErrOrStderr(), g.granted, rows)
			return statusOf(rows)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print JSON, with every task")
	f.BoolVar(&o.csv, "csv", false, "print CSV, a line for each file")
	f.StringArrayVar(&o.lessons, "lessons", nil, "folder of lessons to grade by (default those inside this program)")
	f.StringArrayVar(&o.granted, "accommodation", nil, "time granted to a learner, as \"NAME=PERCENT\"; a transcript that takes more is rejected")
	f.DurationVar(&o.deadline, "deadline", time.Minute, "real time that the replay of one file may take")
	return cmd
}

// openGrading makes ready what does not depend on the files.
func openGrading(ctx context.Context, o gradeOptions) (*grader, error) {
	if o.json && o.csv {
		return nil, errors.New("--json and --csv: want one of them")
	}
	module, err := sandbox.Replayer()
	if err != nil {
		return nil, err
	}
	return newGrader(ctx, module, o)
}

// warnOfStrangers names the learners to whom time was granted and of whom there is no transcript: the name may be misspelt.
func warnOfStrangers(w io.Writer, granted map[string]int, rows []gradeRow) {
	for _, name := range slices.Sorted(maps.Keys(granted)) {
		if !slices.ContainsFunc(rows, func(r gradeRow) bool { return r.learner() == name }) {
			fmt.Fprintf(w, "hsmlab: --accommodation \"%s=%d\": no transcript is of a learner of that name; write it as the transcript does\n", name, granted[name])
		}
	}
}

// statusOf is an error if a file was not graded; one that could not be read weighs more, since it may be a slip of the
// person who grades.
func statusOf(rows []gradeRow) error {
	status := 0
	for _, r := range rows {
		switch {
		case r.Unreadable != "":
			return exitStatus(2)
		case r.Result == nil:
			status = 1
		}
	}
	if status == 0 {
		return nil
	}
	return exitStatus(status)
}

// grants reads NAME=PERCENT.
func grants(list []string) (map[string]int, error) {
	granted := map[string]int{}
	for _, text := range list {
		i := strings.LastIndexByte(text, '=')
		if i < 0 {
			return nil, fmt.Errorf("--accommodation %q: want NAME=PERCENT", text)
		}
		name, err := lessons.CleanName(text[:i])
		percent, bad := strconv.Atoi(strings.TrimSuffix(text[i+1:], "%"))
		if err != nil || bad != nil || percent < 100 || percent > lessons.MaxAccommodation {
			return nil, fmt.Errorf("--accommodation %q: want NAME=PERCENT, from 100 to %d", text, lessons.MaxAccommodation)
		}
		granted[name] = percent
	}
	return granted, nil
}

// gradedLessons are the lessons to grade by, by id.
func gradedLessons(paths []string) (map[string]*lessons.Lesson, error) {
	sources, err := soundLessons(paths)
	if err != nil {
		return nil, err
	}
	byID := map[string]*lessons.Lesson{}
	for i := range sources {
		byID[sources[i].Lesson.ID] = &sources[i].Lesson
	}
	return byID, nil
}

// soundLessons are the lessons below the folders, or those inside this program. One with a problem is an error.
func soundLessons(paths []string) ([]author.Source, error) {
	c, err := chooseLessons(paths)
	if err != nil {
		return nil, err
	}
	if len(c.problems) > 0 {
		return nil, fmt.Errorf("the lessons have problems; hsmlab lesson lint shows them: %w", c.problems[0])
	}
	return c.sources, nil
}

// startOf is the beginning of an attempt, as JSON lines.
func startOf(l *lessons.Lesson, seed uint64) ([]byte, error) {
	bound, err := l.Bind(seed)
	if err != nil {
		return nil, err
	}
	journal, err := author.Start(bound)
	if err != nil {
		return nil, err
	}
	return journal.Encode(), nil
}

// progressOn tells on a terminal how far it is; elsewhere it is silent.
func progressOn(w io.Writer, all int) func(done int) {
	if !isTerminal(w) {
		return func(int) {}
	}
	return func(done int) {
		fmt.Fprintf(w, "\r%d of %d", done, all)
		if done == all {
			fmt.Fprint(w, "\r\x1b[K")
		}
	}
}
