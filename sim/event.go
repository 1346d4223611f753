package sim

// Event is one thing that happens to the lab. The set is closed: every event of a journal is one of the
// structs below. Strings that name equipment are host names ("provider") or module serial numbers (ESN).
type Event interface{ kind() string }

// Typed wraps an act of hands that a command line asked for, as `lab power cycle` does. The journal notes it, so
// that Undo takes the act back together with its line. Other events are what they are without it.
type Typed struct{ Event }

// hand reports whether an event is an act of hands, which is a unit of Undo of its own unless it was Typed.
func hand(e Event) bool {
	switch e.(type) {
	case Press, Release, Power, Move, Inject, Set, Order, Insert, Remove:
		return true
	}
	return false
}

// Elapse lets virtual time pass. Splitting one Elapse in two never matters.
type Elapse struct {
	Micros int64 `json:"us"`
}

// Line is a command line as typed. It does not touch the equipment; it is the unit of undo, review and
// history, and tells where the terminal's shell stood.
type Line struct {
	Host     string   `json:"host"`
	User     string   `json:"user"`
	Dir      string   `json:"dir"`
	Env      []string `json:"env,omitempty"` // exported variables that differ from the login's, "NAME=value"
	Text     string   `json:"text"`
	Terminal string   `json:"terminal,omitempty"` // which terminal of the page, "" for the first
}

// Exec starts a program of the HSM software. Its process number is in the Result.
type Exec struct {
	Host  string   `json:"host"`
	User  string   `json:"user"`
	Argv  []string `json:"argv"`          // Argv[0] is the program's name or path
	Env   []string `json:"env,omitempty"` // exported NFAST_… variables only
	Dir   string   `json:"dir"`
	TTY   bool     `json:"tty,omitempty"`   // the standard input is the terminal: Input events follow
	Stdin string   `json:"stdin,omitempty"` // the whole standard input otherwise
}

// Input is a line typed to a program that reads its terminal; EOF is Ctrl-D.
type Input struct {
	PID  int    `json:"pid"`
	Line string `json:"line"`
	EOF  bool   `json:"eof,omitempty"`
}

// Signal interrupts a program: INT, TERM, HUP or KILL.
type Signal struct {
	PID    int    `json:"pid"`
	Signal string `json:"signal"`
}

// File is a change that a shell or a small Unix tool makes to a host's file system. The lab checks the
// user's permissions.
//
// Op is put (write Data, keep the mode of an existing file), append, mkdir, remove (a file or an empty
// directory), rename (Path to To), chmod (Mode), chown (Owner and Group, each may be empty) or touch.
type File struct {
	Host  string `json:"host"`
	User  string `json:"user"`
	Op    string `json:"op"`
	Path  string `json:"path"` // absolute
	To    string `json:"to,omitempty"`
	Data  []byte `json:"data,omitempty"`
	Mode  uint32 `json:"mode,omitempty"`
	Owner string `json:"owner,omitempty"`
	Group string `json:"group,omitempty"`
}

// Press pushes a button down and keeps it down until Release. Control is "recovery" on an nShield 5s; on a Solo it is
// "clear", which acts when it is pressed and comes back by itself.
type Press struct {
	Target  string `json:"target"` // ESN
	Control string `json:"control"`
}

// Release lets a button go.
type Release struct {
	Target  string `json:"target"`
	Control string `json:"control"`
}

// Power switches a host's mains. The modules in the host share it.
type Power struct {
	Host string `json:"host"`
	On   bool   `json:"on"`
}

// Move takes a module out of where it is and fits it into the next free slot of a host, or puts it on the shelf.
// A host must be off for that.
type Move struct {
	Target string `json:"target"` // ESN
	Host   string `json:"host"`   // "shelf": in storage, without power
}

// Insert puts a smart card into a reader, out of the one where it is. A card that is in the reader is taken out.
type Insert struct {
	Card   string `json:"card"`   // name on its face, "tenant-a-1"
	Target string `json:"target"` // host with the reader, or ESN: the reader at the module's port
}

// Remove takes a smart card out of the reader in which it is.
type Remove struct {
	Card string `json:"card"`
}

// Route adds a route to a host or deletes it, as ip route does. It lasts until the host loses power. User must be root.
type Route struct {
	Host string `json:"host"`
	User string `json:"user"`
	Add  bool   `json:"add"`
	To   string `json:"to"`  // network, "192.168.0.0/24"
	Via  string `json:"via"` // address of the router
}

// Deliver hands a copy of a file to another party: by mail, or on a stick. It stands for people, so it
// needs no network; the sender must be able to read the file and the receiver to write at To.
type Deliver struct {
	From   string `json:"from"` // host
	User   string `json:"user"`
	Path   string `json:"path"`
	To     string `json:"to"` // host
	ToUser string `json:"to_user"`
	ToPath string `json:"to_path"` // file, or directory that exists
}

// Inject makes a fault. Target is an ESN or a host; an empty Value means the fault's default; Value "clear"
// removes the cause. Which codes there are depends on the product; see Lab.FaultsOf. Of an error of one VCM, Value is
// its UUID or name; of T on a Solo XC it can be "tamper". Fault "random" is one that the seed chooses.
type Inject struct {
	Target string `json:"target"`
	Fault  string `json:"fault"`
	Value  string `json:"value,omitempty"`
}

// Set puts something that people can turn, change or exchange into a state.
//
// On a host, Control is "ambient" (the temperature of its room, "35" or "21.5" degrees Celsius), "airflow"
// ("normal", "low" or "none") or "clock" ("+90s", "-2m", or a date and time in RFC 3339). On a module it is
// "battery" ("new", "out", or a voltage such as "2.58"). On a VCM, by UUID or by a name that only it has, it is what
// the tenant's applications use: "disk" or "mem" ("15MB", "300KB": what the VCM stores or takes then), "cpu" ("idle",
// "low", "high" or "40%" of its share). On a Solo it is "switch" ("M", "O" or "I"), "jumper-physical" or
// "jumper-remote" ("on" or "off").
//
// On a network-attached unit it is "ambient", "airflow", "lid", "fan", "psu", "panel" or "damage"; on a module "bench" is a step of
// replacing its battery by hand, "return" sends it or a unit back to the vendor; on a server with virtual machines "form" is an
// act of its administrator. The constants of these controls tell their values.
type Set struct {
	Target  string `json:"target"` // host, ESN, or VCM
	Control string `json:"control"`
	Value   string `json:"value"`
}

// Order buys a licence for a module: the vendor mails the file, and it lies in the directory licences of root's
// home on the host that holds the module (guide 4.9.6) [simulated].
type Order struct {
	Target  string `json:"target"`  // ESN
	Licence string `json:"licence"` // "mt-5" for five active VCMs, or a feature name such as "HSMSpeed2"
}

func (Elapse) kind() string  { return "elapse" }
func (Line) kind() string    { return "line" }
func (Exec) kind() string    { return "exec" }
func (Input) kind() string   { return "input" }
func (Signal) kind() string  { return "signal" }
func (File) kind() string    { return "file" }
func (Press) kind() string   { return "press" }
func (Release) kind() string { return "release" }
func (Power) kind() string   { return "power" }
func (Move) kind() string    { return "move" }
func (Insert) kind() string  { return "insert" }
func (Remove) kind() string  { return "remove" }
func (Route) kind() string   { return "route" }
func (Deliver) kind() string { return "deliver" }
func (Inject) kind() string  { return "inject" }
func (Set) kind() string     { return "set" }
func (Order) kind() string   { return "order" }
