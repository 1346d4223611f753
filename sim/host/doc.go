// Package host is a computer of the lab: its file system and users, the processes of the HSM software,
// the hardserver, its clock, its network and the PCIe slots with their modules.
//
// Modelled: POSIX permissions (owner, group, other; read, write, search), groups, an in-memory file
// system with a size limit, mains power and boot, the nFast server (hardserver) and the VCMs it is
// connected to, an IP address and routes; the SSH client keys with what protects them, and the installed version
// of the software.
// Not modelled: Unix processes other than the HSM software's, access control lists, hard and symbolic
// links, devices, mounts other than plain directories, Windows.
package host
