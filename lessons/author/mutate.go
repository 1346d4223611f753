package author

import (
	"fmt"
	"slices"
)

// mutate proves that each statement of the solution is needed, and where it stands.
func (p *prover) mutate(script Script) {
	all := script.Statements
	for i, stmt := range all {
		dropped := slices.Delete(slices.Clone(all), i, i+1)
		p.mutant(dropped, script.File, stmt, "without this statement", "drop", stmt.DropOK)
		if i+1 < len(all) {
			swapped := slices.Clone(all)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			p.mutant(swapped, script.File, stmt, "with this statement and the next one swapped", "swap", stmt.SwapOK)
		}
	}
}

func (p *prover) mutant(statements []Statement, file string, at Statement, how, marker, allowed string) {
	p.report.Mutants++
	solved, s := p.outcome(statements)
	switch {
	case s == nil:
	case solved && allowed != "":
		p.report.Allowed++
		if text := fmt.Sprintf("%s:%d: %s: %s", file, at.Line, marker, allowed); !slices.Contains(p.report.Exceptions, text) {
			p.report.Exceptions = append(p.report.Exceptions, text)
		}
	case solved:
		p.fail("%s:%d: solved %s; mend the goals, or say why with \"# %s ok: …\"", file, at.Line, how, marker)
	case allowed != "":
		p.fail("%s:%d: not solved %s, although \"# %s ok:\" says so", file, at.Line, how, marker)
	default:
		p.report.Killed++
	}
}
