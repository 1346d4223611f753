package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"hsmlab/lessons"
)

// transcriptExt is how the names of transcripts end that the page saves.
const transcriptExt = ".jsonl"

// transcriptFiles are the files that the arguments of grade name: of a folder the transcripts in it, in the order of their
// names, but not those in folders below it. What cannot be read stays as it is, for readTranscript to say why.
func transcriptFiles(args []string) []string {
	var files []string
	for _, arg := range args {
		found := transcriptsIn(arg)
		if len(found) == 0 {
			found = []string{arg}
		}
		files = append(files, found...)
	}
	return files
}

// transcriptsIn are none if dir is no folder.
func transcriptsIn(dir string) []string {
	entries, err := os.ReadDir(dir) // sorted
	if err != nil {
		return nil
	}
	var files []string
	for _, entry := range entries {
		if name := filepath.Join(dir, entry.Name()); filepath.Ext(name) == transcriptExt && !isFolder(name) {
			files = append(files, name)
		}
	}
	return files
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// readTranscript reads no more than a transcript can have, and only from a file: a pipe might never end. The error says
// why there is nothing to grade.
func readTranscript(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("it is a folder without files *%s", transcriptExt)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, lessons.MaxTranscript+1))
}
