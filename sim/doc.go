// Package sim is the lab: one type that holds everything and changes through one door.
//
// A Lab is a function of its events. Do takes an Event, time included; Snapshot shows what can be seen;
// Journal lists what happened; Replay builds the same Lab again, on any platform, to the byte. Nothing here
// or below reads a real clock, the network, the operating system or chance that is not the seed's.
//
// # Layout
//
// The rooms below mirror the product: module has a file for each platform service, hsmadmin one for each
// group of subcommands. Between them and the tools stand two rooms that the first sketch of the house did not
// have: cli (how the tools read command lines and complain) and client (how they find HSMs, unlock keys and
// wait for services), since hsmadmin, vcmadmin and the utilities share both. entropy is the seed's stream.
//
// Three rooms are about hands: chassis is the network-attached unit, workbench the exchange of a battery, hypervisor a
// server that hands a Solo XC to a virtual machine.
//
// # Modelled
//
// One or more hosts with the HSM software, nShield 5s modules and older cards (solo) in their slots, VCMs, Security Worlds and smart
// cards, keys, requests, clocks, routes, buttons, mains. Each room's package comment says what it models and what it does not.
package sim
