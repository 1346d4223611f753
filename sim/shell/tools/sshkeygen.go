package tools

import (
	"errors"
	"fmt"

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
		return usage
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
	public, err := sshkey.PublicOf(data)
	if err != nil {
		public, err = sshkey.ParsePublic(string(data))
	}
	if err != nil {
		c.fail("%s is not a public key file.", file)
		return 255
	}
	c.printf("256 %s (ED25519)\n", public.Fingerprint())
	return 0
}
