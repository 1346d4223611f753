// Registers the service worker and tells the page when a new version of the lab waits to be taken.
//
// For the page (Go: app.Window().Get("hsmlabUpdate"), or import { update } from "../update.js"):
//   window event "hsmlab-update-ready"  a new version is installed and waits; offer it, never force it
//   window event "hsmlab-update-taken"  another tab took a new version; this one should be reloaded when convenient
//   hsmlabUpdate.ready()                true while a new version waits (ask in OnMount: the event may have been before)
//   hsmlabUpdate.apply()                take it: the page is reloaded as soon as the new version is in charge.
//                                       Save the journal first. It takes a moment, and half a minute when another
//                                       tab is just being loaded: Chromium lets the old worker finish and rest.
//   hsmlabUpdate.pin(lab, on)           while an exam runs in a lab, its version stays: nothing is ready, apply does
//                                       nothing, and the service worker goes on serving this version even if a newer
//                                       one has taken its place because all pages were closed
//
// The worker is registered only after the client runs, so that filling the offline cache does not compete with it.

const hour = 3600 * 1000;

let registration;
let asked = false;

// Labs whose exam runs, in any tab.
const pinKey = "hsmlab.exams";

function pinned() {
  try {
    return JSON.parse(localStorage.getItem(pinKey) || "[]");
  } catch {
    return [];
  }
}

function pin(lab, on) {
  const others = pinned().filter((name) => name !== lab);
  if (!on && others.length === pinned().length) {
    return;
  }
  try {
    localStorage.setItem(pinKey, JSON.stringify(on ? [...others, lab] : others));
  } catch {
    // a browser that keeps nothing keeps no attempt either
  }
  navigator.serviceWorker?.ready.then((r) => r.active.postMessage({ pin: lab, on }));
  announce();
}

export const update = {
  ready: () => Boolean(registration?.waiting && navigator.serviceWorker.controller && pinned().length === 0),
  apply() {
    if (update.ready()) {
      asked = true;
      registration.waiting.postMessage("skip-waiting");
    }
  },
  pin,
};
window.addEventListener("storage", (e) => e.key === pinKey && announce());
window.hsmlabUpdate = update;

function announce() {
  if (update.ready()) {
    window.dispatchEvent(new Event("hsmlab-update-ready"));
  }
}

function watch(worker) {
  worker?.addEventListener("statechange", announce);
}

function clientSettled() {
  if (document.documentElement.dataset.wasm) {
    return Promise.resolve();
  }
  return new Promise((resolve) => window.addEventListener("hsmlab-wasm", resolve, { once: true }));
}

function idle() {
  if (!window.requestIdleCallback) {
    return Promise.resolve();
  }
  return new Promise((resolve) => window.requestIdleCallback(resolve, { timeout: 2000 }));
}

async function register() {
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) {
      window.hsmlab.reload();
    } else if (controlled) {
      window.dispatchEvent(new Event("hsmlab-update-taken"));
    }
    controlled = true; // the first visit's page gets its first controller: nothing new in that
  });

  await clientSettled();
  await idle();
  registration = await navigator.serviceWorker.register(new URL("../app-worker.js", import.meta.url));
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  announce();
  // Browsers look for a new worker on a navigation, and a lesson can be open all day without one.
  setInterval(() => registration.update().catch(() => {}), hour);
}

if ("serviceWorker" in navigator) {
  register().catch((err) => console.warn("the lab will not work without a network:", err.message));
}
