package tools

import (
	"errors"
	"fmt"
	"strings"

	"hsmlab/sim/sshkey"
)

// keyTools are the tools of OpenSSH that read key files.
var keyTools = []Tool{
	{"ssh-keygen", "-y|-l -f FILE [-P PASSPHRASE]", sshKeygen},
}

// sshKeygen reads key files: -y prints the public half of a private key, -l the fingerprint of a key. It makes no
// keys: those of the lab come from its seed.
func sshKeygen(c *Call) int {
	f := c.flags()
	public := f.BoolP("print-public", "y", false, "")
	list := f.BoolP("fingerprint", "l", false, "")
	file := f.StringP("file", "f", "", "")
	pass := f.StringP("passphrase", "P", "", "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if *public == *list || *file == "" || len(operands) > 0 {
		return c.usageError("one of -y and -l is needed, and a file")
	}
	data, err := c.read(*file)
	if err != nil {
		c.fail("%s: %s", *file, why(err))
		return 255
	}
	if *list {
		return c.keyFingerprint(*file, data)
	}
	key, comment, err := sshkey.Decode(data, []byte(*pass))
	switch {
	case errors.Is(err, sshkey.ErrPassphrase):
		fmt.Fprintf(c.Err, "Load key \"%s\": incorrect passphrase supplied to decrypt private key\n", *file)
		return 255
	case err != nil:
		fmt.Fprintf(c.Err, "Load key \"%s\": %v\n", *file, err)
		return 255
	}
	c.printf("%s", key.Public().Line(comment))
	return 0
}

func (c *Call) keyFingerprint(file string, data []byte) int {
	line := string(data)
	public, err := sshkey.PublicOf(data)
	if err != nil {
		public, err = sshkey.ParsePublic(line)
	} else {
		line = c.besides(file, data)
	}
	if err != nil {
		c.fail("%s is not a public key file.", file)
		return 255
	}
	comment := "no comment"
	if words := strings.SplitN(strings.TrimSpace(line), " ", 3); len(words) == 3 {
		comment = words[2]
	}
	c.printf("256 %s %s (ED25519)\n", public.Fingerprint(), comment)
	return 0
}

// besides is a line of a public key file for a private key: from the key itself unless a passphrase protects it,
// else from the file with .pub. Only its comment counts.
func (c *Call) besides(file string, data []byte) string {
	if key, comment, err := sshkey.Decode(data, nil); err == nil {
		return key.Public().Line(comment)
	}
	line, err := c.read(file + ".pub")
	if err != nil {
		return ""
	}
	return string(line)
}
