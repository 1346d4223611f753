package headers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// LRSFile is the file of a site that lists the learning record stores its pages may report to. A site without it may
// talk to nobody.
const LRSFile = "web/data/lrs.json"

// validHost is a name, an IPv4 address or an IPv6 address in brackets, with or without a port. A wildcard is none:
// the policy names whom the pages talk to.
var validHost = regexp.MustCompile(`^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?$`)

// ParseLRS checks origins, which go into a header as they are, and returns them in order, each once. An origin is
// https://HOST or https://HOST:PORT, or http:// on localhost.
func ParseLRS(list []string) ([]string, error) {
	origins := slices.Clone(list)
	for _, origin := range origins {
		if err := checkOrigin(origin); err != nil {
			return nil, fmt.Errorf("--lrs %q: %w", origin, err)
		}
	}
	slices.Sort(origins)
	return slices.Compact(origins), nil
}

func checkOrigin(origin string) error {
	scheme, host, ok := strings.Cut(origin, "://")
	if !ok || scheme != "https" && scheme != "http" {
		return errors.New("want an origin such as https://lrs.example.com")
	}
	if bare, _, found := strings.Cut(host, "/"); found && validHost.MatchString(bare) {
		return fmt.Errorf("an origin has no path: want %s://%s", scheme, bare)
	}
	if !validHost.MatchString(host) {
		return errors.New("want a host in lower case after ://, with a port if it needs one, and nothing else")
	}
	u, err := url.Parse(origin)
	if err != nil {
		return errors.New("this is no address")
	}
	if name := u.Hostname(); scheme == "http" && name != "localhost" && name != "127.0.0.1" && name != "::1" {
		return errors.New("http is for localhost only, since scores and names would travel in the open: want https")
	}
	return nil
}

// EncodeLRS makes the contents of [LRSFile].
func EncodeLRS(origins []string) []byte {
	data, err := json.Marshal(origins)
	if err != nil {
		panic("BUG: a list of strings has no JSON: " + err.Error())
	}
	return append(data, '\n')
}

// ReadLRS reads [LRSFile] of a site; there are no origins when it is not there. It trusts no file more than a flag.
func ReadLRS(site fs.FS) ([]string, error) {
	data, err := fs.ReadFile(site, LRSFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var origins []string
	if err := json.Unmarshal(data, &origins); err != nil {
		return nil, fmt.Errorf("%s: %w", LRSFile, err)
	}
	return ParseLRS(origins)
}
