//go:build !js

package app

// ruling is a decision that the guide left to the lab, in words for learners. The ids are the project's own.
type ruling struct{ id, question, answer string }

// rulings are the decisions that a learner can run into.
var rulings = []ruling{
	{"D-01", "The guide spells the tool vcadmin in places.", "It is vcmadmin; the other spelling is an unknown command, with a hint."},
	{"D-30", "Many platform commands want the module in maintenance mode, which a provider's host cannot enter when tenants run in VCMs.",
		"A command that disturbs tenants is refused while any VCM of the HSM is busy: operational or being initialised, with a tenant's hardserver connected to it. hsmadmin reset is exempt."},
	{"D-36", "In factory state only enroll is accepted, yet the guide has you check the state first.",
		"status, npkginfo, -h and -v always work. Everything else asks you to run hsmadmin enroll. In recovery mode VCMs can be neither created nor started."},
	{"D-37", "Some error states end with a reset, some do not.", "Each fault has a cause; a reset or power cycle clears it when the cause is gone. A few codes never clear."},
	{"D-43", "Who decides that a VCM starts by itself, tenant or provider?", "The provider can grant autostart or the serial card reader only if the request asks for it, and may leave it out."},
	{"D-45", "Do the features in a tenant's request apply by themselves?", "No. Without --features the VCM gets those of the platform; create prints the difference and the option that would match."},
	{"D-46", "May a VCM be faster than its module's rating suggests?", "No. On a Mid-speed module the faster setting becomes the slower one; show displays it."},
	{"D-50", "How old may statistics be, and how many VCMs can run?", "30 s plus polling time, at most 90 s; at most 21 VCMs are active at once, since more would not fit the memory."},
	{"D-51", "Which commands need root?", "Those that make keys or change configuration. Listing, showing, starting, stopping and reading logs need the group nfastadmin. A refusal names the key file and its group."},
	{"D-69", "enquiry shows no module on a host without an enrolled VCM. Is that an error?", "No."},
	{"D-72", "May a module be reset while a tenant works?", "Yes. Each host with an enrolled VCM of it then shows the mode failed until nopclearfail -r. The command returns as soon as the reset has begun."},
	{"D-73", "In which mode does a new VCM start?", "Uninitialized. nopclearfail -I, initunit or new-world, and nopclearfail -O make it operational."},
	{"D-75", "The tenant's name for a VCM, or the provider's?", "The name given to vcmadmin create wins, with a notice."},
	{"D-76", "When does a licence act?", "At once on this firmware; a VCM sees new features after its properties are set."},
	{"D-78", "By whose clock does a request expire?", "Made by the tenant's clock, judged by the module's. One that seems to come from more than 60 s in the future is refused."},
	{"D-79", "Who reaches a VCM with link-local networking?", "Only the host that holds the card. Elsewhere enroll times out."},
	{"D-140", "How long does a boot take, and when is the recovery button read?",
		"90 s: green for 10 s, cyan for 80 s, then blue. The button decides 60 s after the reboot began; it must have been down since at most 5 s after that beginning, without a break."},
	{"D-141", "Windows hosts", "The shell is that of a Linux host."},
}
