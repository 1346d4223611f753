// Package request makes and reads tenant requests: the signed files by which a
// tenant asks its provider to create a VCM, authorises a start, or asks for
// changed properties (guide 3.1.2.2, 3.1.3.1, 3.1.3.4, 4.10.1.16).
//
// What a request contains is documented; how the vendor encodes it is not, so
// the format is simulated: indented JSON whose first line says so. Signatures
// are real ed25519 ones, and a single changed character outside the layout
// breaks them.
//
// Not modelled: who may make or honour a request, which is for the tools and
// the orchestrator service; encryption (requests are no secret).
package request
