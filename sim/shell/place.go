package shell

// Place is where the terminal's shell stands: a host, who types there, and the present directory.
type Place struct{ Host, User, Dir string }

// Place tells where the terminal's shell stands, for what the page does beside it: files that come and go.
func (s *Session) Place() Place {
	s.k.enter()
	defer s.k.leave()
	b := s.shell()
	return Place{b.host, b.user, b.dir()}
}
