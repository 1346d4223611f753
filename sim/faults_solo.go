package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/solo"
	"hsmlab/sim/vcm"
)

// RandomFault is the fault that the lab's seed chooses, among the error codes of the product.
const RandomFault = "random"

// tooHot is the fault of bad cooling, which all products know.
const tooHot = "too-hot"

// tamper is the Value that makes T on a Solo XC a tamper event instead of heat (D-61).
const tamper = "tamper"

var randomInfo = FaultInfo{Name: RandomFault, About: "One of the error codes of the product, which the seed of the lab chooses"}

// FaultsOf lists the faults that Inject knows for a module; for an ESN that is no Solo's, those of Faults. In a code, #
// stands for a numeral, as in the guide.
func (l *Lab) FaultsOf(esn string) []FaultInfo {
	if u := l.chassis(esn); u != nil {
		return faultsOf(u)
	}
	c := l.solo(esn)
	if c == nil {
		return l.Faults()
	}
	list := distressFaults(c.Product)
	if c.Product == led.SoloXC {
		list = append(list, FaultInfo{Name: solo.SFP, About: "The Security Fuse Processor handles no more requests"})
	}
	for _, f := range namedFaults {
		if f.host != nil || f.name == tooHot || c.Product == led.SoloPlus && (f.name == flatBattery || f.name == lostClock) {
			list = append(list, f.info(cmp.Or(soloAbout[f.name], f.about)))
		}
	}
	return append(list, randomInfo)
}

// distressFaults lists the codes of a product that come after SOS. The second T of a Solo XC is a tamper event.
func distressFaults(p led.Product) []FaultInfo {
	var list []FaultInfo
	for _, o := range led.SOSCodes(p) {
		f := FaultInfo{Name: o.Letters, About: o.Meaning}
		if slices.ContainsFunc(list, func(before FaultInfo) bool { return before.Name == f.Name }) {
			f.Value = tamper
		}
		list = append(list, f)
	}
	return list
}

// The faults of the clock and its battery, which a Solo+ knows in another form than an nShield 5s (guide 4.3.4).
const (
	flatBattery = "battery-flat"
	lowBattery  = "battery-low"
	lostClock   = "clock-lost"
)

var soloAbout = map[string]string{
	flatBattery: "The rechargeable battery is empty: the next loss of power loses the time",
	lostClock:   "The module does not know the time any more, as after weeks without mains: BadTokenData",
}

// chargeFault makes a fault of the clock or the battery of a Solo; false if it is another one. The guide gives the
// Solo+ an empty battery and a lost clock, the Solo XC a battery of ten years that ends with code B, and no voltage
// that one could read to either here.
func chargeFault(c *solo.Card, e Inject) (bool, error) {
	switch {
	case e.Fault != flatBattery && e.Fault != lowBattery && e.Fault != lostClock:
		return false, nil
	case e.Value == "clear" && e.Fault == lostClock:
		return true, fmt.Errorf("fault %s is not cleared by itself; rtc --set-clock ends it, and ten hours under power fill the battery (guide 4.3.4)", e.Fault)
	case e.Value == "clear" && c.Product == led.SoloPlus && e.Fault == flatBattery:
		return true, fmt.Errorf("fault %s is not cleared by itself; ten hours under power end it (guide 4.3.4)", e.Fault)
	case e.Value != "" && e.Value != "clear":
		return true, fmt.Errorf("fault %s takes no value", e.Fault)
	case e.Fault == lowBattery:
		return true, fmt.Errorf("fault %s is of an %s: the voltage of a Solo's battery is not simulated; a flat one of a Solo XC is code B, one of a Solo+ %s", lowBattery, led.Shield5s, flatBattery)
	case c.Product == led.SoloXC && e.Fault == lostClock:
		return true, fmt.Errorf("the battery of a Solo XC keeps the clock for ten years (guide 4.3.4); only taking it out loses the time: lab battery out, with the host switched off")
	case c.Product == led.SoloXC:
		return true, fmt.Errorf("a flat battery of a Solo XC is code B (guide 4.16.6): lab fault B")
	case !c.Powered():
		return true, fmt.Errorf("module %s has no power, so nothing can fail", c.ESN)
	case e.Fault == flatBattery:
		c.Discharge()
	default:
		c.LoseClock()
	}
	return true, nil
}

// injectSolo makes a fault on a Solo, or takes its cause away.
func (l *Lab) injectSolo(c *solo.Card, e Inject) error {
	if e.Fault == RandomFault {
		e.Fault = l.mishap(lampCodes(c.Product))
	}
	if known, err := chargeFault(c, e); known {
		return err
	}
	letters := numeral(e.Fault)
	switch {
	case e.Value == "clear" && e.Fault == tooHot:
		return fmt.Errorf("fault %s is not cleared by itself; cool air ends it: lab ambient, lab airflow", tooHot)
	case e.Value == "clear":
		return mendSolo(c, letters)
	case e.Value != "" && e.Value != tamper:
		return fmt.Errorf("fault %s takes no value but clear, and T on a Solo XC tamper", e.Fault)
	case !c.Powered():
		return fmt.Errorf("module %s has no power, so nothing can fail", c.ESN)
	case e.Value == tamper:
		return tamperWith(c, letters)
	case e.Fault == tooHot:
		c.SetAir(45_000, solo.NoAirRise)
	case e.Fault == solo.SFP && c.Product == led.SoloXC:
		return blowFuses(c)
	case !c.Break(letters, false):
		return l.noFault(e)
	}
	return nil
}

// tamperWith makes the tamper event with a code, where the product detects one.
func tamperWith(c *solo.Card, letters string) error {
	if err := tamperCode(c.Product, letters); err != nil {
		return err
	}
	c.Break(letters, true)
	return nil
}

// tamperCode tells why a code is none of a tamper event that the product detects; nil if it is one.
func tamperCode(p led.Product, letters string) error {
	var codes []string
	for _, o := range led.SOSCodes(p) {
		if o.Category == led.Tampering {
			codes = append(codes, o.Letters)
		}
	}
	switch {
	case len(codes) == 0:
		return fmt.Errorf("%.20s is no tamper code of an %s, which detects no tampering", letters, p)
	case !slices.Contains(codes, letters):
		return fmt.Errorf("%.20s is no tamper code of an %s; those are %s", letters, p, strings.Join(codes, ", "))
	}
	return nil
}

// blowFuses makes the Security Fuse Processor fail, which shows only while requests are handled.
func blowFuses(c *solo.Card) error {
	if !c.BlowFuses() {
		return fmt.Errorf("module %s is in an error state already, in which it handles no requests", c.ESN)
	}
	return nil
}

func mendSolo(c *solo.Card, letters string) error {
	switch {
	case c.TooHot(letters):
		return fmt.Errorf("the cause of %s is the heat: let the module cool down (lab ambient, lab airflow)", letters)
	case c.Tampered():
		return fmt.Errorf("module %s noticed tampering: nothing ends that, it must be destroyed or returned (guide 4.16.6)", c.ESN)
	case !c.Mend(letters):
		return fmt.Errorf("module %s does not have fault %s", c.ESN, letters)
	}
	return nil
}

// numeral fills in the numeral of a code as the guide prints it, "HC#CA" or "HCnCA": the first one.
func numeral(code string) string { return strings.NewReplacer("#", "1", "n", "1").Replace(code) }

// injectRemote makes an error of the 5s that enquiry tells in letters: of the whole HSM, which its lamp shows too, or
// of one VCM (D-77).
func (l *Lab) injectRemote(m *module.Module, c led.RemoteCode, value string) error {
	switch {
	case c.Lamp == "":
		return l.failVCM(m, c.Letters, value)
	case value == "clear":
		if !m.MendRemote(c.Letters) {
			return fmt.Errorf("module %s does not have fault %s", m.ESN, c.Letters)
		}
	case value != "":
		return fmt.Errorf("fault %s is of the whole HSM and takes no value but clear", c.Letters)
	default:
		m.BreakRemote(c.Letters)
	}
	return nil
}

// failVCM puts one VCM in an error state: the one that is named, or the only one that runs.
func (l *Lab) failVCM(m *module.Module, letters, name string) error {
	if name == "clear" {
		return fmt.Errorf("fault %s has no cause that stays: a reset of the HSM ends the error state", letters)
	}
	var list []*vcm.VCM
	for _, v := range append(slices.Clone(m.VCMs()), platform(m)...) {
		if v.Active() && (name == "" || v.UUID == name || v.Name == name) {
			list = append(list, v)
		}
	}
	switch {
	case len(list) == 0 && name == "":
		return fmt.Errorf("fault %s is that of a VCM, and none runs on module %s", letters, m.ESN)
	case len(list) == 0:
		return fmt.Errorf("no VCM %q runs on module %s", name, m.ESN)
	case len(list) > 1:
		return fmt.Errorf("fault %s is that of one VCM, and %d run on module %s: name one, by UUID or name", letters, len(list), m.ESN)
	}
	list[0].Fail(letters)
	return nil
}

// platform is the ncoreapi service of firmware without VCMs, if it has one.
func platform(m *module.Module) []*vcm.VCM {
	if v := m.Ncoreapi(); v != nil {
		return []*vcm.VCM{v}
	}
	return nil
}
