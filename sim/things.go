package sim

import (
	"fmt"
	"path"
	"strings"

	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
)

// RecoveryButton is the control of Press and Release on an nShield 5s.
const RecoveryButton = "recovery"

func (l *Lab) module(esn string) (*module.Module, error) {
	if m, _ := l.room.Module(esn); m != nil {
		return m, nil
	}
	if c, _ := l.room.HSM(esn); c != nil {
		return nil, fmt.Errorf("module %s is an %s: this is simulated on an %s only", esn, c.Kind(), led.Shield5s)
	}
	return nil, fmt.Errorf("no module %q in the lab", esn)
}

func (l *Lab) press(esn, control string, down bool) error {
	if c := l.solo(esn); c != nil {
		return pressSolo(c, control, down)
	}
	m, err := l.module(esn)
	switch {
	case err != nil:
		return err
	case control != RecoveryButton:
		return fmt.Errorf("module %s has no button %q; it has %s", esn, control, RecoveryButton)
	case down:
		m.Press()
	default:
		m.Release()
	}
	return nil
}

func (l *Lab) power(e Power) error {
	if u := l.chassis(e.Host); u != nil {
		u.SetMains(e.On)
		return nil
	}
	h := l.room.Host(e.Host)
	if h == nil {
		return fmt.Errorf("no host %q; the lab has %s", e.Host, strings.Join(l.hostNames(), ", "))
	}
	if m := l.hypervisor(""); m != nil && h.Name == guestHost {
		return fmt.Errorf("%s is a virtual machine: its hypervisor %s starts and stops it", h.Name, m.Name)
	}
	if esn := l.onBench(h); e.On && esn != "" {
		return fmt.Errorf("module %s of %s lies on the workbench: put it back first (lab battery fit)", esn, h.Name)
	}
	h.SetPower(e.On)
	xenBooted(l.room, h)
	return nil
}

func (l *Lab) file(e File) error {
	if err := l.CheckFile(e); err != nil {
		return err
	}
	h, u, err := l.running(e.Host, e.User)
	if err != nil {
		return err
	}
	return change(h, u, e)
}

// change makes a change to a file system.
func change(h *host.Host, u *host.User, e File) error {
	switch e.Op {
	case "put":
		return h.FS.Write(u, e.Path, e.Data, fileMode(e, 0o644))
	case "append":
		return h.FS.Append(u, e.Path, e.Data, fileMode(e, 0o644))
	case "touch":
		return h.FS.Touch(u, e.Path, fileMode(e, 0o644))
	case "mkdir":
		return h.FS.Mkdir(u, e.Path, fileMode(e, 0o755))
	case "remove":
		return h.FS.Remove(u, e.Path)
	case "rename":
		return h.FS.Rename(u, e.Path, e.To)
	case "chmod":
		return h.FS.Chmod(u, e.Path, host.Mode(e.Mode))
	case "chown":
		return h.FS.Chown(u, e.Path, e.Owner, e.Group)
	}
	return fmt.Errorf("file: no operation %q", e.Op)
}

func fileMode(e File, standard host.Mode) host.Mode {
	if e.Mode != 0 {
		return host.Mode(e.Mode)
	}
	return standard
}

// CheckFile tells why a File event that writes would be refused; nil if it would not. For the other
// operations it checks only the form of the event.
func (l *Lab) CheckFile(e File) error {
	h, u, err := l.running(e.Host, e.User)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(e.Path, "/") || e.Op == "rename" && !strings.HasPrefix(e.To, "/") || len(e.Path)+len(e.To) > 4096 {
		return fmt.Errorf("file: %q is not an absolute path", e.Path+e.To)
	}
	switch e.Op {
	case "put", "append", "touch":
		return h.FS.MayWrite(u, e.Path)
	case "chown":
		if e.Owner != "" && h.User(e.Owner) == nil {
			return fmt.Errorf("file: no user %q on %s", e.Owner, e.Host)
		}
		if e.Group != "" && !h.HasGroup(e.Group) {
			return fmt.Errorf("file: no group %q on %s", e.Group, e.Host)
		}
	}
	return nil
}

func (l *Lab) deliver(e Deliver) error {
	from, u, err := l.running(e.From, e.User)
	if err != nil {
		return err
	}
	to, receiver, err := l.running(e.To, e.ToUser)
	if err != nil {
		return err
	}
	if len(l.room.Messages) >= MaxMessages {
		return fmt.Errorf("deliver: more than %d files handed over", MaxMessages)
	}
	data, err := from.FS.Read(u, e.Path)
	if err != nil {
		return err
	}
	target := e.ToPath
	if !strings.HasPrefix(target, "/") {
		return fmt.Errorf("deliver: %q is not an absolute path", target)
	}
	if i, err := to.FS.Stat(receiver, target); err == nil && i.Dir {
		target = path.Join(target, path.Base(e.Path))
	}
	if err := to.FS.Write(receiver, target, data, 0o644); err != nil {
		return err
	}
	l.handedOver(site.Message{From: e.From, Source: e.Path, To: e.To, Path: target}, data)
	return nil
}
