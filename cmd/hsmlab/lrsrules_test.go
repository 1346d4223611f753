package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var validDuration = regexp.MustCompile(`^PT[0-9]+(\.[0-9]{1,2})?S$`)

// check gives the cmi5 rule that s breaks after the verbs of its session, or nothing.
func (l *lrs) check(s *statement, before []string) string {
	for _, rule := range []func(*statement, []string) string{l.checkFrame, l.checkOrder, l.checkOnce, l.checkResult, l.checkScore} {
		if wrong := rule(s, before); wrong != "" {
			return wrong
		}
	}
	return ""
}

// checkFrame: who, what, and the context (sections 9.1 to 9.6).
func (l *lrs) checkFrame(s *statement, _ []string) string {
	categories := fmt.Sprint(s.Context.ContextActivities["category"])
	switch {
	case s.ID == "" || l.ids[s.ID]:
		return "no id of its own"
	case s.Timestamp == "" || !strings.HasSuffix(s.Timestamp, "Z"):
		return "no timestamp in UTC"
	case s.Actor.Account.Name != l.learner:
		return "not the learner of the launch"
	case s.Object.ID != l.activity:
		return "not the activity of the launch"
	case s.Context.Registration != l.registration:
		return "no registration"
	case s.Context.Extensions[sessionExt] != l.sessionID():
		return "no session id"
	case len(s.Context.ContextActivities["grouping"]) == 0:
		return "the context template is not in it"
	case !strings.Contains(categories, "{"+cmi5Category+"}"):
		return "no cmi5 category"
	case strings.Contains(categories, "{"+moveOn+"}") != slices.Contains([]string{"completed", "passed", "failed"}, s.verb()):
		return "moveOn category where none belongs, or none where one does"
	}
	return ""
}

// checkOrder: initialized first, terminated last (section 9.3).
func (l *lrs) checkOrder(s *statement, before []string) string {
	known := []string{"initialized", "completed", "passed", "failed", "terminated"}
	switch {
	case !slices.Contains(known, s.verb()):
		return "no verb of an AU"
	case slices.Contains(before, "terminated"):
		return "after terminated"
	case (len(before) == 0) != (s.verb() == "initialized"):
		return "initialized must be first, and once"
	case l.launch["launchMode"] != "Normal" && s.verb() != "initialized" && s.verb() != "terminated":
		return fmt.Sprintf("in mode %v", l.launch["launchMode"])
	}
	return ""
}

// checkOnce: a verb once in a session, completed and passed once in a registration, no failed beside or after passed.
func (l *lrs) checkOnce(s *statement, before []string) string {
	var all []string
	for _, session := range l.sent {
		all = append(all, session...)
	}
	all = append(all, before...)
	switch verb := s.verb(); {
	case slices.Contains(before, verb):
		return "twice in a session"
	case (verb == "completed" || verb == "passed") && slices.Contains(all, verb):
		return "twice in a registration"
	case verb == "failed" && slices.Contains(all, "passed"):
		return "failed after passed"
	case verb == "passed" && slices.Contains(before, "failed"):
		return "passed and failed in a session"
	}
	return ""
}

// checkResult: completion, success and duration, each where it belongs (section 9.5).
func (l *lrs) checkResult(s *statement, _ []string) string {
	if s.verb() == "initialized" {
		if s.Result != nil {
			return "a result too soon"
		}
		return ""
	}
	if s.Result == nil || !validDuration.MatchString(s.Result.Duration) {
		return "no duration"
	}
	judging := s.verb() == "passed" || s.verb() == "failed"
	switch r := s.Result; {
	case (r.Completion != nil) != (s.verb() == "completed") || r.Completion != nil && !*r.Completion:
		return "completion"
	case (r.Success != nil) != judging || judging && *r.Success != (s.verb() == "passed"):
		return "success"
	case r.Score != nil && !judging:
		return "a score where none belongs"
	}
	return ""
}

// checkScore: passed and failed agree with the mastery score (sections 9.3.4, 9.3.5 and 9.6.3.2).
func (l *lrs) checkScore(s *statement, _ []string) string {
	mastery, ok := l.launch["masteryScore"].(float64)
	if s.Result == nil || s.Result.Success == nil || !ok {
		return ""
	}
	switch score := s.Result.Score; {
	case s.Context.Extensions[masteryExt] != mastery:
		return "no mastery score in the context"
	case score == nil || score.Scaled == nil || *score.Scaled < 0 || *score.Scaled > 1:
		return "no scaled score"
	case *s.Result.Success != (*score.Scaled >= mastery):
		return "not what the mastery score says"
	}
	return ""
}

// post sends the statements of the verbs as one list, after edit.
func (l *lrs) post(edit func(s map[string]any), verbs ...string) (int, string) {
	var list []map[string]any
	for _, verb := range verbs {
		s := l.good(verb)
		if edit != nil {
			edit(s)
		}
		list = append(list, s)
	}
	body, _ := json.Marshal(list)
	r := httptest.NewRequest(http.MethodPost, "/xapi/statements", bytes.NewReader(body))
	r.Header.Set("Authorization", "Basic "+l.token())
	r.Header.Set("X-Experience-API-Version", "1.0.3")
	w := httptest.NewRecorder()
	l.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

var statementsMade int

// good is a statement as cmi5 wants it.
func (l *lrs) good(verb string) map[string]any {
	statementsMade++
	category, extensions := []any{map[string]any{"id": cmi5Category}}, map[string]any{sessionExt: l.sessionID()}
	result := map[string]any{"duration": "PT1.50S"}
	switch verb {
	case "initialized":
		result = nil
	case "completed":
		result["completion"] = true
	case "passed", "failed":
		result["success"] = verb == "passed"
		result["score"] = map[string]any{"scaled": map[bool]float64{true: 1, false: 0.5}[verb == "passed"]}
		extensions[masteryExt] = 0.8
	}
	if verb == "completed" || verb == "passed" || verb == "failed" {
		category = append(category, map[string]any{"id": moveOn})
	}
	s := map[string]any{
		"id": fmt.Sprintf("id-%d", statementsMade), "timestamp": "2026-01-01T00:00:00Z",
		"actor": map[string]any{"account": map[string]any{"name": l.learner}},
		"verb":  map[string]any{"id": verbPrefix + verb}, "object": map[string]any{"id": l.activity},
		"context": map[string]any{
			"registration": l.registration, "extensions": extensions,
			"contextActivities": map[string]any{"category": category, "grouping": []any{map[string]any{"id": "c"}}},
		},
	}
	if result != nil {
		s["result"] = result
	}
	return s
}

// sub is an object within an object.
func sub(s map[string]any, name string) map[string]any { return s[name].(map[string]any) }

// TestTheLRSRefuses holds our LRS to its own purpose: each sequence breaks one rule, with its last list.
func TestTheLRSRefuses(t *testing.T) {
	const all = "initialized completed passed terminated"
	for _, tt := range []struct {
		mode, before, last string
		edit               func(s map[string]any)
		want               string // "" when it must be taken
	}{
		{"Normal", "", all, nil, ""},
		{"Normal", "", "initialized failed terminated", nil, ""},
		{"Browse", "", "initialized terminated", nil, ""},
		{"Normal", "initialized failed terminated /", "initialized completed passed terminated", nil, ""},
		{"Normal", "", "completed", nil, "initialized must be first"},
		{"Normal", "initialized", "initialized", nil, "initialized must be first"},
		{"Normal", "initialized completed", "completed", nil, "twice in a session"},
		{"Normal", all, "terminated", nil, "after terminated"},
		{"Normal", "initialized terminated", "completed", nil, "after terminated"},
		{"Normal", "initialized passed", "failed", nil, "failed after passed"},
		{"Normal", "initialized failed", "passed", nil, "passed and failed in a session"},
		{"Normal", all + " / initialized", "failed", nil, "failed after passed"},
		{"Normal", all + " / initialized", "passed", nil, "twice in a registration"},
		{"Normal", all + " / initialized", "completed", nil, "twice in a registration"},
		{"Browse", "initialized", "completed", nil, "in mode Browse"},
		{"Review", "initialized", "passed", nil, "in mode Review"},
		{"Normal", "initialized", "attempted", nil, "no verb of an AU"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(s, "id") }, "no id"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(s, "timestamp") }, "no timestamp"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(s, "actor") }, "not the learner"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(s, "object") }, "not the activity"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(sub(s, "context"), "registration") }, "no registration"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(sub(s, "context"), "extensions") }, "no session id"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(sub(sub(s, "context"), "contextActivities"), "grouping") }, "context template"},
		{"Normal", "", "initialized", func(s map[string]any) { delete(sub(sub(s, "context"), "contextActivities"), "category") }, "no cmi5 category"},
		{"Normal", "initialized", "passed", func(s map[string]any) {
			sub(sub(s, "context"), "contextActivities")["category"] = []any{map[string]any{"id": cmi5Category}}
		}, "moveOn category"},
		{"Normal", "", "initialized", func(s map[string]any) { s["result"] = map[string]any{} }, "a result too soon"},
		{"Normal", "initialized", "terminated", func(s map[string]any) { delete(s, "result") }, "no duration"},
		{"Normal", "initialized", "completed", func(s map[string]any) { delete(sub(s, "result"), "completion") }, "completion"},
		{"Normal", "initialized", "passed", func(s map[string]any) { sub(s, "result")["success"] = false }, "success"},
		{"Normal", "initialized", "completed", func(s map[string]any) { sub(s, "result")["score"] = map[string]any{"scaled": 1} }, "a score where none"},
		{"Normal", "initialized", "passed", func(s map[string]any) { sub(sub(s, "result"), "score")["scaled"] = 0.7 }, "mastery score says"},
		{"Normal", "initialized", "passed", func(s map[string]any) { sub(sub(s, "result"), "score")["scaled"] = 100 }, "no scaled score"},
		{"Normal", "initialized", "passed", func(s map[string]any) { delete(sub(sub(s, "context"), "extensions"), masteryExt) }, "no mastery score"},
	} {
		l := newLRS("https://lab.example/lessons/x/")
		l.newSession(tt.mode)
		for _, verb := range strings.Fields(tt.before) {
			if verb == "/" {
				l.newSession(tt.mode)
			} else if status, words := l.post(nil, verb); status != http.StatusOK {
				t.Fatalf("%s, %s: %s", tt.before, verb, words)
			}
		}
		status, words := l.post(tt.edit, strings.Fields(tt.last)...)
		switch {
		case tt.want == "" && (status != http.StatusOK || len(l.violations) > 0):
			t.Errorf("%s, then %s: refused: %s", tt.before, tt.last, words)
		case tt.want != "" && (status != http.StatusForbidden || !strings.Contains(words, tt.want) || len(l.violations) != 1):
			t.Errorf("%s, then %s: got %d %q, want 403 with %q", tt.before, tt.last, status, words, tt.want)
		}
	}
}

// TestTheLRSAsksWhoComes covers what is asked before any statement is looked at.
func TestTheLRSAsksWhoComes(t *testing.T) {
	l := newLRS("https://lab.example/lessons/x/")
	l.newSession("Normal")
	for _, tt := range []struct {
		method, path, token, version string
		status                       int
		want                         string
	}{
		{"GET", "/fetch", "", "", 405, "fetch by GET"},
		{"POST", "/fetch", "", "", 200, `{"auth-token"`},
		{"POST", "/fetch", "", "", 200, `{"error-code":"1"`},
		{"POST", "/xapi/statements", "", "1.0.3", 401, "authorization"},
		{"POST", "/xapi/statements", "Basic other", "1.0.3", 401, "authorization"},
		{"POST", "/xapi/statements", "Basic " + l.token(), "", 400, "xAPI version"},
		{"POST", "/xapi/statements", "Basic " + l.token(), "1.0.3", 400, "POST of statements"},
		{"GET", "/xapi/activities/state?stateId=LMS.LaunchData", "Basic " + l.token(), "1.0.3", 400, "state"},
		{"GET", "/xapi/agents/profile?profileId=x", "Basic " + l.token(), "1.0.3", 400, "agent profile"},
		{"GET", "/xapi/about/x", "Basic " + l.token(), "1.0.3", 404, "resource"},
	} {
		r := httptest.NewRequest(tt.method, tt.path, nil)
		r.Header.Set("Authorization", tt.token)
		r.Header.Set("X-Experience-API-Version", tt.version)
		w := httptest.NewRecorder()
		l.ServeHTTP(w, r)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s %s: got %d %q, want %d with %q", tt.method, tt.path, w.Code, w.Body, tt.status, tt.want)
		}
	}
}
