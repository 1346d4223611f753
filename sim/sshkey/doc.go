// Package sshkey holds the SSH keys of an nShield 5s installation: the client
// keys of the eight services, their files, and the passphrases that protect
// those files (guide 4.7 and 4.8).
//
// Modelled: ed25519 keys, public key lines, SHA256 fingerprints, private keys
// in OpenSSH's own file format (ssh-keygen reads what [Encode] writes), the
// protection options K F S B G P, and who owns and may read each service's key
// by default.
//
// Not modelled: other key types, ciphers and file formats, certificates that
// bind a key to an ESN, SSH channels, and the vendor's way to derive a
// passphrase, which is not public: the derivation here is simulated.
//
// The keys protect nothing. They are made from a lab's seed, which anybody can
// read in its journal, and their files use one round of bcrypt, chosen so that
// a command answers at once in a browser. Never use one outside a lab.
package sshkey
