package shell

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"mvdan.cc/sh/v3/interp"

	"hsmlab/sim"
	"hsmlab/sim/host"
	"hsmlab/sim/shell/rewrite"
)

// absolute is p as seen from dir, cleaned.
func absolute(dir, p string) string {
	if !path.IsAbs(p) {
		p = path.Join(dir, p)
	}
	return path.Clean(p)
}

// errnoOf is the Unix text of an error of the lab's files.
func errnoOf(err error) error {
	var e host.Errno
	if errors.As(err, &e) {
		return e
	}
	return err
}

// open serves every file that the interpreter opens. The end of the path tells what for; see package
// rewrite.
func (b *bash) open(ctx context.Context, p string, _ int, _ os.FileMode) (io.ReadWriteCloser, error) {
	hc := interp.HandlerCtx(ctx)
	e := hc.Stderr.(*stderr)
	kind := rewrite.In
	if i := strings.LastIndex(p, rewrite.Mark); i >= 0 {
		p, kind = p[:i], p[i+1:]
	}
	f, err := b.openKind(hc, e, p, kind)
	if err != nil {
		return nil, &fs.PathError{Op: "bash:", Path: p, Err: errnoOf(err)}
	}
	return f, nil
}

func (b *bash) openKind(hc interp.HandlerContext, e *stderr, p, kind string) (io.ReadWriteCloser, error) {
	next := e.derive()
	switch kind {
	case rewrite.In:
		in, err := b.input(hc.Dir, p, e)
		next.in = in
		return next, err
	case rewrite.Here:
		next.in = strings.NewReader(p)
	case rewrite.InClose:
		next.in = nil
	case rewrite.Out, rewrite.Append:
		return b.output(hc, p, kind == rewrite.Append)
	case rewrite.ErrOut, rewrite.ErrApp:
		w, err := b.output(hc, p, kind == rewrite.ErrApp)
		if f, ok := w.(*fileWriter); ok {
			f.owner = next
		}
		next.w = w
		return next, err
	case rewrite.ErrToOut:
		next.w = hc.Stdout
	case rewrite.ErrClose:
		next.w = io.Discard
	case rewrite.OutToErr:
		return shared{e.w}, nil
	case rewrite.PipeOut:
		pp := &pipe{}
		e.pipes = append(e.pipes[:len(e.pipes):len(e.pipes)], pp)
		return pp, nil
	case rewrite.PipeIn:
		n := len(e.pipes)
		e.pipes[n-1].complain(e)
		e.pipes[n-1].second = true
		next.in, next.pipes = e.pipes[n-1], e.pipes[:n-1]
	case rewrite.Job:
		return b.beginJob(e, next)
	case rewrite.Source:
		return b.sourceText(hc.Dir, p)
	}
	return next, nil
}

// shared is a writer that outlives the redirection.
type shared struct{ io.Writer }

func (shared) Read([]byte) (int, error) { return 0, io.EOF }
func (shared) Close() error             { return nil }

// input opens a file for reading.
func (b *bash) input(dir, p string, e *stderr) (io.Reader, error) {
	switch absolute(dir, p) {
	case "/dev/null":
		return nil, nil
	case "/dev/stdin", "/dev/fd/0":
		return e.in, nil
	case "/dev/tty":
		if b.s.io.Terminal {
			return &typing{s: b.s}, nil
		}
		return nil, host.Errno("No such device or address")
	}
	if p == "" {
		return nil, host.ErrNotExist
	}
	b.s.flush()
	data, err := b.s.k.lab.ReadFile(b.host, b.user, absolute(dir, p))
	if err != nil {
		return nil, err
	}
	return bytes.NewReader(data), nil
}

// output opens a file for writing.
func (b *bash) output(hc interp.HandlerContext, p string, add bool) (io.ReadWriteCloser, error) {
	full := absolute(hc.Dir, p)
	switch full {
	case "/dev/null":
		return shared{io.Discard}, nil
	case "/dev/stdout", "/dev/fd/1":
		return shared{hc.Stdout}, nil
	case "/dev/stderr", "/dev/fd/2":
		return shared{hc.Stderr.(*stderr).w}, nil
	case "/dev/tty":
		return shared{screen{s: b.s}}, nil
	}
	if p == "" {
		return nil, host.ErrNotExist
	}
	return b.create(full, p, add)
}

// create checks that the file may be written, and makes or empties it at once, as an open does.
func (b *bash) create(full, shown string, add bool) (*fileWriter, error) {
	f := &fileWriter{b: b, path: full, shown: shown}
	b.s.flush()
	probe := sim.File{Host: b.host, User: b.user, Op: "append", Path: full, Mode: 0o644}
	if err := b.s.k.lab.CheckFile(probe); err != nil {
		return nil, err
	}
	info, err := b.s.k.lab.Stat(b.host, b.user, full)
	if err != nil || !add && info.Size > 0 {
		probe.Op = "put"
		if err := b.s.change(probe); err != nil {
			return nil, err
		}
	}
	b.s.open = append(b.s.open, f)
	return f, nil
}

// fileWriter collects what is written to a file and appends it in one event, when it is closed or when
// somebody might look.
type fileWriter struct {
	b     *bash
	path  string
	shown string
	buf   []byte
	owner *stderr // the standard error that writes here, if that is all
	bad   bool
}

// fileLimit keeps a runaway loop from filling the memory before the lab's disk limit stops it.
const fileLimit = 16 << 20

func (f *fileWriter) Write(p []byte) (int, error) {
	if f.bad || len(f.buf)+len(p) > fileLimit {
		return 0, host.ErrNoSpace
	}
	f.buf = append(f.buf, p...)
	return len(p), nil
}

func (f *fileWriter) Read([]byte) (int, error) { return 0, io.EOF }

// Close writes the rest and forgets the file.
func (f *fileWriter) Close() error {
	f.flush()
	open := f.b.s.open
	for i, o := range open {
		if o == f {
			f.b.s.open = append(open[:i:i], open[i+1:]...)
			break
		}
	}
	return nil
}

func (f *fileWriter) flush() {
	if len(f.buf) == 0 || f.bad {
		return
	}
	data := f.buf
	f.buf = nil
	err := f.b.s.change(sim.File{Host: f.b.host, User: f.b.user, Op: "append", Path: f.path, Data: data, Mode: 0o644})
	if err != nil {
		f.bad = true
		f.b.message("bash: " + f.shown + ": write error: " + errnoOf(err).Error())
	}
}

// flush brings everything written so far to the disk.
func (s *Session) flush() {
	for _, f := range s.open {
		f.flush()
	}
}

// fileInfo is a file of the lab for the interpreter.
type fileInfo struct{ sim.FileInfo }

func (i fileInfo) Name() string { return i.FileInfo.Name }
func (i fileInfo) Size() int64  { return int64(i.FileInfo.Size) }
func (i fileInfo) Mode() fs.FileMode {
	m := fs.FileMode(i.FileInfo.Mode)
	if i.Dir {
		m |= fs.ModeDir
	}
	return m
}
func (i fileInfo) ModTime() time.Time         { return i.MTime }
func (i fileInfo) IsDir() bool                { return i.Dir }
func (i fileInfo) Sys() any                   { return nil }
func (i fileInfo) Type() fs.FileMode          { return i.Mode().Type() }
func (i fileInfo) Info() (fs.FileInfo, error) { return i, nil }

func (b *bash) stat(_ context.Context, p string, _ bool) (fs.FileInfo, error) {
	b.s.flush()
	if isDevice(p) {
		return deviceInfo(p), nil
	}
	info, err := b.s.k.lab.Stat(b.host, b.user, p)
	if err != nil {
		return nil, notExist(err)
	}
	return fileInfo{info}, nil
}

// notExist makes the lab's errors ones that the interpreter knows.
func notExist(err error) error {
	if errors.Is(err, host.ErrNotExist) || errors.Is(err, host.ErrNotDir) {
		return fs.ErrNotExist
	}
	return fs.ErrPermission
}

func (b *bash) readDir(_ context.Context, p string) ([]fs.DirEntry, error) {
	list, err := b.s.k.lab.ReadDir(b.host, b.user, path.Clean(p))
	if err != nil {
		if info, e := b.s.k.lab.Stat(b.host, b.user, path.Clean(p)); e == nil && !info.Dir {
			return nil, errNotDir
		}
		return nil, notExist(err)
	}
	entries := make([]fs.DirEntry, len(list))
	for i, info := range list {
		entries[i] = fileInfo{info}
	}
	return entries, nil
}

// access tells whether the user may read, write or execute a file.
func (b *bash) access(_ context.Context, p string, mode interp.AccessMode) error {
	if isDevice(p) {
		return nil
	}
	info, err := b.s.k.lab.Stat(b.host, b.user, p)
	if err != nil {
		return notExist(err)
	}
	if !b.may(info, uint32(mode)) {
		return fs.ErrPermission
	}
	return nil
}

// may reports whether the user has the permission bits (4 read, 2 write, 1 execute) on a file.
func (b *bash) may(info sim.FileInfo, want uint32) bool {
	u, _ := b.s.k.account(b.host, b.user)
	m := uint32(info.Mode)
	switch {
	case u.UID == 0:
		return want&1 == 0 || info.Dir || m&0o111 != 0
	case info.Owner == u.Name:
		m >>= 6
	case u.In(info.Group):
		m >>= 3
	}
	return m&want == want
}
