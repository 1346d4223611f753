package hsmadmin

import (
	"time"

	"hsmlab/sim/firmware"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

// clockTolerance is how far the clocks of host and HSM may differ before upgrade warns [simulated].
const clockTolerance = time.Minute

var (
	wrongClock  = refusal.Rule{ID: "G-4.1.4-5", Guide: "4.1.4", Basis: refusal.Inferred}
	sameVersion = refusal.Rule{Guide: "4.1.4", Basis: refusal.Simulated}
)

// compare lists what the package would change in a module.
func (u *upgradeRun) compare(m *module.Module) []upgradePart {
	var list []upgradePart
	for _, p := range u.pkg.Parts {
		list = append(list, upgradePart{string(p.Component), current(m, p.Component), p.Version, p.Internal})
	}
	return list
}

// current is the version of a component in a module, with its VSN if it has one.
func current(m *module.Module, c firmware.Component) string {
	if c == firmware.Bootloader {
		return m.Firmware.Bootloader.Version.String()
	}
	return m.Firmware.Image(c).String()
}

// check shows the versions and refuses what cannot or should not be loaded.
func (u *upgradeRun) check(m *module.Module, parts []upgradePart) *refusal.Refusal {
	for _, p := range parts {
		u.say("HSM %s: %s: current version %s, loading version %s\n", m.ESN, p.Component, p.Current, p.New)
	}
	if r := m.CheckUpgrade(u.pkg); r != nil {
		return r
	}
	if r := u.checkWarnings(m, parts); r != nil {
		return r
	}
	u.notices(m)
	return nil
}

// checkWarnings refuses with the first of the warnings, unless --force makes them only that.
func (u *upgradeRun) checkWarnings(m *module.Module, parts []upgradePart) *refusal.Refusal {
	warnings := append(m.UpgradeWarnings(u.pkg), u.ownWarnings(m, parts)...)
	if len(warnings) == 0 {
		return nil
	}
	first := *warnings[0]
	if !u.force {
		warnings = warnings[1:]
	}
	for _, w := range warnings {
		u.P.Errorf("WARNING: HSM %s: %s\n", m.ESN, w.Reason)
		u.P.Refuse(w)
	}
	if u.force {
		return nil
	}
	first.Reason += " (--force overrides this)"
	return &first
}

// ownWarnings are those that the host finds.
func (u *upgradeRun) ownWarnings(m *module.Module, parts []upgradePart) []*refusal.Refusal {
	var list []*refusal.Refusal
	if off := m.Now().Sub(u.P.Now()).Truncate(time.Second); off.Abs() > clockTolerance {
		list = append(list, wrongClock.New(string(updater), "upgrade", "the clocks of HSM and host differ by "+off.Abs().String()+"; check and adjust them first"))
	}
	for _, p := range parts {
		if p.Current == p.New {
			list = append(list, sameVersion.New(string(updater), "upgrade", p.Component+" "+p.New+" is already installed"))
		}
	}
	return list
}

// notices tell what the user should know and need not act on.
func (u *upgradeRun) notices(m *module.Module) {
	part, ok := u.pkg.Part(firmware.Primary)
	if !ok {
		return
	}
	next := firmware.MustParse(part.Version)
	if software := firmware.MustParse(u.P.Host.Software); software.Short() != next.Short() {
		advice := "some functions are not available"
		if next.Since(software) {
			advice = "upgrade the host software first"
		}
		u.P.Errorf("NOTICE: HSM %s: host software %s and firmware %s are of different releases: %s\n", m.ESN, u.P.Host.Software, part.Version, advice)
	}
	if next.Since(firmware.MultiTenancy) && !m.MultiTenant() {
		u.P.Errorf("NOTICE: HSM %s: firmware %s is multi-tenant: the ncoreapi service of the platform ends, and no VCM exists yet\n", m.ESN, part.Version)
	}
	if now := m.Firmware.Primary; part.VSN > now.VSN {
		u.P.Errorf("NOTICE: HSM %s: VSN %d to %d; firmware with a lower VSN can be installed again until hsmadmin setminvsn raises the minimum VSN (%d)\n",
			m.ESN, now.VSN, part.VSN, m.Firmware.MinVSN)
	}
}
