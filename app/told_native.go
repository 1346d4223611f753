//go:build !js

package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// factsPath is the page of what leaves nothing to simulate.
const factsPath = "/facts/"

// toldFact is something in the guide that a simulator cannot show, in our words.
type toldFact struct {
	id, section string // of the statement, in the guide
	text        string
}

// toldTopic is some facts under one heading.
type toldTopic struct {
	title string
	facts []toldFact
}

// toldTopics are all of them. A test compares the ids with the statements that coverage counts as told.
var toldTopics = []toldTopic{
	{"Before you begin", []toldFact{
		{"G-1-1", "1", "The guide begins where installation ends: the HSM is in its slot and the Security World software on its host. So do the rooms of this lab."},
		{"G-4.15.1-1", "4.15.1", "When the guide says software it means the Security World software on the host, and when it says firmware, what runs on the HSM. Each is upgraded by itself."},
	}},
	{"When to call Support", []toldFact{
		{"G-4.4.2-3", "4.4.2", "An HSM in an error state is a case for the vendor's Support, with a description of the set-up and the error code. The one exception is an HSM that somebody failed on purpose with nopclearfail --fail."},
		{"G-4.4.2-4", "4.4.2", "Call even if the HSM has come back to work by itself or by what you did."},
		{"G-4.4.3.2-2", "4.4.3.2", "A code of the hardware driver is nothing to mend on site: call Support."},
		{"G-4.16.3-2", "4.16.3", "The same holds for the hardware driver codes of a Solo."},
		{"G-4.7.3-8", "4.7.3", "Enrolling warns about missing certificates where that is to be expected, as after a boot into the recovery image. At any other time the warning is a reason to call Support."},
		{"G-4.13.1-6", "4.13.1", "When stattree shows less than 2.70 V for the battery, ask Support about a new one."},
		{"G-4.14.3-4", "4.14.3", "At a network-attached HSM, call Support before you do anything about a fan tray or a power supply that has a problem."},
	}},
	{"CodeSafe", []toldFact{
		{"G-4.2.2-9", "4.2.2", "While the clock is lost, CodeSafe applications cannot be administered with csadmin either. The lab has no csadmin."},
		{"G-4.12.1-9", "4.12.1", "The same is refused while the logs are above their safe level."},
	}},
	{"Hosts that run Windows", []toldFact{
		{"G-4.3.3-1", "4.3.3", "There the hardserver writes to the event log of the operating system, and not to a file."},
		{"G-4.8.4-11", "4.8.4", `Client keys lie below %NFAST_SERVICES_HOME%\client, by default C:\ProgramData\nCipher\services\client. The installer lets only the local Administrators in; access for anybody else is given by hand, on the keys and the folders above them.`},
		{"G-4.1.3.1-5", "4.1.3.1", `Firmware packages are looked at in the same way, with a Windows path: hsmadmin npkginfo E:\firmware\nShield5s\status\FILE.npkg. The hosts of the lab run Linux.`},
	}},
	{"Cryptography behind the features", []toldFact{
		{"G-4.9.4.1.3-1", "4.9.4.1.3", "An nShield 5s knows named and custom elliptic curves, and speeds up prime curves and both kinds of Brainpool curves, twisted or not, in hardware."},
		{"G-4.9.4.1.4-1", "4.9.4.1.4", "How much faster signing and verifying become is measured with the utility perfcheck. Numbers from a simulator would say nothing, so the lab has none."},
		{"G-4.9.4.1.5-1", "4.9.4.1.5", "The curves with names: ANSI B163v1 and B191v1; Brainpool from P160 to P512, r1 and t1; NIST P192 to P521, B163 to B571 and K163 to K571; SECP160r1 and SECP256k1."},
		{"G-4.9.4.1.6-1", "4.9.4.1.6", "Other curves can be entered. A prime one may be accelerated, too."},
		{"G-4.9.4.5-1", "4.9.4.5", "The feature for Korean algorithms brings the signature KCDSA, the block ciphers SEED and ARIA, and the hash HAS160."},
		{"G-4.9.4.6-1", "4.9.4.6", "The faster random numbers for ECDSA exist on four products: Solo XC, Connect XC, nShield 5s and 5c."},
		{"G-4.9.4.6-2", "4.9.4.6", "They are not used in a Security World of the modes fips-140-level-3 and common-criteria-cmts, whatever the feature bit says: their generator is not part of the certification."},
		{"G-4.9.4.7-1", "4.9.4.7", "Signatures that are meant to hold against quantum computers: MLDSA, which is randomised, and MLDSAdet, which gives the same signature each time."},
		{"G-4.9.4.7-2", "4.9.4.7", "Both come in three sizes: MLDSA-44, MLDSA-65 and MLDSA-87."},
		{"G-4.9.4.7-3", "4.9.4.7", "An nShield 5 always has them; an XC needs a licence."},
	}},
	{"Advice", []toldFact{
		{"G-4.9.4.3-2", "4.9.4.3", "From version 12 on, Remote Administration is advised in place of Remote Operator. The lab shows how Remote Operator works; which one to use is a choice of people."},
		{"G-4.10.1.5-1", "4.10.1.5", "The reference of hsmadmin reset asks for maintenance mode first. With several tenants it runs whatever they do, and the lab shows what that does to them: so agree on a time before."},
		{"G-4.18.1-1", "4.18.1", "Under Hyper-V the guide also sketches a hardserver on the parent that holds the card, with guests that reach it over a virtual switch. The steps that it gives pass the card to one guest, and those are what the lab shows."},
	}},
	{"Regulations, batteries and waste", []toldFact{
		{"G-4.20-1", "4.20", "The device is of FCC Class A: made for commercial surroundings. Where people live it may disturb radio, and whoever runs it there has to put that right at their own expense."},
		{"G-4.20.1-1", "4.20.1", "The Canadian marking is CAN ICES-3 (A)/NMB-3(A)."},
		{"G-4.20.2-2", "4.20.2", "nShield 5s and Solo XC: a battery that is replaced wrongly may explode. Take the same type or an equivalent one, and dispose of the old one by the rules of the place."},
		{"G-4.20.3-1", "4.20.3", "nShield 5s and Solo XC: the lithium battery and other parts may contain hazardous substances. Used as intended, the card is no hazard."},
		{"G-4.20.4-1", "4.20.4", "How to recycle the product stands in the document Warnings and Cautions that comes with it."},
	}},
}

// factsPage tells what cannot be simulated, each statement at an address of its own.
func factsPage() ui.UI {
	return frame(factsPath, ui.Div().Class("site-main", "text").Body(
		ui.H1().Text("Good to know"),
		ui.P().Class("lead").Text("Some of the guide leaves nothing to simulate: whom to call, what a certificate says, what an algorithm is named. "+
			"It is told here instead, in our words. The document that came with the product decides."),
		ui.Range(toldTopics).Slice(func(i int) ui.UI {
			topic := toldTopics[i]
			return ui.Section().Body(
				ui.H2().Text(topic.title),
				ui.Ul().Body(ui.Range(topic.facts).Slice(func(i int) ui.UI {
					f := topic.facts[i]
					return ui.Li().ID(f.id).Body(ui.Text(f.text+" "), ui.Span().Class("muted", "small").Text("Guide "+f.section))
				})),
			)
		}),
	))
}
