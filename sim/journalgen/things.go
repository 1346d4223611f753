package journalgen

import (
	"encoding/json"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/host"
)

func (g *Generator) host() string {
	if g.hosts != nil {
		return g.pick(g.hosts...)
	}
	if g.below(40) == 0 {
		return g.pick("", "nowhere", "Provider", "provider\x00")
	}
	return g.pick(provider, provider, tenant)
}

func (g *Generator) user() string {
	if g.below(60) == 0 {
		return g.pick("", "mallory", "Root")
	}
	return g.pick("root", "root", "root", "operator", "operator", "guest", "nfast")
}

// esn is a serial number, nearly always of a module that exists.
func (g *Generator) esn() string {
	if g.below(15) == 0 {
		return g.pick("", "0000-0000-0000", "not an esn", "8851-43df-3795", long(300))
	}
	if list := g.equipment(); len(list) > 0 {
		return g.pick(list...)
	}
	return "none" // as in a room whose only module no virtual machine has yet
}

// uuid is the identifier of a VCM: alive, deleted, or never seen.
func (g *Generator) uuid() string {
	var m sim.ModuleSnapshot
	if list := g.Lab.Snapshot().Modules; len(list) > 0 {
		m = list[0]
	}
	switch n := g.below(10); {
	case n < 8 && len(m.VCMs) > 0:
		return m.VCMs[g.below(len(m.VCMs))].UUID
	case n < 9 && len(m.Deleted) > 0:
		return m.Deleted[g.below(len(m.Deleted))]
	}
	return g.pick("", "00000000-0000-4000-8000-000000000000", "../../../etc/passwd", "%s%n", long(5_000))
}

func (g *Generator) dir() string {
	return g.pick("/root", "/tmp", "/home/operator", "/", "/home/guest", "/opt/nfast/services/client", "/nowhere", "relative", "")
}

// remember notes a file that a story or a program writes.
func (g *Generator) remember(host, path string) string {
	g.files = append(g.files, place{host, path})
	return path
}

// file is a path on a host, as a stray event may name it.
func (g *Generator) file(hostName string) string {
	if n := len(g.files); n > 0 && g.below(3) > 0 {
		return g.files[g.below(n)].path
	}
	switch g.below(12) {
	case 0:
		return "/" + strings.Repeat(g.pick("a/", "../", "./", "ü/", "/"), g.below(80)+1) + "x"
	case 1:
		return "/tmp/" + long(g.below(3)*127+250)
	case 2:
		return g.pick("", "relative", "/", "//", "/..", "/tmp/\x00", "/tmp/ ", "/tmp/\u202e\"'\\", long(5_000))
	}
	return g.pick("/tmp/a", "/tmp/a/b", "/tmp/req.json", "/root/config.json", host.LogFile, host.VCMDir, host.ClientDir, host.NfastDir,
		host.KeyFile(host.SSHAdmin), host.KeyFile(host.TenantReq), host.ClientDir+"/sshadmin", "/etc/passwd", host.BinDir+"/hsmadmin",
		"/home/operator/x", g.enrolled(hostName))
}

// enrolled is the file of a VCM that is enrolled on the host.
func (g *Generator) enrolled(hostName string) string {
	if list := g.Lab.Snapshot().Hosts[hostName].Enrolled; len(list) > 0 {
		return host.VCMFile(list[0].UUID)
	}
	return host.VCMFile(g.uuid())
}

func (g *Generator) fileEvent() sim.Event {
	h := g.host()
	e := sim.File{Host: h, User: g.user(), Op: g.pick("put", "put", "append", "mkdir", "remove", "remove", "rename", "chmod", "chown", "touch", "link", ""), Path: g.file(h)}
	switch e.Op {
	case "put", "append":
		e.Data = g.data(h)
	case "rename":
		e.To = g.file(h)
	case "chown":
		e.Owner, e.Group = g.pick("", "root", "operator", "guest", "mallory"), g.pick("", "root", "nfast", "nfastadmin", "guest", "wheel")
	}
	if g.below(2) == 0 {
		e.Mode = []uint32{0, 0o600, 0o644, 0o777, 0o400, 0o111, 0o7777, 1 << 31, 0o40755}[g.below(9)]
	}
	return e
}

// data is what a file may hold: nonsense, a little of everything, or a damaged copy of something real.
func (g *Generator) data(hostName string) []byte {
	switch g.below(8) {
	case 0:
		return nil
	case 1:
		b := g.chance.Bytes("data")
		return b[:]
	case 2:
		return []byte(g.huge(100_000))
	}
	if len(g.files) == 0 {
		return []byte(g.pick("{}", "[]", "null", `{"type":"nshield-vcm-config"}`, "-----BEGIN OPENSSH PRIVATE KEY-----\n"))
	}
	f := g.files[g.below(len(g.files))]
	b, err := g.Lab.ReadFile(f.host, "root", f.path)
	if err != nil || len(b) == 0 {
		return []byte("{}")
	}
	return g.damage(b)
}

// damage changes, cuts or doubles a part of b, sometimes nothing.
func (g *Generator) damage(b []byte) []byte {
	at := g.below(len(b))
	switch g.below(5) {
	case 0:
		b[at] ^= 1 << g.below(8)
	case 1:
		b = b[:at]
	case 2:
		b = append(b, b[at:]...)
	case 3:
		var fields map[string]any
		if json.Unmarshal(b, &fields) == nil {
			fields[g.pick("uuid", "esn", "ip_address", "type", "kind", "expires", "new")] = g.pick("", "x", "127.0.0.1", "../../../../tmp/x")
			b, _ = json.Marshal(fields)
		}
	}
	return b
}

func (g *Generator) deliver() sim.Event {
	from := g.host()
	return sim.Deliver{From: from, User: g.user(), Path: g.file(from), To: g.host(), ToUser: g.user(), ToPath: g.remember(g.host(), g.pick("/tmp", "/tmp/got", "/root", "/root/got", "/home/operator", "got", ""))}
}

func (g *Generator) text() string {
	return g.pick("hsmadmin status", "", "while true; do :; done", "echo 'ü' | grep \u202e", g.huge(sim.MaxText), "\x00\n<>&\u2028")
}

func (g *Generator) env() []string {
	switch g.below(9) {
	case 0:
		return []string{"NFAST_KEYPROT=" + g.pick("", "S", "SB", "SBG", "P", "PU", "Q", "G")}
	case 1:
		return []string{"NFAST_KEYPROT=P", "NFAST_KEYPROT_PASS=" + g.pick("", "secret", long(300))}
	case 2:
		return []string{"", "=", "NFAST_KEYPROT_PASS", g.huge(sim.MaxText)}
	}
	return nil
}
