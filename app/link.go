package app

import (
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// FreeLab is the id under which the lab without a lesson is kept.
const FreeLab = "free"

// prefix is the path below which the site stands, without a trailing slash: "" or "/lab".
func prefix() string { return strings.TrimSuffix(ui.Getenv("GOAPP_ROOT_PREFIX"), "/") }

// href makes the address of a page of this site from its path, "/lab/".
func href(path string) string { return prefix() + path }

// asset makes the address of a file below web. go-app puts the prefix before such paths by itself in href and src,
// but not in what the page fetches.
func asset(name string) string { return prefix() + "/web/" + name }

// lessonPath is the path of a lesson's page.
func lessonPath(id string) string { return "/lessons/" + id + "/" }

// lessonOf returns the lesson that a page's path names; "" for other pages.
func lessonOf(path string) string {
	path = strings.TrimPrefix(path, prefix())
	rest, ok := strings.CutPrefix(path, "/lessons/")
	if !ok {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(rest, "index.html"), "/") // packages are opened by the file's name
}
