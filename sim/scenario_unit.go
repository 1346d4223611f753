package sim

import (
	"encoding/hex"

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
	for _, u := range []*chassis.Unit{
		chassis.New("nethsm", chance.ESN("esn"), chassis.NShield5c, &r.Clock),
		chassis.New("connect", chance.ESN("esn"), chassis.ConnectXC, &r.Clock),
	} {
		u.Files = func() (world.World, bool) {
			data, err := h.FS.Read(root, worldPath)
			if err != nil {
				return world.World{}, false
			}
			w, err := world.Parse(data)
			return w, err == nil
		}
		u.Furnish(w, "172.23.128.12")
		u.Mail("clients-10")
		u.Mail(chassis.RemoteOperator)
		if u.Product == chassis.ConnectXC {
			u.Mail(chassis.SEERestricted)
		}
		r.Units = append(r.Units, u)
		r.FitCard(h, u)
	}
	h.Hardserver.Start()
}
