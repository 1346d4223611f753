package hsmadmin

import (
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// Times of the tenant's side [simulated].
const (
	connectTime = 3 * time.Second
	restartTime = 4 * time.Second
)

var (
	badConfig  = refusal.Rule{ID: "G-4.10.1.16.3-1", Guide: "4.10.1.16.3", Basis: refusal.Inferred}
	otherHost  = refusal.Rule{Guide: "4.10.1.16.3", Basis: refusal.Documented}
	oneVCM     = refusal.Rule{ID: "G-3.1.2.2-8", Guide: "3.1.2.2", Basis: refusal.Documented}
	notStarted = refusal.Rule{ID: "G-3.1.3.1-1", Guide: "3.1.3.1", Basis: refusal.Documented}
	wrongKey   = refusal.Rule{Guide: "4.10.1.16.3", Basis: refusal.Inferred}
	notReached = refusal.Rule{Guide: "3.1.2.1", Basis: refusal.Inferred}
	oldAddress = refusal.Rule{Guide: "3.1.2.3.6", Basis: refusal.Inferred}
	noSuchVCM  = refusal.Rule{ID: "G-4.10.1.16.4-1", Guide: "4.10.1.16.4", Basis: refusal.Inferred}
)

func (t *tool) vcmEnroll() cli.Spec {
	config, stay := "", false
	return cli.Spec{
		Name: "enroll", Usage: "[-h] [--verbose] --config <CONFIG_FILE> [--no-service-restart]", Guide: "4.10.1.16.3",
		About: "Enrolls a VCM on this host with the configuration file from the service provider.",
		Flags: t.flags(t.verboseFlag, func(f *pflag.FlagSet) {
			f.StringVar(&config, "config", "", "Configuration file from the service provider.")
			f.BoolVar(&stay, "no-service-restart", false, "Does not restart the hardserver.")
		}),
		Required: []string{"config"},
		Run:      func([]string) int { return t.runVCMEnroll(config, stay) },
	}
}

func (t *tool) runVCMEnroll(name string, stay bool) int {
	const doing = "enroll VCM"
	if r := t.needRoot(host.SSHAdmin, "enroll"); r != nil {
		return t.Fail(doing, r)
	}
	c, r := t.readConfig(name)
	if r != nil {
		return t.Fail(doing, r)
	}
	for _, check := range []func(vcm.Config) *refusal.Refusal{t.ownRequest, t.onlyOne, t.connect} {
		if r := check(c); r != nil {
			return t.Fail(doing, r)
		}
	}
	if r := t.installEndUserKeys(c); r != nil {
		return t.Fail(doing, r)
	}
	t.noteEnrolled(c)
	t.P.Printf("VCM %s: enrolled\n", c.UUID)
	t.restartServices(stay)
	return cli.OK
}

func (t *tool) readConfig(name string) (vcm.Config, *refusal.Refusal) {
	data, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return vcm.Config{}, badConfig.New("vcm", "enroll", err.Error())
	}
	c, err := vcm.ParseConfig(data)
	if err != nil {
		return c, badConfig.New("vcm", "enroll", name+": "+err.Error())
	}
	return c, nil
}

// ownRequest refuses a VCM that was not requested on this host: only the host with the keys of the request can
// enroll it.
func (t *tool) ownRequest(c vcm.Config) *refusal.Refusal {
	h := t.P.Host
	admin, err := h.LoadKey(t.P.User, host.SSHAdmin, t.P.Secrets())
	if err != nil || admin.Public() != c.Admin || !t.signedBy(c.Signer) {
		return otherHost.New("sshadmin", "enroll", "this VCM was requested with other SSH keys; enroll it on the host that made the request")
	}
	return nil
}

// onlyOne refuses a second VCM of an HSM, whatever the files of the enrolled ones say by now.
func (t *tool) onlyOne(c vcm.Config) *refusal.Refusal {
	for _, o := range t.P.Host.EnrolledVCMs() {
		if m, _, _ := t.P.Host.Reach(o); m != nil {
			o.ESN = m.ESN
		}
		if o.ESN == c.ESN && o.UUID != c.UUID {
			return oneVCM.New("vcm", "enroll", "VCM "+o.UUID+" of the same HSM is enrolled on this host; unenroll it first")
		}
	}
	return nil
}

// connect waits for the sshadmin service in the VCM, which must know this host's key, and be in the HSM that the
// configuration names.
func (t *tool) connect(c vcm.Config) *refusal.Refusal {
	began := t.P.Elapsed()
	end := began + cli.Wait(t.Seconds)
	for {
		m, v, ok := t.P.Host.Reach(c)
		if ok && v.ServerKey.Public() == c.ServerKey && v.SSHAdminKey == c.Admin {
			t.P.Sleep(connectTime)
			t.Trace(sshkey.SSHAdmin, "enroll", began)
			return sameHSM(c, m)
		}
		if ok && v.ServerKey.Public() != c.ServerKey {
			t.P.Sleep(connectTime)
			return strangeVCM(v, c)
		}
		if t.P.Elapsed() >= end {
			return t.noAnswer(c)
		}
		t.P.Sleep(time.Second)
	}
}

// strangeVCM refuses a VCM that answers with another key than the provider's file promises: it is not the one that
// the file is about, or the file was changed on its way.
func strangeVCM(v *vcm.VCM, c vcm.Config) *refusal.Refusal {
	return wrongKey.New("sshadmin", "enroll", "the VCM at "+c.Address+" has the key "+v.ServerKey.Public().Fingerprint()+
		", and the configuration file has vcm_server_key "+c.ServerKey.Fingerprint()+"; ask the service provider for the file again")
}

// sameHSM refuses a configuration that was changed to name another HSM: of one HSM a host can enroll one VCM only.
func sameHSM(c vcm.Config, m *module.Module) *refusal.Refusal {
	if m.ESN == c.ESN {
		return nil
	}
	return badConfig.New("sshadmin", "enroll", "the VCM at "+c.Address+" is in HSM "+m.ESN+", and its configuration file says "+c.ESN+
		": the file was changed; ask the service provider for it again")
}

func (t *tool) noAnswer(c vcm.Config) *refusal.Refusal {
	const silent = "no answer from the VCM at "
	h := t.P.Host
	if way := h.NoWay(c.Address); way != "" {
		return notReached.New("sshadmin", "enroll", silent+c.Address+"; "+way)
	}
	if why := h.Silence(c); why != "" {
		return oldAddress.New("sshadmin", "enroll", silent+c.Address+"; "+why+"; ask the service provider which address the VCM has")
	}
	return notStarted.New("sshadmin", "enroll", silent+c.Address+"; is it started, and can this host reach that address?")
}

// installEndUserKeys gives the services in the VCM the client keys of this host, making those that are missing
// (guide 4.6.5).
func (t *tool) installEndUserKeys(c vcm.Config) *refusal.Refusal {
	keys := map[sshkey.Service]sshkey.Public{}
	var made []host.NewKey
	for _, s := range vcm.EndUserServices() {
		if t.P.Host.HasKey(s) {
			public, err := t.usable(s)
			if err != nil {
				return lostKeys.New(string(s), "enroll", err.Error())
			}
			keys[s] = public
			continue
		}
		k, err := t.P.Host.DraftKey(s, t.P.Secrets())
		if err != nil {
			return protection.New(string(s), "enroll", err.Error())
		}
		keys[s], made = k.Public, append(made, k)
	}
	_, v, ok := t.P.Host.Reach(c)
	if !ok {
		return notStarted.New("sshadmin", "enroll", "the VCM stopped answering")
	}
	if err := t.P.Host.StoreKeys(made...); err != nil {
		return fileTrouble.New("vcm", "enroll", err.Error())
	}
	v.InstallKeys(keys)
	return nil
}

func (t *tool) noteEnrolled(c vcm.Config) {
	h := t.P.Host
	c.Enrolled = t.P.Now().UTC().Format(time.RFC3339)
	if err := h.FS.Write(h.User(host.Root), host.VCMFile(c.UUID), c.Encode(), 0o644); err != nil {
		t.P.Errorf("WARNING: %s\n", err)
	}
}

// restartServices restarts the hardserver, so that it sees what changed.
func (t *tool) restartServices(stay bool) {
	s := &t.P.Host.Hardserver
	if stay {
		t.P.Printf("Services were not restarted (--no-service-restart); restart the hardserver for the change to take effect\n")
		return
	}
	t.P.Printf("Restarting services\n")
	s.Stop()
	t.P.Sleep(restartTime)
	s.StartWith(t.P.Getenv)
}

func (t *tool) vcmUnenroll() cli.Spec {
	stay := false
	return cli.Spec{
		Name: "unenroll", Usage: "[-h] [--no-service-restart] [--verbose] uuid", Guide: "4.10.1.16.4",
		About: "Removes a VCM from this host; the VCM itself stays.",
		Flags: t.flags(t.verboseFlag, func(f *pflag.FlagSet) {
			f.BoolVar(&stay, "no-service-restart", false, "Does not restart the hardserver.")
		}),
		Operands: []string{"uuid"},
		Run:      func(args []string) int { return t.runUnenroll(args[0], stay) },
	}
}

func (t *tool) runUnenroll(uuid string, stay bool) int {
	const doing = "unenroll VCM"
	if r := t.needRoot(host.SSHAdmin, "unenroll"); r != nil {
		return t.Fail(doing, r)
	}
	for _, c := range t.P.Host.EnrolledVCMs() {
		if c.UUID != uuid {
			continue
		}
		if err := t.P.Host.FS.Remove(t.P.User, host.VCMFile(uuid)); err != nil {
			return t.Fail(doing, fileTrouble.New("vcm", "unenroll", err.Error()))
		}
		t.P.Printf("VCM %s: unenrolled\n", uuid)
		t.restartServices(stay)
		return cli.OK
	}
	return t.Fail(doing, noSuchVCM.New("vcm", "unenroll", "no VCM "+uuid+" is enrolled on this host"))
}
