// The page /second/: a second window of the browser, beside the one that has the lab (web/js/second.js). It shows what is
// on the bench there and sends acts of hands and faults. It keeps nothing.

const $ = (id) => document.getElementById(id);
const channel = new BroadcastChannel("hsmlab-second");
const labs = new Map(); // id → title, of the labs that are open
const asked = new Map(); // id of a question → what takes the answer
const settled = 1500; // ms that the lamp shows one thing before it is announced: every command makes it flicker
const dark = { period: 0, since: 0, edges: [[0, "off"]] };
let lab = new URLSearchParams(location.search).get("lab") || "";
let state = null;
let faults = new Map(); // by value of the list
let count = 0;

function ask(what, text = "") {
  const id = `${performance.timeOrigin}-${++count}`;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    channel.postMessage({ lab, id, ask: what, text });
    setTimeout(() => asked.delete(id) && resolve(null), 5000);
  });
}

function option(value, text, chosen) {
  const o = document.createElement("option");
  Object.assign(o, { value, textContent: text, selected: value === chosen });
  return o;
}

const thing = () => state?.things.find((t) => t.esn === $("second-thing").value) ?? state?.things[0];

function say(text, failed) {
  const line = document.createElement("li");
  line.textContent = text;
  line.dataset.failed = Boolean(failed);
  $("second-log").prepend(line);
  $("second-nothing").hidden = true;
}

async function send(kind, event, words) {
  const answer = await ask("event", JSON.stringify({ kind, event }));
  const error = answer === null ? "the lab did not answer" : answer.error;
  say(error ? `${words}: ${error}` : words, error);
}

// fill gives a list its items; what was chosen stays chosen, or else what is preferred.
function fill(select, items, preferred = "") {
  const chosen = items.some(([v]) => v === select.value) ? select.value : preferred;
  const now = items.map(([v, t]) => `${v}\n${t}`).join("\n");
  if (select.dataset.items !== now) {
    select.dataset.items = now;
    select.replaceChildren(...items.map(([v, t]) => option(v, t, chosen)));
  }
}

// mains has a switch for each host. They are changed where they stand: one that has the focus keeps it.
function mains(hosts) {
  const box = $("second-hosts");
  hosts.forEach((host, i) => {
    const b = box.children[i] ?? box.appendChild(Object.assign(document.createElement("button"), { type: "button", className: "btn" }));
    b.setAttribute("role", "switch");
    b.setAttribute("aria-checked", String(host.on));
    b.textContent = `Mains of ${host.name}: ${host.on ? "on" : "off"}`;
    b.onclick = () => send("power", { host: host.name, on: !host.on }, `Mains of ${host.name} ${host.on ? "off" : "on"}`);
  });
  while (box.children.length > hosts.length) {
    box.lastChild.remove();
  }
}

// faultsOf fetches what can go wrong with a thing. A host's faults are told from a module's of the same name, and the
// two meanings of one code from each other.
async function faultsOf(t) {
  const select = $("second-fault");
  const of = `${lab} ${t.esn}`;
  if (select.dataset.of === of) {
    return;
  }
  select.dataset.of = of;
  const list = ((await ask("faults", t.esn)) ?? []).filter((f) => f.name !== "random");
  const key = (f) => [f.host ? "host" : "", f.name, f.value].filter(Boolean).join(" ");
  faults = new Map(list.map((f) => [key(f), f]));
  fill(select, list.map((f) => [key(f), `${f.value ? `${f.name} (${f.value})` : f.name}: ${f.about}`]));
  values();
}

const chosenFault = () => faults.get($("second-fault").value);

// values asks what a fault needs beside its name: the VCM that has it, or the computer.
function values() {
  const f = chosenFault();
  const t = thing();
  const items = f?.vcm ? t.vcms.map((v) => [v.uuid, `${v.name} (${v.uuid.slice(0, 8)})`]) : f?.host ? state.hosts.map((h) => [h.name, h.name]) : [];
  $("second-value-label").textContent = f?.host ? "Computer" : "VCM";
  $("second-value-field").hidden = items.length === 0;
  fill($("second-value"), items, f?.host ? t.host : "");
}

// whole is a code or a letter in Morse, which is not broken at its hyphens.
const whole = (text) => Object.assign(document.createElement("span"), { className: "whole", textContent: text });

let saying = 0;

// lampWords tells what the lamp shows, and announces it once it has settled.
function lampWords(words) {
  if ($("second-words").textContent === words) {
    return;
  }
  $("second-words").replaceChildren(...words.split(/(\S*-\S*)/).map((part) => (part.includes("-") ? whole(part) : part)));
  clearTimeout(saying);
  saying = setTimeout(() => ($("second-said").textContent = words), settled);
}

let playing = "";

// light plays the waveform of a thing's lamp, anew only when it is another one.
function light(t) {
  const wave = t?.lamp ?? dark;
  const moves = wave.period > 0;
  const now = JSON.stringify([t?.esn, wave.period, wave.edges]);
  if (now !== playing) {
    playing = now;
    window.hsmlab.lamp.set(JSON.stringify(wave), t?.esn);
  }
  window.hsmlab.lamp.hold("clock", state.speed === 0);
  $("second-plate").hidden = !t?.lamp;
  $("second-what").textContent = t?.lamp ? "Status LED" : "State";
  $("second-pause").hidden = !moves;
  $("second-note").hidden = !moves || state.speed <= 1;
  lampWords(t?.words ?? "Nothing here has a lamp, a button or a fault.");
}

let calm = false;

function pause() {
  calm = !calm;
  window.hsmlab.lamp.hold("learner", calm);
  const button = $("second-pause");
  button.title = calm ? "Let the lamp play" : "Pause the lamp";
  button.setAttribute("aria-label", button.title);
  for (const face of button.children) {
    face.hidden = face.dataset.face === (calm ? "pause" : "play");
  }
}

function show() {
  $("second-none").hidden = Boolean(state);
  $("second-room").hidden = !state;
  if (!state) {
    return;
  }
  fill($("second-thing"), state.things.map((x) => [x.esn, `${x.product} ${x.esn}, ${x.where}`]));
  const t = thing();
  $("second-thing-field").hidden = !t;
  $("second-closed").textContent = state.closed ?? "";
  $("second-closed").hidden = !state.closed;
  mains(state.hosts);
  light(t);
  $("second-hold").hidden = !t?.button;
  $("second-hold").setAttribute("aria-pressed", String(Boolean(t?.down)));
  $("second-hold").textContent = t?.down ? "Let the recovery button go" : "Hold the recovery button";
  $("second-faulty").hidden = !t;
  $("second-faults").textContent = t?.faults.length ? `At work: ${t.faults.join(", ")}` : "No fault is at work.";
  if (t) {
    values();
    faultsOf(t);
  }
  document.documentElement.dataset.second = lab;
}

async function enter(id) {
  lab = id;
  const answer = await ask("state");
  state = answer?.things ? answer : null; // or it says that it is not at work
  show();
}

function leave(id) {
  labs.delete(id);
  if (id === lab) {
    state = null;
    show();
  }
}

channel.addEventListener("message", ({ data }) => {
  if (data?.here === false) {
    leave(data.lab);
  } else if (data?.here) {
    labs.set(data.lab, data.lab);
    fill($("second-lab"), [...labs].map(([id, title]) => [id, title === "free" ? "Free lab" : title]));
    if (!state && (lab === "" || lab === data.lab)) {
      enter(data.lab);
    }
  } else if (data?.id && asked.has(data.id)) {
    const take = asked.get(data.id);
    asked.delete(data.id);
    take(JSON.parse(data.json));
  } else if (data?.json && !data.id && data.lab === lab) {
    state = JSON.parse(data.json);
    show();
  }
});

// inject makes a fault of the thing that is chosen, or of the computer that is; value "clear" takes its cause away.
function inject(f, value) {
  const t = thing();
  const choice = $("second-value").selectedOptions[0];
  const target = f.host ? choice.value : t.target;
  const named = f.vcm && choice && !value;
  const v = value || (named ? choice.value : f.value);
  const words = [f.name, f.value && `(${f.value})`, "of", named && `${choice.textContent} on`, target].filter(Boolean).join(" ");
  send("inject", { target, fault: f.name, ...(v && { value: v }) }, `${value ? "Cause taken away" : "Fault"}: ${words}`);
}

$("second-lab").onchange = (e) => enter(e.target.value);
$("second-thing").onchange = show;
$("second-fault").onchange = values;
$("second-pause").onclick = pause;
$("second-hold").onclick = () => {
  const t = thing();
  send(t.down ? "release" : "press", { target: t.target, control: "recovery" }, `${t.down ? "Let go" : "Held"}: recovery button of ${t.esn}`);
};
$("second-inject").onclick = () => inject(chosenFault());
$("second-clear").onclick = () => inject(chosenFault(), "clear");
$("second-random").onclick = () => inject({ name: "random" });
channel.postMessage({ ask: "who" });
