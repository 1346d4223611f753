package sim

import (
	"encoding/hex"

	"hsmlab/sim/entropy"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/site"
	"hsmlab/sim/solo"
)

// soloScenarios are about the older PCIe cards, with a mode switch and a blue LED.
func soloScenarios() []Scenario {
	return []Scenario{
		{"solo", "An nShield Solo+", "A host with one nShield Solo+ in operational mode: mode switch, Clear button, jumpers and a blue LED.", soloRoom(card{led.SoloPlus, "2.61.2"})},
		{"solo-old", "An nShield Solo+ of old firmware", "The same host, with firmware 2.55.1 in its Solo+: the error code is on the LED only.", soloRoom(card{led.SoloPlus, "2.55.1"})},
		{"solo-xc", "An nShield Solo XC", "A host with one nShield Solo XC, which detects tampering.", soloRoom(card{led.SoloXC, "12.60.15"})},
		{"mixed", "Three products in one host", "The default room, with an nShield Solo+ and a Solo XC in the slots after the nShield 5s.", mixedRoom},
	}
}

// card is a product with its firmware.
type card struct {
	product  led.Product
	firmware string
}

func soloRoom(cards ...card) func(*site.Room) {
	return func(r *site.Room) {
		h := r.AddHost("provider", host.Provider)
		wire(h, "172.23.128.10/24")
		fitSolos(r, h, cards...)
		h.Hardserver.Start()
	}
}

func mixedRoom(r *site.Room) {
	defaultRoom(r)
	fitSolos(r, r.Hosts[0], card{led.SoloPlus, "2.61.2"}, card{led.SoloXC, "12.60.15"})
}

// fitSolos puts Solos into the slots of a host. Their serial numbers come from a stream of their own, so that they
// change nothing else in the room. Each has a Security Officer's key.
func fitSolos(r *site.Room, h *host.Host, cards ...card) {
	chance := entropy.New(r.Chance.Uint64("solos"))
	for _, c := range cards {
		s := solo.New(chance.ESN("esn"), c.product, firmware.MustParse(c.firmware), &r.Clock)
		r.FitCard(h, s)
		key := chance.Bytes("hknso")
		s.Initialise(hex.EncodeToString(key[:20]))
	}
}
