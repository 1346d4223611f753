package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

func newLogCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Work with exported system logs",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newLogVerifyCommand())
	return cmd
}

func newLogVerifyCommand() *cobra.Command {
	key := ""
	cmd := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Verify signed system logs without the HSM",
		Long: "Verify signed system logs (hsmadmin logs export) without the HSM: the signature of each, and, of several,\n" +
			"that none is missing between them. The key file is what hsmadmin logs getkey --out wrote. It may hold several\n" +
			"lines: the key changes with each factory state. Exit status 1 when anything is wrong.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			if key == "" {
				return usageError{errors.New("log verify: --key is needed: the file that hsmadmin logs getkey --out wrote")}
			}
			keys, err := readLogKeys(key)
			if err != nil {
				return err
			}
			return verifyLogs(cmd.OutOrStdout(), cmd.ErrOrStderr(), keys, files)
		},
	}
	cmd.Flags().StringVar(&key, "key", "", "file with the verification key, or keys")
	return cmd
}

// maxKeyFile bounds a file of verification keys, in bytes.
const maxKeyFile = 64 << 10

func readLogKeys(name string) ([]sshkey.Public, error) {
	data, err := readLimited(name, maxKeyFile)
	if err != nil {
		return nil, err
	}
	var keys []sshkey.Public
	for i, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		key, err := sshkey.ParsePublic(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s: no verification key in it", name)
	}
	return keys, nil
}

// readLimited reads a file of at most n bytes.
func readLimited(name string, n int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, n+1))
	if err == nil && int64(len(data)) > n {
		err = fmt.Errorf("%s: larger than %d bytes", name, n)
	}
	return data, err
}

// verifyLogs says of each file whether it is good, and then what is wrong with their sequence.
func verifyLogs(stdout, stderr io.Writer, keys []sshkey.Public, files []string) error {
	var links []signedlog.Link
	wrong := false
	for _, name := range files {
		link, err := verifyLog(keys, name)
		if err != nil {
			fmt.Fprintln(stderr, err)
			wrong = true
			continue
		}
		links = append(links, link)
		fmt.Fprintf(stdout, "%s: HSM %s, log %d, %d entries: signature valid\n", name, link.ESN, link.Seq, len(link.Entries))
	}
	for _, problem := range signedlog.Chain(links) {
		fmt.Fprintln(stderr, problem)
		wrong = true
	}
	if wrong {
		return exitStatus(1)
	}
	return nil
}

// verifyLog checks one file against the keys; one of them must have signed it.
func verifyLog(keys []sshkey.Public, name string) (signedlog.Link, error) {
	data, err := readLimited(name, signedlog.MaxFile)
	if err != nil {
		return signedlog.Link{}, err
	}
	s, err := signedlog.Parse(data)
	if err != nil {
		return signedlog.Link{}, fmt.Errorf("%s: %w", name, err)
	}
	for _, key := range keys {
		if err = s.Verify(key); !errors.Is(err, signedlog.ErrKey) {
			break
		}
	}
	if err != nil {
		return signedlog.Link{}, fmt.Errorf("%s: %w", name, err)
	}
	return signedlog.Link{Signed: s, Digest: signedlog.Digest(data)}, nil
}
