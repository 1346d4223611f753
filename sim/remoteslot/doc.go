// Package remoteslot is the slots of a module as its hardserver arranges them: the slot for cards at the module, the
// software token, dynamic slots, slots imported from other modules, and the exchange of one with slot 0 (guide 4.11).
//
// Modelled: which slots are exported, imported, dynamic and exchanged by configuration; the numbers that slots get;
// what older software cannot do.
// Not modelled: the connection between hardservers. Who reaches whom is the room's matter.
package remoteslot
