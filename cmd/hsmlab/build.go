package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/cmd/hsmlab/headers"
	"hsmlab/cmd/hsmlab/static"
)

func newBuildCommand() *cobra.Command {
	var out, base string
	var lrs []string
	compress := true
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the web site",
		Long: `Write the web site, for any web server that can serve a folder. Run it in the source tree: it compiles
the client, which takes the go command, and copies from node_modules.

An LMS that launches lessons by cmi5 names a learning record store, and browsers let a page talk to one elsewhere only
if the site's security policy says so: name its origin, and that of the LMS, with --lrs. 'hsmlab serve' then sends that
policy; for another web server build prints the line.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			origins, err := headers.ParseLRS(lrs)
			if err != nil {
				return usageError{err}
			}
			root, err := sourceTree()
			if err != nil {
				return err
			}
			files, err := static.Build(cmd.Context(), static.Options{
				Root:     root,
				Base:     base,
				LRS:      origins,
				Compress: compress,
				Cache:    filepath.Join(root, ".cache", "compressed"),
			})
			if err != nil {
				return err
			}
			if err := files.Write(out); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d files\n", out, len(files))
			if len(origins) > 0 {
				policy := headers.Rules(origins...)[0].Headers[0]
				fmt.Fprintf(cmd.OutOrStdout(), "other servers must send, in place of the one in netlify.toml:\n%s: %s\n", policy.Name, policy.Value)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "dist", "folder to write; what an earlier build left there goes")
	cmd.Flags().StringVar(&base, "base", "/", "path at which the site will stand")
	cmd.Flags().StringSliceVar(&lrs, "lrs", nil, "origins that lessons launched by cmi5 may report to, such as https://lrs.example.com")
	cmd.Flags().BoolVar(&compress, "compress", compress, "write .br and .gz files beside large ones")
	return cmd
}

// sourceTree finds the folder of go.mod, from the working folder upwards.
func sourceTree() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module hsmlab\n") {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not the source tree of hsmlab: change to it first")
		}
		dir = parent
	}
}
