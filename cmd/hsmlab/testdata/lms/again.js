// An LMS made of scorm-again, which this page has loaded before. Its data are kept in localStorage at each commit, as a
// server would keep them.

const key = "scorm-again";
window.violations = [];
const kept = JSON.parse(localStorage.getItem(key) || "null");
const log = { initialized: 0, finished: 0, commits: 0 };

window.API = new window.Scorm12API({ autocommit: false, logLevel: 5 });
if (kept) {
  window.API.loadFromJSON(kept.cmi, "cmi");
}
for (const [call, name] of [["LMSInitialize", "initialized"], ["LMSFinish", "finished"], ["LMSCommit", "commits"]]) {
  window.API.on(call, () => log[name]++);
}
const set = window.API.LMSSetValue.bind(window.API);
window.API.LMSSetValue = (...args) => {
  const answer = set(...args);
  if (String(answer) !== "true") {
    window.violations.push(`${window.API.LMSGetLastError()}: ${args.join(" = ")}`);
  }
  return answer;
};
const commit = window.API.LMSCommit.bind(window.API);
window.API.LMSCommit = (...args) => {
  localStorage.setItem(key, JSON.stringify(JSON.parse(window.API.renderCMIToJSONString())));
  return commit(...args);
};

window.calls = () => ({ ...log });
window.record = () => {
  const cmi = JSON.parse(localStorage.getItem(key) || '{"cmi":{"core":{"score":{}}}}').cmi;
  return {
    status: cmi.core.lesson_status,
    score: String(cmi.core.score.raw),
    bookmark: cmi.core.lesson_location,
    suspended: cmi.suspend_data,
    time: cmi.core.session_time,
    interactions: Object.values(cmi.interactions?.childArray ?? cmi.interactions ?? []).filter((i) => i?.id),
  };
};
