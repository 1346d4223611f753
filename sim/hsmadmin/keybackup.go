package hsmadmin

import (
	"path"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

var noBackup = refusal.Rule{Guide: "4.10.1.7.4", Basis: refusal.Inferred}

func (t *tool) keysBackup() cli.Spec {
	passphrase, local := false, false
	return t.keysCommand(cli.Spec{
		Name: "backup", Usage: "[-h] [--timeout <TIMEOUT>] [--verbose] [--passphrase | --local] <FILE>", Guide: "4.10.1.7.4",
		About:     "Makes a backup of the private sshadmin key of this host.",
		Operands:  []string{"FILE"},
		Exclusive: [][]string{{"passphrase", "local"}},
		Run:       func(args []string) int { return t.runKeysBackup(args[0], passphrase, local) },
	}, func(f *pflag.FlagSet) {
		f.BoolVarP(&passphrase, "passphrase", "p", false, "Protects the backup with a passphrase that is asked for, instead of tying it to this host.")
		f.BoolVar(&local, "local", false, "Says that a backup tied to this host is what is wanted: no warning.")
	})
}

func (t *tool) runKeysBackup(name string, passphrase, local bool) int {
	const doing = "back up SSH key"
	a := keysAccess("backup", 0)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	file, r := t.adminFile(a.Method, passphrase)
	if r != nil {
		return t.Fail(doing, r)
	}
	t.P.Sleep(quick)
	if err := t.writeBackup(t.P.Path(name), file); err != nil {
		return t.Fail(doing, noBackup.New("hsmadmin", a.Method, err.Error()))
	}
	t.P.Printf("Backup of the sshadmin key written to %s\n", name)
	if !passphrase && !local {
		t.P.Errorf("WARNING: this backup can be restored on this machine and operating system only; use --passphrase for one that can be restored elsewhere, or --local to say that this one is wanted\n")
	}
	return cli.OK
}

// adminFile is what the backup holds: the key file as it is, or the key under a passphrase of the user's. That one
// is always asked for (guide 4.10.1.7.4): NFAST_KEYPROT_PASS is the passphrase of keys with protection P and opens
// the key here, it does not become the passphrase of a file that leaves this host.
func (t *tool) adminFile(method string, passphrase bool) ([]byte, *refusal.Refusal) {
	h := t.P.Host
	if _, _, err := h.PublicKey(host.SSHAdmin); err != nil {
		return nil, lostKeys.New("sshadmin", method, err.Error())
	}
	if !passphrase {
		file, err := h.FS.Read(t.P.User, host.KeyFile(host.SSHAdmin))
		if err != nil {
			return nil, lostKeys.New("sshadmin", method, err.Error())
		}
		return file, nil
	}
	key, err := h.LoadKey(t.P.User, host.SSHAdmin, t.P.Secrets())
	if err != nil {
		return nil, lostKeys.New("sshadmin", method, err.Error())
	}
	pass, err := t.P.Secrets().Choose("the backup")
	if err != nil {
		return nil, noBackup.New("hsmadmin", method, err.Error())
	}
	return h.Plain(key, pass, comment(host.SSHAdmin)), nil
}

func comment(s sshkey.Service) string { return "nshield5-" + string(s) }

// writeBackup writes the file with owner and group of its directory, readable by the owner only.
func (t *tool) writeBackup(p string, file []byte) error {
	fs, root := t.P.Host.FS, t.P.Host.User(host.Root)
	dir, err := fs.Stat(t.P.User, path.Dir(p))
	if err != nil {
		return err
	}
	if err := fs.Write(t.P.User, p, file, 0o600); err != nil {
		return err
	}
	if err := fs.Chmod(root, p, 0o600); err != nil {
		return err
	}
	return fs.Chown(root, p, dir.Owner, dir.Group)
}
