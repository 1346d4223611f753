package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/sim"
)

func newScenarioCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "Tell in which situations a lab can begin",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	asJSON := false
	list := &cobra.Command{
		Use:   "list",
		Short: "List the scenarios: name, title, and what is in the room",
		Long: "List the scenarios, the default first. 'hsmlab run --scenario NAME' and 'hsmlab shell --scenario NAME' begin\n" +
			"in one of them; a lesson names its own.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return listScenarios(cmd.OutOrStdout(), asJSON)
		},
	}
	list.Flags().BoolVar(&asJSON, "json", false, "print JSON: an array of objects with name, title and about")
	cmd.AddCommand(list)
	return cmd
}

// scenarioRow is a scenario as --json shows it.
type scenarioRow struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	About string `json:"about"`
}

// aboutWidth is where the description of a scenario is broken, indentation not counted.
const aboutWidth = 90

func listScenarios(stdout io.Writer, asJSON bool) error {
	var rows []scenarioRow
	for _, s := range sim.Scenarios() {
		rows = append(rows, scenarioRow{s.Name, s.Title, s.About})
	}
	if asJSON {
		enc := json.NewEncoder(stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(rows)
	}
	for _, r := range rows {
		fmt.Fprintf(stdout, "%-20s %s\n", r.Name, r.Title)
		for _, line := range wrap(r.About, aboutWidth) {
			fmt.Fprintf(stdout, "    %s\n", line)
		}
	}
	return nil
}

// wrap breaks a text into lines of at most width characters, between words.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
