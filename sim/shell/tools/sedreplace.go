package tools

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letterCase is what \U, \L, \u and \l do to what follows them.
type letterCase struct {
	all, next byte // U, L or 0; u, l or 0
}

// write appends text in the case that is asked for.
func (k *letterCase) write(b *strings.Builder, text string) {
	if text == "" {
		return
	}
	switch k.all {
	case 'U':
		text = strings.ToUpper(text)
	case 'L':
		text = strings.ToLower(text)
	}
	if k.next != 0 {
		first, size := utf8.DecodeRuneInString(text)
		if k.next == 'u' {
			first = unicode.ToUpper(first)
		} else {
			first = unicode.ToLower(first)
		}
		text, k.next = string(first)+text[size:], 0
	}
	b.WriteString(text)
}

// replacement writes the new text, with & and \1 filled in.
func (cmd *sedCommand) replacement(b *strings.Builder, in string, m []int) {
	var k letterCase
	t := cmd.text
	for i := 0; i < len(t); i++ {
		switch {
		case t[i] == '&':
			k.write(b, in[m[0]:m[1]])
		case t[i] == '\\' && i+1 < len(t):
			i++
			k.escaped(b, t[i], in, m)
		default:
			k.write(b, t[i:i+1])
		}
	}
}

// escaped handles a backslash and the character after it.
func (k *letterCase) escaped(b *strings.Builder, c byte, in string, m []int) {
	n := int(c - '0')
	switch {
	case c >= '0' && c <= '9' && 2*n+1 < len(m):
		if m[2*n] >= 0 {
			k.write(b, in[m[2*n]:m[2*n+1]])
		}
	case c == 'U' || c == 'L':
		k.all = c
	case c == 'E':
		k.all = 0
	case c == 'u' || c == 'l':
		k.next = c
	case c == 'n':
		b.WriteByte('\n')
	case c == 't':
		b.WriteByte('\t')
	case c == 'r':
		b.WriteByte('\r')
	default:
		k.write(b, string(c))
	}
}
