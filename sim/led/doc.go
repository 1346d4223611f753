// Package led is the status LED of an nShield 5s, of a Solo and a Solo XC, and of the network-attached units: which
// signals it shows, how each looks over time, and what it means (guide 4.4.1, 4.4.2.1, 4.16).
//
// A [Signal] is what the module wants to show; its [Waveform] says which colour
// the lamp has at each moment. Lamp, strip chart, sound, text for screen
// readers and exported trace are all made from that one waveform.
//
// The guide gives colours, names of patterns and the lengths of Morse elements
// in dots, but no length in seconds and no rhythm for flashes and flicker.
// Those are simulated, and slow enough that no more than 2.5 flashes begin in a
// second: WCAG 2.3.1 allows three.
//
// The products speak differently (rulings D-59, D-60): the 5s in colours and three digits, a Solo in blue alone, the
// distress signal and a code in letters. Each has its own table. A network-attached unit has the codes of the module in
// it and a blue lamp. A trace of the lamp can be had as a value change dump, which opens in any viewer of waveforms.
//
// Not modelled: brightness, fading.
package led
