package tools

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
)

// compile makes a regular expression of a POSIX one. Without extended it is a basic one, where \( \) \{ \}
// \| \+ \? have the meanings that the extended form writes without backslashes.
//
// Not simulated: back-references in patterns, which regexp cannot match.
func compile(pattern string, extended, fold bool) (*regexp.Regexp, error) {
	if len(pattern) > 4096 {
		return nil, complaint("Regular expression too big")
	}
	translated, err := translate(pattern, extended)
	if err != nil {
		return nil, err
	}
	if fold {
		translated = "(?i)" + translated
	}
	re, err := regexp.Compile(translated)
	if err != nil {
		return nil, regexFault(err)
	}
	return re, nil
}

// regexFault puts an error of package regexp in the words of the C library.
func regexFault(err error) error {
	var fault *syntax.Error
	if !errors.As(err, &fault) {
		return complaint("Invalid regular expression")
	}
	if words, ok := regexFaults[fault.Code]; ok {
		return complaint(words)
	}
	return complaint("Invalid regular expression")
}

var regexFaults = map[syntax.ErrorCode]string{
	syntax.ErrMissingParen: `Unmatched ( or \(`, syntax.ErrUnexpectedParen: `Unmatched ) or \)`,
	syntax.ErrMissingBracket: "Unmatched [, [^, [:, [., or [=", syntax.ErrInvalidCharRange: "Invalid range end",
	syntax.ErrInvalidRepeatSize: `Invalid content of \{\}`, syntax.ErrLarge: "Regular expression too big",
	syntax.ErrMissingRepeatArgument: "Invalid preceding regular expression", syntax.ErrInvalidRepeatOp: "Invalid preceding regular expression",
	syntax.ErrInvalidUTF8: "Invalid or incomplete multibyte or wide character", syntax.ErrNestingDepth: "Regular expression too big",
}

// complaint is an error in the words of the C library, which begin with a capital.
type complaint string

func (c complaint) Error() string { return string(c) }

// translate writes a POSIX expression in the syntax of package regexp.
func translate(p string, extended bool) (string, error) {
	var b strings.Builder
	open := 0 // groups
	for i := 0; i < len(p); i++ {
		c := p[i]
		switch {
		case extended && c == ')' && open == 0:
			b.WriteString(`\)`)
		case extended && (c == '(' || c == ')'):
			open += 1 - 2*int(c-'(')
			b.WriteByte(c)
		case c == '[':
			n := bracket(p[i:])
			if n == 0 {
				return "", complaint("Unmatched [, [^, [:, [., or [=")
			}
			b.WriteString(class(p[i : i+n]))
			i += n - 1
		case c == '\\' && i+1 < len(p):
			i++
			if err := escaped(&b, p[i], extended); err != nil {
				return "", err
			}
		case c == '\\':
			return "", complaint("Trailing backslash")
		case !extended && c == '*' && (i == 0 || strings.HasSuffix(p[:i], `\(`) || p[i-1] == '^' && i == 1):
			b.WriteString(`\*`)
		case !extended && strings.IndexByte("(){}|+?", c) >= 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		case !extended && c == '^' && i > 0 && !strings.HasSuffix(p[:i], `\(`) && !strings.HasSuffix(p[:i], `\|`):
			b.WriteString(`\^`)
		case !extended && c == '$' && i+1 < len(p) && !strings.HasPrefix(p[i+1:], `\)`) && !strings.HasPrefix(p[i+1:], `\|`):
			b.WriteString(`\$`)
		case extended && c == '{' && digits(p, i+1, 4, "0123456789") == i+1:
			b.WriteString(`\{`)
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), nil
}

// escaped translates a backslash and the character after it.
func escaped(b *strings.Builder, c byte, extended bool) error {
	switch {
	case c >= '1' && c <= '9':
		return errors.New("not simulated: back-references in a pattern, because the lab's regular expressions have none")
	case !extended && strings.IndexByte("(){}|+?", c) >= 0:
		b.WriteByte(c)
	case c == '<' || c == '>':
		b.WriteString(`\b`)
	case strings.IndexByte("wWsSbB", c) >= 0:
		b.WriteByte('\\')
		b.WriteByte(c)
	case c == 'n':
		b.WriteString(`\n`)
	case c == 't':
		b.WriteString(`\t`)
	case c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80:
		b.WriteByte(c)
	default:
		b.WriteByte('\\')
		b.WriteByte(c)
	}
	return nil
}

// bracket is the length of the bracket expression at the beginning of p, 0 if it does not end.
func bracket(p string) int {
	i := 1
	if i < len(p) && p[i] == '^' {
		i++
	}
	if i < len(p) && p[i] == ']' {
		i++
	}
	for i < len(p) {
		switch {
		case p[i] == '[' && i+1 < len(p) && strings.IndexByte(":.=", p[i+1]) >= 0:
			end := strings.Index(p[i+2:], string(p[i+1])+"]")
			if end < 0 {
				return 0
			}
			i += end + 4
		case p[i] == ']':
			return i + 1
		default:
			i++
		}
	}
	return 0
}

// class writes a bracket expression in regexp's syntax, where a backslash would escape.
func class(p string) string {
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		switch {
		case p[i] == '\\':
			b.WriteString(`\\`)
		case p[i] == '[' && i > 0 && (i+1 >= len(p) || p[i+1] != ':'):
			b.WriteString(`\[`)
		case p[i] == ']' && i < len(p)-1 && (i == 1 || i == 2 && p[1] == '^'):
			b.WriteString(`\]`)
		default:
			b.WriteByte(p[i])
		}
	}
	return b.String()
}
