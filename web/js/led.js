// The lamp: an element that the browser animates from the edges of a waveform. Go calls set when the signal changes,
// never per frame. The lamp runs on its own clock at 1×, whatever the speed of the lab's time is.
//
// Go: hsmlab.lamp.set(wave, of)  wave = JSON {period, since, edges: [[ms, colour], …]}, times in ms; period 0 = steady;
//                             since = how long the signal has been shown; of = whose lamp it is: another one has
//                             another past
//     hsmlab.lamp.hold(why, on)  "learner": the pause button; "clock": time stands still
// Chart, sound and vibration (web/lazy) ask clock() and trace(from, to), and hear "hsmlab-lamp" when the signal or a
// hold changes. Parts: [data-lamp="lens"] shows the colour, [data-lamp="glow"] its light on the metal.

const colours = { off: "#39424b", green: "#22c55e", cyan: "#1cc8e0", blue: "#3d84ff", red: "#ff4a3d" };
const motion = matchMedia("(prefers-reduced-motion: reduce)");
let calm = motion.matches; // read only here and on change: who reads it at any time takes the change from the listener
const holds = new Set();
const remembered = 60_000; // ms of the lamp's past
let wave = { period: 0, since: 0, edges: [[0, "off"]] };
let whose = "";
let playing = [];
let past = []; // [{from, wave}], the present signal last
let lost = 0; // ms that the lamp was held
let heldAt = 0; // when it was; 0: it plays

// clock is the lamp's own time in ms: it stands still while the lamp is held.
const clock = () => (heldAt || performance.now()) - lost;

// sinceOf is how long the signal of a stretch of the past had been shown at a moment of the lamp's clock.
const sinceOf = (stretch, at) => stretch.wave.since + at - stretch.from;

// trace lists what the lamp shows between two moments of its clock: [[moment, colour], …], the first one at from, or
// later if nothing is known of that time.
function trace(from, to) {
  const list = [];
  const add = (at, colour) => list.at(-1)?.[1] !== colour && list.push([at, colour]);
  past.forEach((stretch, i) => {
    const { period, edges } = stretch.wave;
    const end = Math.min(past[i + 1]?.from ?? to, to);
    const zero = stretch.from - stretch.wave.since; // when the signal began
    const start = Math.max(i === 0 ? zero : stretch.from, from);
    if (start >= end) {
      return;
    }
    const phase = period > 0 ? (((start - zero) % period) + period) % period : 0;
    add(start, edges.findLast(([at]) => at <= phase)?.[1] ?? edges[0][1]);
    for (let round = start - phase; period > 0 && round < end; round += period) {
      for (const [at, colour] of edges) {
        if (round + at > start && round + at < end) {
          add(round + at, colour);
        }
      }
    }
  });
  return list;
}

const parts = () => ({
  lens: document.querySelector('[data-lamp="lens"]'),
  glow: document.querySelector('[data-lamp="glow"]'),
});

function frames(property) {
  const list = wave.edges.map(([at, colour]) => ({ ...property(colour), offset: at / wave.period, easing: "step-end" }));
  return [...list, { ...property(wave.edges.at(-1)[1]), offset: 1 }];
}

const lensLook = (colour) => ({ color: colours[colour] ?? colours.off });
const glowLook = (colour) => ({ color: colours[colour] ?? colours.off, opacity: colour === "off" ? 0 : 0.55 });

// steady is the colour that stands for the signal when nothing may move: the first that is lit.
function steady() {
  return (wave.edges.find(([, colour]) => colour !== "off") ?? wave.edges[0])[1];
}

function show() {
  const { lens, glow } = parts();
  for (const animation of playing) {
    animation.cancel();
  }
  playing = [];
  if (!lens || !glow) {
    return;
  }
  const colour = steady();
  lens.style.color = lensLook(colour).color;
  lens.dataset.lit = colour !== "off";
  lens.dataset.colour = colour;
  Object.assign(glow.style, { color: glowLook(colour).color, opacity: glowLook(colour).opacity });
  if (wave.period === 0 || calm) {
    return;
  }
  const timing = { duration: wave.period, iterations: Infinity };
  playing = [lens.animate(frames(lensLook), timing), glow.animate(frames(glowLook), timing)];
  align();
}

// align puts the animations where the clock is. They are given the moment at which they began: an animation that is just
// started begins with the next frame, which is late when the page is busy.
function align() {
  if (playing.length === 0) {
    return;
  }
  const at = sinceOf(past.at(-1), clock()) % wave.period;
  for (const animation of playing) {
    if (heldAt) {
      animation.pause();
      animation.currentTime = at;
    } else {
      animation.startTime = performance.now() - at;
    }
  }
}

const tell = () => window.dispatchEvent(new Event("hsmlab-lamp"));

function set(json, of = "") {
  const now = clock();
  past = of === whose ? past.filter((_, i) => (past[i + 1]?.from ?? now) > now - remembered) : [];
  [wave, whose] = [JSON.parse(json), of];
  past.push({ from: now, wave });
  show();
  tell();
}

function hold(why, on) {
  on ? holds.add(why) : holds.delete(why);
  if (holds.size > 0 && !heldAt) {
    heldAt = performance.now();
  } else if (holds.size === 0 && heldAt) {
    lost += performance.now() - heldAt;
    heldAt = 0;
  }
  align();
  tell();
}

motion.addEventListener("change", () => {
  calm = motion.matches;
  show();
  tell();
});
window.hsmlab = Object.assign(window.hsmlab || {}, {
  lamp: { set, hold, show, clock, trace, colours, held: () => heldAt > 0, calm: () => calm, round: () => wave.period },
});
window.dispatchEvent(new Event("hsmlab-lamp-ready"));
