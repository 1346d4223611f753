package host

import (
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"

	"hsmlab/sim/sshkey"
)

// Services whose keys the software keeps on a host.
const (
	SSHAdmin     sshkey.Service = "sshadmin"
	Setup        sshkey.Service = "setup"
	Orchestrator sshkey.Service = "orchestrator"
	TenantReq    sshkey.Service = "tenantreq"
)

// globalNonce is the G protection's nonce: only root can read it (guide 4.8.2.1).
const globalNonce = ClientDir + "/.global-nonce"

// KeyFile is where the private client key of a service lies. File names are simulated.
func KeyFile(s sshkey.Service) string {
	return path.Join(ClientDir, string(s), "id_nshield5_"+string(s))
}

// pemEnd closes the key proper; how it is protected stands in a line after it, where ssh-keygen does not look.
const pemEnd = "-----END OPENSSH PRIVATE KEY-----\n"

const protLine = "# protection "

// makeServiceDirs makes the key directories: the group that may enter one may use the service (guide 4.8.4).
func (h *Host) makeServiceDirs() error {
	for _, d := range directories {
		if d.path == ClientDir || strings.HasPrefix(ClientDir, d.path+"/") {
			if err := h.makeDir(d.path, d.mode, d.group); err != nil {
				return err
			}
		}
	}
	for _, s := range sshkey.Services() {
		if err := h.makeDir(path.Join(ClientDir, string(s.Service)), 0o750, s.Group); err != nil {
			return err
		}
	}
	return nil
}

// makeDir makes a directory of root's unless it exists.
func (h *Host) makeDir(dir string, mode Mode, group string) error {
	if _, err := h.FS.Stat(h.root(), dir); err == nil {
		return nil
	}
	if err := h.FS.Mkdir(h.root(), dir, mode); err != nil {
		return err
	}
	return h.FS.Chown(h.root(), dir, Root, group)
}

// KeyGroup is the group that may read the key of a service, as the file system says now.
func (h *Host) KeyGroup(s sshkey.Service) string {
	for _, p := range []string{KeyFile(s), path.Dir(KeyFile(s))} {
		if i, err := h.FS.Stat(h.root(), p); err == nil {
			return i.Group
		}
	}
	return Root
}

// MakeKey makes a new client key for a service, with the protection that env asks for, and writes it in the
// standard place. Making keys takes elevated privileges, which the caller has checked.
func (h *Host) MakeKey(s sshkey.Service, env func(string) string) (sshkey.Public, error) {
	info, ok := sshkey.Info(s)
	if !ok {
		panic("BUG: unknown service " + string(s))
	}
	prot, err := sshkey.ParseProtection(protection(info, env))
	if err != nil {
		return "", err
	}
	nonce := h.chance.Bytes("key nonce " + string(s))
	in := h.inputs(hex.EncodeToString(nonce[:8]), env)
	if err := h.makeServiceDirs(); err != nil {
		return "", err
	}
	if in.GlobalNonce == "" && prot.Has('G') {
		if in.GlobalNonce, err = h.makeNonce(); err != nil {
			return "", err
		}
	}
	if prot.Has('P') && in.User == "" {
		return "", errors.New("protection P needs a passphrase in NFAST_KEYPROT_PASS; asking for one is not simulated yet")
	}
	key := sshkey.FromSeed(h.chance.Bytes("client key " + string(s)))
	salt := h.chance.Bytes("key salt")
	pem := sshkey.Encode(key, prot.Passphrase(in), [16]byte(salt[:16]), uint32(salt[16])<<8|uint32(salt[17]), "nshield5-"+string(s))
	pem = fmt.Appendf(pem, "%s%s %s\n", protLine, prot, in.KeyNonce)
	return key.Public(), h.InstallKey(s, key.Public(), pem)
}

func protection(info sshkey.ServiceInfo, env func(string) string) string {
	for _, p := range []string{env(info.ProtectionVar), env("NFAST_KEYPROT"), info.Protection} {
		if p != "" {
			return p
		}
	}
	return ""
}

// InstallKey writes a private key file and its public half in the standard place, with the owner and group of
// the service. It fails where the disk is full or something else has taken the place.
func (h *Host) InstallKey(s sshkey.Service, public sshkey.Public, file []byte) error {
	info, _ := sshkey.Info(s)
	if err := h.makeServiceDirs(); err != nil {
		return err
	}
	if err := h.writeKey(info, KeyFile(s), file); err != nil {
		return err
	}
	return h.writeKey(info, KeyFile(s)+".pub", []byte(public.Line("nshield5-"+string(s)+"@"+h.Name)))
}

func (h *Host) writeKey(info sshkey.ServiceInfo, p string, data []byte) error {
	if err := h.FS.Write(h.root(), p, data, 0o640); err != nil {
		return err
	}
	if err := h.FS.Chmod(h.root(), p, 0o640); err != nil {
		return err
	}
	return h.FS.Chown(h.root(), p, info.Owner, info.Group)
}

// inputs are what this host knows of the secrets that protect a key. The global nonce is empty when its file
// is lost: keys with option G are lost with it.
func (h *Host) inputs(nonce string, env func(string) string) sshkey.Inputs {
	global, err := h.FS.Read(h.root(), globalNonce)
	if err != nil {
		global = nil
	}
	return sshkey.Inputs{
		KeyNonce: nonce, SystemUUID: h.systemUUID, BoardUUID: h.boardUUID, User: env("NFAST_KEYPROT_PASS"),
		GlobalNonce: strings.TrimSpace(string(global)),
	}
}

// makeNonce makes the global nonce, the first time that a key needs it.
func (h *Host) makeNonce() (string, error) {
	n := h.chance.Bytes("global nonce")
	text := hex.EncodeToString(n[:16])
	return text, h.FS.Write(h.root(), globalNonce, []byte(text+"\n"), 0o600)
}

// LoadKey reads the client key of a service as user u, or tells in words why it cannot.
func (h *Host) LoadKey(u *User, s sshkey.Service, env func(string) string) (sshkey.Key, error) {
	file, err := h.FS.Read(u, KeyFile(s))
	if err != nil {
		return sshkey.Key{}, h.keyTrouble(KeyFile(s), s, err)
	}
	key, err := h.Unlock(u, file, env)
	if err != nil {
		return sshkey.Key{}, fmt.Errorf("the SSH key %s %w", KeyFile(s), err)
	}
	return key, nil
}

// Unlock opens a private key file that this host protects.
func (h *Host) Unlock(u *User, file []byte, env func(string) string) (sshkey.Key, error) {
	pem, rest, _ := strings.Cut(string(file), pemEnd)
	note, _ := strings.CutPrefix(rest, protLine)
	letters, nonce, _ := strings.Cut(strings.TrimSpace(note), " ")
	prot, err := sshkey.ParseProtection(letters)
	if err != nil {
		return sshkey.Key{}, fmt.Errorf("is damaged: %w", err)
	}
	if u.UID != 0 && (prot.Has('S') || prot.Has('B') || prot.Has('G')) {
		return sshkey.Key{}, fmt.Errorf("is protected with %s, which only root can unlock", prot)
	}
	key, _, err := sshkey.Decode([]byte(pem+pemEnd), prot.Passphrase(h.inputs(nonce, env)))
	if err != nil {
		return sshkey.Key{}, fmt.Errorf("cannot be unlocked: %w", err)
	}
	return key, nil
}

func (h *Host) keyTrouble(file string, s sshkey.Service, err error) error {
	if errors.Is(err, ErrPermission) {
		return fmt.Errorf("cannot read the SSH key %s: Permission denied; it is readable by root and group %s", file, h.KeyGroup(s))
	}
	return fmt.Errorf("SSH key %s not found; run hsmadmin enroll", file)
}

// HasKey reports whether the private key file of a service exists.
func (h *Host) HasKey(s sshkey.Service) bool {
	_, err := h.FS.Stat(h.root(), KeyFile(s))
	return err == nil
}
