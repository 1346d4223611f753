package sshkey

import "slices"

// Service names what a client key is for (guide 4.8.1).
type Service string

// The services, in the guide's order.
const (
	SSHAdmin     Service = "sshadmin"
	NCoreAPI     Service = "ncoreapi"
	Setup        Service = "setup"
	Updater      Service = "updater"
	Monitor      Service = "monitor"
	Launcher     Service = "launcher"
	Orchestrator Service = "orchestrator"
	TenantReq    Service = "tenantreq" // no service of the HSM: the key signs tenant requests
)

// ServiceInfo says how a service's client key is kept on a Linux host
// (guide 4.8.3, 4.8.4).
type ServiceInfo struct {
	Service Service
	About   string // what the key is used for, one line

	Owner    string // user that owns the key file
	Group    string // group that may read it by default
	GroupVar string // environment variable of the install script that names another group

	Protection    string // default protection options, as ParseProtection reads them
	ProtectionVar string // environment variable that sets others; it wins over NFAST_KEYPROT
}

var services = []ServiceInfo{
	{SSHAdmin, "sets the SSH keys of all other services: guard this one best",
		"root", "root", "NFAST_SSHADMIN_GROUP", "KFSG", "NFAST_SSHADMIN_KEYPROT"},
	{NCoreAPI, "cryptographic commands: the hardserver's everyday traffic",
		"nfast", "root", "NFAST_NCOREAPI_GROUP", "KFSG", "NFAST_NCOREAPI_KEYPROT"},
	{Setup, "setting up the HSM, returning it to factory state among the rest",
		"root", "root", "NFAST_SETUP_GROUP", "KFSG", "NFAST_SETUP_KEYPROT"},
	{Updater, "installing signed firmware packages",
		"root", "nfastadmin", "NFAST_UPDATER_GROUP", "KF", "NFAST_UPDATER_KEYPROT"},
	{Monitor, "diagnosis: logs and measured values",
		"root", "nfastadmin", "NFAST_MONITOR_GROUP", "KF", "NFAST_MONITOR_KEYPROT"},
	{Launcher, "starting CodeSafe 5 applications, where the firmware supports them",
		"root", "nfastadmin", "NFAST_LAUNCHER_GROUP", "KF", "NFAST_LAUNCHER_KEYPROT"},
	{Orchestrator, "managing virtual crypto modules, where the firmware supports several tenants",
		"root", "nfastadmin", "NFAST_ORCHESTRATOR_GROUP", "KF", "NFAST_ORCHESTRATOR_KEYPROT"},
	{TenantReq, "signing the requests that a tenant sends to the provider; opens no service",
		"root", "root", "NFAST_TENANTREQ_GROUP", "KFSG", "NFAST_TENANTREQ_KEYPROT"},
}

// Services lists the eight client keys in the guide's order. The caller owns
// the slice.
func Services() []ServiceInfo { return slices.Clone(services) }

// Info returns what is known about one service's key, and false if there is no
// such service.
func Info(s Service) (ServiceInfo, bool) {
	i := slices.IndexFunc(services, func(i ServiceInfo) bool { return i.Service == s })
	if i < 0 {
		return ServiceInfo{}, false
	}
	return services[i], true
}
