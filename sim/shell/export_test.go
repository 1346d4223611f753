package shell

// LimitMemory sets another limit of the heap and returns what takes it back.
func LimitMemory(bytes uint64) (back func()) {
	before := memoryLimit
	memoryLimit = bytes
	return func() { memoryLimit = before }
}
