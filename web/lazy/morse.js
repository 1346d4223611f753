// What the trainer for status lamps needs of the browser: the lamp as sound and as vibration. Both follow the lamp's
// own clock (web/js/led.js), so that they are never faster than it and stand still with it. Sound starts with the click
// that asks for it, and is off until then.
//
// Go: hsmlab.morse.open(box) → handle { close() }; hsmlab.morse.focusSoon(selector), once the page is drawn anew
// Parts: in box, input[data-morse="sound"] and input[data-morse="vibration"]
// Tests: window.labMorse counts the tones and vibrations that were begun.

const pitch = 600; // Hz
const loud = 0.15;
const ahead = 400; // ms that are planned
const every = 100; // ms between plans
const longest = 10_000; // ms that a light may last

// litSpans are the stretches of light that begin between two moments of the lamp's clock, or last at the first.
function litSpans(lamp, from, to, all) {
  const list = lamp.trace(from, to + longest);
  return list
    .map(([at, colour], i) => ({ at, colour, end: list[i + 1]?.[0] ?? to + longest }))
    .filter(({ at, colour }) => colour !== "off" && at < to && (all || at > from));
}

function tones() {
  const audio = new AudioContext();
  const gain = audio.createGain();
  const tone = audio.createOscillator();
  tone.frequency.value = pitch;
  gain.gain.value = 0;
  tone.connect(gain).connect(audio.destination);
  tone.start();
  audio.resume();
  const when = (lamp, at) => audio.currentTime + Math.max(0, at - lamp.clock()) / 1000;
  return {
    play(lamp, { at, end }) {
      gain.gain.setTargetAtTime(loud, when(lamp, at), 0.004);
      gain.gain.setTargetAtTime(0, when(lamp, end), 0.004);
    },
    hush() {
      gain.gain.cancelScheduledValues(audio.currentTime);
      gain.gain.setTargetAtTime(0, audio.currentTime, 0.004);
    },
    close: () => audio.close(),
  };
}

function shakes() {
  const timers = new Set();
  return {
    play(lamp, { at, end }) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        navigator.vibrate(Math.round(end - at));
      }, Math.max(0, at - lamp.clock()));
      timers.add(timer);
    },
    hush() {
      timers.forEach(clearTimeout);
      timers.clear();
      navigator.vibrate(0);
    },
    close() {},
  };
}

// follow plays the lamp by some means until stop is called.
function follow(means, name) {
  const lamp = window.hsmlab.lamp;
  let planned = 0;
  let fresh = true;
  const plan = () => {
    if (lamp.held()) {
      return;
    }
    const from = fresh ? lamp.clock() : planned;
    const to = lamp.clock() + ahead;
    for (const span of litSpans(lamp, from, to, fresh)) {
      means.play(lamp, span);
      window.labMorse[name]++;
    }
    planned = to;
    fresh = false;
  };
  const anew = () => {
    means.hush();
    fresh = true;
    plan();
  };
  const timer = setInterval(plan, every);
  window.addEventListener("hsmlab-lamp", anew);
  anew();
  return () => {
    clearInterval(timer);
    window.removeEventListener("hsmlab-lamp", anew);
    means.hush();
    means.close();
  };
}

function open(box) {
  const playing = new Map(); // name → stop
  const makers = { sound: tones, vibration: shakes };
  window.labMorse = { sound: 0, vibration: 0 };
  const stop = (name) => {
    playing.get(name)?.();
    playing.delete(name);
  };
  const chosen = (e) => {
    const name = e.target.dataset?.morse;
    if (makers[name]) {
      stop(name);
      e.target.checked && playing.set(name, follow(makers[name](), name));
    }
  };
  box.addEventListener("change", chosen);
  const vibration = box.querySelector('[data-morse="vibration"]');
  if (vibration && !navigator.vibrate) {
    vibration.disabled = true;
    vibration.closest("label").title = "This device does not vibrate";
  }
  return {
    close() {
      box.removeEventListener("change", chosen);
      [...playing.keys()].forEach(stop);
    },
  };
}

// focusSoon waits for what Go is about to draw.
function focusSoon(selector, frames = 120) {
  requestAnimationFrame(() => {
    const element = document.querySelector(selector);
    if (element && frames < 120) {
      element.focus();
    } else if (frames > 0) {
      focusSoon(selector, frames - 1);
    }
  });
}

window.hsmlab.morse = { open, focusSoon };
