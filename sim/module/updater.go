package module

import (
	"fmt"
	"slices"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

// Times of an upgrade [simulated].
const (
	ProgramTime = 15 * time.Second // for each internal component
	settleTime  = 2 * time.Second  // from the last one until the reboot
)

const updater = "updater"

// step is one internal component that is programmed.
type step struct {
	component firmware.Component
	internal  string
	last      bool // of its component
}

// upgrade is the work of the updater service: a package that is being programmed. The module does it by itself,
// whatever becomes of the host's program.
type upgrade struct {
	pkg    firmware.Package
	steps  []step // left to do; the first is under way
	total  int
	reboot bool
	timer  *clock.Timer

	finished int // packages programmed completely since the module was made
}

var (
	vcmsRun      = refusal.Rule{ID: "G-4.10.1.4-4", Guide: "4.10.1.4", Basis: refusal.Documented}
	belowMinimum = refusal.Rule{ID: "G-4.1.2.1-6", Guide: "4.1.2.1", Basis: refusal.Documented}
	bootGate     = refusal.Rule{ID: "G-4.1.2.2-4", Guide: "4.1.2.2", Basis: refusal.Documented}
	bootRevoked  = refusal.Rule{ID: "G-4.1.2.2-2", Guide: "4.1.2.2", Basis: refusal.Documented}
	badPackage   = refusal.Rule{Guide: "4.1", Basis: refusal.Inferred}
	programming  = refusal.Rule{Guide: "4.1.4", Basis: refusal.Simulated}
	oneUpdater   = refusal.Rule{ID: "G-4.6-4", Guide: "4.6", Basis: refusal.Inferred}

	unfinished   = refusal.Rule{ID: "G-4.1.4-4", Guide: "4.1.4", Basis: refusal.Inferred}
	nvramInUse   = refusal.Rule{ID: "G-4.1.4-3", Guide: "4.1.4", Basis: refusal.Inferred}
	both         = refusal.Rule{ID: "G-4.1.1-3", Guide: "4.1.1", Basis: refusal.Inferred}
	vcmsVanish   = refusal.Rule{Guide: "4.1.4", Basis: refusal.Simulated}
	upgradeInUse = refusal.Rule{ID: "G-4.10.1.4-3", Guide: "4.10.1.4", Basis: refusal.Documented, Also: []string{"G-4.6.4-2", "G-4.6.4-3", "G-4.1.4-6"}}
)

// CheckUpgrade tells why the module does not take a package, whatever the user insists on; nil if it does.
func (m *Module) CheckUpgrade(p firmware.Package) *refusal.Refusal {
	const method = "upgrade"
	if m.Active() > 0 && m.MultiTenant() {
		return vcmsRun.New(updater, method, fmt.Sprintf("VCMs are running on this HSM (%d); stop all of them with vcmadmin stop first, --force does not override this", m.Active()))
	}
	if p.Product != firmware.Product {
		return badPackage.New(updater, method, "the package is for "+p.Product+", this HSM is an "+firmware.Product)
	}
	if err := p.Verify(); err != nil {
		return badPackage.New(updater, method, err.Error())
	}
	for _, part := range p.Parts {
		if part.Component == firmware.Bootloader {
			if r := m.checkBootloader(p); r != nil {
				return r
			}
		} else if part.VSN < m.Firmware.MinVSN {
			return belowMinimum.New(updater, method, fmt.Sprintf("VSN %d of the package is lower than the minimum VSN %d of this HSM", part.VSN, m.Firmware.MinVSN))
		}
	}
	return nil
}

func (m *Module) checkBootloader(p firmware.Package) *refusal.Refusal {
	const method = "upgrade"
	switch {
	case !m.Version().Since(firmware.BootloaderUpdate):
		return bootGate.New(updater, method, "the bootloader can be updated only when firmware "+firmware.BootloaderUpdate.Short()+
			" or later is running; this HSM runs "+m.Version().String())
	case p.RevokedBy(m.Firmware.Bootloader):
		return bootRevoked.New(updater, method, "the package is signed with "+p.Signer+", a key that bootloader "+
			m.Firmware.Bootloader.Version.String()+" has revoked; it is not possible to go back")
	}
	return nil
}

// UpgradeWarnings tells what stands against an upgrade that --force overrides.
func (m *Module) UpgradeWarnings(p firmware.Package) []*refusal.Refusal {
	const method = "upgrade"
	var list []*refusal.Refusal
	if m.ncoreapiRuns() {
		list = append(list, upgradeInUse.New(updater, method, ncoreapiBusy))
	}
	if s := m.Ncoreapi(); s != nil && s.NVRAM {
		list = append(list, nvramInUse.New(updater, method, "keys are stored in the nonvolatile memory of the HSM; back them up with nvram-backup"))
	}
	if slices.ContainsFunc(m.worlds(), func(v *vcm.VCM) bool { return v.Audit }) {
		list = append(list, unfinished.New(updater, method, "the HSM is part of an audit logging Security World whose audit log is not finalized"))
	}
	if len(p.Parts) > 1 {
		list = append(list, both.New(updater, method, "the package updates several components at once; primary firmware first and recovery firmware at a later date is recommended"))
	}
	if part, ok := p.Part(firmware.Primary); ok && len(m.vcms) > 0 && !firmware.MustParse(part.Version).Since(firmware.MultiTenancy) {
		list = append(list, vcmsVanish.New(updater, method, fmt.Sprintf("firmware %s has no VCMs; those on this HSM (%d) will be deleted", part.Version, len(m.vcms))))
	}
	return list
}

// Program begins to program a package that CheckUpgrade lets pass, and reboots the module when it is done unless
// reboot is false.
func (m *Module) Program(p firmware.Package, reboot bool) {
	var steps []step
	for _, part := range p.Parts {
		for i, name := range part.Internal {
			steps = append(steps, step{part.Component, name, i == len(part.Internal)-1})
		}
	}
	m.upgrade = upgrade{pkg: p, steps: steps, total: len(steps), reboot: reboot, finished: m.upgrade.finished}
	m.beginStep()
}

// beginStep starts on the next internal component. An image is unusable from the first of its components to the
// last; the old bootloader stays until the new one is complete, so that a module can always be brought back
// [simulated].
func (m *Module) beginStep() {
	if c := m.upgrade.steps[0].component; c != firmware.Bootloader {
		m.Firmware.Image(c).Broken = true
	}
	m.upgrade.timer = m.time.After(ProgramTime, m.endStep)
	m.Relight()
}

func (m *Module) endStep() {
	done := m.upgrade.steps[0]
	m.upgrade.steps = m.upgrade.steps[1:]
	if done.last {
		m.install(done.component)
	}
	if len(m.upgrade.steps) > 0 {
		m.beginStep()
		return
	}
	m.upgrade.timer, m.upgrade.finished = nil, m.upgrade.finished+1
	if m.upgrade.reboot {
		m.upgrade.timer = m.time.After(settleTime, m.Reset)
	}
	m.Relight()
}

func (m *Module) install(c firmware.Component) {
	part, _ := m.upgrade.pkg.Part(c)
	v := firmware.MustParse(part.Version)
	if c != firmware.Bootloader {
		*m.Firmware.Image(c) = firmware.Image{Version: v, VSN: part.VSN}
		return
	}
	b := &m.Firmware.Bootloader
	*b = firmware.Boot{Version: v, Revoked: max(b.Revoked, m.upgrade.pkg.Revokes)}
}

// abandon ends programming where it is: the power went away, a reset, or a fault.
func (m *Module) abandon() {
	m.time.Stop(m.upgrade.timer)
	m.upgrade = upgrade{finished: m.upgrade.finished}
}

// Progress is how far the programming of a package is.
type Progress struct {
	Component firmware.Component
	Internal  string // vendor's name of what is being programmed
	Done      int    // internal components programmed
	Total     int
}

// Programming tells what is being programmed; false when no upgrade is under way.
func (m *Module) Programming() (Progress, bool) {
	u := m.upgrade
	if len(u.steps) == 0 {
		return Progress{}, false
	}
	return Progress{u.steps[0].component, u.steps[0].internal, u.total - len(u.steps), u.total}, true
}

// upgradeSignal is what the LED shows while firmware is programmed; false when none is.
func (m *Module) upgradeSignal() (led.Signal, bool) {
	p, on := m.Programming()
	if on && p.Internal == firmware.SecurityProcessor {
		return led.SecurityUpgrade, true
	}
	return led.Active, on
}

// Updating reports whether firmware is being programmed or the reboot after it is due.
func (m *Module) Updating() bool { return m.upgrade.timer != nil }

// Upgrades counts the packages that were programmed completely.
func (m *Module) Upgrades() int { return m.upgrade.finished }

// whileProgramming are the actions that only look, which a module that is being programmed still allows.
var whileProgramming = []string{"status", "info", "gettime", "getenvstats", "logs get", "keys show", "list", "show", "stats", "reset"}

// upgradeCondition refuses changes while firmware is programmed [simulated].
func upgradeCondition(m *Module, service, method string) *refusal.Refusal {
	if !m.Updating() || slices.Contains(whileProgramming, method) {
		return nil
	}
	if service == updater {
		return oneUpdater.New(service, method, "another upgrade is under way, and an HSM has one updater; wait until the HSM has rebooted")
	}
	return programming.New(service, method, "firmware is being programmed; wait until the HSM has rebooted")
}

var minVSN = refusal.Rule{ID: "G-4.10.1.12-5", Guide: "4.10.1.12", Basis: refusal.Documented, Also: []string{"G-4.1.2.1.1-1"}}

// SetMinVSN raises the lowest VSN that an upgrade may have, for good (guide 4.1.2.1.1, D-32). It returns the one
// before.
func (m *Module) SetMinVSN(vsn int) (before int, r *refusal.Refusal) {
	const method = "setminvsn"
	before = m.Firmware.MinVSN
	if r := m.interlocked("setup", method); r != nil {
		return before, r
	}
	switch installed := m.Firmware.Primary; {
	case vsn < before:
		return before, minVSN.New("setup", method, fmt.Sprintf("VSN %d is lower than the current minimum VSN %d", vsn, before))
	case installed.Broken:
		return before, minVSN.New("setup", method, "no valid primary firmware is installed")
	case vsn > installed.VSN:
		return before, minVSN.New("setup", method, fmt.Sprintf("VSN %d is higher than VSN %d of the installed firmware", vsn, installed.VSN))
	}
	m.Firmware.MinVSN = vsn
	return before, nil
}
