// The strip chart of the lamp: light and dark of the last seconds, drawn from the waveform that the lamp plays
// (web/js/led.js), so that it stands still when the lamp is paused. Lit is a tall bar, dark a thin line, and each
// colour has its name: colour alone tells nothing. Where nothing may move by itself it shows one whole round.
//
// Go: hsmlab.strip.open(canvas) → handle { close() }
// Tests: window.labStrip is what was drawn last: { from, to, spans: [[ms, colour], …] } on the lamp's clock.

const seconds = 12; // shown
const frame = 33; // ms between drawings at least
const ink = { screen: "#12181e", text: "#b9c4ce", line: "#6b7a89", grid: "#27313b" };
const left = 34;
const right = 16;
const top = 20;
const base = 50;

// spanOf is the time to draw: the last seconds, or, when nothing may move, a round of the signal.
function spanOf(lamp) {
  const now = lamp.clock();
  if (!lamp.calm()) {
    return { from: now - seconds * 1000, to: now, moving: true };
  }
  const round = lamp.round();
  return { from: now, to: now + (round || seconds * 1000), moving: false };
}

function background(ctx, width, height) {
  ctx.fillStyle = ink.screen;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = ink.text;
  ctx.textAlign = "left";
  ctx.fillText("lit", 8, top + 11);
  ctx.fillText("dark", 8, base + 3);
}

function axis(ctx, width, span) {
  const length = (span.to - span.from) / 1000;
  const step = [1, 2, 5, 10, 20].find((n) => length / n <= 7) ?? 60;
  ctx.textAlign = "center";
  for (let s = 0; s <= length; s += step) {
    const x = span.moving ? width - right - (s / length) * (width - left - right) : left + (s / length) * (width - left - right);
    ctx.fillStyle = ink.grid;
    ctx.fillRect(Math.round(x), top, 1, base - top + 6);
    ctx.fillStyle = ink.text;
    const label = s > 0 ? `${span.moving ? "−" : ""}${s} s` : span.moving ? "now" : "0";
    ctx.fillText(label, Math.min(Math.max(x, left), width - right), base + 20);
  }
}

function bars(ctx, width, span, list, colours) {
  const place = (at) => left + ((at - span.from) / (span.to - span.from)) * (width - left - right);
  let named = { colour: "", until: 0 };
  list.forEach(([at, colour], i) => {
    const x = place(at);
    const w = place(list[i + 1]?.[0] ?? span.to) - x;
    if (colour === "off") {
      ctx.fillStyle = ink.line;
      ctx.fillRect(x, base - 1, w, 2);
      return;
    }
    ctx.fillStyle = colours[colour];
    ctx.fillRect(x, top, w, base - top);
    if (colour !== named.colour && x > named.until) {
      ctx.fillStyle = ink.text;
      ctx.textAlign = "left";
      ctx.fillText(colour, Math.min(x, width - right - ctx.measureText(colour).width), top - 6);
      named = { colour, until: x + ctx.measureText(colour).width + 8 };
    }
  });
}

function open(canvas) {
  const lamp = window.hsmlab.lamp;
  const ctx = canvas.getContext("2d");
  let drawnAt = 0;
  let before = "";
  let open = true;

  function draw() {
    const span = spanOf(lamp);
    const list = lamp.trace(span.from, span.to);
    const still = list.length === 1 && list[0][0] <= span.from; // one colour all the time
    const key = `${canvas.clientWidth} ${span.moving} ${still ? list[0][1] : span.to}`;
    if (key === before || canvas.clientWidth === 0) {
      return;
    }
    before = key;
    const ratio = devicePixelRatio;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.font = `10px ${getComputedStyle(canvas).fontFamily}`;
    background(ctx, width, height);
    axis(ctx, width, span);
    bars(ctx, width, span, list, lamp.colours);
    window.labStrip = { ...span, spans: list };
  }

  function again(now) {
    if (!open) {
      return;
    }
    if (!lamp.calm() && now - drawnAt >= frame) {
      drawnAt = now;
      draw();
    }
    requestAnimationFrame(again);
  }

  const changed = () => {
    before = "";
    draw();
  };
  const observer = new ResizeObserver(draw);
  observer.observe(canvas);
  window.addEventListener("hsmlab-lamp", changed);
  changed();
  requestAnimationFrame(again);
  return {
    close() {
      open = false;
      observer.disconnect();
      window.removeEventListener("hsmlab-lamp", changed);
    },
  };
}

window.hsmlab.strip = { open };
