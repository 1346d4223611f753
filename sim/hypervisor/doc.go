// Package hypervisor is a server that hands an nShield Solo XC to a virtual machine (guide 4.18): XenServer, VMware ESXi
// or Hyper-V.
//
// Modelled: the click-through forms in the guide's order, PowerShell lines matched against the corrected text of the guide
// (D-28), which device is hidden from or dismounted in the host, which guest has it, and what a guest needs to start.
// Not modelled: operating systems, installers, storage; PowerShell is not interpreted. Texts of errors, names of disks
// and networks are simulated where the guide shows none.
package hypervisor
