package tools

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/itchyny/gojq"
)

// jqPrelude keeps the real clock and time zone out: time is the host's, and its zone is UTC.
const jqPrelude = "def now: $__now; def localtime: gmtime; def strflocaltime(f): strftime(f); "

// jqOptions are those of one call.
type jqOptions struct {
	raw, compact, status, null, slurp, rawInput, join, tab bool
	indent                                                 int
	names                                                  []string // of variables
	values                                                 []any
}

// jq filters JSON by gojq. Keys of objects are printed sorted, since gojq does not keep their order.
func jq(c *Call) int {
	o, operands, ok := c.jqParse()
	if !ok {
		return c.misuse()
	}
	if len(operands) == 0 {
		return c.usageError("no filter given")
	}
	code, err := c.jqCompile(operands[0], &o)
	if err != nil {
		c.fail("error: %v", err)
		c.fail("1 compile error")
		return 3
	}
	inputs, bad := c.jqInputs(operands[1:], &o)
	status, last := 0, any(true)
	for _, in := range inputs {
		var v *any
		if status, v = c.jqRun(code, in, &o); v != nil {
			last = *v
		}
	}
	switch {
	case bad != 0:
		return bad
	case o.status && status == 0 && (last == nil || last == false):
		return 1
	}
	return status // of the last input, as jq 1.6 has it
}

// jqParse reads the options; --arg and --argjson take two words, which pflag cannot.
func (c *Call) jqParse() (o jqOptions, operands []string, ok bool) {
	var rest []string
	args := c.Args[1:]
	for i := 0; i < len(args); i++ {
		if (args[i] == "--arg" || args[i] == "--argjson") && i+2 < len(args) {
			var v any = args[i+2]
			if args[i] == "--argjson" {
				if err := json.Unmarshal([]byte(args[i+2]), &v); err != nil {
					c.fail("invalid JSON text passed to --argjson")
					return o, nil, false
				}
			}
			o.names, o.values = append(o.names, "$"+args[i+1]), append(o.values, v)
			i += 2
			continue
		}
		rest = append(rest, args[i])
	}
	c.Args = append(c.Args[:1:1], rest...)
	f := c.flags()
	f.BoolVarP(&o.raw, "raw-output", "r", false, "")
	f.BoolVarP(&o.compact, "compact-output", "c", false, "")
	f.BoolVarP(&o.status, "exit-status", "e", false, "")
	f.BoolVarP(&o.null, "null-input", "n", false, "")
	f.BoolVarP(&o.slurp, "slurp", "s", false, "")
	f.BoolVarP(&o.rawInput, "raw-input", "R", false, "")
	f.BoolVarP(&o.join, "join-output", "j", false, "")
	f.BoolVar(&o.tab, "tab", false, "")
	f.BoolP("sort-keys", "S", true, "")
	f.BoolP("monochrome-output", "M", true, "")
	f.IntVar(&o.indent, "indent", 2, "")
	operands, ok = c.parse(f)
	return o, operands, ok
}

func (c *Call) jqCompile(filter string, o *jqOptions) (*gojq.Code, error) {
	if len(filter) > 16<<10 {
		return nil, errors.New("the filter is longer than 16 KB")
	}
	if _, err := gojq.Parse(filter); err != nil {
		return nil, err
	}
	q, err := gojq.Parse(jqPrelude + filter)
	if err != nil {
		return nil, err
	}
	o.names, o.values = append(o.names, "$__now"), append(o.values, float64(c.now().UnixMicro())/1e6)
	return gojq.Compile(q, gojq.WithVariables(o.names), gojq.WithEnvironLoader(func() []string { return c.Env }))
}

// jqInputs reads the JSON values of the files or of the standard input.
func (c *Call) jqInputs(files []string, o *jqOptions) (list []any, status int) {
	if o.null {
		return []any{nil}, 0
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		data, err := c.read(name)
		if err != nil {
			c.fail("error: Could not open file %s: %s", name, why(err))
			status = 2
			continue
		}
		values, err := jqDecode(data, o.rawInput)
		list = append(list, values...)
		if err != nil {
			c.complain("parse error: " + err.Error())
			status = 4 // so jq 1.6
			break
		}
	}
	switch {
	case !o.slurp:
		return list, status
	case status == 4:
		return nil, status // it never came to the end of the one list
	case list == nil:
		list = []any{}
	}
	return []any{list}, status
}

// jqDecode reads the values of one input, up to the first mistake.
func jqDecode(data []byte, raw bool) (list []any, err error) {
	if raw {
		for _, l := range lines(data) {
			list = append(list, l)
		}
		return list, nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	for {
		var v any
		switch err := d.Decode(&v); {
		case err == io.EOF:
			return list, nil
		case err != nil:
			return list, jqFault(data, err)
		}
		list = append(list, jqValue(v))
	}
}

// jqValue makes the numbers of a decoded value ones that gojq takes.
func jqValue(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil && int64(int(n)) == n {
			return int(n)
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = jqValue(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = jqValue(v[k])
		}
	}
	return v
}

// maxResults ends filters such as repeat(1).
const maxResults = 100_000

// jqRun prints the results for one input and returns the last of them.
func (c *Call) jqRun(code *gojq.Code, in any, o *jqOptions) (status int, last *any) {
	iter := code.RunWithContext(stopContext{c}, in, o.values...)
	for n := 0; ; n++ {
		v, ok := iter.Next()
		if !ok {
			return 0, last
		}
		if err, ok := v.(error); ok {
			var halt *gojq.HaltError
			if errors.As(err, &halt) && halt.Value() == nil {
				return halt.ExitCode(), last
			}
			if errors.Is(err, context.Canceled) {
				return 5, last
			}
			c.fail("error: %v", err)
			return 5, last
		}
		if n >= maxResults {
			c.fail("error: more than %d results", maxResults)
			return 5, last
		}
		last = &v
		c.jqPrint(v, o)
	}
}

func (c *Call) jqPrint(v any, o *jqOptions) {
	s, isText := v.(string)
	if !isText || !o.raw && !o.join {
		b, err := gojq.Marshal(v)
		if err != nil {
			c.fail("error: %v", err)
			return
		}
		s = string(b)
		if !o.compact {
			s = indent(b, o)
		}
	}
	if !o.join {
		s += "\n"
	}
	io.WriteString(c.Out, s)
}

func indent(b []byte, o *jqOptions) string {
	by := strings.Repeat(" ", min(max(o.indent, 0), 7))
	if o.tab {
		by = "\t"
	}
	var out bytes.Buffer
	if err := json.Indent(&out, b, "", by); err != nil {
		panic(fmt.Sprintf("BUG: jq: %v in %s", err, b))
	}
	return out.String()
}
