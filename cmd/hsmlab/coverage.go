package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/lessons/coverage"
)

func newCoverageCommand() *cobra.Command {
	var missing, asJSON bool
	var part string
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "Tell where each behaviour of the guide is shown, which lessons are on its section, and what is missing",
		Long: "Runs the guide transcripts and lists each behaviour as shown (where), told or missing, and the lessons\n" +
			"on its section: those that name it, exams left out. Such a lesson need not come to each statement of the section.\n" +
			"Exit status 1 when a transcript is wrong; behaviours that are missing do not count as that.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printCoverage(cmd.OutOrStdout(), cmd.ErrOrStderr(), missing, asJSON, part)
		},
	}
	cmd.Flags().BoolVar(&missing, "missing", false, "list only what is neither shown nor told")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&part, "part", "", "only the behaviours of this part (core, platform, tenants, panels)")
	return cmd
}

func printCoverage(stdout, stderr io.Writer, missing, asJSON bool, part string) error {
	library, err := author.Load(lessons.Files)
	if err != nil {
		return err
	}
	report, wrong := coverage.Make(library.Catalog)
	report = report.Only(part)
	if len(report.Rows) == 0 {
		return usageError{fmt.Errorf("no behaviour has part %q", part)}
	}
	counts := report.Counts()
	if missing {
		report = report.Missing()
	}
	if asJSON {
		enc := json.NewEncoder(stdout)
		enc.SetIndent("", "  ")
		err = enc.Encode(report)
	} else {
		err = printRows(stdout, report, counts)
	}
	if err != nil {
		return err
	}
	if wrong != nil {
		fmt.Fprintln(stderr, wrong)
		return exitStatus(1)
	}
	return nil
}

func printRows(stdout io.Writer, report *coverage.Report, counts []coverage.Count) error {
	for _, row := range report.Rows {
		line := fmt.Sprintf("%-16s %-8s %s", row.ID, row.Status, row.Text)
		if len(row.Shown) > 0 {
			line += "\n                 shown in " + strings.Join(row.Shown, ", ")
		}
		if row.Status == coverage.Told && row.Why != "" {
			line += "\n                 " + row.Why
		}
		if len(row.Taught) > 0 {
			line += "\n                 its section is taught in " + strings.Join(row.Taught, ", ")
		}
		fmt.Fprintln(stdout, line)
	}
	fmt.Fprintln(stdout)
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "part\tbehaviours\tshown\ttold\tmissing\tsection taught\t")
	for _, c := range counts {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t\n", c.Part, c.Rows, c.Shown, c.Told, c.Missing, c.Taught)
	}
	return w.Flush()
}
