// The bridge between a lesson of the hosted site and an LMS that speaks cmi5 (AICC, cmi5 Specification Profile for xAPI).
// web/boot.js loads it, before all other modules, when the address has the launch parameters; see web/js/attempt.js for
// what it shares with the page.
//
// The LMS gets: initialized; completed and passed when the lesson is solved; failed when the score is below the LMS's mastery
// score, or when the learner leaves a lesson in which something happened that must not; terminated. Each is sent once in a
// session, completed and passed once in a registration. Statements that belong together travel as one list, whose order an
// LRS keeps. What was typed is not sent. The lab's journal stays in this browser, apart for each registration.

const names = ["endpoint", "fetch", "actor", "registration", "activityId"];
const given = new URLSearchParams(location.search);
const [endpoint, fetchURL, actor, registration, activity] = names.map((name) => given.get(name) ?? "");
const keptKey = "hsmlab.cmi5"; // of a session that goes on after the page loaded itself anew
const standingId = "hsmlab.standing"; // state document of ours: what this registration has achieved
const ids = "https://w3id.org/xapi/cmi5/context/";

let session = null; // token, launch, standing, sent, began, pending
let report = null; // the last that the page gave
let over = false; // terminated is on its way
let inFlight = 0; // so many of the pending statements are being sent
let sending = Promise.resolve(true);
let failedAt = 0; // when the LRS last could not be reached
let trouble = ""; // what went wrong, in words

const lms = { words: "", calm: false, leave: null, progress };
window.hsmlab = Object.assign(window.hsmlab || {}, { lms });

function say(words, calm = false) {
  Object.assign(lms, { words, calm });
  window.dispatchEvent(new Event("hsmlab-lms"));
}

function complain(words) {
  trouble = words;
  say(`${words} The lab itself is safe: it is kept in this browser.`);
}

// blocked are the origins that this site's own security policy kept us from.
const blocked = new Set();
document.addEventListener("securitypolicyviolation", (e) => {
  if (e.effectiveDirective === "connect-src" && URL.canParse(e.blockedURI)) {
    blocked.add(new URL(e.blockedURI).origin);
  }
});

// ask sends a request and gives the answer, or throws words for the learner, with the status if there was one; refused
// tells that asking again is no use.
async function ask(what, url, options) {
  let response;
  try {
    response = await fetch(url, { ...options, keepalive: true, credentials: "omit" });
  } catch {
    await new Promise((resolve) => setTimeout(resolve)); // the violation is told after the failure
    const origin = new URL(url).origin;
    throw new Error(blocked.has(origin)
      ? `This site may not talk to the LMS at ${origin}, so nothing is reported: whoever runs the site must build it with 'hsmlab build --lrs ${origin}'.`
      : `${what}: ${origin} cannot be reached, or it does not allow requests from ${location.origin} (CORS).`);
  }
  if (response.ok) {
    return response;
  }
  const { status } = response;
  const words = (await response.text().catch(() => "")).trim().slice(0, 200);
  const refused = status < 500 && ![401, 408, 429].includes(status);
  throw Object.assign(new Error(`${what}: the LMS answered ${status}${words ? `, “${words}”` : ""}.`), { status, refused });
}

const headers = (token) => ({
  Authorization: `Basic ${token}`,
  "X-Experience-API-Version": "1.0.3",
  "Content-Type": "application/json",
});

const resource = (path, query) => `${endpoint.replace(/\/+$/, "")}/${path}${query ? `?${new URLSearchParams(query)}` : ""}`;
const state = (stateId) => resource("activities/state", { stateId, activityId: activity, agent: actor, registration });

// read gives a document of the LRS, or null when it has none.
async function read(what, url, token) {
  try {
    const response = await ask(what, url, { headers: headers(token) });
    return await response.json();
  } catch (err) {
    if (err.status === 404) {
      return null;
    }
    throw err instanceof SyntaxError ? new Error(`${what}: the LMS answered with something that is not JSON.`) : err;
  }
}

async function fetchToken() {
  const response = await ask("Opening the session", fetchURL, { method: "POST" });
  const answer = await response.json().catch(() => ({}));
  if (typeof answer["auth-token"] === "string") {
    return answer["auth-token"];
  }
  const why = answer["error-text"] ? `: “${answer["error-text"]}”` : "";
  throw new Error(`The LMS did not open a session${why}. A launch serves once, also when the page is loaded anew: start the lesson from the LMS again to have it counted.`);
}

// keptSession is the one that this very page had before it loaded itself anew.
function keptSession() {
  const text = sessionStorage.getItem(keptKey);
  sessionStorage.removeItem(keptKey);
  const kept = text ? JSON.parse(text) : {};
  return kept.fetchURL === fetchURL ? kept.session : null;
}

async function openSession() {
  const kept = keptSession();
  if (kept) {
    return kept;
  }
  const token = await fetchToken();
  const launch = await read("Reading the launch data", state("LMS.LaunchData"), token);
  if (!launch) {
    throw new Error("The LMS has no launch data for this lesson (the state document LMS.LaunchData), so nothing can be reported.");
  }
  // The lessons are in English and silent unless asked to sound, so the learner's preferences change nothing.
  const preferences = resource("agents/profile", { profileId: "cmi5LearnerPreferences", agent: actor });
  await read("Reading your preferences", preferences, token).catch((err) => complain(err.message));
  const standing = (await read("Reading how you stand", state(standingId), token)) ?? {};
  return { token, launch, standing, sent: {}, began: Date.now(), pending: [] };
}

const normal = () => (session.launch.launchMode ?? "Normal") === "Normal";
const duration = () => `PT${((Date.now() - session.began) / 1000).toFixed(2)}S`;

// add queues a statement: judging ones count for moveOn.
function add(word, result, judging) {
  const { contextTemplate = {}, masteryScore } = session.launch;
  const context = { ...structuredClone(contextTemplate), registration };
  const category = [context.contextActivities?.category ?? []].flat();
  for (const name of judging ? ["cmi5", "moveon"] : ["cmi5"]) {
    const id = `${ids}categories/${name}`;
    category.some((c) => c.id === id) || category.push({ objectType: "Activity", id });
  }
  context.contextActivities = { ...context.contextActivities, category };
  if (masteryScore !== undefined && result?.success !== undefined) {
    context.extensions = { ...context.extensions, [`${ids}extensions/masteryscore`]: masteryScore };
  }
  const verb = { id: `http://adlnet.gov/expapi/verbs/${word}`, display: { en: word } };
  session.sent[word] = true;
  session.pending.push({
    id: crypto.randomUUID(), actor: JSON.parse(actor), verb, object: { objectType: "Activity", id: activity },
    ...(result && { result }), context, timestamp: new Date().toISOString(),
  });
}

// verdict queues passed or failed. Without anything to score there is no score.
function verdict(success, percent) {
  const result = { success, duration: duration() };
  if (report.graded) {
    result.score = { scaled: percent / 100, raw: percent, min: 0, max: 100 };
  }
  add(success ? "passed" : "failed", result, true);
}

const judged = () => session.sent.passed || session.sent.failed || session.standing.passed;

// judge queues what a solved lesson has earned. An LMS that waits for passed gets it even where nothing is scored.
function judge() {
  const { masteryScore, moveOn = "" } = session.launch;
  if (!session.sent.completed && !session.standing.completed) {
    add("completed", { completion: true, duration: duration() }, true);
  }
  if (!judged() && (report.graded || (moveOn.includes("Passed") && masteryScore === undefined))) {
    verdict(!(report.graded && masteryScore > report.percent / 100), report.percent);
  }
}

function progress(text) {
  report = JSON.parse(text);
  if (!session || over) {
    return;
  }
  if (normal() && report.solved) {
    judge();
  }
  if (Date.now() - failedAt > 10000) {
    flush();
  }
}

const taken = (word) => word === "completed" || word === "passed";

// transmit asks the LRS to take statements. Of a page that is being left, browsers do not always send what the LMS's origin
// must allow first, so such a page uses xAPI's alternate request syntax (xAPI 1.0.3, part 3, 1.3): headers and content go as
// a form, which needs no leave.
const transmit = (batch, leaving) =>
  leaving
    ? ask("Reporting to the LMS", resource("statements", { method: "POST" }), {
        method: "POST",
        body: new URLSearchParams({ ...headers(session.token), content: JSON.stringify(batch) }),
      })
    : ask("Reporting to the LMS", resource("statements"), {
        method: "POST",
        headers: headers(session.token),
        body: JSON.stringify(batch),
      });

// post sends the pending statements that are not yet on their way. The answer is whether the LRS took them.
function post(leaving = false) {
  const batch = session.pending.slice(inFlight);
  if (batch.length === 0) {
    return sending;
  }
  inFlight += batch.length;
  const before = sending;
  sending = transmit(batch, leaving).then(() => before).then(() => settle(batch), (err) => fail(batch, err));
  return sending;
}

function drop(batch) {
  session.pending = session.pending.filter((s) => !batch.includes(s));
  inFlight -= batch.length;
}

// settle notes what the LRS has taken, also for the sessions to come.
function settle(batch) {
  drop(batch);
  failedAt = 0;
  const words = batch.map((s) => s.verb.display.en);
  if (words.some(taken)) {
    words.filter(taken).forEach((word) => (session.standing[word] = true));
    const options = { method: "PUT", headers: headers(session.token), body: JSON.stringify(session.standing) };
    ask("Noting how you stand", state(standingId), options).catch((err) => complain(err.message));
  }
  const verb = words.findLast((word) => word !== "initialized");
  if (trouble || verb) {
    trouble = "";
    say(verb ? `The LMS has it: ${verb}.` : "The LMS has all there is to report.", true);
  }
  flush(); // what came while this was on its way
  return true;
}

// fail keeps statements for another try, unless the LRS refused them: the next launch reports what is still missing.
function fail(batch, err) {
  if (err.refused) {
    drop(batch);
    complain(`${err.message} What it did not take is reported when you start the lesson from the LMS again.`);
    return false;
  }
  inFlight -= batch.length;
  failedAt = Date.now();
  complain(`${err.message} It is tried again while you work and when you leave.`);
  return false;
}

function flush() {
  if (inFlight === 0) {
    post();
  }
}

// end closes the session, once. What could not be sent before goes along.
function end(leaving = false) {
  if (!over) {
    over = true;
    if (normal() && report?.failed && !report.solved && !judged()) {
      verdict(false, 0);
    }
    add("terminated", { duration: duration() });
  }
  return post(leaving);
}

function hide() {
  if (!session) {
    return;
  }
  if (window.hsmlab.staying && !over) {
    sessionStorage.setItem(keptKey, JSON.stringify({ fetchURL, session }));
    return;
  }
  end(true);
}

// leave goes back to the LMS, once it knows; asked again, it goes anyway.
async function leave() {
  if (!over) {
    await sending;
    if (!(await end())) {
      return;
    }
  }
  location.assign(session.launch.returnURL);
}

const web = (url) => URL.canParse(url ?? "") && ["http:", "https:"].includes(new URL(url).protocol);

// greet says what this launch is, in the banner that has the way back.
function greet() {
  const { returnURL, launchMode } = session.launch;
  lms.leave = web(returnURL) ? leave : null;
  if (!trouble) {
    say(normal() ? "This lesson is reported to your LMS." : `Your LMS opened this lesson to ${launchMode.toLowerCase()}: what you do is not counted.`, true);
  }
}

// checkLaunch gives what is wrong with the launch parameters, or nothing.
function checkLaunch() {
  const missing = names.filter((name) => !given.get(name));
  if (missing.length > 0) {
    return `without ${missing.join(", ")}`;
  }
  if (!web(endpoint) || !web(fetchURL)) {
    return "with an endpoint or fetch address that is not one of the web";
  }
  try {
    JSON.parse(actor);
  } catch {
    return "with an actor that is not JSON";
  }
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(registration) ? "" : "with a registration that is not a UUID";
}

async function start() {
  const wrong = checkLaunch();
  if (wrong) {
    complain(`The LMS launched this lesson ${wrong}, so nothing is reported.`);
    return;
  }
  window.hsmlab.shelf = `hsmlab ${registration.toLowerCase()}`; // before store.js opens its database
  try {
    session = await openSession();
  } catch (err) {
    complain(err.message);
    return;
  }
  session.sent.initialized || add("initialized");
  addEventListener("pagehide", hide);
  addEventListener("pageshow", (e) => e.persisted && over && location.reload()); // back, with a session that has ended
  addEventListener("online", flush);
  greet();
  report && progress(JSON.stringify(report));
  flush();
}

start();
