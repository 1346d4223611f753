package firmware

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"strings"
	"sync"
)

// release is firmware that the lab's vendor has published. Version numbers of primary images are real ones or near
// them; VSNs, recovery and bootloader versions are simulated, since no public source shows them.
type release struct {
	component Component
	version   string
	vsn       int
	signer    string
	revokes   int
	internal  []string
}

var releases = []release{
	{Primary, "13.3.1", 30, "firmware-1", 0, []string{"cn-app"}},
	{Primary, "13.4.5", 34, "firmware-1", 0, []string{"cn-app", SecurityProcessor}},
	{Primary, "13.5.1", 38, "firmware-1", 0, []string{"cn-app"}},
	{Primary, "13.7.3", 41, "firmware-1", 0, []string{"cn-app", "cn-fpga"}},
	{Primary, "14.1.1", 42, "firmware-1", 0, []string{"cn-app", "cn-fpga", SecurityProcessor}},
	{Recovery, "13.2.4", 30, "firmware-1", 0, []string{"cn-rescue"}},
	{Recovery, "13.6.3", 40, "firmware-1", 0, []string{"cn-rescue"}},
	{Bootloader, "1.0.3", 0, "bootloader-1", 0, []string{"cn-spl", "cn-uboot"}},
	{Bootloader, "1.1.0", 0, "bootloader-1", 0, []string{"cn-spl", "cn-uboot"}},
	{Bootloader, "1.2.0", 0, "bootloader-2", 1, []string{"cn-spl", "cn-uboot"}},
}

// DeliveredMinVSN is the minimum VSN of a module as it leaves the factory [simulated].
const DeliveredMinVSN = 30

func find(c Component, version string) release {
	for _, r := range releases {
		if r.component == c && r.version == version {
			return r
		}
	}
	panic("BUG: no release " + string(c) + " " + version)
}

// Delivered is the firmware of a module that left the factory with these releases.
func Delivered(primary, recovery, bootloader string) Loaded {
	p, r, b := find(Primary, primary), find(Recovery, recovery), find(Bootloader, bootloader)
	return Loaded{
		Primary:    Image{Version: MustParse(primary), VSN: p.vsn},
		Recovery:   Image{Version: MustParse(recovery), VSN: r.vsn},
		Bootloader: Boot{Version: MustParse(bootloader), Revoked: b.revokes},
		MinVSN:     DeliveredMinVSN,
	}
}

// head describes releases in one package.
func head(list ...release) Head {
	h := Head{Product: Product}
	for _, r := range list {
		h.Parts = append(h.Parts, Part{r.component, r.version, r.vsn, r.internal})
		h.Signer, h.Revokes = r.signer, max(h.Revokes, r.revokes)
	}
	return h
}

// pack makes the package of releases. Its image is noise that follows from the versions.
func pack(list ...release) Package {
	h := head(list...)
	var image []byte
	for i := range 6 {
		sum := sha256.Sum256(fmt.Appendf(nil, "image %d %v", i, h.Parts))
		image = append(image, sum[:]...)
	}
	return Sign(h, image)
}

// fileName follows the vendor's rule: the VSN of an image, or the version of a bootloader, is part of it.
func fileName(r release) string {
	version := strings.ReplaceAll(r.version, ".", "-")
	switch r.component {
	case Primary:
		return fmt.Sprintf("%s-%s-vsn%d.npkg", Product, version, r.vsn)
	case Recovery:
		return fmt.Sprintf("%s-recovery-%s-vsn%d.npkg", Product, version, r.vsn)
	}
	return fmt.Sprintf("%s-uboot-%s.npkg", Product, version)
}

// File is a file of the installation media, with its path below the mount point.
type File struct {
	Path string
	Data []byte
}

// shelf says in which directory of the media a release lies, by certification status (guide 4.1.3.1). The
// statuses are the lab's own: they say nothing about the certification of real firmware.
var shelf = []struct {
	status    string
	component Component
	version   string
}{
	{"latest", Primary, "14.1.1"}, {"latest", Recovery, "13.6.3"}, {"latest", Bootloader, "1.1.0"}, {"latest", Bootloader, "1.2.0"},
	{"fips-pending", Primary, "13.7.3"},
	{"fips", Primary, "13.4.5"}, {"fips", Primary, "13.3.1"}, {"fips", Recovery, "13.2.4"}, {"fips", Bootloader, "1.0.3"},
	{"cc", Primary, "13.5.1"},
}

// Media returns the files of the firmware installation media.
var Media = sync.OnceValue(func() []File {
	dir := path.Join("firmware", Product)
	var files []File
	for _, s := range shelf {
		r := find(s.component, s.version)
		files = append(files, File{path.Join(dir, s.status, fileName(r)), pack(r).Encode()})
	}
	return append(files, File{path.Join("firmware", "release-notes.txt"), []byte(releaseNotes)})
})

// Strays returns packages that did not come from the vendor's media, as one finds them on a stick: one that was
// cut off, one with a bit turned over, one that somebody else signed, one for two components at once, and one for
// another product.
var Strays = sync.OnceValue(func() []File {
	good := pack(find(Primary, "14.1.1")).Encode()
	flipped := append([]byte(nil), good...)
	flipped[bytes.Index(good, []byte(imageBegin))+len(imageBegin)+20] ^= 0x01
	forged := find(Primary, "14.1.1")
	forged.version, forged.vsn = "14.1.9", 99
	other := pack(find(Primary, "14.1.1"))
	other.Head.Product = "nShield5x"
	return []File{
		{"cut-off.npkg", good[:len(good)*2/3]},
		{"flipped-bit.npkg", flipped},
		{"nShield5s-14-1-9-vsn99.npkg", sign(head(forged), []byte("not from the vendor"), vendorKey("somebody else")).Encode()},
		{"nShield5s-14-1-1-both-vsn42.npkg", pack(find(Primary, "14.1.1"), find(Recovery, "13.6.3")).Encode()},
		{"nShield5x-14-1-1-vsn42.npkg", Sign(other.Head, other.Image).Encode()},
	}
})

const releaseNotes = `Release notes of the firmware on this disc (simulated by hsmlab)

Host software: upgrade it before the firmware of the HSM.
Order: primary image first; test; recovery image at a later date.

primary 14.1.1     VSN 42  multi-tenancy: no ncoreapi service on the platform, VCMs instead
primary 13.7.3     VSN 41  the init log can be cleared in recovery mode only
primary 13.5.1     VSN 38  signed system logs, certificates for SSH keys
primary 13.4.5     VSN 34  bootloader updates become possible
primary 13.3.1     VSN 30
recovery 13.6.3    VSN 40
recovery 13.2.4    VSN 30
bootloader 1.2.0   IRREVERSIBLE: revokes the key that signed 1.1.0 and older
bootloader 1.1.0   reversible
bootloader 1.0.3   reversible
`
