package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
)

// embedded is the site inside this program. In a fresh clone the folder holds a placeholder, so that go
// build works; make fills it.
//
//go:embed all:site
var embedded embed.FS

// errNoSite says what to do in a program that was built without make.
var errNoSite = errors.New("this hsmlab was built without the web site in it: " +
	"run 'make' and use bin/hsmlab, or 'make site' and then 'hsmlab serve --dir dist'")

// siteFiles returns the site in dir, or the embedded one if dir is empty.
func siteFiles(dir string) (fs.FS, error) {
	if dir != "" {
		return os.DirFS(dir), nil
	}
	site, err := fs.Sub(embedded, "site")
	if err != nil {
		panic("BUG: the embedded folder is not there: " + err.Error())
	}
	if _, err := fs.Stat(site, "index.html"); err != nil {
		return nil, errNoSite
	}
	return site, nil
}
