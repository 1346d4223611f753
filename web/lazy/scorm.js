// The bridge between a lesson and an LMS that speaks SCORM 1.2 (ADL, SCORM Run-Time Environment 1.2). Only packages have
// it, as the first of the page's modules: the attempt's name must be known before store.js opens its database.
//
// The LMS gets: score (the best so far, 0 to 100), status (passed and completed are never taken back), time, the task
// whose turn it is as the bookmark, and one interaction for each task, which says how it was done and not what was typed.
// The journal stays in this browser, under the attempt's name; suspend_data has the name and the standing, so that
// another browser, where the lab begins anew, takes nothing away.

const most = 4096; // characters of suspend_data
const sessionKey = "hsmlab.scorm"; // of a session that goes on after the page loaded itself anew
const opened = Date.now();

// apiAbove climbs through the frames. A frame of another origin tells nothing, but one above it may.
function apiAbove(from) {
  let frame = from;
  for (let level = 0; frame && level < 16; level++) {
    try {
      if (frame.API) {
        return frame.API;
      }
    } catch {
      // of another origin
    }
    if (frame.parent === frame) {
      return null;
    }
    frame = frame.parent;
  }
  return null;
}

function findAPI() {
  const api = apiAbove(window);
  if (api) {
    return api;
  }
  try {
    return window.opener ? apiAbove(window.opener) : window.top.opener ? apiAbove(window.top.opener) : null;
  } catch {
    return null; // an opener above a frame of another origin
  }
}

const api = findAPI();
const code = () => Number(api.LMSGetLastError());

function get(name) {
  const value = String(api.LMSGetValue(name) ?? "");
  return code() === 0 ? value : "";
}

function set(name, value) {
  api.LMSSetValue(name, String(value));
  const error = code();
  if (error !== 0 && error !== 401) { // 401: the LMS leaves this out, which it may with much of the model
    console.warn(`the LMS refused ${name} = ${value}: error ${error}, ${api.LMSGetErrorString(String(error))}`);
  }
  return error === 0;
}

const two = (n) => String(n).padStart(2, "0");

// timespan is CMITimespan, HHHH:MM:SS.SS.
export function timespan(ms) {
  const hundredths = Math.min(Math.max(Math.round(ms / 10), 0), 9999 * 360000 + 359999);
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.floor(seconds / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

// clock is CMITime, HH:MM:SS.SS.
function clock(at) {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${two(Math.floor(at.getMilliseconds() / 10))}`;
}

function newName() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

// readStanding takes what an earlier session suspended; anything else begins an attempt.
function readStanding(text) {
  try {
    const s = JSON.parse(text);
    if (s.v === 1 && /^[0-9a-f]{16}$/.test(s.attempt) && Array.isArray(s.told)) {
      return s;
    }
  } catch {
    // nothing, or of another program
  }
  return { v: 1, attempt: newName(), best: 0, told: [] };
}

// writeStanding makes suspend_data. Were it too long, the tasks told last are left out, and counted in cut: they
// would be told once more.
export function writeStanding(standing) {
  let told = standing.told;
  let text = JSON.stringify(standing);
  while (text.length > most && told.length > 0) {
    told = told.slice(0, -1);
    text = JSON.stringify({ ...standing, told, cut: standing.told.length - told.length });
  }
  return text;
}

// begin opens the session, or goes on with the one that this very page had before it loaded itself anew.
function begin() {
  const kept = sessionStorage.getItem(sessionKey);
  sessionStorage.removeItem(sessionKey);
  if (kept) {
    return Number(kept);
  }
  return String(api.LMSInitialize("")) === "true" ? opened : 0;
}

function bridge(began) {
  const standing = readStanding(get("cmi.suspend_data"));
  const normal = !["browse", "review"].includes(get("cmi.core.lesson_mode"));
  let status = get("cmi.core.lesson_status");
  let next = get("cmi.interactions._children") ? Number(get("cmi.interactions._count")) : NaN;
  let since = Date.now(); // when the task before was told
  let over = false;
  let said = false;

  function commit() {
    set("cmi.core.session_time", timespan(Date.now() - began));
    set("cmi.suspend_data", writeStanding(standing));
    api.LMSCommit("");
  }

  function setStatus(word) {
    const final = ["passed", "completed"].includes(status);
    if (word !== status && !final && !(word === "incomplete" && status === "failed")) {
      status = word;
      set("cmi.core.lesson_status", word);
    }
  }

  // tell records a task, once in an attempt.
  function tell(task) {
    const mark = task.state === "tripped" ? `!${task.id}` : task.id;
    if (standing.told.includes(mark)) {
      return;
    }
    standing.told.push(mark);
    const now = Date.now();
    const at = `cmi.interactions.${next}`;
    if (next >= 0 && set(`${at}.id`, task.id)) {
      set(`${at}.type`, "performance");
      set(`${at}.time`, clock(new Date(now)));
      set(`${at}.student_response`, task.state === "tripped" ? "happened" : task.assisted ? "done with help" : "done");
      set(`${at}.result`, task.state === "tripped" ? "wrong" : "correct");
      set(`${at}.latency`, timespan(now - since));
      next++;
    }
    since = now;
  }

  function score(report) {
    standing.best = Math.max(standing.best, report.percent);
    if (!report.graded) {
      return;
    }
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", standing.best);
  }

  // compare tells of what the LMS has and this lab has not.
  function compare(report) {
    const done = report.tasks.filter((t) => t.state === "done").map((t) => t.id);
    const more = standing.told.filter((id) => !id.startsWith("!") && !done.includes(id)).length;
    if (!said && more > 0) {
      say(`The LMS has ${more} ${more === 1 ? "task" : "tasks"} more as done: from another browser, or from before you started over. ` +
        "That stays counted; the lab itself is only in the browser where you worked.");
    }
    said = true;
  }

  function progress(text) {
    if (over || !normal) {
      return;
    }
    const report = JSON.parse(text);
    compare(report);
    report.tasks.filter((t) => t.state === "done" || t.state === "tripped").forEach(tell);
    score(report);
    setStatus(report.solved ? (report.graded ? "passed" : "completed") : report.failed ? "failed" : "incomplete");
    set("cmi.core.lesson_location", report.current);
    commit();
  }

  function finish() {
    if (over) {
      return;
    }
    if (window.hsmlab.staying) {
      sessionStorage.setItem(sessionKey, String(began));
      return;
    }
    over = true;
    if (normal) {
      commit();
    }
    api.LMSFinish("");
  }

  if (normal) {
    set("cmi.core.exit", "suspend"); // now, since nobody may come to say it: the attempt goes on next time
    setStatus(["", "not attempted", "unknown", "browsed"].includes(status) ? "incomplete" : status);
    commit();
  }
  addEventListener("pagehide", finish);
  addEventListener("pageshow", (e) => e.persisted && over && location.reload()); // back, with a session that has ended
  window.hsmlab.shelf = `hsmlab ${standing.attempt}`;
  return progress;
}

function say(words) {
  window.hsmlab.lms.words = words;
  window.dispatchEvent(new Event("hsmlab-lms"));
}

function start() {
  window.hsmlab = Object.assign(window.hsmlab || {}, { lms: { words: "", progress() {} } });
  if (!api) {
    say("No LMS was found around this page: what you achieve stays in this browser, and nobody is told.");
    return;
  }
  const began = begin();
  if (!began) {
    say("The LMS did not open a session; it may have closed this one when the page was loaded anew. Start the lesson from the LMS again to have it counted.");
    return;
  }
  window.hsmlab.lms.progress = bridge(began);
}

start();
