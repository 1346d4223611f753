package vcmadmin

import (
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/feature"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

func (t *tool) show() cli.Spec {
	uuid := ""
	return cli.Spec{
		Name: "show", Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json] [uuid <UUID>]", Guide: "3.4.1.5",
		About:    "Shows the properties of VCMs.",
		Flags:    t.common(func(f *pflag.FlagSet) { f.StringVar(&uuid, "uuid", "", "VCM to show; all when omitted.") }),
		Operands: []string{"[UUID]", "[UUID]"}, Timeout: "G-3.4.1.5-4", Seconds: &t.Seconds,
		Wrong: func(args []string) string {
			switch {
			case len(args) == 1 && args[0] == uuidWord:
				return "argument uuid: expected one argument"
			case len(args) == 2 && args[0] != uuidWord:
				return "unrecognized arguments: " + args[1]
			}
			return twice(uuid, args)
		},
		Run: func(args []string) int {
			if len(args) > 0 {
				uuid = args[len(args)-1]
			}
			return t.runShow(uuid)
		},
	}
}

// uuidWord is what the guide's usage line of show has before a UUID (D-81).
const uuidWord = "uuid"

// twice refuses a UUID that is given as an option and as an operand too.
func twice(uuid string, args []string) string {
	if uuid != "" && len(args) > 0 {
		return "argument UUID: not allowed with argument --uuid"
	}
	return ""
}

var unknownVCM = refusal.Rule{Guide: "3.4.1.5", Basis: refusal.Inferred}

func (t *tool) runShow(uuid string) int {
	const doing = "show VCM"
	rows, status := t.collect(doing, "show", func(v *vcm.VCM) bool { return uuid == "" || v.UUID == uuid })
	if uuid != "" && len(rows) == 0 && status == cli.OK {
		return t.Fail(doing, t.absent("show", uuid))
	}
	if t.JSON {
		t.printJSON(rows)
		return status
	}
	t.P.Printf("%s", blocks(rows, row.block))
	return status
}

// blocks joins a block of lines for each VCM, a blank line between two: printed at once, since a thousand VCMs
// have eleven thousand lines.
func blocks[R any](rows []R, block func(R) string) string {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(block(r))
	}
	return b.String()
}

func (r row) block() string {
	return line("ESN", r.ESN) + line("UUID", r.UUID) + line("NAME", r.Name) + line("STATE", r.State) +
		line("IP_ADDRESS", r.Address) + line("AUTOSTART", strconv.FormatBool(r.Autostart)) +
		line("RESTRICT_STARTUP", strconv.FormatBool(r.RestrictStartup)) +
		line("SERIAL_CARDREADER", strconv.FormatBool(r.SerialCardreader)) +
		"FEATURES : " + feature.Word(r.Features).Names() + "\n" + line("K_TENANT_REQ", r.TenantKey)
}
