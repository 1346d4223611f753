package tools

// Manual is the page of a command.
func Manual(name string) (string, bool) { return "", false }
