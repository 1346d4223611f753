package workbench

import "fmt"

// Part is the vendor's order number of a replacement battery (guide 4.21.2).
const Part = "SOLOXC-REP-BATT"

// Cell is a battery that one can buy.
type Cell struct {
	Name      string
	Size      string
	Volts     string // nominal voltage, "3"
	Capacity  int    // typical, mAh
	Chemistry string
	Low, High int // temperatures that it stands, degrees Celsius
	Reverse   int // greatest safe reverse current, mA
	UL        string
}

// Required is the least that a replacement must offer (guide 4.21.1; D-29: for Solo XC and nShield 5s).
var Required = Cell{"", "CR 1/3N", "3", 170, "Li-MnO2", -25, 70, 2, "UL 1642"}

// Cells lists the batteries on sale: the vendor's, one of equal worth, and one that misses each requirement.
func Cells() []Cell {
	like := func(name string, change func(*Cell)) Cell {
		c := Required
		c.Name = name
		change(&c)
		return c
	}
	return []Cell{
		like(Part, func(*Cell) {}),
		like("cell-a", func(c *Cell) { c.Low, c.High = -40, 85 }),
		like("cell-b", func(c *Cell) { c.Size = "CR 2032" }),
		like("cell-c", func(c *Cell) { c.Volts = "6" }),
		like("cell-d", func(c *Cell) { c.Capacity = 120 }),
		like("cell-e", func(c *Cell) { c.Chemistry = "Li-ion, rechargeable" }),
		like("cell-f", func(c *Cell) { c.Low, c.High = 0, 45 }),
		like("cell-g", func(c *Cell) { c.Reverse = 1 }),
		like("cell-h", func(c *Cell) { c.UL = "none" }),
	}
}

// Find finds a cell by its name.
func Find(name string) (Cell, bool) {
	for _, c := range Cells() {
		if c.Name == name {
			return c, true
		}
	}
	return Cell{}, false
}

// Misses lists the requirements that the cell does not meet, each in a few words; none for one that may be used.
func (c Cell) Misses() []string {
	var list []string
	miss := func(bad bool, format string, a ...any) {
		if bad {
			list = append(list, fmt.Sprintf(format, a...))
		}
	}
	r := Required
	miss(c.Size != r.Size, "size %s, needed %s", c.Size, r.Size)
	miss(c.Volts != r.Volts, "nominal voltage %s V, needed %s V", c.Volts, r.Volts)
	miss(c.Capacity < r.Capacity, "typical capacity %d mAh, needed %d mAh", c.Capacity, r.Capacity)
	miss(c.Chemistry != r.Chemistry, "chemistry %s, needed %s", c.Chemistry, r.Chemistry)
	miss(c.Low > r.Low || c.High < r.High, "stands %d to %d C, needed %d C or lower to %d C or higher", c.Low, c.High, r.Low, r.High)
	miss(c.Reverse < r.Reverse, "safe reverse current %d mA, needed %d mA", c.Reverse, r.Reverse)
	miss(c.UL != r.UL, "UL mark: %s, needed %s", c.UL, r.UL)
	return list
}
