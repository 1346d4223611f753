// When the lab's program has ended, which it does only after a fault of ours, this says so, saves the learner's work to a
// file on request and offers a fresh start. It needs nothing of the program: the journal is in the store already.

import { download } from "./page.js";
import { store } from "./store.js";

const said = [];

// The Go runtime prints a fault's text and stack to standard error, which wasm_exec.js sends through here.
function listen() {
  const fs = globalThis.fs;
  if (!fs || fs.hsmlab) {
    return;
  }
  fs.hsmlab = true;
  const write = fs.writeSync.bind(fs);
  const decoder = new TextDecoder();
  fs.writeSync = (fd, bytes) => {
    said.push(decoder.decode(bytes));
    said.splice(0, said.length - 200);
    return write(fd, bytes);
  };
}

// silence keeps events and timers from waking the ended program, each with an exception in the console.
function silence() {
  Go.prototype._resume = function () {
    this._scheduledTimeouts.clear();
  };
}

async function saveJournal(lab) {
  const { text = "", tail = "" } = lab ? await store.load(lab) : {};
  const report = { what: "hsmlab stopped", page: location.href, agent: navigator.userAgent, fault: said.join(""), journal: text, tail };
  download(`hsmlab-${(lab || "page").replaceAll(/[^a-z0-9-]+/g, "-")}-fault.json`, JSON.stringify(report, null, 1), "application/json");
}

function button(label, kind, act) {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "btn";
  b.dataset.kind = kind;
  b.textContent = label;
  b.addEventListener("click", act);
  return b;
}

function banner() {
  if (document.getElementById("crash")) {
    return;
  }
  const lab = document.querySelector("[data-lab]")?.dataset.lab;
  const box = document.createElement("div");
  box.id = "crash";
  box.className = "banner";
  box.dataset.kind = "danger";
  box.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = "The lab stopped because of a fault of ours; your work up to the last command is kept in this browser.";
  box.append(text, button("Save the journal", "", () => saveJournal(lab)), button("Reload", "primary", () => window.hsmlab.reload()));
  (document.querySelector(".banners") || document.body).prepend(box);
}

listen();
window.addEventListener("hsmlab-wasm", (e) => {
  listen();
  if (e.detail === "stopped") {
    silence();
    banner();
  }
});
