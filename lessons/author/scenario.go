package author

// scenarios are the names of the labs that a lesson can begin with.
func scenarios() []string { return []string{"default", "factory"} }
