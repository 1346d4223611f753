package sim

import (
	"path"
	"strings"
	"time"

	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
)

// firmwareScenarios are the situations in which firmware is upgraded.
func firmwareScenarios() []Scenario {
	return []Scenario{
		{"old-firmware", "An HSM on old firmware", "The provider's nShield 5s runs single-tenant firmware 13.4.5 and is operational on its own host. The firmware disc is mounted at /mnt/disc, a stick with packages of doubtful origin at /mnt/stick.", oldFirmwareRoom},
		{"old-firmware-in-use", "Old firmware, and much to lose", "The same room, but the HSM is part of an audit logging Security World, has keys in its nonvolatile memory, and its clock is five minutes slow.", oldFirmwareInUseRoom},
		{"old-system", "Old software, old firmware", "The room of old-firmware, and the provider's host runs old Security World software too. The new software is mounted beside the firmware disc.", oldSystemRoom},
		{"firmware-disc", "New firmware and the disc", "The room of the default scenario, with the firmware disc mounted at /mnt/disc.", firmwareDiscRoom},
	}
}

func firmwareDiscRoom(r *site.Room) {
	defaultRoom(r)
	mountMedia(r)
}

func oldFirmwareRoom(r *site.Room) {
	twoHosts(r, firmware.Delivered("13.4.5", "13.2.4", "1.0.3"))
	enrolProvider(r)
	provider := r.Hosts[0]
	ncoreapi := provider.Slots[0].Ncoreapi()
	ncoreapi.Switch(vcm.PreInitialization)
	if !ncoreapi.Initialise("0b4e5a1d6c3f2e8790a1b2c3d4e5f60718293a4b") {
		panic("BUG: scenario ncoreapi in mode " + string(ncoreapi.Mode()))
	}
	ncoreapi.Switch(vcm.Operational)
	mountMedia(r)
	provider.Hardserver.Stop()
	provider.Hardserver.Start()
}

func oldSystemRoom(r *site.Room) {
	oldFirmwareRoom(r)
	h := r.Hosts[0]
	h.Hardserver.Stop()
	furnish(h.Unpack(OldSoftware))
	h.Media = append(h.Media, OldSoftware)
	h.Hardserver.Start()
}

func oldFirmwareInUseRoom(r *site.Room) {
	oldFirmwareRoom(r)
	m := r.Hosts[0].Slots[0]
	m.Ncoreapi().Audit, m.Ncoreapi().NVRAM = true, true
	m.Clock.Offset -= 5 * time.Minute
}

// mountMedia mounts the firmware disc and the stick on the provider's host, for reading only.
func mountMedia(r *site.Room) {
	provider := r.Hosts[0]
	mount(provider, "/mnt/disc", firmware.Media())
	mount(provider, "/mnt/stick", firmware.Strays())
}

func mount(h *host.Host, point string, files []firmware.File) {
	root := h.User(host.Root)
	for _, f := range files {
		p := path.Join(point, f.Path)
		for i := range len(p) {
			if dir := p[:i]; i > 1 && p[i] == '/' && strings.HasPrefix(dir, point) {
				if _, err := h.FS.Stat(root, dir); err != nil {
					furnish(h.FS.Mkdir(root, dir, 0o555))
				}
			}
		}
		furnish(h.FS.Write(root, p, f.Data, 0o444))
	}
}

// furnish stops a lab whose scenario cannot be built.
func furnish(err error) {
	if err != nil {
		panic("BUG: scenario: " + err.Error())
	}
}
