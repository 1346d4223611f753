// The lamp: an element that the browser animates from the edges of a waveform. Go calls set when the signal changes,
// never per frame. The lamp runs on its own clock at 1×, whatever the speed of the lab's time is.
//
// Go: hsmlab.lamp.set(wave)   wave = JSON {period, since, edges: [[ms, colour], …]}, times in ms; period 0 = steady;
//                             since = how long the signal has been shown
//     hsmlab.lamp.hold(why, on)  "learner": the pause button; "clock": time stands still
// Parts: [data-lamp="lens"] shows the colour, [data-lamp="glow"] its light on the metal.

const colours = { off: "#39424b", green: "#22c55e", cyan: "#1cc8e0", blue: "#3d84ff", red: "#ff4a3d" };
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const holds = new Set();
let wave = { period: 0, since: 0, edges: [[0, "off"]] };
let playing = [];

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
  if (wave.period === 0 || calm.matches) {
    return;
  }
  const timing = { duration: wave.period, iterations: Infinity };
  playing = [lens.animate(frames(lensLook), timing), glow.animate(frames(glowLook), timing)];
  for (const animation of playing) {
    animation.currentTime = wave.since % wave.period;
    if (holds.size > 0) {
      animation.pause();
    }
  }
}

function set(json) {
  wave = JSON.parse(json);
  show();
}

function hold(why, on) {
  on ? holds.add(why) : holds.delete(why);
  for (const animation of playing) {
    holds.size > 0 ? animation.pause() : animation.play();
  }
}

calm.addEventListener("change", show);
window.hsmlab = Object.assign(window.hsmlab || {}, { lamp: { set, hold, show } });
window.dispatchEvent(new Event("hsmlab-lamp-ready"));
