package sim

import (
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/request"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// handover is what the predecessor wrote down. Some of it was true once.
const handover = `Handover HSM room 2                                   last changed 2025-11-20

- Licence: 5 VCMs may run. The file is in /root/licences.
- payments (tenant-a) and ledger (tenant-b) are production. Both start by themselves after a reboot.
- test: can go any time.
- backup starts only with the tenant's authorisation; the file is /root/backup-start.req.
- kiosk has the card reader. They wanted to give it back, see /root/kiosk.req.
- Clock is set from the host, host is on NTP.
- Logs: exported every month.
`

// inheritedRoom is a lab in which nothing is quite as it should be.
func inheritedRoom(r *site.Room) {
	defaultRoom(r)
	addTenants(r, 2)
	provider, m := r.Hosts[0], r.Hosts[0].Slots[0]
	provider.Clock = clock.Drifting{Offset: 130 * time.Second, PPM: 9}
	r.Hosts[2].Clock = clock.Drifting{Offset: 95 * time.Second, PPM: -7}
	networked(m, office)
	licensed(m, deliver(r, "mt-3", "HSMSpeed2")[0])
	foreignLicence(provider)
	if _, refused := m.ExportLog(false); refused != nil {
		panic("BUG: scenario log: " + refused.Error())
	}
	inheritedVCMs(r, m)
	m.Clock = clock.Drifting{Offset: -460 * time.Second, PPM: 11}
	m.FillLogs(module.SafeLogs + 30<<10)
	leave(provider, "/root/HANDOVER.txt", []byte(handover))
	for _, h := range r.Hosts[1:] {
		h.Hardserver.Stop()
		h.Hardserver.Start()
	}
	m.Settled()
}

// inheritedVCMs are more VCMs that should start by themselves than the licence allows, one that is too full to
// start, one close to it, one with an open audit log, and one that uses the processors for nothing.
func inheritedVCMs(r *site.Room, m *module.Module) {
	payments := provision(r.Hosts[1], m, vcm.VCM{Name: "payments", Autostart: true})
	ledger := provision(r.Hosts[2], m, vcm.VCM{Name: "ledger", Autostart: true})
	foreign := func(n int, name string, change func(*vcm.VCM)) *vcm.VCM {
		v := stranger(n)
		v.Name = name
		change(&v)
		return m.Place(&v)
	}
	nothing := func(*vcm.VCM) {}
	test := foreign(1, "test", nothing)
	old := foreign(1, "TEST-old", nothing)
	backup := foreign(2, "backup", func(v *vcm.VCM) { v.RestrictStartup = true })
	kiosk := foreign(3, "kiosk", func(v *vcm.VCM) { v.SerialCardreader, v.Features = true, feature.RemoteShare|feature.HSMSpeed0 })
	migration := foreign(4, "migration2", func(v *vcm.VCM) { v.Autostart = true })
	foreign(4, "portal", func(v *vcm.VCM) { v.Autostart = true })
	for _, v := range []*vcm.VCM{payments, ledger, old, migration} {
		v.Start()
		initialise(v)
	}
	fill(m, old, 17_400)
	fill(m, migration, 15_900)
	ledger.Stop()
	ledger.Audit = true
	test.Start()
	m.UseCPU(test, 100)
	leave(r.Hosts[0], "/root/backup-start.req", signed(2, request.Request{
		Kind: request.Start, UUID: backup.UUID, Created: clock.Epoch.AddDate(0, -2, 0), Expires: clock.Epoch.AddDate(0, -1, 0),
	}))
	no := false
	leave(r.Hosts[0], "/root/kiosk.req", signed(3, request.Request{
		Kind: request.SetProperties, UUID: kiosk.UUID, Created: clock.Epoch.AddDate(0, -3, 4), Properties: request.Properties{SerialCardreader: &no},
	}))
}

// fill lets the applications of a VCM store until it holds kb kilobytes.
func fill(m *module.Module, v *vcm.VCM, kb int) {
	if err := m.UseDisk(v, kb); err != nil {
		panic("BUG: scenario load: " + err.Error())
	}
}

// signed is a request of a stranger.
func signed(n int, q request.Request) []byte {
	return request.Sign(q, sshkey.FromSeed(strangerSeed(n, 2)))
}

// leave puts a file of the predecessor in its place.
func leave(h *host.Host, path string, data []byte) {
	if err := h.FS.Write(h.User(host.Root), path, data, 0o644); err != nil {
		panic("BUG: scenario file: " + err.Error())
	}
}

// foreignLicence is a licence for an HSM that is not here.
func foreignLicence(h *host.Host) {
	l := feature.Licence{ESN: neighbour(h.Slots[0].ESN), Active: 5, Issued: day(clock.Epoch.AddDate(0, -7, 0))}
	if _, err := deliverLicence(h, l, "mt-5"); err != nil {
		panic("BUG: scenario licence: " + err.Error())
	}
}
