package app

import (
	"fmt"

	"hsmlab/sim"
)

// fact is one thing that can be read off the bench.
type fact struct{ name, value string }

// facts are what the host's front and its HSM tell about themselves without being asked by a command.
func (d *desk) facts() []fact {
	host, up := d.shown.computer()
	if !up {
		return []fact{{"Host", ""}, {"Host clock", ""}, {"HSM clock", ""}, {"ESN", ""}}
	}
	rows := []fact{{"Host", host.Power}, {"Host clock", d.clockText(host.Clock, host.Power != "off")}}
	if u, ok := d.shown.unit(); ok {
		rows = append(rows, fact{"Unit", u.Phase}, fact{"ESN", u.ESN}, fact{"Inside", degrees(u.Climate.Current) + ", " + degrees(u.Climate.Current2)})
	}
	if m, ok := d.shown.module(); ok {
		rows = append(rows, fact{"HSM clock", d.moduleClock(m)}, fact{"ESN", m.ESN})
		if isSolo(m) {
			rows = append(rows, fact{"Temperature", degrees(m.Sensors.CPUMilliC)}, fact{"Clock battery", fmt.Sprintf("%d %%", m.Solo.Charge)})
		}
	}
	return rows
}

func degrees(milli int) string { return decimal(milli, 1000, 1) + " °C" }

// moduleClock is the time in a module, or that it has lost it.
func (d *desk) moduleClock(m sim.ModuleSnapshot) string {
	if m.ClockLost {
		return "lost"
	}
	return d.clockText(m.Clock, m.Power)
}

func (d *desk) clockText(text string, on bool) string {
	at, ok := d.shown.clock(text)
	if !on || !ok {
		return "–"
	}
	return at.Format("2006-01-02 15:04:05")
}
