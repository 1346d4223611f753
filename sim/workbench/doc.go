// Package workbench is the replacement of the backup battery of an nShield 5s or Solo XC with one's own hands (guide
// 4.20.2, 4.21): the steps in their order, the tools, the cells on sale and what the product needs of one.
//
// Modelled: antistatic precautions, removal of the module, connector BT1, fingers and tweezers, polarity, the
// requirements on a cell, mistakes and what follows from them.
// Not modelled: mechanics, injuries. Cells other than the vendor's are simulated examples.
package workbench
