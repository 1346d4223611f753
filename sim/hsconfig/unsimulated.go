package hsconfig

import (
	"fmt"
	"slices"
)

// unsimulated are real sections, of a host's file or of one of a network-attached HSM, about what the simulator does
// not have. The guide names none of them: they are from vendor pages and from files in use (facts 2 names rfs_client).
var unsimulated = map[string]string{
	"codesafe":              noSEE,
	"load_seemachine":       noSEE,
	"nethsm_imports":        "a client's units are fixed by the scenario",
	"rfs_client":            filesFixed,
	"rfs_sync_client":       filesFixed,
	"remote_file_system":    filesFixed,
	"hs_clients":            "clients are added at the front panel here",
	"config_op":             "cfg-pushnethsm is always allowed to a client here",
	"server_settings":       "the log level is that of NFAST_SERVERLOGLEVEL here",
	"server_startup":        "tools reach the hardserver of their host without sockets or ports here",
	"server_performance":    noSpeed,
	"module_settings":       noSpeed,
	"nethsm_settings":       "connections to a unit never break off by themselves here",
	"nethsm_eth":            addressFixed,
	"nethsm_eth1":           addressFixed,
	"nethsm_gateway":        addressFixed,
	"nethsm_route":          addressFixed,
	"sys_log":               "no log server exists here",
	"ui_lockout":            "the front panel is never locked here",
	"cosmod":                "no keyboard is connected to a unit here",
	"dynamic_slot_timeouts": "the reader on the desk is never lost here",

	"remote_administration_slot_server_startup": "the Remote Administration Service is not a program of its own here",
}

const (
	noSEE        = "no SEE machine or CodeSafe application runs here"
	filesFixed   = "a unit's remote file system is fixed by the scenario, and files go to other hosts with lab send"
	noSpeed      = "it is about the speed and load of nCore commands, which are not modelled"
	addressFixed = "a unit's address is fixed by the scenario"
)

// ignored are real fields, of sections that are simulated, which have no effect here.
var ignored = map[string]map[string]string{Comms: {"impath_addr": "the hardserver answers at every address of its host here"}}

// ineffective tells what stands in the file and has no effect here.
func (f *File) ineffective() []*Note {
	var list []*Note
	for _, s := range f.Sections {
		if why, ok := unsimulated[s.Name]; ok {
			list = append(list, &Note{s.Line, fmt.Sprintf("section [%s] is not simulated, because %s; it has no effect", s.Name, why)})
		}
		for _, field := range slices.Concat(fieldsOf(s)...) {
			if why, ok := ignored[s.Name][field.Name]; ok {
				list = append(list, &Note{field.Line, fmt.Sprintf("%s is not simulated, because %s; it has no effect", field.Name, why)})
			}
		}
	}
	return list
}

func fieldsOf(s Section) [][]Field {
	var list [][]Field
	for _, e := range s.Entries {
		list = append(list, e.Fields)
	}
	return list
}
