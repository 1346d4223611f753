package host

// Errno is what went wrong with a file, in the words of a Unix system.
type Errno string

const (
	ErrNotExist   Errno = "No such file or directory"
	ErrPermission Errno = "Permission denied"
	ErrIsDir      Errno = "Is a directory"
	ErrNotDir     Errno = "Not a directory"
	ErrExist      Errno = "File exists"
	ErrNotEmpty   Errno = "Directory not empty"
	ErrNoSpace    Errno = "No space left on device"
	ErrInvalid    Errno = "Invalid argument"
	ErrNotOwner   Errno = "Operation not permitted"
	ErrBusy       Errno = "Device or resource busy"
)

func (e Errno) Error() string { return string(e) }

// PathError is a refused operation on a file.
type PathError struct {
	Op   string
	Path string
	Errno
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + string(e.Errno) }

// Unwrap returns the Errno.
func (e *PathError) Unwrap() error { return e.Errno }
