package sim

import (
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
)

// Snapshot is everything that can be seen of the lab at one moment: what the page shows, what lesson goals
// ask about, what `lab state` prints. It is read only and shares nothing with the lab.
//
// Times are RFC 3339 text in UTC. Lists are in a fixed order, maps are keyed by name.
type Snapshot struct {
	Version     string                  `json:"version"`  // of the simulator
	Scenario    string                  `json:"scenario"` // name
	Seed        uint64                  `json:"seed"`
	Now         string                  `json:"now"`        // true time in the simulated world
	Elapsed     int64                   `json:"elapsed_us"` // virtual time since the scenario began, microseconds
	Hosts       map[string]HostSnapshot `json:"hosts"`
	Modules     []ModuleSnapshot        `json:"modules"`
	Messages    []MessageSnapshot       `json:"messages"`        // files handed from one party to another, oldest first
	Cards       []CardSnapshot          `json:"cards"`           // smart cards, by the host in whose box they lay
	Units       []UnitSnapshot          `json:"units,omitempty"` // network-attached HSMs
	Benches     []BenchSnapshot         `json:"benches,omitempty"`
	Hypervisors []HypervisorSnapshot    `json:"hypervisors,omitempty"`
	Returned    []string                `json:"returned,omitempty"` // sent back to the vendor: ESNs, and names of units
	Last        *CommandSnapshot        `json:"last"`               // the last program of the HSM software that ended
}

// HostSnapshot is one computer.
type HostSnapshot struct {
	Role       string                  `json:"role"`     // "provider" or "tenant"
	Power      string                  `json:"power"`    // "off", "booting" or "on"
	Clock      string                  `json:"clock"`    // the host's own date and time
	Software   string                  `json:"software"` // version of the installed Security World software; "" = none
	Hardserver HardserverSnapshot      `json:"hardserver"`
	Auditd     AuditdSnapshot          `json:"auditd"`
	Slots      []string                `json:"slots"`    // ESNs of the modules fitted
	Enrolled   []AttachmentSnapshot    `json:"enrolled"` // VCMs enrolled on this host, by module number
	Files      map[string]FileSnapshot `json:"files"`    // by absolute path; the software's own programs are left out
	Network    NetworkSnapshot         `json:"network"`
	Ran        map[string]int          `json:"ran"` // how often each command of the HSM software succeeded, "hsmadmin vcm create"
}

// HardserverSnapshot is the nFast server of a host.
type HardserverSnapshot struct {
	Running bool   `json:"running"`
	Since   string `json:"since,omitempty"`
	// RestartDue: a module left recovery mode by a reset since the hardserver started (guide 4.5.4.3).
	RestartDue bool `json:"restart_due"`
	// Key is the fingerprint of the ncoreapi key that it holds; StaleKey: the host has another one by now (guide 4.7.5).
	Key      string `json:"ncoreapi_key,omitempty"`
	StaleKey bool   `json:"stale_key"`
}

// AuditdSnapshot is the Audit Log Service of a host.
type AuditdSnapshot struct {
	Running bool   `json:"running"`
	Rounds  int    `json:"rounds"`         // since it started
	Last    string `json:"last,omitempty"` // host time of the last round
}

// AttachmentSnapshot is a VCM as a host sees it.
type AttachmentSnapshot struct {
	Module    int    `json:"module"` // number in enquiry, from 1
	UUID      string `json:"uuid"`
	ESN       string `json:"esn"`
	Address   string `json:"address"`
	Reachable bool   `json:"reachable"`
	Connected bool   `json:"connected"` // the hardserver talks to it
	Mode      string `json:"mode"`      // as enquiry prints it
}

// FileSnapshot is a file or directory, without its content.
type FileSnapshot struct {
	Mode   string `json:"mode"` // "-rw-r--r--"
	Owner  string `json:"owner"`
	Group  string `json:"group"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256,omitempty"` // first 16 hexadecimal digits; empty for directories
}

// NetworkSnapshot is what a host can reach.
type NetworkSnapshot struct {
	Addresses []string `json:"addresses"` // "eth0 172.23.128.10/24"
	Routes    []string `json:"routes"`    // "192.168.0.0/24 via 172.23.128.1" or "192.168.0.0/24 dev nshield0"
}

// ModuleSnapshot is one HSM in a slot, or on the shelf. What only an nShield 5s has is empty on other products.
type ModuleSnapshot struct {
	ESN      string            `json:"esn"`
	Host     string            `json:"host"`    // "shelf": in storage
	Slot     int               `json:"slot"`    // in its host, from 1; 0 on the shelf
	Product  string            `json:"product"` // "nShield 5s", "nShield Solo+" or "nShield Solo XC"
	Power    bool              `json:"power"`
	Boot     string            `json:"boot"`    // "off", "booting", "up" or "error"
	Booted   int64             `json:"boot_us"` // virtual time since the reboot began, microseconds; 0 unless booting
	Image    string            `json:"image"`   // running or last running image: "primary" or "recovery"
	Factory  bool              `json:"factory"` // in factory state: only enroll is accepted
	Enrolled bool              `json:"enrolled"`
	Clock    string            `json:"clock"`
	LED      led.Signal        `json:"led"`
	LEDSince int64             `json:"led_since_us"` // virtual time at which this signal began
	Button   ButtonSnapshot    `json:"button"`
	Firmware FirmwareSnapshot  `json:"firmware"`
	Network  VCMNetSnapshot    `json:"network"`
	Features string            `json:"features"` // platform features, names joined by |
	Licence  LicenceSnapshot   `json:"licence"`
	Keys     map[string]string `json:"keys"`        // fingerprint of the client key that each service accepts
	Remote   map[string]string `json:"remote_keys"` // fingerprint of the remote client key that a service accepts instead of the host's
	Servers  map[string]string `json:"server_keys"` // fingerprint of the module's own key for each service
	Certs    bool              `json:"certified"`   // its SSH keys have certificates
	Resets   int               `json:"resets"`      // how often it was reset or power cycled
	Wipes    int               `json:"wipes"`       // how often it went back to factory state
	VCMs     []VCMSnapshot     `json:"vcms"`        // by creation
	Deleted  []string          `json:"deleted"`     // UUIDs of VCMs that were deleted or wiped
	Faults   []string          `json:"faults"`
	// ClockLost: the module does not know the time; many actions are refused (guide 4.2.2).
	ClockLost   bool   `json:"clock_lost"`
	SavedTime   string `json:"saved_time,omitempty"` // the earliest time that settime takes, when there is one
	BuiltIn     string `json:"built_in_features"`    // features that the running firmware brings, names joined by |
	Waiting     string `json:"waiting_features,omitempty"`
	Accelerator int    `json:"accelerator"` // selected

	// Controls are what hands can move on it: the controls of Press, Release and Set.
	Controls   []string        `json:"controls"`
	ModeSwitch string          `json:"mode_switch,omitempty"` // "M", "O" or "I"; "" on a product without one
	Jumpers    *JumperSnapshot `json:"jumpers,omitempty"`     // none on a product without them
	Solo       *SoloSnapshot   `json:"solo,omitempty"`        // what only a Solo has

	Sensors SensorSnapshot `json:"sensors"`
	Limits  LimitSnapshot  `json:"limits"`
	Logs    LogsSnapshot   `json:"logs"`
}

// JumperSnapshot is the override jumpers on the board of a Solo.
type JumperSnapshot struct {
	Physical bool `json:"physical"` // on: the mode switch is ignored
	Remote   bool `json:"remote"`   // on: nopclearfail cannot change the mode
}

// SoloSnapshot is what a Solo has and a 5s has not.
type SoloSnapshot struct {
	Mode     string `json:"mode"`            // ncoreapi mode: "operational", "pre-initialization", "maintenance", …; "failed" in an error state
	Status   string `json:"hardware_status"` // as enquiry prints it: "OK", "SOS-OLC"
	World    string `json:"world"`           // hash of the Security Officer's key, 40 hexadecimal digits
	Charge   int    `json:"battery_percent"` // charge of the clock's battery
	Tampered bool   `json:"tampered"`        // the card can only be destroyed or returned
}

// LogsSnapshot is the storage of the module's init log and system log, and the system log's numbers.
type LogsSnapshot struct {
	Level       string `json:"level"`                     // "safe", "above-safe" or "critical"
	Bytes       int    `json:"bytes"`                     // stored now
	Safe        int    `json:"safe_bytes"`                // above it several actions are refused
	Critical    int    `json:"critical_bytes"`            // from it on only the logs can be had
	Capacity    int    `json:"capacity_bytes"`            // all that there is
	Signed      bool   `json:"signed"`                    // the firmware signs the system log
	Seq         int    `json:"sequence_number"`           // of the log that is being written
	Saved       int    `json:"saved_sequence_number"`     // of the oldest log that was exported and not expired; 0 = none
	Entries     int    `json:"entries"`                   // in the log that is being written
	InitEntries int    `json:"init_entries"`              // in the init log
	Key         string `json:"key_fingerprint,omitempty"` // of the verification key
	Certified   bool   `json:"key_certified"`             // the key has a certificate
}

// SensorSnapshot is what the module measures, in whole numbers. Unpowered rails read 0.
type SensorSnapshot struct {
	AmbientMilliC    int            `json:"ambient_millicelsius"`
	Airflow          string         `json:"airflow"` // "normal", "low" or "none"
	MCPMilliC        int            `json:"mcp_temp_millicelsius"`
	CPUMilliC        int            `json:"cpu_temp_millicelsius"`
	CryptoMilliC     int            `json:"crypto_co_proc_temp_millicelsius"`
	MinMilliC        int            `json:"min_temp_millicelsius"`
	MaxMilliC        int            `json:"max_temp_millicelsius"`
	Throttling       bool           `json:"dfs_throttling"`
	LoadPercent      int            `json:"load_percent"`
	BatteryMillivolt int            `json:"battery_millivolts"`
	Battery          string         `json:"battery"`            // "good", "low", "out of range" or "missing"
	Millivolts       map[string]int `json:"voltage_millivolts"` // by the name of the statistic
	MemTotalKB       int            `json:"mem_total_kb"`
	MemUsedKB        int            `json:"mem_used_kb"` // platform and active VCMs
}

// LimitSnapshot is what the sensors' values are held against, in the units of SensorSnapshot. It never changes.
type LimitSnapshot struct {
	MCPMilliC         int            `json:"mcp_temp_millicelsius"`            // from it on: error state, LED code 1-5-1
	CPUMilliC         int            `json:"cpu_temp_millicelsius"`            // 1-5-2
	CryptoMilliC      int            `json:"crypto_co_proc_temp_millicelsius"` // 1-5-3
	ThrottleMilliC    int            `json:"dfs_throttling_millicelsius"`      // from it on the main processor runs slower
	CoolCPUMilliC     int            `json:"cool_cpu_temp_millicelsius"`       // highest of a well cooled module (guide 4.13.2)
	CoolCryptoMilliC  int            `json:"cool_crypto_co_proc_temp_millicelsius"`
	BatteryMin        int            `json:"battery_min_millivolts"`    // below it: error state (guide 4.13.1)
	BatteryAdvice     int            `json:"battery_advice_millivolts"` // below it, ask Support for a new one
	BatteryMax        int            `json:"battery_max_millivolts"`
	NominalMillivolts map[string]int `json:"nominal_millivolts"` // of the supply voltages, by the name of the statistic
	TolerancePercent  int            `json:"voltage_tolerance_percent"`
}

// ButtonSnapshot is the recovery button.
type ButtonSnapshot struct {
	Down   bool  `json:"down"`
	HeldUS int64 `json:"held_us"` // how long it has been down, microseconds
}

// FirmwareSnapshot is what is loaded in the module.
type FirmwareSnapshot struct {
	Primary     string `json:"primary"`  // version; "invalid" when its programming was cut off
	Recovery    string `json:"recovery"` // version; "invalid" when its programming was cut off
	Uboot       string `json:"uboot"`    // version of the bootloader
	PrimaryVSN  int    `json:"primary_vsn"`
	RecoveryVSN int    `json:"recovery_vsn"`
	MinVSN      int    `json:"min_vsn"`               // lowest VSN that an upgrade may have
	Running     string `json:"running"`               // version of the image that runs, or ran last
	Programming string `json:"programming,omitempty"` // component and internal name that an upgrade is programming
}

// VCMNetSnapshot is the network on which the module makes VCMs.
type VCMNetSnapshot struct {
	Mode    string `json:"mode"` // "default", "ipv4static" or "ipv6static"
	Address string `json:"address,omitempty"`
	Gateway string `json:"gateway,omitempty"`
	Pending string `json:"pending,omitempty"` // mode that the next reset brings, with its address
}

// LicenceSnapshot is what the module may do.
type LicenceSnapshot struct {
	MaxCreatable int `json:"max_creatable_vcms"`
	MaxActive    int `json:"max_active_vcms"`
	Created      int `json:"created_vcms"`
	Active       int `json:"active_vcms"`
}

// VCMSnapshot is one virtual crypto module as its HSM sees it.
type VCMSnapshot struct {
	UUID             string            `json:"uuid"`
	Name             string            `json:"name"`
	State            string            `json:"state"` // "active" or "inactive"
	Address          string            `json:"ip_address"`
	Features         string            `json:"features"`
	Autostart        bool              `json:"autostart"`
	RestrictStartup  bool              `json:"restrict_startup"`
	SerialCardreader bool              `json:"serial_cardreader"`
	Mode             string            `json:"mode"`         // ncoreapi mode: "operational", "maintenance", "uninitialized", …; "" when inactive
	World            string            `json:"world"`        // hash of the Security Officer's key, 40 hexadecimal digits; "" when uninitialised
	TenantKey        string            `json:"k_tenant_req"` // fingerprint
	Keys             map[string]string `json:"keys"`         // fingerprint of the tenant's client key for each end-user service
	Busy             bool              `json:"busy"`         // a tenant's hardserver uses it: invasive platform commands are refused
	DiskKB           int               `json:"disk_kb"`
	MemoryKB         int               `json:"memory_kb"`
	DiskQuotaKB      int               `json:"disk_quota_kb"` // a VCM that stores more is stopped
	OverQuota        bool              `json:"over_quota"`    // it was stopped for that, and can only be deleted
	CPUPercent       int               `json:"cpu_percent"`   // of its share
	SharePercent     int               `json:"share_percent"` // of the HSM's capacity while all VCMs that run want theirs; 0 when inactive
	EnrolledOn       []string          `json:"enrolled_on"`   // hosts
	ConnectedTo      []string          `json:"connected_to"`  // hosts whose hardserver talks to it now
	AuditLogging     bool              `json:"audit_logging"` // its Security World keeps an audit log
	AuditOpen        bool              `json:"audit_open"`    // the log is not finalised: deletion needs --force
	LogSeq           int               `json:"log_sequence_number"`
	LogEntries       int               `json:"log_entries"` // in the system log that is being written
	LogSaved         int               `json:"log_saved"`   // number of the log that was exported and not expired; 0 = none
}

// MessageSnapshot is a file that one party handed to another: it lies in the outbox of From and the inbox of To.
// What it was is told as of that moment.
type MessageSnapshot struct {
	At     string `json:"at"`
	From   string `json:"from"`
	Source string `json:"source"` // path where it was
	To     string `json:"to"`
	Path   string `json:"path"` // where it arrived
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`

	Kind      string `json:"kind"`           // "request", "start-authorisation", "vcm-config", "licence", "log", "key" or "other"
	Signature string `json:"signature"`      // "valid", "invalid", "unknown" (nobody in the lab can tell) or "none"
	UUID      string `json:"uuid,omitempty"` // of the VCM that it is about
	About     string `json:"about"`          // what it says, in a few words
}

// CommandSnapshot is a program of the HSM software that ended.
type CommandSnapshot struct {
	Host     string            `json:"host"`
	User     string            `json:"user"`
	Argv     []string          `json:"argv"`
	Name     string            `json:"name"` // "hsmadmin vcm create"
	Status   int               `json:"status"`
	Refusals []refusal.Refusal `json:"refusals"`
	Seq      int               `json:"seq"` // counts programs that have ended
}
