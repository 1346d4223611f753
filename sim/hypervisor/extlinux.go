package hypervisor

import (
	"slices"
	"strings"
)

// Hides reports whether the boot loader of a XenServer, with this configuration, hides the Solo XC from Dom0: on the
// append line of the label that boots, among the words for the Dom0 Linux kernel (guide 4.18.4.1). What stands in a
// comment, for the Xen hypervisor or under another label hides nothing.
func Hides(config []byte) bool {
	return slices.ContainsFunc(kernelWords(string(config)), func(word string) bool {
		word = strings.TrimPrefix(word, "xen-") // newer versions
		devices, ok := strings.CutPrefix(word, "pciback.hide=")
		return ok && (strings.Contains(devices, "("+Endpoint+")") || strings.Contains(devices, "(0000:"+Endpoint+")"))
	})
}

// kernelWords are what the label that boots passes to the Dom0 Linux kernel: the part with the kernel between the
// lines of dashes that part what is loaded.
func kernelWords(config string) []string {
	boots, label := "", ""
	for _, line := range strings.Split(config, "\n") {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		switch strings.ToLower(word) {
		case "default":
			boots = rest
		case "label":
			label = rest
		case "append":
			if label == boots {
				return kernelPart(rest)
			}
		}
	}
	return nil
}

func kernelPart(line string) []string {
	for _, part := range strings.Split(line, "---") {
		if words := strings.Fields(part); len(words) > 0 && strings.HasPrefix(words[0], "/boot/vmlinuz") {
			return words
		}
	}
	return nil
}
