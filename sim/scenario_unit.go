package sim

import (
	"encoding/hex"
	"net/netip"

	"hsmlab/sim/chassis"
	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
	"hsmlab/sim/site"
	"hsmlab/sim/world"
)

// unitScenarios are about network-attached HSMs.
func unitScenarios() []Scenario {
	return []Scenario{
		{"network-hsm", "A network-attached HSM", "An nShield 5c and a Connect XC in a rack, and a computer that is their client and remote file system. Both hold its Security World; a quorum is 2 of its cards client-1 to client-3. Feature certificates for both lie on the remote file system.", unitRoom},
		{"network-remote-operator", "Remote Operator with a network-attached HSM", "A host, attended, with an nShield 5s of single-tenant firmware, and an nShield 5c at 172.23.128.30 with another host, client, as its client and remote file system. Both HSMs are in one Security World, and Remote Operator is enabled on both. attended-1 is the administrator card.", networkRemoteRoom},
	}
}

// worldPath is where a host keeps its Security World.
const worldPath = host.KMData + "/local/world"

func unitRoom(r *site.Room) {
	h := r.AddHost("client", host.Tenant)
	wire(h, "172.23.128.12/24")
	chance := entropy.New(r.Chance.Uint64("units"))
	key := chance.Bytes("hknso")
	w := world.World{KNSO: hex.EncodeToString(key[:20]), Quorum: world.Quorum{K: 2, N: 3}, Cipher: world.Ciphers[0], Mode: world.Modes[0], Created: clock.Epoch}
	for share, name := range []string{"client-1", "client-2", "client-3"} {
		r.Card(name).Write(world.Card{Kind: world.Admin, World: w.KNSO, Set: w.KNSO, Share: share + 1, Quorum: w.Quorum}, "")
	}
	root := h.User(host.Root)
	if err := h.FS.Write(root, worldPath, w.Encode(), 0o664); err != nil {
		panic("BUG: scenario world: " + err.Error())
	}
	for i, u := range []*chassis.Unit{
		chassis.New("nethsm", chance.ESN("esn"), chassis.NShield5c, &r.Clock),
		chassis.New("connect", chance.ESN("esn"), chassis.ConnectXC, &r.Clock),
	} {
		serveFiles(r, h, u, netip.AddrFrom4([4]byte{172, 23, 128, byte(30 + i)}))
		u.Furnish(w, "172.23.128.12")
		u.Mail("clients-10")
		u.Mail(chassis.RemoteOperator)
		if u.Product == chassis.ConnectXC {
			u.Mail(chassis.SEERestricted)
		}
	}
	h.Hardserver.Start()
}

// keepConfig writes the configuration of a unit to the host that is its remote file system (guide 4.11.2.3.2). A host
// that is off, or where something is in the way, keeps what it has.
func keepConfig(h *host.Host, u *chassis.Unit, config []byte) {
	if h.Phase() != host.On {
		return
	}
	root, dir := h.User(host.Root), host.KMData+"/hsm-"+u.ESN
	for _, d := range []string{dir, dir + "/config"} {
		if _, err := h.FS.Stat(root, d); err != nil {
			_ = h.FS.Mkdir(root, d, 0o755) // Write tells the same
		}
	}
	_ = h.FS.Write(root, dir+"/config/config", config, 0o644)
}

// serveFiles makes a host the remote file system of a unit that has an address.
func serveFiles(r *site.Room, h *host.Host, u *chassis.Unit, a netip.Addr) {
	u.Address = netip.PrefixFrom(a, 24)
	u.Files = func() (world.World, bool) {
		data, err := h.FS.Read(h.User(host.Root), worldPath)
		if err != nil {
			return world.World{}, false
		}
		w, err := world.Parse(data)
		return w, err == nil
	}
	u.Keep = func(config []byte) { keepConfig(h, u, config) }
	u.Publish()
	r.Units = append(r.Units, u)
	r.FitCard(h, u)
}

func networkRemoteRoom(r *site.Room) {
	attended, client := r.AddHost("attended", host.Provider), r.AddHost("client", host.Tenant)
	wire(attended, "172.23.128.10/24")
	wire(client, "172.23.128.12/24")
	fitSingle(r, attended, "esn 0")
	enrol(attended)
	u := chassis.New("nethsm", entropy.New(r.Chance.Uint64("units")).ESN("esn"), chassis.NShield5c, &r.Clock)
	serveFiles(r, client, u, netip.MustParseAddr("172.23.128.30"))
	u.Equip(chassis.RemoteOperator)
	oneWorld(r, attended, client)
	w, _ := u.Files()
	u.Furnish(w, "172.23.128.12")
	client.Hardserver.Stop()
	client.Hardserver.Start()
}
