// Package feature knows the features of virtual crypto modules (VCMs): their
// bits, names and speed ratings, how learners write them, and what a platform
// allows (guide 3.2, 3.3).
//
// A feature word is 32 bits. The provider writes it as names joined by "|" or
// as a hexadecimal word, the tenant as a hexadecimal word only; tools print
// names, and JSON carries the word as a decimal number (guide 3.3.3.4).
//
// Not modelled here: what a feature lets a VCM do, and licences.
package feature
