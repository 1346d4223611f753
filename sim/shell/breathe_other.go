//go:build !js

package shell

// breathe does nothing where threads exist.
func breathe() {}
