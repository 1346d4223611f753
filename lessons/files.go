//go:build !js && !wasip1

package lessons

import "embed"

// Files are the lessons as they are written, for package author. The browser gets them compiled, by fetch.
//
//go:embed */course.md */*/lesson.md */*/*.sh
var Files embed.FS
