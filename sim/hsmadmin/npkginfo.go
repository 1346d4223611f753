package hsmadmin

import (
	"path"
	"strconv"
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

type packageRow struct {
	File      string          `json:"file"`
	Product   string          `json:"product"`
	Parts     []firmware.Part `json:"components"`
	Signer    string          `json:"signer"`
	Signature string          `json:"signature"` // "valid", or why it is not
}

func (t *tool) npkginfo() cli.Spec {
	return cli.Spec{
		Name: "npkginfo", Usage: "[-h] [--json] <NPKGFILE>", Guide: "4.10.1.3",
		About: "Shows the metadata of a firmware package.",
		Flags: t.flags(t.jsonFlag), Operands: []string{"NPKGFILE"},
		Run: func(args []string) int {
			p, r := t.readPackage(args[0], "npkginfo")
			if r != nil {
				return t.Fail("inspect package", r)
			}
			t.P.Sleep(quick)
			row := packageRow{path.Base(args[0]), p.Product, p.Parts, p.Signer, "valid"}
			if err := p.Verify(); err != nil {
				row.Signature = "INVALID: " + err.Error()
			}
			t.showPackage(row)
			return cli.OK
		},
	}
}

func (t *tool) showPackage(r packageRow) {
	if t.JSON {
		t.printJSON(r)
		return
	}
	t.field("file", r.File)
	t.field("product", r.Product)
	for _, p := range r.Parts {
		t.field("component", p.Component)
		t.field("version", p.Version)
		if p.Component != firmware.Bootloader {
			t.field("vsn", p.VSN)
		}
		t.field("internal", strings.Join(p.Internal, ", "))
	}
	t.field("signer", r.Signer)
	t.field("signature", r.Signature)
}

type minVSNRow struct {
	ESN    string `json:"esn"`
	Before int    `json:"previous_min_vsn"`
	MinVSN int    `json:"min_vsn"`
}

func (t *tool) setminvsn() cli.Spec {
	s := cli.Spec{
		Name: "setminvsn", Usage: "[-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--json] <VSN>", Guide: "4.10.1.12",
		About: "Sets the lowest firmware VSN that an upgrade may have; it can never be lowered again.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag), Operands: []string{"VSN"}, Timeout: "G-4.10.1.12-6", Seconds: &t.Seconds,
	}
	s.Run = func(args []string) int {
		vsn, err := strconv.Atoi(args[0])
		if err != nil || vsn < 0 || vsn > firmware.MaxVSN {
			t.P.Errorf("usage: hsmadmin setminvsn %s\nhsmadmin setminvsn: error: argument VSN: invalid VSN value: '%s'\n", s.Usage, args[0])
			return cli.Usage
		}
		return t.runSetMinVSN(vsn)
	}
	return s
}

func (t *tool) runSetMinVSN(vsn int) int {
	rows := []minVSNRow{}
	a := client.Access{Service: host.Setup, Method: "setminvsn", Root: true, Cost: change, Rule: rootOnly("G-4.10.1.12-1", "4.10.1.12")}
	status := t.each("set minimum VSN", a, func(m *module.Module) *refusal.Refusal {
		before, r := m.SetMinVSN(vsn)
		if r != nil {
			return r
		}
		rows = append(rows, minVSNRow{m.ESN, before, vsn})
		return nil
	})
	if t.JSON {
		t.printJSON(rows)
		return status
	}
	for _, r := range rows {
		t.P.Printf("HSM %s: minimum VSN is now %d (was %d)\n", r.ESN, r.MinVSN, r.Before)
	}
	return status
}
