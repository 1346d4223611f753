package lessons

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim"
)

// Allows tells whether a learner may do this in the lesson. What a shell does at its prompt is free: programs,
// files, time. What people and hands do follows the verbs of lab that the lesson allows, whoever does it: by command or
// on the bench. The error names the verb that is missing.
func (l *Lesson) Allows(e sim.Event) error {
	verbs, free := verbsOf(e)
	if free || l.Allow == nil || slices.ContainsFunc(verbs, func(v string) bool { return slices.Contains(l.Allow, v) }) {
		return nil
	}
	return fmt.Errorf("%s does not allow lab %s", l.ID, strings.Join(verbs, " or lab "))
}

// verbsOf lists the verbs of lab that make such an event; free events need none.
func verbsOf(e sim.Event) (verbs []string, free bool) {
	switch e := e.(type) {
	case sim.Elapse, sim.Line, sim.Exec, sim.Input, sim.Signal, sim.File, sim.Route:
		return nil, true
	case sim.Press:
		return []string{"hold", "press"}, false
	case sim.Release:
		return []string{"release", "press"}, false
	case sim.Power:
		return []string{"power"}, false
	case sim.Move:
		return []string{"move"}, false
	case sim.Insert, sim.Remove:
		return []string{"card"}, false
	case sim.Deliver:
		return []string{"send"}, false
	case sim.Order:
		return []string{"buy"}, false
	case sim.Inject:
		return []string{"fault"}, false
	case sim.Set:
		verb := verbOfControl(e.Control)
		return []string{verb}, verb == sim.ClockControl // root may set a clock: date -s makes the same event
	}
	return []string{fmt.Sprintf("%T", e)}, false
}

// verbOfControl is the verb that sets a control; most have its name.
func verbOfControl(control string) string {
	switch control {
	case "disk", "mem", "cpu":
		return "tenant-load"
	case sim.BenchControl:
		return "battery"
	}
	control, _, _ = strings.Cut(control, "-") // jumper-physical
	return control
}
