// The page /second/: a second window of the browser, beside the one that has the lab (web/js/second.js). It shows what is
// on the bench there and sends acts of hands and faults. It keeps nothing.

const $ = (id) => document.getElementById(id);
const channel = new BroadcastChannel("hsmlab-second");
const labs = new Map(); // id → title, of the labs that are open
const asked = new Map(); // id of a question → what takes the answer
let lab = new URLSearchParams(location.search).get("lab") || "";
let state = null;
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
}

async function send(kind, event, words) {
  const answer = await ask("event", JSON.stringify({ kind, event }));
  const error = answer === null ? "the lab did not answer" : answer.error;
  say(error ? `${words}: ${error}` : words, error);
}

function fill(select, items) {
  const chosen = select.value;
  const now = items.map(([v, t]) => `${v}\n${t}`).join("\n");
  if (select.dataset.items !== now) {
    select.dataset.items = now;
    select.replaceChildren(...items.map(([v, t]) => option(v, t, chosen)));
  }
}

function mains(host) {
  const id = `mains-${host.name}`;
  const b = $(id) ?? Object.assign(document.createElement("button"), { id, type: "button", className: "btn" });
  b.setAttribute("role", "switch");
  b.setAttribute("aria-checked", String(host.on));
  b.textContent = `Mains of ${host.name}: ${host.on ? "on" : "off"}`;
  b.onclick = () => send("power", { host: host.name, on: !host.on }, `Mains of ${host.name} ${host.on ? "off" : "on"}`);
  return b;
}

async function faultsOf(t) {
  const select = $("second-fault");
  if (!t || select.dataset.esn === t.esn) {
    return;
  }
  select.dataset.esn = t.esn;
  const list = (await ask("faults", t.esn)) ?? [];
  fill(select, list.filter((f) => f.name !== "random").map((f) => [f.host ? `host ${f.name}` : f.name, `${f.name}: ${f.about}`]));
}

function show() {
  const t = thing();
  $("second-none").hidden = Boolean(state);
  $("second-room").hidden = !state;
  if (!state) {
    return;
  }
  $("second-closed").textContent = state.closed ?? "";
  fill($("second-thing"), state.things.map((x) => [x.esn, `${x.product} ${x.esn}, ${x.where}`]));
  $("second-hosts").replaceChildren(...state.hosts.map(mains));
  $("second-words").textContent = t ? t.words : "";
  $("second-hold").hidden = !t?.button;
  $("second-hold").setAttribute("aria-pressed", String(Boolean(t?.down)));
  $("second-hold").textContent = t?.down ? "Let the recovery button go" : "Hold the recovery button";
  $("second-faults").textContent = t?.faults.length ? `At work: ${t.faults.join(", ")}` : "No fault is at work.";
  window.hsmlab.lamp?.set(JSON.stringify(t?.lamp ?? { period: 0, since: 0, edges: [[0, "off"]] }));
  faultsOf(t);
  document.documentElement.dataset.second = lab;
}

async function enter(id) {
  lab = id;
  state = await ask("state");
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

$("second-lab").onchange = (e) => enter(e.target.value);
$("second-thing").onchange = show;
$("second-hold").onclick = () => {
  const t = thing();
  send(t.down ? "release" : "press", { target: t.target, control: "recovery" }, `${t.down ? "Let go" : "Held"}: recovery button of ${t.esn}`);
};

// target is what a fault of this name is one of: the product chosen, or its computer.
function inject(fault, value) {
  const t = thing();
  const host = fault.startsWith("host ") ? fault.slice(5) : "";
  const target = host ? t.where.replace(/^in /, "") : t.target;
  const event = { target, fault: host || fault, ...(value && { value }) };
  send("inject", event, `${value ? "Cause taken away" : "Fault"}: ${host || fault} of ${target}`);
}

$("second-inject").onclick = () => inject($("second-fault").value);
$("second-clear").onclick = () => inject($("second-fault").value, "clear");
$("second-random").onclick = () => inject("random");
channel.postMessage({ ask: "who" });
