package sim

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// The controls of Set on a VCM: what a tenant's applications use of it.
const (
	DiskLoad   = "disk"
	MemoryLoad = "mem"
	CPULoad    = "cpu"
)

// tenantLoad lets a tenant's applications use a VCM that runs.
func (l *Lab) tenantLoad(e Set) error {
	m, v, err := l.vcmNamed(e.Target)
	if err != nil {
		return err
	}
	if !m.Up() || m.Failed() || !v.Active() {
		return fmt.Errorf("VCM %s (%s) is not active: nobody can use it", v.UUID, v.Name)
	}
	if e.Control == CPULoad {
		percent, err := loadPercent(e.Value)
		if err == nil {
			m.UseCPU(v, percent)
		}
		return err
	}
	kb, err := kilobytes(e.Value)
	switch {
	case err != nil:
		return err
	case e.Control == DiskLoad:
		return m.UseDisk(v, kb)
	}
	return m.UseMemory(v, kb)
}

// vcmNamed finds a VCM by its UUID, or by its name if no other has it.
func (l *Lab) vcmNamed(name string) (m *module.Module, v *vcm.VCM, err error) {
	for _, o := range l.room.Modules() {
		for _, c := range o.VCMs() {
			switch {
			case c.UUID == name:
				return o, c, nil
			case c.Name == name && v != nil:
				err = fmt.Errorf("several VCMs are called %q: use the UUID", name)
			case c.Name == name:
				m, v = o, c
			}
		}
	}
	if v == nil {
		err = fmt.Errorf("no VCM %q in the lab", name)
	}
	return m, v, err
}

// loads are words for how much of its share a VCM uses, in percent.
var loads = map[string]int{"idle": 0, "low": 10, "high": 100}

func loadPercent(text string) (int, error) {
	if n, ok := loads[text]; ok {
		return n, nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(text, "%"))
	if err != nil || n < 0 || n > 100 {
		return 0, fmt.Errorf("%q is neither idle, low, high nor a part of 100, such as 40%%", text)
	}
	return n, nil
}

var dataSize = regexp.MustCompile(`^([0-9]{1,7}(?:\.[0-9]{1,3})?)(KB|MB|GB)$`)

// kilobytes reads a size; a megabyte has 1,024 KB.
func kilobytes(text string) (int, error) {
	found := dataSize.FindStringSubmatch(strings.ToUpper(text))
	if found == nil {
		return 0, fmt.Errorf("%q is not a size such as 300KB or 15MB", text)
	}
	whole, part, _ := strings.Cut(found[1], ".")
	n, err := strconv.Atoi(whole + (part + "000")[:3])
	if err != nil {
		panic("BUG: size: " + err.Error())
	}
	return n * map[string]int{"KB": 1, "MB": 1 << 10, "GB": 1 << 20}[found[2]] / 1000, nil
}
