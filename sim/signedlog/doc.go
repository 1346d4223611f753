// Package signedlog is the signed system log of an HSM as it leaves the HSM: a text file with a number, a link
// to the log before it, entries and a signature (guide 4.12.4.1).
//
// The layout is simulated: no public source shows the real one. What the guide states is kept: the first line
// holds the log's own sequence number, the second that of the preceding log (D-35), and whoever has the
// verification key can check the file without the HSM.
//
//	log_sequence_number: 7
//	preceding_log_sequence_number: 6 sha256 5e88…
//	1 2026-06-15T08:00:00Z boot: primary image 14.1.1 started
//	2 2026-06-15T08:03:10Z setup reset: done
//	-----BEGIN LOG SIGNATURE-----
//	format: hsmlab-signed-log-1 (simulated)
//	esn: 8851-43DF-3795
//	entries: 2
//	key: ssh-ed25519 AAAA…
//	signature: …
//	-----END LOG SIGNATURE-----
//
// Modelled: ed25519 signatures over everything above the signature line, numbering, chaining by the digest of
// the preceding file, one spelling only of each log, so that a changed byte anywhere is found.
// Not modelled: the certificate that ties the key to the manufacturer's root of trust.
package signedlog
