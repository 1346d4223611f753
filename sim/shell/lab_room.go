package shell

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/chassis"
	"hsmlab/sim/shell/tools"
)

func init() {
	verbs = []verb{
		{"airflow", "airflow normal|low|none [HOST]", "Changes how much air the fans of a host blow over its modules.", (*command).labAirflow},
		{"ambient", "ambient DEGREES [HOST]", "Sets the temperature of the room in which a host stands, in degrees Celsius.", (*command).labAmbient},
		{"battery", "battery new|out|VOLTS|cells|STEP [--module N]", "Exchanges the battery of a module, or takes it out. The host must be switched off.\nStep by step, by hand (guide 4.21.2): strap, pull, lay, fingers or tweezers plastic|metal, cell NAME, insert plus-up|plus-down, fit; cells lists what is on sale.", (*command).labBattery},
		{"buy", "buy mt-N|FEATURE [--module N]", "Orders a licence for a module; it arrives as a file in " + sim.LicenceDir + ".\nmt-5 is for 5 active VCMs; a feature is HSMSpeed2, KISAAlgorithms, …", (*command).labBuy},
		{"card", "card [insert CARD [HOST | ESN] [--module N] | remove CARD]", "Lists the smart cards, puts one into a reader, or takes it out. The reader of a host is for its VCMs;\nwith an ESN or --module it is the one at that module, which a VCM sees only with serial_cardreader.", (*command).labCard},
		{"clock", "clock HOST +90s|-2m|TIME", "Sets the clock of a host, as root's date -s or a time service would.", (*command).labClock},
		{"explain", "explain", "Tells why the last commands answered as they did: rule, guide section, basis.", (*command).labExplain},
		{"fault", "fault NAME|CODE [VALUE|clear] [--module N | --unit NAME]", "Makes a fault, or clears its cause.\nA code is one of the product in that slot, or in that network-attached HSM: of the LED, 1-1-1 or OLC, or one that enquiry tells; a name is one that lab faults lists,\nor a part of its meaning, \"battery\"; random is one that the seed chooses. VALUE of an error of one VCM is its UUID or name.", (*command).labFault},
		{"faults", "faults [--module N | --unit NAME]", "Lists the faults that can be made; the product of the module decides which codes there are.", (*command).labFaults},
		{"hold", "hold recovery [--module N]", "Pushes the recovery button and keeps it down until it is released.", (*command).labHold},
		{"hosts", "hosts", "Lists the computers.", (*command).labHosts},
		{"journal", "journal", "Prints the list of events that this lab is a function of.", (*command).labJournal},
		{"jumper", "jumper physical|remote on|off [--module N]", "Puts an override jumper on the board of a Solo. The host must be switched off.\nPhysical: the mode switch is ignored; remote: nopclearfail cannot change the mode.", (*command).labJumper},
		{"led", "led [--decode] [--watch[=DURATION] | --trace[=DURATION] | --vcd[=DURATION]] [--module N | --unit NAME]", "Says what the lamp shows; --decode: colour, dots and dashes, code and meaning; --watch: each change.\n--trace lets time pass, 10s unless said, and prints when the lamp changes its colour; --vcd prints that as a value change dump:\nlab led --vcd=30s >led.vcd opens in a waveform viewer.", (*command).labLED},
		{"move", "move ESN HOST|shelf", "Carries a module to another host, or to the shelf. Hosts must be off for that.", (*command).labMove},
		{"on", "on HOST COMMAND…", "Runs a command on another host, as the same user.", (*command).labOn},
		{"power", "power off|on|cycle [HOST]", "Switches a host's mains. The modules in the host share it. Cycle waits 5 s in between.", (*command).labPower},
		{"press", "press clear [--module N]", "Presses the Clear button of a Solo: it is reset, and its mode is that of the switch then.", (*command).labPress},
		{"release", "release recovery [--module N]", "Lets the recovery button go.", (*command).labRelease},
		{"send", "send [HOST:]FILE HOST:PATH", "Hands a file to the other party, by mail or on a stick.", (*command).labSend},
		{"state", "state [-r] [-c] [JQ]", "Prints the snapshot as JSON, or what a jq filter makes of it.", (*command).labState},
		{"switch", "switch M|O|I [--module N]", "Moves the mode switch of a Solo to maintenance, operational or initialization. It acts at the next reset.", (*command).labSwitch},
		{"tenant-load", "tenant-load VCM disk|mem SIZE | cpu idle|low|high|PERCENT", "Lets the applications of a tenant use a VCM: what it stores or takes in all, and how much of its share it uses.\nVCM is a UUID or a name; lab tenant-load payments disk 15MB, … mem 400MB, … cpu high.", (*command).labTenantLoad},
		{"undo", "undo [N]", "Takes back the last N command lines and panel actions that changed the lab.", (*command).labUndo},
		{"wait", "wait DURATION|boot|idle", "Lets time pass: 90s, 5m, until nothing boots, or until nothing runs.", (*command).labWait},
	}
}

func (c *command) snapshot() *sim.Snapshot { return c.b.s.k.lab.Snapshot() }

// lab events print why they were refused.
func (c *command) labDo(name string, e sim.Event) int {
	if _, err := c.b.s.k.do(sim.Typed{Event: e}); err != nil {
		c.errorf("lab %s: %s\n", name, errnoOf(err))
		return 1
	}
	return 0
}

func (c *command) labHosts([]string) int {
	s := c.snapshot()
	names := make([]string, 0, len(s.Hosts))
	for name := range s.Hosts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		h := s.Hosts[name]
		here := ""
		if name == c.b.host {
			here = "  (here)"
		}
		c.printf("%-12s %-9s power %-8s %s%s\n", name, h.Role, h.Power, strings.Join(h.Slots, " "), here)
	}
	for _, m := range s.Modules {
		if m.Host == sim.Shelf {
			c.printf("%-12s %-9s %s\n", sim.Shelf, "storage", m.ESN)
		}
	}
	return 0
}

// labOn runs a command line on another host, as ssh would: the words are joined and read by a shell there.
func (c *command) labOn(args []string) int {
	if len(args) < 2 {
		return c.labUsage("on", "a host and a command are needed")
	}
	host := args[0]
	if _, ok := c.snapshot().Hosts[host]; !ok {
		c.errorf("lab on: no host %q; lab hosts lists them\n", host)
		return 1
	}
	if !c.b.s.k.lab.HostUp(host) {
		c.errorf("lab on: %s is %s\n", host, c.snapshot().Hosts[host].Power)
		return 255
	}
	user := c.user
	if _, ok := c.b.s.k.account(host, user); !ok {
		user = "root"
	}
	return c.child(host, user, nil, "bash", strings.Join(args[1:], " "), nil, "")
}

// place is HOST:PATH; without a host it is the one where the command is typed.
func (c *command) place(spec string) (host, path, user string) {
	host, path, ok := strings.Cut(spec, ":")
	if !ok {
		return c.host, absolute(c.dir, spec), c.user
	}
	user = c.user
	account, known := c.b.s.k.account(host, user)
	if !known {
		user = "root"
		account, _ = c.b.s.k.account(host, user)
	}
	dir := account.Home
	if host == c.host {
		dir = c.dir
	}
	if path == "~" || strings.HasPrefix(path, "~/") {
		path = account.Home + path[1:]
	}
	return host, absolute(dir, path), user
}

func (c *command) labSend(args []string) int {
	if len(args) != 2 || !strings.Contains(args[1], ":") {
		return c.labUsage("send", "a file and where it goes are needed")
	}
	c.b.s.flush()
	from, path, user := c.place(args[0])
	to, toPath, toUser := c.place(args[1])
	e := sim.Deliver{From: from, User: user, Path: path, To: to, ToUser: toUser, ToPath: toPath}
	if status := c.labDo("send: "+args[0], e); status != 0 {
		return status
	}
	messages := c.snapshot().Messages
	m := messages[len(messages)-1]
	c.printf("sent %d bytes to %s:%s\n", m.Size, m.To, m.Path)
	return 0
}

func (c *command) labMove(args []string) int {
	if len(args) != 2 {
		return c.labUsage("move", "the ESN of a module and a host are needed")
	}
	if status := c.labDo("move", sim.Move{Target: args[0], Host: args[1]}); status != 0 {
		return status
	}
	c.printf("HSM %s is now in %s\n", args[0], args[1])
	return 0
}

func (c *command) labWait(args []string) int {
	if len(args) != 1 {
		return c.labUsage("wait", "a duration, boot or idle is needed")
	}
	var done func() bool
	switch args[0] {
	case "boot":
		done = c.still(false)
	case "idle":
		done = c.still(true)
	default:
		d, ok := tools.Durations(args[0])
		if !ok {
			return c.labUsage("wait", "%q is no duration such as 90s, 5m or 1h30m, up to a year", args[0])
		}
		return c.waited(c.j.sleep(d))
	}
	return c.waited(c.j.block(waiter{done: done}))
}

func (c *command) waited(err error) int {
	switch err {
	case nil:
		return 0
	case errDeadlock:
		c.errorf("lab wait: deadlock: nothing will ever happen by itself\n")
		return 1
	}
	return c.j.exitStatus()
}

// still tells whether no host and no module boots, and with programs, whether no program runs either. It
// looks only when the lab changed.
func (c *command) still(programs bool) func() bool {
	k := c.b.s.k
	seen, booting := uint64(0), true
	return func() bool {
		if programs && len(k.procs) > 0 {
			return false
		}
		if r := k.lab.Revision(); r != seen {
			seen, booting = r, boots(k.lab.Snapshot())
		}
		return !booting
	}
}

func boots(s *sim.Snapshot) bool {
	for _, h := range s.Hosts {
		if h.Power == "booting" {
			return true
		}
	}
	if slices.ContainsFunc(s.Units, func(u sim.UnitSnapshot) bool { return u.Phase == string(chassis.Booting) }) {
		return true
	}
	return slices.ContainsFunc(s.Modules, func(m sim.ModuleSnapshot) bool { return m.Boot == "booting" })
}

func (c *command) labPower(args []string) int {
	host := c.b.host
	if len(args) == 2 {
		host = args[1]
	}
	if len(args) < 1 || len(args) > 2 {
		return c.labUsage("power", "off, on or cycle is needed")
	}
	switch args[0] {
	case "on", "off":
		return c.labDo("power", sim.Power{Host: host, On: args[0] == "on"})
	case "cycle":
		if status := c.labDo("power", sim.Power{Host: host}); status != 0 {
			return status
		}
		if err := c.j.sleep(5 * time.Second); err != nil {
			return c.waited(err)
		}
		return c.labDo("power", sim.Power{Host: host, On: true})
	}
	return c.labUsage("power", "%q is none of off, on and cycle", args[0])
}

func (c *command) labUndo(args []string) int {
	n := 1
	if len(args) > 0 {
		var err error
		if n, err = strconv.Atoi(args[0]); err != nil || n < 1 || len(args) > 1 {
			return c.labUsage("undo", "%q is no number of steps", strings.Join(args, " "))
		}
	}
	taken, err := c.b.s.k.undo(n)
	switch {
	case err != nil:
		c.errorf("lab undo: %v\n", err)
		return 1
	case taken == 0:
		c.printf("nothing to undo\n")
	case taken == 1:
		c.printf("took back 1 step; it is %s\n", c.b.s.k.lab.Wall().Format("15:04:05"))
	default:
		c.printf("took back %d steps; it is %s\n", taken, c.b.s.k.lab.Wall().Format("15:04:05"))
	}
	return 0
}

func (c *command) labJournal([]string) int {
	c.streams.out.Write(c.b.s.k.lab.Journal().Encode())
	return 0
}
