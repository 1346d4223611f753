package host

import (
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"path"
	"strings"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// BootTime is how long a host takes from mains on to a login prompt [simulated].
const BootTime = 40 * time.Second

// Role is whose computer it is.
type Role string

const (
	Provider Role = "provider"
	Tenant   Role = "tenant"
)

// Phase is where a host is between mains off and running.
type Phase string

const (
	Off     Phase = "off"
	Booting Phase = "booting"
	On      Phase = "on"
)

// Host is one computer.
type Host struct {
	Name     string
	Role     Role
	FS       *FS
	Clock    clock.Drifting
	Slots    []*module.Module // by PCIe slot; module numbers of the provider's tools follow this order
	Cards    []Card           // HSMs of other products, in the slots after those
	Network  Network
	Reader   world.Reader   // a card reader on the desk; VCMs that are enrolled here see it as their dynamic slot
	Ran      map[string]int // successful runs of the HSM software's commands
	Programs map[string]Program

	// Reach finds the VCM of a configuration and tells whether this host's packets to the address there get to it;
	// Answers tells whether anybody answers at an address. The room sets them.
	Reach   func(vcm.Config) (*module.Module, *vcm.VCM, bool)
	Answers func(netip.Addr) bool
	// Halted is called when the host loses power: its processes end. The lab sets it.
	Halted func()

	Hardserver Hardserver
	Auditd     Auditd

	Software string   // version of the installed Security World software, "14.1.1"; "" = none
	Media    []string // versions of the software that lie on a mounted medium

	users  []User
	groups []Group
	phase  Phase
	timer  *clock.Timer
	time   *clock.Clock
	chance *entropy.Source

	systemUUID, boardUUID string          // the latter is "" on a computer that has none
	keyChance             *entropy.Source // of later key changes, apart from the lab's own stream
}

// New makes a running host with the Security World software installed.
func New(name string, role Role, t *clock.Clock, chance *entropy.Source) *Host {
	h := &Host{
		Name: name, Role: role, phase: On, time: t, chance: chance, Ran: map[string]int{},
		Programs: map[string]Program{}, users: standardUsers(), groups: standardGroups(),
		systemUUID: chance.UUID("system " + name), boardUUID: chance.UUID("board " + name),
		Software: SoftwareVersion, Media: []string{SoftwareVersion},
	}
	own := sha256.Sum256([]byte("client keys " + h.systemUUID))
	h.keyChance = entropy.New(binary.BigEndian.Uint64(own[:8]))
	h.Halted = func() {}
	h.FS = NewFS(h.Now)
	h.Hardserver.host = h
	h.Auditd.host = h
	h.install()
	return h
}

// WithoutBoard makes the computer one without a baseboard UUID, as some are (guide 4.8.2.1).
func (h *Host) WithoutBoard() { h.boardUUID = "" }

// Now is the host's own date and time.
func (h *Host) Now() time.Time { return h.Clock.At(h.time.Now()) }

// Phase tells whether the host runs.
func (h *Host) Phase() Phase { return h.phase }

// SetPower switches the mains. The modules in the host's slots share it; the host boots by itself when the
// power comes back.
func (h *Host) SetPower(on bool) {
	if on == (h.phase != Off) {
		return
	}
	h.time.Stop(h.timer)
	if on {
		h.phase = Booting
		h.timer = h.time.After(BootTime, h.booted)
	} else {
		h.Halted()
		h.Hardserver.halt()
		h.Auditd.halt()
		h.Network.restore()
	}
	for _, m := range h.Slots {
		m.SetPower(on) // before the phase changes, while tenants on other hosts are still connected: they are cut off
	}
	for _, c := range h.Cards {
		c.SetPower(on)
	}
	if !on {
		h.phase = Off
	}
}

func (h *Host) booted() {
	h.phase = On
	if h.Software != "" {
		h.Hardserver.Start()
		_ = h.Auditd.Start() // nothing to do where it is not configured
	}
}

// AddProgram installs a program of the HSM software at an absolute path.
func (h *Host) AddProgram(program string, p Program) {
	h.Programs[program] = p
	if strings.HasPrefix(program, NfastDir+"/") && !h.Ships(h.Software, program) {
		return
	}
	h.must(h.FS.Write(h.root(), program, programText, 0o755))
}

// AddMedium puts a program on a mounted medium.
func (h *Host) AddMedium(program string, p Program) {
	h.must(h.makeDir(place{path.Dir(program), 0o755, Root, Root}))
	h.AddProgram(program, p)
}

// programText is what a program's file holds.
var programText = []byte("#!hsmlab: a simulated program\n")

// Program finds the program that name means: an absolute path, or a name in the software's directories. The
// user must be allowed to execute its file.
func (h *Host) Program(u *User, name string) (Program, string, error) {
	paths := []string{name}
	if !strings.Contains(name, "/") {
		paths = []string{BinDir + "/" + name, SbinDir + "/" + name}
	}
	for _, p := range paths {
		program := h.Programs[p]
		if program == nil {
			continue
		}
		n, err := h.FS.walk(u, "exec", p)
		if err != nil {
			continue
		}
		if !n.may(u, exec) || n.mode&0o111 == 0 {
			return nil, "", &PathError{"exec", p, ErrPermission}
		}
		return program, p, nil
	}
	return nil, "", &PathError{"exec", name, ErrNotExist}
}

func (h *Host) root() *User { return h.User(Root) }

// must stops the lab when something that cannot fail did.
func (h *Host) must(err error) {
	if err != nil {
		panic("BUG: host " + h.Name + ": " + err.Error())
	}
}
