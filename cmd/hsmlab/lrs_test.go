package main_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// The names that cmi5 gives things.
const (
	verbPrefix   = "http://adlnet.gov/expapi/verbs/"
	cmi5Category = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
	moveOn       = "https://w3id.org/xapi/cmi5/context/categories/moveon"
	sessionExt   = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
	masteryExt   = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
)

// statement is what a cmi5 statement has.
type statement struct {
	ID    string
	Actor struct {
		Account struct{ Name, HomePage string }
	}
	Verb   struct{ ID string }
	Object struct{ ID string }
	Result *struct {
		Score               *struct{ Scaled *float64 }
		Success, Completion *bool
		Duration            string
	}
	Context struct {
		Registration      string
		ContextActivities map[string][]struct{ ID string }
		Extensions        map[string]any
	}
	Timestamp string
}

func (s *statement) verb() string { return strings.TrimPrefix(s.Verb.ID, verbPrefix) }

// lrs is an LMS with a learning record store that takes nothing which breaks cmi5 (AICC, sections 8 to 11), for one
// learner, one lesson and one registration. What it refuses it notes as a violation.
type lrs struct {
	registration, activity, learner string
	launch                          map[string]any // of the session to come
	refuse                          int            // status that statements get, whatever they are; 0 for none

	mu         sync.Mutex
	session    int
	fetched    bool
	documents  map[string][]byte // state
	sent       [][]string        // verbs of each session
	ids        map[string]bool
	statements []statement
	violations []string
}

// newSession is a launch: a token that can be fetched once, and launch data with a session id.
func (l *lrs) newSession(mode string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.session++
	l.fetched = false
	l.sent = append(l.sent, nil)
	l.launch["launchMode"] = mode
	l.launch["contextTemplate"] = map[string]any{
		"contextActivities": map[string]any{"grouping": []any{map[string]any{"id": "https://lms.example/course"}}},
		"extensions":        map[string]any{sessionExt: l.sessionID()},
	}
}

func (l *lrs) sessionID() string { return fmt.Sprintf("session-%d", l.session) }
func (l *lrs) token() string     { return fmt.Sprintf("dG9rZW4%d", l.session) }

// seen is the verbs of the session that runs.
func (l *lrs) seen() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.sent[l.session-1], " ")
}

// ServeHTTP answers for pages of every origin.
func (l *lrs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if r.Method == http.MethodOptions {
		w.Header().Set("Access-Control-Allow-Headers", "authorization, content-type, x-experience-api-version")
		w.Header().Set("Access-Control-Allow-Methods", "GET, POST, PUT")
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	unwrap(r)
	if status, body := l.answer(r); status != http.StatusOK {
		w.WriteHeader(status)
		io.WriteString(w, body)
	} else {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, body)
	}
}

// unwrap makes a request of the alternate syntax (xAPI 1.0.3, part 3, 1.3) an ordinary one: method is its only query
// parameter; headers, query and content are a form.
func unwrap(r *http.Request) {
	method := r.URL.Query().Get("method")
	if r.Method != http.MethodPost || method == "" || r.URL.RawQuery != "method="+method || r.ParseForm() != nil {
		return
	}
	r.Method = method
	query := url.Values{}
	for name, values := range r.PostForm {
		switch name {
		case "Authorization", "X-Experience-API-Version", "Content-Type":
			r.Header.Set(name, values[0])
		case "content":
			r.Body = io.NopCloser(strings.NewReader(values[0]))
		default:
			query[name] = values
		}
	}
	r.URL.RawQuery = query.Encode()
}

func (l *lrs) answer(r *http.Request) (int, string) {
	if r.URL.Path == "/fetch" {
		return l.fetch(r)
	}
	if got := r.Header.Get("Authorization"); got != "Basic "+l.token() {
		return l.violation(http.StatusUnauthorized, "authorization %q", got)
	}
	if got := r.Header.Get("X-Experience-API-Version"); !strings.HasPrefix(got, "1.0.") {
		return l.violation(http.StatusBadRequest, "xAPI version %q", got)
	}
	switch r.URL.Path {
	case "/xapi/activities/state":
		return l.state(r)
	case "/xapi/agents/profile":
		if q := r.URL.Query(); q.Get("profileId") != "cmi5LearnerPreferences" || !l.isLearner(q.Get("agent")) {
			return l.violation(http.StatusBadRequest, "agent profile %s", r.URL.RawQuery)
		}
		return http.StatusOK, `{"languagePreference":"en","audioPreference":"on"}`
	case "/xapi/statements":
		return l.take(r)
	}
	return l.violation(http.StatusNotFound, "resource %s", r.URL.Path)
}

// fetch gives the token, to the first who asks (section 8.2).
func (l *lrs) fetch(r *http.Request) (int, string) {
	switch {
	case r.Method != http.MethodPost:
		return l.violation(http.StatusMethodNotAllowed, "fetch by %s", r.Method)
	case l.fetched:
		return http.StatusOK, `{"error-code":"1","error-text":"the token was fetched before"}`
	}
	l.fetched = true
	return http.StatusOK, fmt.Sprintf(`{"auth-token":%q}`, l.token())
}

func (l *lrs) isLearner(agent string) bool {
	var a struct{ Account struct{ Name string } }
	return json.Unmarshal([]byte(agent), &a) == nil && a.Account.Name == l.learner
}

// state is the state resource: the launch data can only be read (section 10).
func (l *lrs) state(r *http.Request) (int, string) {
	q := r.URL.Query()
	id := q.Get("stateId")
	if q.Get("activityId") != l.activity || q.Get("registration") != l.registration || !l.isLearner(q.Get("agent")) {
		return l.violation(http.StatusBadRequest, "state %s", r.URL.RawQuery)
	}
	if r.Method == http.MethodPut && id != "LMS.LaunchData" {
		l.documents[id], _ = io.ReadAll(r.Body)
		return http.StatusNoContent, ""
	}
	if r.Method != http.MethodGet {
		return l.violation(http.StatusForbidden, "%s of the state %s", r.Method, id)
	}
	if id == "LMS.LaunchData" {
		data, _ := json.Marshal(l.launch)
		return http.StatusOK, string(data)
	}
	if data, ok := l.documents[id]; ok {
		return http.StatusOK, string(data)
	}
	return http.StatusNotFound, ""
}

// take stores a list of statements, or none of them.
func (l *lrs) take(r *http.Request) (int, string) {
	var list []statement
	if err := json.NewDecoder(r.Body).Decode(&list); r.Method != http.MethodPost || err != nil {
		return l.violation(http.StatusBadRequest, "%s of statements: %v", r.Method, err)
	}
	if l.refuse != 0 {
		return l.refuse, "out of order"
	}
	verbs := slices.Clone(l.sent[l.session-1])
	for i := range list {
		if wrong := l.check(&list[i], verbs); wrong != "" {
			return l.violation(http.StatusForbidden, "%s: %s", list[i].verb(), wrong)
		}
		verbs = append(verbs, list[i].verb())
	}
	l.sent[l.session-1] = verbs
	for _, s := range list {
		l.ids[s.ID] = true
	}
	l.statements = append(l.statements, list...)
	return http.StatusOK, "[]"
}

func (l *lrs) violation(status int, format string, args ...any) (int, string) {
	words := fmt.Sprintf(format, args...)
	l.violations = append(l.violations, words)
	return status, words
}

func newLRS(activity string) *lrs {
	return &lrs{
		registration: "5f0f7c5e-7b1d-4f0e-9d6c-2a8d34d9c001", activity: activity, learner: "lee",
		launch:    map[string]any{"moveOn": "Passed", "masteryScore": 0.8, "returnURL": "https://lms.example/back"},
		documents: map[string][]byte{}, ids: map[string]bool{},
	}
}
