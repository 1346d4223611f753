// Package world is the Security World of a tenant: its keys by their hashes, its policy, the smart cards that
// hold its administrators' and operators' secrets, and the readers into which people put them.
//
// Modelled: a world's Security Officer key and the keys under it as hashes, quorums, audit logging, the file
// that a host keeps of its world, blank cards, administrator cards (ACS) and operator cards (OCS) with share
// number and passphrase, a reader's insertion counter.
// Not modelled: cryptography of the cards, logical tokens, the real layout of the world file (it is not public).
package world
