package firmware_test

import (
	"bytes"
	"strings"
	"testing"

	"hsmlab/sim/firmware"
)

func media(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range append(firmware.Media(), firmware.Strays()...) {
		if strings.HasSuffix(f.Path, name) {
			return f.Data
		}
	}
	t.Fatalf("no file %s on the media", name)
	return nil
}

func TestEveryPackageOfTheDiscIsGood(t *testing.T) {
	n := 0
	for _, f := range firmware.Media() {
		if !strings.HasSuffix(f.Path, ".npkg") {
			continue
		}
		n++
		p, err := firmware.Parse(f.Data)
		if err != nil {
			t.Errorf("%s: %v", f.Path, err)
			continue
		}
		if err := p.Verify(); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		if !strings.HasPrefix(f.Path, "firmware/nShield5s/") {
			t.Errorf("%s: not in the directory of the product", f.Path)
		}
	}
	if n < 8 {
		t.Errorf("got %d packages on the disc, want more", n)
	}
}

func TestStraysAreRefused(t *testing.T) {
	for _, tt := range []struct{ name, parse, verify string }{
		{"cut-off.npkg", "cut off", ""},
		{"flipped-bit.npkg", "damaged", ""},
		{"nShield5s-14-1-9-vsn99.npkg", "", "not made by the vendor"},
		{"nShield5s-14-1-1-both-vsn42.npkg", "", ""},
		{"nShield5x-14-1-1-vsn42.npkg", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := firmware.Parse(media(t, tt.name))
			expect(t, err, tt.parse)
			if tt.parse == "" {
				expect(t, p.Verify(), tt.verify)
			}
		})
	}
}

func expect(t *testing.T, err error, want string) {
	t.Helper()
	if want == "" && err != nil {
		t.Errorf("got %v, want no error", err)
	}
	if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestParseRefuses(t *testing.T) {
	good := media(t, "14-1-1-vsn42.npkg")
	edit := func(old, text string) []byte { return bytes.Replace(good, []byte(old), []byte(text), 1) }
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "not an npkg file"},
		{"another file", []byte("\x7fELF\x00\x01"), "not an npkg file"},
		{"a huge file", make([]byte, firmware.MaxPackage+1), "larger than"},
		{"text after the end", append(bytes.Clone(good), '\n'), "more text"},
		{"line ends of Windows", bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n")), "not an npkg file"},
		{"an unknown field", edit(`"signer"`, `"sinner"`), "unknown field"},
		{"an unknown component", edit(`"primary"`, `"primate"`), "unknown, repeated"},
		{"a VSN out of range", edit(`"vsn": 42`, `"vsn": 4200`), "cannot have VSN"},
		{"no VSN", edit(`"vsn": 42`, `"vsn": 0`), "cannot have VSN"},
		{"a malformed version", edit(`"14.1.1"`, `"14.1"`), "not a firmware version"},
		{"another format", edit(`"format": 1`, `"format": 2`), "format 2"},
		{"blanks", edit(`"format": 1`, `"format":  1`), "not written as"},
		{"an image that is not base64", edit("-----BEGIN IMAGE-----\n", "-----BEGIN IMAGE-----\n*"), "base64"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := firmware.Parse(tt.data)
			expect(t, err, tt.want)
		})
	}
}

func TestSignatureCoversTheHead(t *testing.T) {
	changed := bytes.Replace(media(t, "14-1-1-vsn42.npkg"), []byte(`"vsn": 42`), []byte(`"vsn": 43`), 1)
	p, err := firmware.Parse(changed)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, p.Verify(), "not made by the vendor")
}

func TestBootloaderNeedsItsOwnKey(t *testing.T) {
	h := firmware.Head{Product: firmware.Product, Signer: "firmware-1",
		Parts: []firmware.Part{{Component: firmware.Bootloader, Version: "1.9.0", Internal: []string{"cn-uboot"}}}}
	expect(t, firmware.Sign(h, nil).Verify(), "bootloader signing key")
	h.Signer = "bootloader-2"
	expect(t, firmware.Sign(h, nil).Verify(), "")
	h.Signer = "bootloader-9"
	expect(t, firmware.Sign(h, nil).Verify(), "no signing key")
}

func TestRevokedBootloaderKey(t *testing.T) {
	old, err := firmware.Parse(media(t, "uboot-1-1-0.npkg"))
	if err != nil {
		t.Fatal(err)
	}
	for revoked, want := range []bool{false, true} {
		if got := old.RevokedBy(firmware.Boot{Revoked: revoked}); got != want {
			t.Errorf("keys up to %d revoked: got %v, want %v", revoked, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, file := range append(firmware.Media(), firmware.Strays()...) {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := firmware.Parse(data)
		if err != nil {
			return
		}
		if !bytes.Equal(p.Encode(), data) {
			t.Error("a package that was read is written in another way")
		}
		_ = p.Verify()
	})
}

func TestVersions(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"13.5", "13.4.9", true}, {"13.4.0", "13.4", true}, {"13.3.9", "13.4", false}, {"14.0.0", "13.9.9", true}} {
		if got := firmware.MustParse(tt.a).Since(firmware.MustParse(tt.b)); got != tt.want {
			t.Errorf("%s since %s: got %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
	for _, bad := range []string{"", "14", "14.x", "1.2.3.4", "-1.2", "99999.1.1"} {
		if _, err := firmware.ParseVersion(bad); err == nil {
			t.Errorf("%q: got no error, want one", bad)
		}
	}
}
