// A SCORM 1.2 LMS that forgives nothing: names, access, data types, lengths and the order of calls are those of ADL's
// SCORM Run-Time Environment 1.2, section 3. Every breach gets the standard's error code, and is kept in
// window.violations. Committed data are kept in localStorage, as a server would keep them.

const key = "strict-lms";
window.violations = [];

const text = (most) => (v) => v.length <= most;
const like = (pattern) => (v) => pattern.test(v);
const oneOf = (...words) => (v) => words.includes(v);
const decimal = like(/^-?\d{1,5}(\.\d{1,7})?$/);
const score = (v) => v === "" || (decimal(v) && Number(v) >= 0 && Number(v) <= 100);
const timespan = like(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const time = like(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const identifier = like(/^[A-Za-z0-9_.:-]{1,255}$/);

// The data model: what may be read (r) and written (w), and the type of what is written.
const model = {
  "cmi.core._children": ["r"],
  "cmi.core.student_id": ["r"],
  "cmi.core.student_name": ["r"],
  "cmi.core.lesson_location": ["rw", text(255)],
  "cmi.core.credit": ["r"],
  "cmi.core.lesson_status": ["rw", oneOf("passed", "completed", "failed", "incomplete", "browsed")],
  "cmi.core.entry": ["r"],
  "cmi.core.score._children": ["r"],
  "cmi.core.score.raw": ["rw", score],
  "cmi.core.score.min": ["rw", score],
  "cmi.core.score.max": ["rw", score],
  "cmi.core.total_time": ["r"],
  "cmi.core.lesson_mode": ["r"],
  "cmi.core.exit": ["w", oneOf("time-out", "suspend", "logout", "")],
  "cmi.core.session_time": ["w", timespan],
  "cmi.suspend_data": ["rw", text(4096)],
  "cmi.launch_data": ["r"],
  "cmi.interactions._children": ["r"],
  "cmi.interactions._count": ["r"],
};

const interaction = {
  id: identifier,
  time,
  type: oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
  weighting: decimal,
  student_response: text(255),
  result: (v) => oneOf("correct", "wrong", "unanticipated", "neutral")(v) || decimal(v),
  latency: timespan,
};

const begin = {
  "cmi.core.student_id": "p-17",
  "cmi.core.student_name": "Person, A",
  "cmi.core.lesson_location": "",
  "cmi.core.credit": "credit",
  "cmi.core.lesson_status": "not attempted",
  "cmi.core.entry": "ab-initio",
  "cmi.core.score.raw": "",
  "cmi.core.score.min": "",
  "cmi.core.score.max": "",
  "cmi.core.total_time": "0000:00:00.00",
  "cmi.core.lesson_mode": "normal",
  "cmi.suspend_data": "",
  "cmi.launch_data": "",
  "cmi.core._children": "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
  "cmi.core.score._children": "raw,min,max",
  "cmi.interactions._children": Object.keys(interaction).join(","),
};

const kept = JSON.parse(localStorage.getItem(key) || "null");
const data = kept?.data ?? { ...begin };
const interactions = kept?.interactions ?? [];
const log = { initialized: 0, finished: 0, commits: 0 };
if (kept) {
  data["cmi.core.entry"] = data["cmi.core.exit"] === "suspend" ? "resume" : "";
}
if (new URLSearchParams(location.search).get("mode")) {
  data["cmi.core.lesson_mode"] = new URLSearchParams(location.search).get("mode");
}

let state = "new";
let last = "0";
const ok = (value) => ((last = "0"), value);

function breach(code, what, answer) {
  last = code;
  window.violations.push(`${code}: ${what}`);
  return answer;
}

function running(args, n, call, answer) {
  if (args.length !== n || args.some((a) => typeof a !== "string")) {
    return breach("201", `${call} takes ${n} strings, got ${JSON.stringify(args)}`, answer);
  }
  return state === "running" ? null : breach("301", `${call} while ${state}`, answer);
}

const item = /^cmi\.interactions\.(0|[1-9]\d*)\.([a-z_]+)$/;

function setInteraction(name, value, n, field) {
  if (!interaction[field]) {
    return breach("401", name, "false");
  }
  if (n > interactions.length || (n === interactions.length && field !== "id")) {
    return breach("201", `${name}: ${interactions.length} interactions there are, and each begins with its id`, "false");
  }
  if (!interaction[field](value)) {
    return breach("405", `${name} = ${value}`, "false");
  }
  interactions[n] = { ...interactions[n], [field]: value };
  return ok("true");
}

window.API = {
  LMSInitialize(...args) {
    if (args.length !== 1 || args[0] !== "") {
      return breach("201", "LMSInitialize takes an empty string", "false");
    }
    if (state !== "new") {
      return breach("101", `LMSInitialize while ${state}`, "false");
    }
    state = "running";
    log.initialized++;
    return ok("true");
  },
  LMSFinish(...args) {
    const wrong = running(args, 1, "LMSFinish", "false");
    if (wrong) {
      return wrong;
    }
    state = "finished";
    log.finished++;
    save();
    return ok("true");
  },
  LMSGetValue(...args) {
    const wrong = running(args, 1, "LMSGetValue", "");
    if (wrong !== null) {
      return wrong;
    }
    const [name] = args;
    if (name === "cmi.interactions._count") {
      return ok(String(interactions.length));
    }
    if (item.test(name)) {
      return breach("404", name, "");
    }
    if (!model[name]) {
      return breach("401", name, "");
    }
    return model[name][0].includes("r") ? ok(data[name] ?? "") : breach("404", name, "");
  },
  LMSSetValue(...args) {
    const wrong = running(args, 2, "LMSSetValue", "false");
    if (wrong) {
      return wrong;
    }
    const [name, value] = args;
    const [, n, field] = item.exec(name) ?? [];
    if (field) {
      return setInteraction(name, value, Number(n), field);
    }
    if (/\._(children|count)$/.test(name)) {
      return breach("402", name, "false");
    }
    if (!model[name]) {
      return breach("401", name, "false");
    }
    if (!model[name][0].includes("w")) {
      return breach("403", name, "false");
    }
    if (!model[name][1](value)) {
      return breach("405", `${name} = ${value.slice(0, 80)} (${value.length} characters)`, "false");
    }
    if (name === "cmi.core.lesson_status" && data[name] === "passed" && value !== "passed") {
      return breach("405", `passed becomes ${value}`, "false");
    }
    data[name] = value;
    return ok("true");
  },
  LMSCommit(...args) {
    const wrong = running(args, 1, "LMSCommit", "false");
    if (wrong) {
      return wrong;
    }
    log.commits++;
    save();
    return ok("true");
  },
  LMSGetLastError: () => last,
  LMSGetErrorString: (code) => `error ${code}`,
  LMSGetDiagnostic: () => window.violations.at(-1) ?? "",
};

function save() {
  localStorage.setItem(key, JSON.stringify({ data, interactions }));
}

window.calls = () => ({ ...log, state });

// What a teacher sees: what was committed, and no more.
window.record = () => {
  const { data, interactions } = JSON.parse(localStorage.getItem(key) || '{"data":{},"interactions":[]}');
  return {
    status: data["cmi.core.lesson_status"],
    score: data["cmi.core.score.raw"],
    bookmark: data["cmi.core.lesson_location"],
    suspended: data["cmi.suspend_data"],
    time: data["cmi.core.session_time"],
    interactions,
  };
};
