package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts call the command as hsmlab.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hsmlab": main})
}

// TestScripts runs testdata/script: how the command is used, its messages and exit statuses.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Condition: func(name string) (bool, error) {
			_, err := siteFiles("")
			return name == "site" && err == nil, nil
		},
	})
}

func TestServeAnswersUntilItIsStopped(t *testing.T) {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- serve(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }))
	}()
	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || string(body) != "hello" {
		t.Errorf("got %q, error %v; want hello", body, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with %v, want no error", err)
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ ip, base, want string }{
		{"::", "/", "http://localhost:8000/"},
		{"0.0.0.0", "/lab/", "http://localhost:8000/lab/"},
		{"127.0.0.1", "/", "http://localhost:8000/"},
		{"192.0.2.7", "/", "http://192.0.2.7:8000/"},
	} {
		if got := address(&net.TCPAddr{IP: net.ParseIP(test.ip), Port: 8000}, test.base); got != test.want {
			t.Errorf("address(%s): got %s, want %s", test.ip, got, test.want)
		}
	}
}
