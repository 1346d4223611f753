package shell

import (
	"io/fs"
	"syscall"
	"time"
)

// errNotDir is what the interpreter's file name patterns ask for.
var errNotDir error = syscall.ENOTDIR

// devices are the only files outside the lab's file system.
var devices = map[string]bool{"/dev/null": true, "/dev/stdin": true, "/dev/stdout": true, "/dev/stderr": true, "/dev/tty": true}

func isDevice(p string) bool { return devices[p] }

type deviceInfo string

func (d deviceInfo) Name() string     { return string(d)[len("/dev/"):] }
func (deviceInfo) Size() int64        { return 0 }
func (deviceInfo) Mode() fs.FileMode  { return fs.ModeDevice | fs.ModeCharDevice | 0o666 }
func (deviceInfo) ModTime() time.Time { return time.Time{} }
func (deviceInfo) IsDir() bool        { return false }
func (deviceInfo) Sys() any           { return nil }
