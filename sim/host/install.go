package host

import "fmt"

// Directories of the Security World software on Linux.
const (
	NfastDir  = "/opt/nfast"
	BinDir    = NfastDir + "/bin"
	SbinDir   = NfastDir + "/sbin"
	LogFile   = NfastDir + "/log/logfile"
	ClientDir = NfastDir + "/services/client" // SSH client keys, one directory per service (guide 4.7.2)
	VCMDir    = NfastDir + "/services/vcm"    // enrolled VCMs [simulated]
	KMData    = NfastDir + "/kmdata"
)

// SoftwareVersion is that of the installed Security World software.
const SoftwareVersion = "14.1.1"

type place struct {
	path         string
	mode         Mode
	owner, group string
}

// directories is the tree of a fresh installation; the service key directories come from makeServiceDirs.
var directories = []place{
	{"/bin", 0o755, Root, Root}, {"/etc", 0o755, Root, Root}, {"/home", 0o755, Root, Root},
	{"/home/operator", 0o755, "operator", "operator"}, {"/home/guest", 0o755, "guest", "guest"},
	{"/mnt", 0o755, Root, Root}, {"/opt", 0o755, Root, Root}, {"/root", 0o700, Root, Root},
	{"/root/.ssh", 0o700, Root, Root}, {"/sbin", 0o755, Root, Root}, {"/tmp", 0o777, Root, Root},
	{"/usr", 0o755, Root, Root}, {"/usr/bin", 0o755, Root, Root}, {"/var", 0o755, Root, Root}, {"/var/log", 0o755, Root, Root},
	{NfastDir, 0o755, Root, Root}, {BinDir, 0o755, Root, Root}, {SbinDir, 0o755, Root, Root},
	{NfastDir + "/log", 0o775, "nfast", "nfast"}, {KMData, 0o775, Root, "nfast"},
	{KMData + "/config", 0o775, Root, "nfast"}, {KMData + "/local", 0o775, Root, "nfast"},
	{NfastDir + "/services", 0o755, Root, Root}, {ClientDir, 0o755, Root, Root}, {VCMDir, 0o755, Root, Root},
}

// install makes the file system of a host with the Security World software.
func (h *Host) install() {
	for _, d := range directories {
		h.must(h.FS.Mkdir(h.root(), d.path, d.mode))
		h.must(h.FS.Chown(h.root(), d.path, d.owner, d.group))
	}
	h.must(h.makeServiceDirs())
	for _, f := range []struct{ path, text string }{
		{"/etc/hostname", h.Name + "\n"},
		{"/etc/passwd", h.passwd()},
		{"/etc/group", h.groupFile()},
		{"/etc/os-release", "PRETTY_NAME=\"hsmlab simulated Linux\"\nNAME=\"hsmlab\"\nID=hsmlab\n"},
		{NfastDir + "/version", fmt.Sprintf("nShield Security World software %s (simulated)\n", SoftwareVersion)},
		{LogFile, ""},
	} {
		h.must(h.FS.Write(h.root(), f.path, []byte(f.text), 0o644))
	}
}
