package hsmadmin_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

func TestCreateRequestRefusals(t *testing.T) {
	b := simtest.New(t, "default")
	const create = "hsmadmin vcm create --request-file /root/r"
	for _, c := range []struct {
		options string
		status  int
		want    string
	}{
		{"", 0, "written to /root/r"},
		{"--autostart --restrict-startup", 2, "not allowed with argument"},
		{"--request-validity 0", 1, "--request-validity"},
		{"--request-validity -1", 1, "--request-validity"},
		{"--request-validity 31622401", 1, "--request-validity"},
		{"--request-validity soon", 2, "invalid int value"},
		{"--features xyz", 1, "--features"},
		{"--features 1ffffffff", 1, "--features"},
		{"--name " + strings.Repeat("x", 300), 1, "name"},
		{"--request-file /nowhere/r", 1, "No such file"},
		{"--request-file /root", 1, "Is a directory"},
	} {
		b.Refused(simtest.Tenant, create+" "+c.options, c.status, c.want)
	}
	b.Refused(simtest.Tenant, "hsmadmin vcm create", 2, "--request-file")
}

// A request that was changed by one byte is not honoured, whatever the byte.
func TestDamagedRequest(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("--autostart --name payments --request-validity 86400")
	text, err := b.ReadFile("provider", "root", simtest.Request)
	if err != nil {
		t.Fatal(err)
	}
	b.OK(simtest.Provider, "hsmadmin vcm inspect-request --verify "+simtest.Request)
	for at := 0; at < len(text); at += 7 {
		damaged := append([]byte(nil), text...)
		damaged[at] ^= 1
		b.Must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/damaged", Data: damaged})
		inspected := b.Run(simtest.Provider, "hsmadmin vcm inspect-request --verify /root/damaged")
		created := b.Run(simtest.Provider, "vcmadmin create --request /root/damaged a")
		if inspected.Status == 0 || created.Status == 0 {
			t.Fatalf("byte %d changed: inspect ends with %d, create with %d\n%s", at, inspected.Status, created.Status, damaged)
		}
	}
}

// The validity of a request is judged by the module's clock (D-78).
func TestRequestExpires(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("--request-validity 60")
	b.Pass(90 * time.Second)
	b.Refused(simtest.Provider, "vcmadmin create --request "+simtest.Request+" a", 1, "expired")
}

func TestEnrollVCMRefusals(t *testing.T) {
	b := simtest.New(t, "default")
	b.Network()
	b.Ask("")
	uuid := b.Create("")
	const enroll = "hsmadmin vcm enroll --config " + simtest.Config
	b.Refused(simtest.Tenant, enroll, 1, "no answer from the VCM") // not started
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.Refused(simtest.Provider, "hsmadmin vcm enroll --config /root/vcm-"+uuid+".json", 1, "other SSH keys")
	b.Refused(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Request, 1, "not a VCM configuration file")
	b.OK(simtest.Tenant, enroll+" --no-service-restart")
	if e := b.Snapshot().Hosts["tenant-a"].Enrolled; len(e) != 1 || e[0].Connected {
		t.Errorf("enrolled without a restart: got %+v, want one that is not connected yet", e)
	}
	b.OK(simtest.Tenant, "init.d-ncipher restart")
	if e := b.Snapshot().Hosts["tenant-a"].Enrolled[0]; !e.Connected || e.Module != 1 {
		t.Errorf("after the restart: got %+v, want module 1, connected", e)
	}
	b.OK(simtest.Tenant, "hsmadmin vcm unenroll "+uuid)
	b.Refused(simtest.Tenant, "hsmadmin vcm unenroll "+uuid, 1, "no VCM")
}

// A tenant whose keys were made anew cannot enroll what the old ones asked for.
func TestEnrollVCMWithOtherKeys(t *testing.T) {
	b := simtest.New(t, "default")
	b.Network()
	b.Ask("")
	uuid := b.Create("")
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	for _, s := range []string{"sshadmin", "tenantreq"} {
		b.Must(sim.File{Host: "tenant-a", User: "root", Op: "remove", Path: "/opt/nfast/services/client/" + s + "/id_nshield5_" + s})
	}
	b.Refused(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config, 1, "other SSH keys")
	b.OK(simtest.Tenant, "hsmadmin vcm create --request-file /root/other")
	b.Refused(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config, 1, "other SSH keys")
}

// Keys are protected as NFAST_KEYPROT says; without the passphrase, or without root, they do not open.
func TestKeyProtection(t *testing.T) {
	for _, c := range []struct {
		env    []string
		status int
	}{
		{nil, 0}, {[]string{"NFAST_KEYPROT=K"}, 0}, {[]string{"NFAST_KEYPROT=SBG"}, 0},
		{[]string{"NFAST_KEYPROT=P", "NFAST_KEYPROT_PASS=horse"}, 0}, {[]string{"NFAST_KEYPROT=P"}, 1}, {[]string{"NFAST_KEYPROT=Q"}, 1},
	} {
		b := simtest.New(t, "default")
		run := func(env []string, argv ...string) simtest.Answer {
			return b.Finish(b.Must(sim.Exec{Host: "tenant-a", User: "root", Argv: argv, Env: env, Dir: "/root"}).PID)
		}
		if a := run(c.env, "hsmadmin", "vcm", "create", "--request-file", "r"); a.Status != c.status {
			t.Errorf("%v: got status %d, want %d:\n%s", c.env, a.Status, c.status, a.Text)
		}
		if len(c.env) == 2 { // with a passphrase
			if a := run(nil, "hsmadmin", "vcm", "create", "--request-file", "r"); a.Status == 0 {
				t.Errorf("a key protected by a passphrase opens without it:\n%s", a.Text)
			}
			if a := run([]string{"NFAST_KEYPROT_PASS=cow"}, "hsmadmin", "vcm", "create", "--request-file", "r"); a.Status == 0 {
				t.Errorf("a key opens with a wrong passphrase:\n%s", a.Text)
			}
		}
	}
}

// A key protected with the global nonce is lost when the nonce is; the file is not made again by reading.
func TestGlobalNonceIsLost(t *testing.T) {
	b := simtest.New(t, "default")
	b.OK(simtest.Provider, "hsmadmin info")
	b.Must(sim.File{Host: "provider", User: "root", Op: "remove", Path: "/etc/nshield/global-nonce"})
	b.Refused(simtest.Provider, "hsmadmin info", 1, "cannot be unlocked")
	if _, err := b.Stat("provider", "root", "/etc/nshield/global-nonce"); err == nil {
		t.Error("reading a key made a new nonce")
	}
}
