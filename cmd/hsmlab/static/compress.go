package static

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// compressible are the extensions of files that are worth compressing; images are compressed already.
var compressible = map[string]bool{
	".css": true, ".html": true, ".js": true, ".json": true, ".svg": true, ".txt": true, ".wasm": true, ".webmanifest": true,
}

// smallest is the size in bytes from which a compressed twin pays.
const smallest = 1024

// encodings are the twins, by extension.
var encodings = []struct {
	ext    string
	writer func(io.Writer) io.WriteCloser
}{
	{".br", func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	}},
	{".gz", func(w io.Writer) io.WriteCloser {
		gz, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic("BUG: gzip refuses its best level: " + err.Error())
		}
		return gz
	}},
}

// compress is the builder's last step.
func (b *builder) compress(ctx context.Context) error {
	if !b.Compress {
		return nil
	}
	return b.files.Compress(ctx, b.Cache)
}

// Compress adds .br and .gz twins of the files that gain from it. cache is as in [Options].
func (f Files) Compress(ctx context.Context, cache string) error {
	for _, name := range f.Paths() {
		data := f[name]
		if !compressible[path.Ext(name)] || len(data) < smallest {
			continue
		}
		for _, encoding := range encodings {
			if err := ctx.Err(); err != nil {
				return err
			}
			packed, err := packed(data, cache, encoding.ext, encoding.writer)
			if err != nil {
				return fmt.Errorf("compressing %s: %w", name, err)
			}
			f[name+encoding.ext] = packed
		}
	}
	return nil
}

// packed compresses data, or takes the result of an earlier build from the cache. The cache is a help
// only: one that cannot be written is no error.
func packed(data []byte, cache, ext string, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	kept := ""
	if cache != "" {
		kept = filepath.Join(cache, fmt.Sprintf("%x%s", sha256.Sum256(data), ext))
		if packed, err := os.ReadFile(kept); err == nil {
			return packed, nil
		}
	}
	var out bytes.Buffer
	w := writer(&out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if kept != "" {
		keep(kept, out.Bytes())
	}
	return out.Bytes(), nil
}

// keep writes a cache file whole or not at all.
func keep(name string, data []byte) {
	if os.MkdirAll(filepath.Dir(name), 0o755) != nil {
		return
	}
	draft, err := os.CreateTemp(filepath.Dir(name), "draft-")
	if err != nil {
		return
	}
	_, err = draft.Write(data)
	if closeErr := draft.Close(); err != nil || closeErr != nil || os.Rename(draft.Name(), name) != nil {
		os.Remove(draft.Name())
	}
}
