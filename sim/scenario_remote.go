package sim

import (
	"encoding/hex"
	"fmt"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// remoteScenarios are about Remote Operator (guide 4.11). It works between modules that hardservers hold: the nShield
// 5s has firmware without VCMs in them, the cards of old software are Solo XCs.
func remoteScenarios() []Scenario {
	return []Scenario{
		{"remote-operator", "A card here, an HSM there", "Two hosts, attended and unattended, with an nShield 5s of single-tenant firmware each, in one Security World. Remote Operator is bought for the unattended one, but not enabled. attended-1 is the administrator card.", remoteOperatorRoom},
		{"remote-administration", "Two HSMs in one host", "A host with two nShield 5s of single-tenant firmware in one Security World, for Remote Operator beside dynamic slots.", remoteAdministrationRoom},
		{"remote-operator-old", "Remote Operator with old software", "The hosts of remote-operator with a Solo XC each. The software of the unattended one, 12.60, is older than dynamic slots with Remote Operator.", remoteOldRoom},
	}
}

// single is firmware without VCMs.
func single() firmware.Loaded { return firmware.Delivered("13.4.5", "13.2.4", "1.0.3") }

func remoteOperatorRoom(r *site.Room) {
	attended, unattended := remoteHosts(r)
	for i, h := range []*host.Host{attended, unattended} {
		fitSingle(r, h, fmt.Sprintf("esn %d", i))
		enrol(h)
	}
	// The licence waits in the mail of the unattended host; the feature is of no use on the other.
	unattended.Slots[0].Lifetime.Features &^= feature.RemoteShare
	oneWorld(r, attended, unattended)
	l := feature.Licence{Feature: feature.RemoteShare, ESN: unattended.Slots[0].ESN, Issued: day(clock.Epoch)}
	_, err := deliverLicence(unattended, l, "RemoteShare")
	furnish(err)
}

func remoteAdministrationRoom(r *site.Room) {
	h := r.AddHost("attended", host.Provider)
	wire(h, "172.23.128.10/24")
	fitSingle(r, h, "esn 0")
	fitSingle(r, h, "esn 1")
	enrol(h)
	oneWorld(r, h)
}

func remoteOldRoom(r *site.Room) {
	attended, unattended := remoteHosts(r)
	for _, h := range []*host.Host{attended, unattended} {
		fitSolos(r, h, card{led.SoloXC, "12.60.15"})
		h.Cards[0].Ncoreapi().Features = feature.RemoteShare
	}
	unattended.Software = "12.60"
	oneWorld(r, attended, unattended)
}

func remoteHosts(r *site.Room) (attended, unattended *host.Host) {
	attended, unattended = r.AddHost("attended", host.Provider), r.AddHost("unattended", host.Provider)
	wire(attended, "172.23.128.10/24")
	wire(unattended, "172.23.128.11/24")
	return attended, unattended
}

// fitSingle puts an nShield 5s of firmware without VCMs into the next slot of a host.
func fitSingle(r *site.Room, h *host.Host, draw string) {
	l := lifetime(r)
	l.ESN = entropy.New(r.Chance.Uint64(draw)).ESN("esn")
	m := module.New(l, single(), &r.Clock, r.Chance)
	r.Fit(h, m)
	m.Install()
}

// oneWorld makes a Security World with one administrator card, attended-1, puts it into all modules of the hosts, and
// its files on the hosts, as new-world does.
func oneWorld(r *site.Room, hosts ...*host.Host) {
	key := r.Chance.Bytes("hknso")
	w := world.World{KNSO: hex.EncodeToString(key[:20]), Quorum: world.Quorum{K: 1, N: 1}, Cipher: world.Ciphers[0], Mode: world.Modes[0], Created: clock.Epoch}
	r.Card("attended-1").Write(world.Card{Kind: world.Admin, World: w.KNSO, Set: w.KNSO, Share: 1, Quorum: w.Quorum}, "")
	for _, h := range hosts {
		furnish(h.FS.Write(h.User(host.Root), worldPath, w.Encode(), 0o664))
		for _, m := range h.Slots {
			join(m.Ncoreapi(), w)
		}
		for _, c := range h.Cards {
			join(c.Ncoreapi(), w)
		}
		h.Hardserver.Stop()
		h.Hardserver.Start()
	}
}

func join(v *vcm.VCM, w world.World) {
	v.Switch(vcm.PreInitialization)
	if !v.Load(w, true) {
		panic("BUG: scenario world in mode " + string(v.Mode()))
	}
	v.Switch(vcm.Operational)
}
