package host

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"

	"hsmlab/sim/entropy"
	"hsmlab/sim/sshkey"
)

// globalNonce is the G protection's nonce: only root can read it (guide 4.8.2.1). It ties a key to the installed
// operating system, so it lies outside the software's directories and survives their removal. Its place is
// simulated.
const globalNonce = "/etc/nshield/global-nonce"

// passVar holds the user passphrase of protection P, so that nothing has to ask for it (guide 4.8.2.1.1).
const passVar = "NFAST_KEYPROT_PASS"

// pemEnd closes the key proper. How the file is protected stands in a line after it, where ssh-keygen does not
// look; a file without that line is an ordinary OpenSSH key, whose passphrase, if any, is the user's own.
const pemEnd = "-----END OPENSSH PRIVATE KEY-----"

const protLine = "# protection "

// Secrets is what protects keys besides the host itself: environment variables, and a person who can be asked.
// Keys that were opened once are remembered, so that nobody is asked twice.
type Secrets struct {
	Getenv func(string) string
	Ask    func(prompt string) (string, bool) // nil where nobody can be asked

	opened map[[sha256.Size]byte]sshkey.Key
}

// Secrets are those of the process: its environment and its terminal.
func (p *Process) Secrets() *Secrets {
	if p.secrets == nil {
		p.secrets = &Secrets{Getenv: p.Getenv, Ask: p.ReadPassword}
	}
	return p.secrets
}

// NoSecrets is an empty environment and nobody to ask.
func NoSecrets() *Secrets { return &Secrets{Getenv: func(string) string { return "" }} }

// get returns the passphrase of a key that exists.
func (s *Secrets) get(what string) (string, error) {
	if pass := s.Getenv(passVar); pass != "" {
		return pass, nil
	}
	if s.Ask == nil {
		return "", errors.New("needs its passphrase in " + passVar + "; nobody can be asked here")
	}
	pass, ok := s.Ask("Enter passphrase for " + what + ": ")
	if !ok || pass == "" {
		return "", errors.New("needs its passphrase, and none was given")
	}
	return pass, nil
}

// Choose asks for a new passphrase, twice.
func (s *Secrets) Choose(what string) (string, error) {
	if s.Ask == nil {
		return "", errors.New("a passphrase is needed in " + passVar + "; nobody can be asked here")
	}
	first, ok := s.Ask("Enter new passphrase for " + what + ": ")
	if !ok || first == "" {
		return "", errors.New("no passphrase was given for " + what)
	}
	if second, ok := s.Ask("Confirm new passphrase for " + what + ": "); !ok || second != first {
		return "", errors.New("the passphrases for " + what + " do not match")
	}
	return first, nil
}

// choose is Choose, unless the environment holds the passphrase.
func (s *Secrets) choose(what string) (string, error) {
	if pass := s.Getenv(passVar); pass != "" {
		return pass, nil
	}
	return s.Choose(what)
}

// ProtectionOf is the protection that a new key of a service gets: the variable of the service wins over that
// for all services, which wins over the default (guide 4.8.3).
func ProtectionOf(info sshkey.ServiceInfo, getenv func(string) string) string {
	for _, p := range []string{getenv(info.ProtectionVar), getenv("NFAST_KEYPROT"), info.Protection} {
		if p != "" {
			return p
		}
	}
	return ""
}

// newKey makes a key file for a service: for the key that is given, or for a new one.
func (h *Host) newKey(chance *entropy.Source, s sshkey.Service, secrets *Secrets, key sshkey.Key) (NewKey, error) {
	info, ok := sshkey.Info(s)
	if !ok {
		panic("BUG: unknown service " + string(s))
	}
	prot, err := sshkey.ParseProtection(ProtectionOf(info, secrets.Getenv))
	if err != nil {
		return NewKey{}, err
	}
	nonce := chance.Bytes("key nonce " + string(s))
	in := h.inputs(hex.EncodeToString(nonce[:8]))
	if in.GlobalNonce == "" && prot.Has('G') {
		if in.GlobalNonce, err = h.makeNonce(); err != nil {
			return NewKey{}, err
		}
	}
	if prot.Has('B') && in.BoardUUID == "" {
		return NewKey{}, fmt.Errorf("protection %s: this computer has no baseboard UUID", prot)
	}
	if prot.Has('P') {
		if in.User, err = secrets.choose("the SSH key of service " + string(s)); err != nil {
			return NewKey{}, err
		}
	}
	if key.IsZero() {
		key = sshkey.FromSeed(chance.Bytes("client key " + string(s)))
	}
	salt := chance.Bytes("key salt")
	pem := sshkey.Encode(key, prot.Passphrase(in), [16]byte(salt[:16]), uint32(salt[16])<<8|uint32(salt[17]), "nshield5-"+string(s))
	return NewKey{s, key.Public(), fmt.Appendf(pem, "%s%s %s\n", protLine, prot, in.KeyNonce)}, nil
}

// inputs are what this host knows of the secrets that protect a key. The global nonce is empty when its file
// is lost: keys with option G are lost with it.
func (h *Host) inputs(nonce string) sshkey.Inputs {
	global, err := h.FS.Read(h.root(), globalNonce)
	if err != nil {
		global = nil
	}
	return sshkey.Inputs{
		KeyNonce: nonce, SystemUUID: h.systemUUID, BoardUUID: h.boardUUID, GlobalNonce: strings.TrimSpace(string(global)),
	}
}

// makeNonce makes the global nonce, the first time that a key needs it.
func (h *Host) makeNonce() (string, error) {
	if err := h.makeDir(place{path.Dir(globalNonce), 0o700, Root, Root}); err != nil {
		return "", err
	}
	n := h.chance.Bytes("global nonce")
	text := hex.EncodeToString(n[:16])
	return text, h.FS.Write(h.root(), globalNonce, []byte(text+"\n"), 0o600)
}

// Plain writes a key as an ordinary OpenSSH file under a passphrase of the user's: tied to no computer.
func (h *Host) Plain(k sshkey.Key, passphrase, comment string) []byte {
	salt := h.keyChance.Bytes("backup salt")
	return sshkey.Encode(k, []byte(passphrase), [16]byte(salt[:16]), uint32(salt[16])<<8|uint32(salt[17]), comment)
}

// keyNote takes a private key file apart: the OpenSSH key, and what the line after it says.
func keyNote(file []byte) (pem []byte, note string, err error) {
	text := strings.ReplaceAll(string(file), "\r\n", "\n")
	body, rest, found := strings.Cut(text, pemEnd)
	if !found {
		return file, "", nil // sshkey knows why it is no key
	}
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return []byte(body + pemEnd + "\n"), "", nil
	}
	note, ok := strings.CutPrefix(rest, protLine)
	if !ok || strings.ContainsAny(note, "\n") {
		return nil, "", errors.New("is damaged: there is more after the end of the key than one line that tells its protection")
	}
	return []byte(body + pemEnd + "\n"), note, nil
}

// Unlock opens a private key file: one that this host protects, or an ordinary OpenSSH file. what names it in a
// prompt. The error continues a sentence that begins with the file.
func (h *Host) Unlock(u *User, what string, file []byte, secrets *Secrets) (sshkey.Key, error) {
	id := sha256.Sum256(file)
	if k, ok := secrets.opened[id]; ok {
		return k, nil
	}
	pem, note, err := keyNote(file)
	if err != nil {
		return sshkey.Key{}, err
	}
	if _, err := sshkey.PublicOf(pem); err != nil { // before anybody is asked for a passphrase
		return sshkey.Key{}, fmt.Errorf("cannot be used: %w", err)
	}
	pass, err := h.passphrase(u, what, pem, note, secrets)
	if err != nil {
		return sshkey.Key{}, err
	}
	key, _, err := sshkey.Decode(pem, pass)
	if err != nil {
		return sshkey.Key{}, misfit(note, err)
	}
	if secrets.opened == nil {
		secrets.opened = map[[sha256.Size]byte]sshkey.Key{}
	}
	secrets.opened[id] = key
	return key, nil
}

// misfit tells why a key file does not open: for one that needs no user passphrase, it is the computer.
func misfit(note string, err error) error {
	letters, _, _ := strings.Cut(note, " ")
	if !errors.Is(err, sshkey.ErrPassphrase) || letters == "" || strings.Contains(letters, "P") {
		return fmt.Errorf("cannot be unlocked: %w", err)
	}
	if !strings.ContainsAny(letters, "SBG") {
		return errors.New("cannot be unlocked: its nonce is not the one that it was made with")
	}
	return fmt.Errorf("cannot be unlocked: its protection %s ties it to another computer or installation", letters)
}

// passphrase finds the passphrase of a key file, nil when it needs none.
func (h *Host) passphrase(u *User, what string, pem []byte, note string, secrets *Secrets) ([]byte, error) {
	if note == "" {
		if !sshkey.Encrypted(pem) {
			return nil, nil
		}
		pass, err := secrets.get(what)
		return []byte(pass), err
	}
	letters, nonce, _ := strings.Cut(note, " ")
	prot, err := sshkey.ParseProtection(letters)
	if err != nil {
		return nil, fmt.Errorf("is damaged: %w", err)
	}
	if u.UID != 0 && (prot.Has('S') || prot.Has('B') || prot.Has('G')) {
		return nil, fmt.Errorf("is protected with %s, which only root can unlock", prot)
	}
	in := h.inputs(nonce)
	if prot.Has('P') {
		if in.User, err = secrets.get(what); err != nil {
			return nil, err
		}
	}
	return prot.Passphrase(in), nil
}
