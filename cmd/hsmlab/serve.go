package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"hsmlab/cmd/hsmlab/fileserver"
)

func newServeCommand() *cobra.Command {
	var addr, dir string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the lab to browsers",
		Long: `Serve the lab to browsers, from this program itself or from a folder that 'hsmlab build' wrote. Ctrl-C
ends it. Browsers keep the lab for use without a network only from https or from localhost.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			site, err := siteFiles(dir)
			if err != nil {
				return err
			}
			server, err := fileserver.New(site)
			if err != nil {
				return err
			}
			listener, err := net.Listen("tcp", addr)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "hsmlab is at %s\n", address(listener.Addr(), server.Base()))
			return serve(cmd.Context(), listener, server)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", ":8000", "address to listen at")
	cmd.Flags().StringVar(&dir, "dir", "", "folder of the site (default: the site inside this program)")
	return cmd
}

// address is what to type into a browser on this machine.
func address(listening net.Addr, base string) string {
	host, port, err := net.SplitHostPort(listening.String())
	if ip := net.ParseIP(host); err == nil && (ip == nil || ip.IsUnspecified() || ip.IsLoopback()) {
		return "http://" + net.JoinHostPort("localhost", port) + base
	}
	return "http://" + listening.String() + base
}

// serve answers until ctx ends.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := context.AfterFunc(ctx, func() { server.Close() })
	defer stopped()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
