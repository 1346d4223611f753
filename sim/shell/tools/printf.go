package tools

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Escapes expands the backslash escapes of echo -e and of %b. end is true when \c stopped the output.
func Escapes(s string) (text string, end bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == 'c' {
			return b.String(), true
		}
		i += escape(&b, s[i:]) - 1
	}
	return b.String(), false
}

// escape writes what the escape after a backslash means and returns how long it is.
func escape(b *strings.Builder, s string) int {
	const from, to = `abeEfnrtv\'"`, "\a\b\x1b\x1b\f\n\r\t\v\\'\""
	if i := strings.IndexByte(from, s[0]); i >= 0 {
		b.WriteByte(to[i])
		return 1
	}
	switch {
	case s[0] >= '0' && s[0] <= '7':
		n := digits(s, 0, 3+zero(s), "01234567")
		v, _ := strconv.ParseUint(s[:n], 8, 16)
		b.WriteByte(byte(v))
		return n
	case s[0] == 'x' || s[0] == 'u' || s[0] == 'U':
		n := digits(s, 1, map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]], "0123456789abcdefABCDEF")
		if n == 1 {
			break
		}
		v, _ := strconv.ParseUint(s[1:n], 16, 32)
		if s[0] == 'x' {
			b.WriteByte(byte(v))
		} else {
			b.WriteRune(rune(v))
		}
		return n
	}
	b.WriteByte('\\')
	b.WriteByte(s[0])
	return 1
}

func zero(s string) int {
	if s[0] == '0' {
		return 1
	}
	return 0
}

// digits counts up to n digits of s from at, and at.
func digits(s string, at, n int, set string) int {
	end := at
	for end < len(s) && end-at < n && strings.IndexByte(set, s[end]) >= 0 {
		end++
	}
	return end
}

// maxPrintf is how long the output of one printf may be.
const maxPrintf = 1 << 20

// Printf formats as printf(1) of bash does: the format is used again while there are arguments. The error
// tells of arguments that are no numbers; the text is good all the same.
func Printf(format string, args []string) (string, error) {
	p := &printer{args: args}
	for {
		before := len(p.args)
		p.format(format)
		if p.end || len(p.args) == 0 || len(p.args) == before || p.out.Len() > maxPrintf {
			return p.out.String(), p.err
		}
	}
}

type printer struct {
	out  strings.Builder
	args []string
	end  bool
	err  error
}

func (p *printer) format(f string) {
	for i := 0; i < len(f) && !p.end; i++ {
		switch {
		case f[i] == '\\' && i+1 < len(f):
			i++
			if f[i] == 'c' {
				p.end = true
				return
			}
			i += escape(&p.out, f[i:]) - 1
		case f[i] == '%' && i+1 < len(f):
			i++
			i += p.directive(f[i:]) - 1
		default:
			p.out.WriteByte(f[i])
		}
	}
}

func (p *printer) next() string {
	if len(p.args) == 0 {
		return ""
	}
	a := p.args[0]
	p.args = p.args[1:]
	return a
}

// directive formats one argument and returns the length of the directive after its %.
func (p *printer) directive(f string) int {
	n := digits(f, 0, len(f), "-+ #0")
	flags := f[:n]
	width, n := p.number(f, n)
	precision := -1
	if n < len(f) && f[n] == '.' {
		precision, n = p.number(f, n+1)
	}
	if n >= len(f) {
		p.fault("`%s': missing format character", "%"+f)
		return len(f)
	}
	spec := "%" + flags
	if width > 0 {
		spec += strconv.Itoa(width)
	}
	if precision >= 0 {
		spec += "." + strconv.Itoa(precision)
	}
	p.verb(f[n], spec, precision)
	return n + 1
}

// number reads a width or precision.
func (p *printer) number(f string, at int) (value, end int) {
	if at < len(f) && f[at] == '*' {
		v, _ := strconv.Atoi(p.next())
		return min(max(v, 0), 10_000), at + 1
	}
	end = digits(f, at, len(f), "0123456789")
	v, err := strconv.Atoi(f[at:end])
	if err != nil && end > at {
		v = 10_000
	}
	return min(v, 10_000), end
}

func (p *printer) verb(verb byte, spec string, precision int) {
	switch verb {
	case '%':
		p.out.WriteByte('%')
	case 's':
		fmt.Fprintf(&p.out, spec+"s", p.next())
	case 'b':
		text, end := Escapes(p.next())
		fmt.Fprintf(&p.out, spec+"s", text)
		p.end = end
	case 'q':
		fmt.Fprintf(&p.out, spec+"s", shellQuote(p.next()))
	case 'c':
		a := p.next()
		if a != "" {
			_, size := utf8.DecodeRuneInString(a)
			a = a[:size]
		}
		fmt.Fprintf(&p.out, spec+"s", a)
	case 'd', 'i':
		fmt.Fprintf(&p.out, spec+"d", p.integer())
	case 'o', 'x', 'X':
		fmt.Fprintf(&p.out, spec+string(verb), uint64(p.integer()))
	case 'u':
		fmt.Fprintf(&p.out, spec+"d", uint64(p.integer()))
	case 'f', 'F', 'e', 'E', 'g', 'G':
		a := p.next()
		v, err := strconv.ParseFloat(a, 64)
		if err != nil && a != "" {
			p.fault("%s: invalid number", a)
		}
		if precision < 0 && verb != 'g' && verb != 'G' {
			spec += ".6"
		}
		fmt.Fprintf(&p.out, spec+string(verb), v)
	default:
		p.fault("`%c': invalid format character", verb)
	}
}

func (p *printer) integer() int64 {
	a := p.next()
	if a == "" {
		return 0
	}
	if a[0] == '\'' || a[0] == '"' {
		r, _ := utf8.DecodeRuneInString(a[1:])
		return int64(r)
	}
	v, err := strconv.ParseInt(strings.TrimSpace(a), 0, 64)
	if err != nil {
		p.fault("%s: invalid number", a)
	}
	return v
}

func (p *printer) fault(format string, a ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, a...)
	}
}

// shellQuote quotes a word so that the shell reads it as one.
func shellQuote(s string) string {
	if s == "" {
		return "''"
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < ' ' || r == 127:
			return "$" + "'" + strings.NewReplacer("\n", `\n`, "\t", `\t`, "\r", `\r`, `\`, `\\`, "'", `\'`, "\x1b", `\E`).Replace(s) + "'"
		case strings.ContainsRune(" !\"#$&'()*,;<=>?[\\]^`{|}~", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
