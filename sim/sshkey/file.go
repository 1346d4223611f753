package sshkey

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
)

const (
	pemBegin = "-----BEGIN OPENSSH PRIVATE KEY-----\n"
	pemEnd   = "-----END OPENSSH PRIVATE KEY-----\n"
	pemWidth = 70 // base64 characters a line, as ssh-keygen writes them
	magic    = "openssh-key-v1\x00"

	// maxFile bounds what is parsed, in bytes. A file of ours has about 460.
	maxFile = 64 << 10

	plainBlock = 8 // padding unit of an unencrypted key, fixed by OpenSSH
)

// ErrPassphrase says that a key file is encrypted and the passphrase given,
// perhaps none, does not open it.
var ErrPassphrase = errors.New("incorrect passphrase supplied to decrypt private key")

var errDamaged = errors.New("private key file is damaged")

// Encode writes k as an OpenSSH private key file. An empty passphrase leaves it
// unencrypted; otherwise it is aes256-ctr under a key that bcrypt derives from
// passphrase and salt. One round, where ssh-keygen takes 24: a round costs 7 to
// 10 ms in a browser, a command may use several keys, and what is protected is
// worth nothing (see the package comment). Equal arguments give equal bytes.
//
// The check word is what OpenSSH compares after decryption; any value will do.
// The salt is not used without a passphrase. The zero Key is a bug.
func Encode(k Key, passphrase []byte, salt [16]byte, check uint32, comment string) []byte {
	if k.IsZero() {
		panic("BUG: sshkey: writing a file for no key")
	}
	var w writer
	w.b = append(w.b, magic...)
	if len(passphrase) == 0 {
		w.text("none")
		w.text("none")
		w.text("")
	} else {
		var options writer
		options.bytes(salt[:])
		options.word(rounds)
		w.text(cipherName)
		w.text(kdfName)
		w.bytes(options.b)
	}
	w.word(1) // number of keys
	w.bytes(publicBlob(k.public()))
	if len(passphrase) == 0 {
		w.bytes(privatePart(k, check, comment, plainBlock))
	} else {
		w.bytes(ctr(derive(passphrase, salt[:], rounds), privatePart(k, check, comment, aes.BlockSize)))
	}
	return armour(w.b)
}

// Decode reads an OpenSSH private key file and returns the key and its comment.
// The passphrase of an unencrypted file is not looked at. The error is
// ErrPassphrase (by errors.Is) where the passphrase is missing or wrong.
// Files that ssh-keygen wrote are read too, if they hold one ed25519 key and,
// when encrypted, use aes256-ctr and at most 32 rounds of bcrypt: the limit
// keeps a hostile file from stopping the lab.
func Decode(pem, passphrase []byte) (Key, string, error) {
	f, err := parse(pem)
	if err != nil {
		return Key{}, "", err
	}
	if !f.encrypted {
		return f.open(f.private, errDamaged)
	}
	if len(passphrase) == 0 {
		return Key{}, "", ErrPassphrase
	}
	return f.open(ctr(derive(passphrase, f.salt, f.rounds), f.private), ErrPassphrase)
}

// PublicOf returns the public half that a private key file shows in clear; no
// passphrase is needed. Nothing binds it to the private half until Decode has
// compared them.
func PublicOf(pem []byte) (Public, error) {
	f, err := parse(pem)
	if err != nil {
		return "", err
	}
	return publicFromRaw(f.public), nil
}

// Encrypted reports whether pem is a private key file that needs a passphrase.
// It is false for anything that is no private key file.
func Encrypted(pem []byte) bool {
	f, err := parse(pem)
	return err == nil && f.encrypted
}

// file is a private key file taken apart, its private part as it stands there.
type file struct {
	encrypted bool
	salt      []byte
	rounds    uint32
	public    ed25519.PublicKey
	private   []byte
}

func parse(pem []byte) (file, error) {
	blob, err := unarmour(pem)
	if err != nil {
		return file{}, err
	}
	blob, ok := bytes.CutPrefix(blob, []byte(magic))
	if !ok {
		return file{}, errDamaged
	}
	r := reader{b: blob}
	cipherUsed, kdf, options := string(r.bytes()), string(r.bytes()), r.bytes()
	count, public, private := r.word(), r.bytes(), r.bytes()
	if r.failed || len(r.b) != 0 {
		return file{}, errDamaged
	}
	if count != 1 {
		return file{}, fmt.Errorf("private key file holds %d keys: want one", count)
	}
	f := file{private: private}
	if f.public, ok = rawFromBlob(public); !ok {
		return file{}, fmt.Errorf("private key file holds no %s key, and no other type is simulated", keyType)
	}
	return f, f.setCipher(cipherUsed, kdf, options)
}

func (f *file) setCipher(cipherUsed, kdf string, options []byte) error {
	block := plainBlock
	switch {
	case cipherUsed == "none" && kdf == "none" && len(options) == 0:
	case cipherUsed == cipherName && kdf == kdfName:
		f.encrypted, block = true, aes.BlockSize
		r := reader{b: options}
		f.salt, f.rounds = r.bytes(), r.word()
		if r.failed || len(r.b) != 0 || len(f.salt) == 0 || f.rounds == 0 {
			return errDamaged
		}
		if f.rounds > maxRounds {
			return fmt.Errorf("private key file asks for %d rounds of %s: at most %d are simulated", f.rounds, kdfName, maxRounds)
		}
	default:
		return fmt.Errorf("private key file uses cipher %.40q with %.40q: want %s with %s", cipherUsed, kdf, cipherName, kdfName)
	}
	if len(f.private)%block != 0 {
		return errDamaged
	}
	return nil
}

// open reads the decrypted private part. wrong is the error for check words
// that differ, which is how a wrong passphrase shows.
func (f file) open(plain []byte, wrong error) (Key, string, error) {
	r := reader{b: plain}
	first, second := r.word(), r.word()
	if r.failed || first != second {
		return Key{}, "", wrong
	}
	kind, public, private, comment := r.bytes(), r.bytes(), r.bytes(), r.bytes()
	if r.failed || string(kind) != keyType || len(private) != ed25519.PrivateKeySize || !isPadding(r.b) {
		return Key{}, "", errDamaged
	}
	k := FromSeed([32]byte(private[:ed25519.SeedSize]))
	if !bytes.Equal(k.private[:], private) || !bytes.Equal(public, k.public()) || !bytes.Equal(f.public, k.public()) {
		return Key{}, "", errDamaged
	}
	return k, string(comment), nil
}

func privatePart(k Key, check uint32, comment string, block int) []byte {
	var w writer
	w.word(check)
	w.word(check)
	w.text(keyType)
	w.bytes(k.public())
	w.bytes(k.private[:])
	w.text(comment)
	for i := byte(1); len(w.b)%block != 0; i++ {
		w.b = append(w.b, i)
	}
	return w.b
}

// isPadding reports whether b is 1, 2, 3, …, shorter than a cipher block.
func isPadding(b []byte) bool {
	for i, v := range b {
		if int(v) != i+1 {
			return false
		}
	}
	return len(b) < aes.BlockSize
}

// ctr encrypts or decrypts data, which are the same in counter mode. The first
// 32 bytes of material are the AES key, the rest is the initial counter.
func ctr(material, data []byte) []byte {
	block, err := aes.NewCipher(material[:aesKeySize])
	if err != nil {
		panic("BUG: sshkey: " + err.Error())
	}
	out := make([]byte, len(data))
	cipher.NewCTR(block, material[aesKeySize:]).XORKeyStream(out, data)
	return out
}

func armour(blob []byte) []byte {
	text := base64.StdEncoding.EncodeToString(blob)
	out := []byte(pemBegin)
	for len(text) > pemWidth {
		out = append(out, text[:pemWidth]...)
		out = append(out, '\n')
		text = text[pemWidth:]
	}
	out = append(out, text...)
	out = append(out, '\n')
	return append(out, pemEnd...)
}

// unarmour is as lenient as ssh-keygen: CR and line widths do not matter, and
// what follows the end line is not looked at.
func unarmour(pem []byte) ([]byte, error) {
	if len(pem) > maxFile {
		return nil, fmt.Errorf("private key file of %d bytes is too large", len(pem))
	}
	body := bytes.ReplaceAll(pem, []byte("\r\n"), []byte("\n"))
	body, ok := bytes.CutPrefix(body, []byte(pemBegin))
	if !ok {
		return nil, errors.New("not an OpenSSH private key file")
	}
	body, _, ok = bytes.Cut(body, []byte("\n"+pemEnd[:len(pemEnd)-1]))
	if !ok {
		return nil, errDamaged
	}
	blob, err := base64.StdEncoding.DecodeString(string(body)) // skips newlines
	if err != nil {
		return nil, errDamaged
	}
	return blob, nil
}
