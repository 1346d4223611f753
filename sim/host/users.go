package host

import (
	"fmt"
	"slices"
	"strings"
)

// User is an account on a host.
type User struct {
	Name   string   `json:"name"`
	UID    int      `json:"uid"`
	GID    int      `json:"gid"`
	Groups []string `json:"groups"` // all groups by name, the primary one first
	Home   string   `json:"home"`
	Sudo   bool     `json:"sudo"` // may run commands as root
}

// In reports whether the user belongs to the group.
func (u *User) In(group string) bool { return slices.Contains(u.Groups, group) }

// Group is a group of users.
type Group struct {
	Name string
	GID  int
}

// Root is the user name with elevated privileges.
const Root = "root"

func standardUsers() []User {
	return []User{
		{Name: Root, UID: 0, GID: 0, Groups: []string{"root"}, Home: "/root", Sudo: true},
		{Name: "nfast", UID: 998, GID: 998, Groups: []string{"nfast"}, Home: "/opt/nfast"},
		{Name: "operator", UID: 1000, GID: 1000, Groups: []string{"operator", "nfast", "nfastadmin", "sudo"}, Home: "/home/operator", Sudo: true},
		{Name: "guest", UID: 1001, GID: 1001, Groups: []string{"guest"}, Home: "/home/guest"},
	}
}

func standardGroups() []Group {
	return []Group{{"root", 0}, {"sudo", 27}, {"nfast", 998}, {"nfastadmin", 997}, {"operator", 1000}, {"guest", 1001}}
}

// User finds an account; nil when the host has none of that name.
func (h *Host) User(name string) *User {
	i := slices.IndexFunc(h.users, func(u User) bool { return u.Name == name })
	if i < 0 {
		return nil
	}
	return &h.users[i]
}

// Users lists the accounts in the order of /etc/passwd.
func (h *Host) Users() []User { return slices.Clone(h.users) }

// HasGroup reports whether the host has the group.
func (h *Host) HasGroup(name string) bool {
	return slices.ContainsFunc(h.groups, func(g Group) bool { return g.Name == name })
}

func (h *Host) passwd() string {
	var b strings.Builder
	for _, u := range h.users {
		shell := "/bin/bash"
		if u.Name == "nfast" {
			shell = "/usr/sbin/nologin"
		}
		fmt.Fprintf(&b, "%s:x:%d:%d::%s:%s\n", u.Name, u.UID, u.GID, u.Home, shell)
	}
	return b.String()
}

func (h *Host) groupFile() string {
	var b strings.Builder
	for _, g := range h.groups {
		var members []string
		for _, u := range h.users {
			if u.In(g.Name) && u.Groups[0] != g.Name {
				members = append(members, u.Name)
			}
		}
		fmt.Fprintf(&b, "%s:x:%d:%s\n", g.Name, g.GID, strings.Join(members, ","))
	}
	return b.String()
}
