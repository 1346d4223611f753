package sim

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
	"hsmlab/sim/solo"
)

// The controls of Set.
const (
	AmbientControl = "ambient"
	AirflowControl = "airflow"
	ClockControl   = "clock"
	BatteryControl = "battery"
)

// LicenceDir is where licences that were ordered arrive on the provider's host.
const LicenceDir = "/root/licences"

func (l *Lab) set(e Set) error {
	switch e.Control {
	case SwitchControl, PhysicalJumper, RemoteJumper:
		return l.setSolo(e)
	case BatteryControl:
		return l.setBattery(e)
	case FormControl:
		return l.setForm(e)
	case BenchControl:
		return l.setBench(e)
	case ReturnControl:
		return l.sendBack(e)
	case DiskLoad, MemoryLoad, CPULoad:
		return l.tenantLoad(e)
	}
	if u := l.chassis(e.Target); u != nil {
		return l.setUnit(u, e)
	}
	h := l.room.Host(e.Target)
	if h == nil {
		return fmt.Errorf("no host %q; the lab has %s", e.Target, strings.Join(l.hostNames(), ", "))
	}
	switch e.Control {
	case AmbientControl:
		t, err := milli(e.Value)
		if err != nil || t < module.MinAmbient || t > module.MaxAmbient {
			return fmt.Errorf("%q is not a temperature of a room between %d and %d degrees", e.Value, module.MinAmbient/1000, module.MaxAmbient/1000)
		}
		for _, m := range h.Slots {
			_, air := m.Air()
			m.SetAir(t, air)
		}
		airSolos(h, func(_, rise int) (int, int) { return t, rise })
	case AirflowControl:
		if !slices.Contains(module.Airflows(), module.Airflow(e.Value)) {
			return fmt.Errorf("airflow %q is none of normal, low and none", e.Value)
		}
		for _, m := range h.Slots {
			ambient, _ := m.Air()
			m.SetAir(ambient, module.Airflow(e.Value))
		}
		airSolos(h, func(ambient, _ int) (int, int) { return ambient, soloRise[module.Airflow(e.Value)] })
	case ClockControl:
		return l.setClock(h, e.Value)
	default:
		return fmt.Errorf("nothing to set on %s that is called %q; there are %s, %s and %s", e.Target, e.Control, AmbientControl, AirflowControl, ClockControl)
	}
	return nil
}

// setClock sets a host's clock, by a difference or to a date and time. It shows years 1970 to 2100.
func (l *Lab) setClock(h *host.Host, value string) error {
	if h.Phase() != host.On {
		return fmt.Errorf("host %s is %s", h.Name, h.Phase())
	}
	t, err := time.Parse(time.RFC3339, value)
	if strings.HasPrefix(value, "+") || strings.HasPrefix(value, "-") {
		var d time.Duration
		d, err = time.ParseDuration(value)
		t = h.Now().Add(d)
	}
	if err != nil || t.Year() < 1970 || t.Year() > 2100 {
		return fmt.Errorf("%q is neither a difference such as +90s nor a time such as 2026-06-15T08:00:00Z", value)
	}
	h.Clock = h.Clock.Set(l.room.Clock.Now(), t)
	return nil
}

// setBattery exchanges or removes the battery of a module, for which the host must be switched off (guide
// 4.21.2). As in the exchange step by step, the old cell comes out first, and the time goes with it.
func (l *Lab) setBattery(e Set) error {
	c := l.solo(e.Target)
	m, _ := l.room.Module(e.Target)
	switch {
	case c == nil && m == nil:
		return fmt.Errorf("no module %q in the lab", e.Target)
	case c != nil && c.Product != led.SoloXC:
		return soldered(c)
	case c != nil && c.Powered() || m != nil && m.Powered():
		return fmt.Errorf("the battery is on the board of module %s: switch the host off before you open it (guide 4.21.2)", e.Target)
	}
	v, err := millivolts(e)
	if err != nil {
		return err
	}
	if c != nil {
		c.TakeCell()
		if v > 0 {
			replaceIn(c, v)
		}
		return nil
	}
	m.SetBattery(0)
	m.SetBattery(v)
	return nil
}

// soldered tells that the battery of a Solo+ is not for users.
func soldered(c *solo.Card) error {
	return fmt.Errorf("module %s is a Solo+, whose battery users do not replace; nShield Solo XC and 5s have one in BT1", c.ESN)
}

// millivolts is the voltage of the cell that is put in, 0 if none is.
func millivolts(e Set) (v int, err error) {
	switch e.Value {
	case "new":
		v = module.BatteryNew
	case "out":
	default:
		if v, err = milli(e.Value); err != nil || v < 1 || v > 4_000 {
			return 0, fmt.Errorf("battery %q is none of new, out, and a voltage such as 2.58", e.Value)
		}
	}
	return v, nil
}

var decimal = regexp.MustCompile(`^(-?)([0-9]{1,3})(?:\.([0-9]{1,3}))?$`)

// milli reads a decimal number as thousandths.
func milli(text string) (int, error) {
	found := decimal.FindStringSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("%q is not a number such as 21.5", text)
	}
	n, err := strconv.Atoi(found[2] + (found[3] + "000")[:3])
	if found[1] != "" {
		n = -n
	}
	return n, err
}

// order makes a licence for a module and mails it to the host that holds it.
func (l *Lab) order(e Order) error {
	m, h := l.room.Module(e.Target)
	if m == nil {
		return fmt.Errorf("no module %q in the lab: a licence is made for one ESN", e.Target)
	}
	licence, err := grantOf(e.Licence)
	switch {
	case err != nil:
		return err
	case h == nil:
		return fmt.Errorf("module %s is on the shelf: fit it into a host, to which the licence can be mailed", m.ESN)
	case h.Phase() != host.On:
		return fmt.Errorf("host %s is %s: the mail cannot arrive", h.Name, h.Phase())
	case len(l.room.Messages) >= MaxMessages:
		return fmt.Errorf("more than %d files handed over", MaxMessages)
	}
	licence.ESN, licence.Issued = m.ESN, day(l.Wall())
	path, err := deliverLicence(h, licence, e.Licence)
	if err == nil {
		data := licence.Encode()
		l.handedOver(site.Message{From: vendor, To: h.Name, Path: path}, data)
	}
	return err
}

// vendor is who mails licences.
const vendor = "vendor"

// grantOf reads what is ordered: "mt-5", or the name of a feature.
func grantOf(name string) (feature.Licence, error) {
	if n, ok := strings.CutPrefix(name, "mt-"); ok {
		active, err := strconv.Atoi(n)
		if err != nil || active < 1 || active > feature.MaxLicensedVCM {
			return feature.Licence{}, fmt.Errorf("%q: a multi-tenancy licence is for 1 to %d active VCMs, mt-5", name, feature.MaxLicensedVCM)
		}
		return feature.Licence{Active: active}, nil
	}
	for _, f := range feature.All() {
		if f.Name == name {
			return feature.Licence{Feature: f.Word}, nil
		}
	}
	return feature.Licence{}, fmt.Errorf("no licence %q is sold; there are mt-5 (for 5 active VCMs) and the features, such as %s", name, feature.HSMSpeed2.Names())
}

func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// deliverLicence writes a licence file into root's mail folder.
func deliverLicence(h *host.Host, licence feature.Licence, name string) (string, error) {
	root := h.User(host.Root)
	if _, err := h.FS.Stat(root, LicenceDir); err != nil {
		if err := h.FS.Mkdir(root, LicenceDir, 0o700); err != nil {
			return "", err
		}
	}
	path := LicenceDir + "/" + licence.ESN + "-" + name + ".txt"
	return path, h.FS.Write(root, path, licence.Encode(), 0o644)
}
