// What a page needs of the browser and Go would do worse: keys that cross panes, splitters, the theme, dialogs,
// buttons that are held, downloads. It finds its elements by data attributes and keeps nothing about the lab.
//
//   data-pane="NAME"        a pane; F6 and Shift+F6 go around them
//   data-term-tab="HOST"    a terminal's tab; Ctrl+Shift+1…9 picks one
//   data-split="lesson"     a splitter; it sets --lesson-w on the root
//   data-hold               a button that is held: "hold-start" and "hold-end" are fired on it
//   data-act="ACTION"       theme, hide-lesson, hide-bench, open:ID, close, focus:SELECTOR

const root = document.documentElement;

function view() {
  try {
    return JSON.parse(localStorage.getItem("hsmlab.view") || "{}");
  } catch {
    return {};
  }
}

function keep(change) {
  try {
    localStorage.setItem("hsmlab.view", JSON.stringify({ ...view(), ...change }));
  } catch {
    // private windows may refuse: the choice then lasts as long as the page
  }
}

export function dark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  const next = dark() ? "light" : "dark";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (next === system) {
    delete root.dataset.theme;
    keep({ theme: undefined });
  } else {
    root.dataset.theme = next;
    keep({ theme: next });
  }
  window.dispatchEvent(new Event("hsmlab-theme"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  window.dispatchEvent(new Event("hsmlab-theme"));
});

function hide(pane) {
  const hidden = new Set(view().hidden || []);
  hidden.has(pane) ? hidden.delete(pane) : hidden.add(pane);
  root.toggleAttribute(`data-hide-${pane}`, hidden.has(pane));
  keep({ hidden: [...hidden] });
}

// panes

function visible(el) {
  return el.checkVisibility ? el.checkVisibility({ visibilityProperty: true }) && el.offsetWidth > 40 : el.offsetWidth > 40;
}

function focusPane(pane) {
  const inside = pane.querySelector(".xterm-helper-textarea, .plain-input:not([disabled])");
  const shown = inside && inside.closest(".term")?.hidden !== true ? inside : null;
  (shown || pane).focus({ preventScroll: true });
}

function cyclePanes(step) {
  const panes = [...document.querySelectorAll("[data-pane]")].filter(visible);
  if (panes.length === 0) {
    return;
  }
  const at = panes.findIndex((p) => p.contains(document.activeElement));
  const next = panes[(at + step + panes.length * 2) % panes.length];
  if (next.dataset.pane === "terminal") {
    focusTerminal();
  } else {
    focusPane(next);
  }
}

export function focusTerminal() {
  const term = [...document.querySelectorAll(".term")].find((t) => !t.hidden);
  term?.querySelector(".xterm-helper-textarea, .plain-input")?.focus({ preventScroll: true });
}

function pickTerminal(n) {
  const tab = document.querySelectorAll("[data-term-tab]")[n - 1];
  if (tab) {
    tab.click();
    requestAnimationFrame(() => requestAnimationFrame(focusTerminal));
  }
}

const typing = "input, textarea, select, [contenteditable]";

// shortcut answers a key that crosses panes; terminals ask it before they take a key.
export function shortcut(e) {
  if (e.type !== "keydown") {
    return false;
  }
  const digit = /^Digit([1-9])$/.exec(e.code);
  if (e.key === "F6" && !e.ctrlKey && !e.altKey && document.querySelector("[data-pane]")) {
    cyclePanes(e.shiftKey ? -1 : 1);
  } else if (digit && e.ctrlKey && e.shiftKey && !e.altKey) {
    pickTerminal(Number(digit[1]));
  } else if (e.key === "?" && !e.ctrlKey && !e.altKey && !e.metaKey && !e.target.closest?.(typing)) {
    openDialog("shortcuts");
  } else {
    return false;
  }
  e.preventDefault();
  return true;
}

document.addEventListener("keydown", (e) => {
  if (!e.defaultPrevented) {
    shortcut(e);
  }
});

// splitters

function resize(split, px) {
  const name = `--${split.dataset.split}-w`;
  const size = Math.round(Math.min(Math.max(px, 240), Math.max(innerWidth * 0.5, 304)));
  root.style.setProperty(name, `${size}px`);
  split.setAttribute("aria-valuenow", size);
  const sizes = { ...view().sizes, [name]: size };
  keep({ sizes });
}

function paneOf(split) {
  return document.querySelector(`[data-pane="${split.dataset.split}"]`);
}

document.addEventListener("pointerdown", (e) => {
  const split = e.target.closest?.("[data-split]");
  if (!split || e.button !== 0) {
    return;
  }
  e.preventDefault();
  split.setPointerCapture(e.pointerId);
  split.toggleAttribute("data-drag", true);
  const start = e.clientX;
  const width = paneOf(split).offsetWidth;
  const side = split.dataset.split === "bench" ? -1 : 1;
  const move = (m) => resize(split, width + side * (m.clientX - start));
  const end = () => {
    split.removeEventListener("pointermove", move);
    split.toggleAttribute("data-drag", false);
  };
  split.addEventListener("pointermove", move);
  split.addEventListener("lostpointercapture", end, { once: true });
});

document.addEventListener("keydown", (e) => {
  const split = e.target.closest?.("[data-split]");
  const step = { ArrowLeft: -16, ArrowRight: 16 }[e.key];
  if (split && step) {
    e.preventDefault();
    resize(split, paneOf(split).offsetWidth + (split.dataset.split === "bench" ? -step : step));
  }
});

// buttons that are held: mouse, touch, Space and Enter. The mouse leaves the focus where it is, so that one hand can
// hold the button while the other types in the terminal.

const held = new Map();

function holdStart(button, by) {
  if (button.disabled || held.has(button)) {
    return;
  }
  held.set(button, by);
  button.dispatchEvent(new CustomEvent("hold-start"));
}

function holdEnd(button, by) {
  if (held.get(button) === by) {
    held.delete(button);
    button.dispatchEvent(new CustomEvent("hold-end"));
  }
}

const holdable = (e) => e.target.closest?.("[data-hold]");

document.addEventListener("pointerdown", (e) => {
  const button = holdable(e);
  if (button && e.button === 0) {
    button.setPointerCapture(e.pointerId);
    holdStart(button, "pointer");
  }
});

document.addEventListener("mousedown", (e) => {
  if (holdable(e)) {
    e.preventDefault();
  }
});

document.addEventListener("contextmenu", (e) => {
  if (holdable(e)) {
    e.preventDefault();
  }
});

for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
  document.addEventListener(type, (e) => {
    const button = holdable(e);
    if (button) {
      holdEnd(button, "pointer");
    }
  }, true);
}

const holdKey = (e) => e.key === " " || e.key === "Enter";

document.addEventListener("keydown", (e) => {
  const button = holdable(e);
  if (button && holdKey(e)) {
    e.preventDefault();
    if (!e.repeat) {
      holdStart(button, "key");
    }
  }
});

document.addEventListener("keyup", (e) => {
  const button = holdable(e);
  if (button && holdKey(e)) {
    e.preventDefault();
    holdEnd(button, "key");
  }
});

// A key whose release went to another window would never come up again.
window.addEventListener("blur", () => held.forEach((by, button) => by === "key" && holdEnd(button, "key")));
document.addEventListener("focusout", (e) => {
  const button = holdable(e);
  if (button) {
    holdEnd(button, "key");
  }
});

// acts

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
}

const acts = {
  theme: switchTheme,
  hide,
  open: openDialog,
  close: (_, button) => button.closest("dialog")?.close(),
  focus: (selector) => {
    if (selector === "terminal") {
      focusTerminal();
    } else {
      document.querySelector(selector)?.focus();
    }
  },
};

document.addEventListener("click", (e) => {
  const button = e.target.closest?.("[data-act]");
  if (!button) {
    return;
  }
  const [name, argument] = button.dataset.act.split(":");
  acts[name]?.(argument, button);
  button.closest("[popover]")?.hidePopover();
});

export function download(name, text, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Every page is a document of its own: links are followed by the browser, not by go-app, which would take even those
// that open a new tab. (go-app listens on window, behind this.)
document.addEventListener("click", (e) => {
  if (e.target.closest?.("a[href]")) {
    e.stopPropagation();
  }
});

async function fetchText(address) {
  try {
    const response = await fetch(address);
    return response.ok ? { text: await response.text() } : { error: `the server answered ${response.status}` };
  } catch (err) {
    return { error: String(err) };
  }
}

// the kind of terminal: plain text on touch devices, unless the learner chose
const plainKey = "hsmlab.plain";

function plain() {
  const chosen = localStorage.getItem(plainKey);
  return chosen ? chosen === "on" : matchMedia("(pointer: coarse)").matches;
}

function choosePlain(on) {
  localStorage.setItem(plainKey, on ? "on" : "off");
  setTimeout(() => window.hsmlab.reload(), 150); // what is being kept may finish
}

const plainField = (host) => document.getElementById(`plain-${host}`);

function fillPlain(host, line, at = line.length) {
  const field = plainField(host);
  if (field) {
    field.value = line;
    field.focus();
    field.setSelectionRange(at, at);
  }
}

function typePlain(host, text) {
  const field = plainField(host);
  if (field && text.length === 1) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  }
  field?.focus();
}

// a lab that another tab works on: taking it over needs a fresh page
const takingKey = "hsmlab.taking";

function takeOver(lab) {
  sessionStorage.setItem(takingKey, lab);
  window.hsmlab.reload();
}

function taking(lab) {
  const asked = sessionStorage.getItem(takingKey) === lab;
  sessionStorage.removeItem(takingKey);
  return asked;
}

// reveal scrolls an element into its pane, after the page has been drawn anew.
function reveal(selector) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const element = document.querySelector(selector);
    const pane = element?.closest(".lesson-scroll");
    if (!pane) {
      return;
    }
    const from = pane.getBoundingClientRect();
    const at = element.getBoundingClientRect();
    if (at.top < from.top || at.bottom > from.bottom) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      pane.scrollBy({ top: at.top - from.top - from.height * 0.2, behavior: calm ? "instant" : "smooth" });
    }
  }));
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    window.dispatchEvent(new Event("hsmlab-hidden"));
  }
});

// lazy loads a module that few pages need; it answers false when there is no network for it.
function lazy(name) {
  return import(`../lazy/${name}.js`).then(() => true, (err) => (console.warn(String(err)), false));
}

window.hsmlab = Object.assign(window.hsmlab || {}, {
  lazy,
  dark,
  download,
  fetchText,
  openDialog,
  focusTerminal,
  closeDialog: (id) => document.getElementById(id)?.close(),
  focus: (selector) => document.querySelector(selector)?.focus(),
  plain,
  choosePlain,
  fillPlain,
  reveal,
  typePlain,
  takeOver,
  taking,
  focusTerminalSoon: () => requestAnimationFrame(() => requestAnimationFrame(focusTerminal)),
  selected: () => String(getSelection()).length > 0,
  visible: () => document.visibilityState === "visible",
  now: () => performance.now(),
});
