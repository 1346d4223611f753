package author

import (
	"cmp"
	"fmt"
	"maps"
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
		p.report.allow(file, at.Line, marker, allowed)
	case solved:
		p.fail("%s:%d: solved %s; mend the goals, or say why with \"# %s ok: …\"", file, at.Line, how, marker)
	case allowed != "":
		p.fail("%s:%d: not solved %s, although \"# %s ok:\" says so", file, at.Line, how, marker)
	default:
		p.report.Killed++
	}
}

// part is a variation of a statement, the same with each seed.
type part struct{ line, n int }

// partSeen is what came of it.
type partSeen struct {
	variation
	file   string
	killed bool // with some seed the lesson is not solved
}

// mutateParts tries what stands inside compound statements. What a seed's branch does not run can be left out with that seed,
// so each part must be needed with one of them.
func (p *prover) mutateParts(script Script) {
	all := script.Statements
	for i, stmt := range all {
		for n, v := range variations(stmt) {
			seen := p.seen.part(part{stmt.Line, n}, partSeen{variation: v, file: script.File})
			if seen.killed {
				continue
			}
			varied := slices.Clone(all)
			varied[i].Text = v.text
			if solved, s := p.outcome(varied); s != nil && !solved {
				seen.killed = true
			}
		}
	}
}

func (w *witness) part(key part, fresh partSeen) *partSeen {
	if w.parts[key] == nil {
		w.parts[key] = &fresh
		w.order = append(w.order, key)
	}
	return w.parts[key]
}

// judgeParts counts the variations as mutants.
func (w *witness) judgeParts(r *Report) {
	excuses := map[string]bool{} // of whole statements: whether they excuse anything
	for _, key := range w.order {
		v := w.parts[key]
		excuse := fmt.Sprintf("%s:%d: \"# part %s ok:\"", v.file, key.line, v.marker)
		if v.general != "" {
			excuses[excuse] = excuses[excuse] || !v.killed && v.allowed == ""
		}
		r.Mutants++
		switch why := cmp.Or(v.allowed, v.general); {
		case v.killed && v.allowed != "":
			r.fail("%s:%d: not solved %s, although \"# %s ok:\" says so", v.file, v.line, v.how, v.marker)
		case v.killed:
			r.Killed++
		case why != "":
			r.allow(v.file, v.line, v.marker, why)
		default:
			r.fail("%s:%d: solved %s, with every seed; mend the goals, or say why with \"# part %s ok: …\"", v.file, v.line, v.how, v.marker)
		}
	}
	for _, excuse := range slices.Sorted(maps.Keys(excuses)) {
		if !excuses[excuse] {
			r.fail("%s excuses nothing", excuse)
		}
	}
}
