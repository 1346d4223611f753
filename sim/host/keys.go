package host

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"hsmlab/sim/sshkey"
)

// Services whose keys the software keeps on a host.
const (
	SSHAdmin     sshkey.Service = "sshadmin"
	NCoreAPI     sshkey.Service = "ncoreapi"
	Setup        sshkey.Service = "setup"
	Monitor      sshkey.Service = "monitor"
	Orchestrator sshkey.Service = "orchestrator"
	TenantReq    sshkey.Service = "tenantreq"
)

// AdminBackup is the copy of the sshadmin key that the install script makes where /root/.ssh exists, and tries
// when the key itself is missing (guide 4.7.2).
const AdminBackup = "/root/.ssh/id_nshield5_sshadmin"

// KeyFile is where the private client key of a service lies. File names are simulated.
func KeyFile(s sshkey.Service) string { return path.Join(keyDir(s), "id_nshield5_"+string(s)) }

func keyDir(s sshkey.Service) string { return path.Join(ClientDir, string(s)) }

// makeServiceDirs makes the key directories that are missing: the group that may enter one may use the service
// (guide 4.8.4).
func (h *Host) makeServiceDirs() error {
	for _, d := range directories {
		if d.path == ClientDir || strings.HasPrefix(ClientDir, d.path+"/") {
			if err := h.makeDir(d); err != nil {
				return err
			}
		}
	}
	for _, s := range sshkey.Services() {
		if err := h.makeDir(place{keyDir(s.Service), 0o750, s.Owner, s.Group}); err != nil {
			return err
		}
	}
	return nil
}

// makeDir makes a directory unless it exists.
func (h *Host) makeDir(d place) error {
	if _, err := h.FS.Stat(h.root(), d.path); err == nil {
		return nil
	}
	if err := h.FS.Mkdir(h.root(), d.path, d.mode); err != nil {
		return err
	}
	return h.FS.Chown(h.root(), d.path, d.owner, d.group)
}

// KeyGroup is the group that may read the key of a service, as the file system says now.
func (h *Host) KeyGroup(s sshkey.Service) string {
	for _, p := range []string{KeyFile(s), keyDir(s)} {
		if i, err := h.FS.Stat(h.root(), p); err == nil {
			return i.Group
		}
	}
	return Root
}

// NewKey is a client key that is not in its place yet: the pair and its protected private key file.
type NewKey struct {
	Service sshkey.Service
	Public  sshkey.Public
	File    []byte
}

// MakeKey makes a new client key for a service, with the protection that the environment asks for, and writes
// it in the standard place. Making keys takes elevated privileges, which the caller has checked.
func (h *Host) MakeKey(s sshkey.Service, secrets *Secrets) (sshkey.Public, error) {
	k, err := h.newKey(h.chance, s, secrets, sshkey.Key{})
	if err != nil {
		return "", err
	}
	return k.Public, h.StoreKeys(k)
}

// DraftKey is MakeKey without writing: nothing has changed until StoreKeys.
func (h *Host) DraftKey(s sshkey.Service, secrets *Secrets) (NewKey, error) {
	return h.newKey(h.keyChance, s, secrets, sshkey.Key{})
}

// ProtectKey is DraftKey for a key that exists: it gets the protections of this host.
func (h *Host) ProtectKey(s sshkey.Service, k sshkey.Key, secrets *Secrets) (NewKey, error) {
	return h.newKey(h.keyChance, s, secrets, k)
}

// StoreKeys writes private key files and their public halves in the standard places, with the owner of the
// service and the group of its directory (guide 4.8.4). It is all or nothing: it fails, with every file as it
// was, where the disk is full or something else has taken a place.
func (h *Host) StoreKeys(keys ...NewKey) error {
	if err := h.makeServiceDirs(); err != nil {
		return err
	}
	const draft = ".new"
	var files []string
	for _, k := range keys {
		p := KeyFile(k.Service)
		public := k.Public.Line("nshield5-" + string(k.Service) + "@" + h.Name)
		files = append(files, p, p+".pub")
		err := errors.Join(h.free(p), h.free(p+".pub"),
			h.writeKey(k.Service, p+draft, k.File), h.writeKey(k.Service, p+".pub"+draft, []byte(public)))
		if err != nil {
			for _, f := range files {
				_ = h.FS.Remove(h.root(), f+draft)
			}
			return firstOf(err)
		}
	}
	for _, f := range files {
		h.must(h.FS.Rename(h.root(), f+draft, f))
	}
	return nil
}

// free tells why a key cannot lie at p: a directory is there.
func (h *Host) free(p string) error {
	if i, err := h.FS.Stat(h.root(), p); err == nil && i.Dir {
		return &PathError{"open", p, ErrIsDir}
	}
	return nil
}

// firstOf is the first of joined errors: messages of tools have one line.
func firstOf(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()[0]
	}
	return err
}

func (h *Host) writeKey(s sshkey.Service, p string, data []byte) error {
	info, _ := sshkey.Info(s)
	dir, err := h.FS.Stat(h.root(), keyDir(s))
	if err != nil {
		return err
	}
	if err := h.FS.Write(h.root(), p, data, 0o640); err != nil {
		return err
	}
	if err := h.FS.Chmod(h.root(), p, 0o640); err != nil {
		return err
	}
	return h.FS.Chown(h.root(), p, info.Owner, dir.Group)
}

// LoadKey reads the client key of a service as user u, or tells in words why it cannot. A file that is not
// there, or that u may not read, is a *PathError inside.
func (h *Host) LoadKey(u *User, s sshkey.Service, secrets *Secrets) (sshkey.Key, error) {
	file, err := h.FS.Read(u, KeyFile(s))
	if err != nil {
		return sshkey.Key{}, h.keyTrouble(KeyFile(s), s, err)
	}
	key, err := h.Unlock(u, KeyFile(s), file, secrets)
	if err != nil {
		return sshkey.Key{}, fmt.Errorf("the SSH key %s %w", KeyFile(s), err)
	}
	return key, nil
}

// ErrLostKey says that there is no key file. Any but the sshadmin key is made anew by enrolling.
var ErrLostKey = errors.New("run hsmadmin enroll")

// errLostAdmin is ErrLostKey for a host that has no sshadmin key either (guide 4.7.7, 4.7.8): enrolling helps only an
// HSM in factory state.
var errLostAdmin = fmt.Errorf("restore a backup of the sshadmin key with hsmadmin keys restore, or boot the HSM in recovery mode and %w", ErrLostKey)

func (h *Host) keyTrouble(file string, s sshkey.Service, err error) error {
	if errors.Is(err, ErrPermission) {
		return fmt.Errorf("cannot read the SSH key %s: Permission denied; it is readable by root and group %s", file, h.KeyGroup(s))
	}
	if !h.HasKey(SSHAdmin) {
		return fmt.Errorf("SSH key %s not found; %w", file, errLostAdmin)
	}
	return fmt.Errorf("SSH key %s not found; %w", file, ErrLostKey)
}

// HasKey reports whether the private key file of a service exists.
func (h *Host) HasKey(s sshkey.Service) bool {
	_, err := h.FS.Stat(h.root(), KeyFile(s))
	return err == nil
}

// PublicKey is the public half that the key file of a service shows in clear, and the time stamp of that file.
// It needs no passphrase.
func (h *Host) PublicKey(s sshkey.Service) (sshkey.Public, time.Time, error) {
	file, err := h.FS.Read(h.root(), KeyFile(s))
	if err != nil {
		return "", time.Time{}, h.keyTrouble(KeyFile(s), s, err)
	}
	info, _ := h.FS.Stat(h.root(), KeyFile(s))
	public, err := sshkey.PublicOf(file)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("the SSH key %s is damaged: %w", KeyFile(s), err)
	}
	return public, info.MTime, nil
}

// NeedsPassphrase reports whether the key of a service was made with protection P.
func (h *Host) NeedsPassphrase(s sshkey.Service) bool {
	file, err := h.FS.Read(h.root(), KeyFile(s))
	if err != nil {
		return false
	}
	_, note, err := keyNote(file)
	letters, _, _ := strings.Cut(note, " ")
	return err == nil && strings.Contains(letters, "P")
}

// BackUpAdminKey makes the automatic copy of the sshadmin key. It reports whether it did: not where /root/.ssh
// or the key does not exist.
func (h *Host) BackUpAdminKey() bool {
	file, err := h.FS.Read(h.root(), KeyFile(SSHAdmin))
	if i, missing := h.FS.Stat(h.root(), path.Dir(AdminBackup)); err != nil || missing != nil || !i.Dir {
		return false
	}
	return h.FS.Write(h.root(), AdminBackup, file, 0o600) == nil
}
