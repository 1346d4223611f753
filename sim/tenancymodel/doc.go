// Package tenancymodel tests the life of VCMs: it lets a provider and tenants do things at random, at the tools'
// own command lines, and holds what the HSM does against what the guide promises. It has no code but tests.
//
// A failure prints the script, for hsmlab run, that shows it.
package tenancymodel
