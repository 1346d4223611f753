package hsconfig

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Sections about slots (guide 4.11).
const (
	Exports  = "slot_exports"
	Imports  = "slot_imports"
	Mapping  = "slot_mapping"
	Dynamic  = "dynamic_slots"
	Comms    = "server_remotecomms"
	AuditLog = "auditlog_settings"
)

// MaxSlots bounds the number of a slot: a module has the slots 0 to MaxSlots-1 [simulated].
const MaxSlots = 16

// Port is the one on which hardservers talk to each other unless configured otherwise.
const Port = 9004

// rule is what the value of a field must be, and whether an entry must have the field.
type rule struct {
	name   string
	needed bool
	check  func(value string) string // what is wrong, "" if nothing is
}

// known are the fields of each section, by the comments in the vendor's file.
var known = map[string][]rule{
	Exports: {{"local_esn", true, esn}, {"local_slotid", false, slot}, {"remote_ip", false, anyOr(address)}, {"remote_esn", false, anyOr(esn)}},
	Imports: {
		{"local_esn", true, esn}, {"local_slotid", false, slot}, {"remote_ip", true, address}, {"remote_port", false, port},
		{"remote_esn", true, esn}, {"remote_slotid", false, slot},
	},
	Mapping:  {{"esn", true, esn}, {"slot", false, slot}},
	Dynamic:  {{"esn", true, esn}, {"slotcount", false, count}},
	Comms:    {{"impath_port", false, port}},
	AuditLog: nil, // the audit log service checks its own
}

// Check tells the first thing that is wrong with the sections of a file: unknown ones, unknown or missing fields,
// values that cannot be, entries that take what another has. Errors are of type *Error.
func (f *File) Check() error {
	for _, s := range f.Sections {
		rules, ok := known[s.Name]
		if _, real := unsimulated[s.Name]; !ok && !real {
			return &Error{s.Line, fmt.Sprintf("section [%.40s] is not known here; known are %s", s.Name, strings.Join(names(), ", "))}
		}
		for _, e := range s.Entries {
			if err := e.check(s.Name, rules); err != nil {
				return err
			}
		}
	}
	return f.twice()
}

func names() []string {
	var list []string
	for n := range known {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

func (e Entry) check(section string, rules []rule) error {
	if rules == nil {
		return nil
	}
	for _, f := range e.Fields {
		if _, real := ignored[section][f.Name]; real {
			continue
		}
		i := slices.IndexFunc(rules, func(r rule) bool { return r.name == f.Name })
		if i < 0 {
			return &Error{f.Line, fmt.Sprintf("[%s] has no field %.40q; it has %s", section, f.Name, fields(rules))}
		}
		if why := rules[i].check(f.Value); why != "" {
			return &Error{f.Line, fmt.Sprintf("%s=%.60s: %s", f.Name, f.Value, why)}
		}
	}
	for _, r := range rules {
		if r.needed && e.Value(r.name) == "" {
			return &Error{e.Line, fmt.Sprintf("this entry of [%s] lacks %s", section, r.name)}
		}
	}
	return nil
}

func fields(rules []rule) string {
	var list []string
	for _, r := range rules {
		list = append(list, r.name)
	}
	return strings.Join(list, ", ")
}

// Serial numbers and slots of the vendor's examples are not hexadecimal throughout; facts 2 lets them in.
var esnForm = regexp.MustCompile(`^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$`)

func esn(v string) string {
	if esnForm.MatchString(v) {
		return ""
	}
	return "not an ESN such as 8851-43DF-3795"
}

func address(v string) string {
	if _, err := netip.ParseAddr(v); err == nil {
		return ""
	}
	return "not an IP address"
}

// slot is the number of one that can hold a card.
func slot(v string) string {
	if n, err := strconv.Atoi(v); err == nil && n == 1 {
		return "slot 1 is the software token of every module, which no card holds"
	}
	return number(v, 0, MaxSlots-1)
}

// count is of dynamic slots: those 0 and 1 are there always.
func count(v string) string { return number(v, 0, MaxSlots-2) }

func port(v string) string { return number(v, 1, 65535) }

func number(v string, low, high int) string {
	if n, err := strconv.Atoi(v); v == "" || err == nil && n >= low && n <= high {
		return ""
	}
	return fmt.Sprintf("not a number from %d to %d", low, high)
}

// anyOr lets a value be empty, which stands for all; "" in quotes does too, as the vendor's comments write it.
func anyOr(check func(string) string) func(string) string {
	return func(v string) string {
		if v == "" || v == `""` {
			return ""
		}
		return check(v)
	}
}
