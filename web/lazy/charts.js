// Small multiples by uPlot, loaded when somebody opens the charts (page.js, lazy). Go sends whole drawings; this draws
// them and decides nothing.
//
// Go: hsmlab.charts.open(box) → handle { draw(json), close() }
//     json = {x: [s], from, to, charts: [{id, unit, scale, low, high, worst, danger, marks, lines}]}, times in seconds
//     since 1970, values in stored units: scale of them are one shown unit
// Parts: box [data-chart="ID"] gets the plot of the chart with that id.
// Tests: window.labCharts is the last drawing, and how often one was drawn.

import uPlot from "../vendor/uplot.js";

const height = 116;

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("../vendor/uplot.css", import.meta.url);
document.head.append(sheet);

// inks are the colours of the style sheet as the canvas wants them: what light-dark() comes to here and now.
function readInks(box) {
  const probe = box.appendChild(document.createElement("span"));
  const ink = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = { text: ink("text"), muted: ink("muted"), line: ink("line"), accent: ink("accent"), warn: ink("warn"), danger: ink("danger"), faint: ink("line-strong") };
  inks.font = `10px ${getComputedStyle(box).fontFamily}`;
  probe.remove();
  return inks;
}

const two = (n) => String(n).padStart(2, "0");

// moments writes times of day, with seconds or dates where the axis needs them.
function moments(splits, step) {
  return splits.map((s) => {
    const at = new Date(s * 1000);
    if (step >= 86400) {
      return `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    }
    const day = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
    return step < 60 ? `${day}:${two(at.getUTCSeconds())}` : day;
  });
}

// drawMarks draws the limits and their names; neighbours take turns at the two sides.
function drawMarks(u, chart, inks) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = inks.font.replace("10px", `${10 * ratio}px`);
  ctx.lineWidth = ratio;
  const place = (mark) => Math.round(u.valToPos(mark.at, "y", true)) + 0.5;
  const near = (from, to) => chart.marks.some((other) => place(other) > from && place(other) < to);
  const room = 14 * ratio; // what a name needs beside its line
  chart.marks.forEach((mark, i) => {
    const y = place(mark);
    const below = mark.below ? !near(y, y + room) : near(y - room, y);
    ctx.strokeStyle = ctx.fillStyle = mark.danger ? inks.danger : inks.warn;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const right = i % 2 === 0;
    ctx.textBaseline = below ? "top" : "bottom";
    ctx.textAlign = right ? "right" : "left";
    ctx.fillText(mark.label, right ? bbox.left + bbox.width - 2 * ratio : bbox.left + 4 * ratio, below ? y + 2 * ratio : y - ratio);
  });
  ctx.restore();
}

function series(chart, inks) {
  return chart.lines.map((_, i) => ({
    points: { show: false },
    width: chart.lines.length > 1 && i !== chart.worst ? 1 : 1.75,
    stroke: (u) => {
      const now = u.chart;
      if (now.lines.length > 1 && i !== now.worst) {
        return inks().faint;
      }
      return now.danger ? inks().danger : inks().accent;
    },
    spanGaps: false,
  }));
}

// shown is a value in the unit that is shown, without zeros that say nothing.
const shown = (value, scale) => Number((value / scale).toFixed(2)).toString().replace("-", "−");

function axes(chart, inks) {
  const common = {
    stroke: () => inks().muted,
    font: inks().font,
    ticks: { show: false },
  };
  const grid = { stroke: () => inks().line, width: 1 };
  return [
    { ...common, grid: { show: false }, size: 22, gap: 6, space: 50, values: (_, splits, __, ___, step) => moments(splits, step) },
    {
      ...common,
      grid,
      size: 58,
      gap: 4,
      space: 24,
      splits: (u, _, low, high) => steps(low / chart.scale, high / chart.scale).map((v) => v * chart.scale),
      values: (_, splits) => splits.map((v) => `${shown(v, chart.scale)} ${chart.unit}`),
    },
  ];
}

// steps are three to five round numbers from low to high, in the unit that is shown.
function steps(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const list = [];
  for (let v = Math.ceil(low / step - 1e-9) * step; v <= high + step * 1e-9; v += step) {
    list.push(v);
  }
  return list;
}

function plot(element, chart, inks) {
  const u = new uPlot(
    {
      width: Math.max(element.clientWidth, 120),
      height,
      padding: [10, 16, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false },
      scales: { x: { time: true }, y: { auto: false } },
      series: [{}, ...series(chart, inks)],
      axes: axes(chart, inks),
      hooks: { draw: [(self) => self.chart && drawMarks(self, self.chart, inks())] },
    },
    [[], ...chart.lines.map(() => [])],
  );
  u.chart = chart;
  element.replaceChildren(u.root);
  return u;
}

function open(box) {
  let inks = readInks(box);
  const plots = new Map(); // element → uPlot
  let last = null;

  function draw(json) {
    last = JSON.parse(json);
    window.labCharts = { drawing: last, times: (window.labCharts?.times ?? 0) + 1 };
    try {
      render();
    } catch (err) {
      console.error("charts:", err); // a plot is not worth a lab: Go would end with an exception
    }
  }

  function render() {
    for (const [element, u] of plots) {
      if (!element.isConnected) {
        u.destroy();
        plots.delete(element);
      }
    }
    for (const chart of last?.charts ?? []) {
      const element = box.querySelector(`[data-chart="${chart.id}"]`);
      if (!element) {
        continue;
      }
      let u = plots.get(element);
      if (!u || u.series.length !== chart.lines.length + 1) {
        u?.destroy();
        u = plot(element, chart, () => inks);
        plots.set(element, u);
        observer.observe(element);
      }
      u.chart = chart;
      u.batch(() => {
        u.setData([last.x, ...chart.lines], false);
        u.setScale("x", { min: last.from, max: last.to });
        u.setScale("y", { min: chart.low, max: chart.high });
      });
    }
  }

  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const u = plots.get(target);
      if (u && target.clientWidth > 0 && target.clientWidth !== u.width) {
        u.setSize({ width: target.clientWidth, height });
      }
    }
  });
  const recolour = () => {
    inks = readInks(box);
    for (const u of plots.values()) {
      u.redraw(false, true);
    }
  };
  window.addEventListener("hsmlab-theme", recolour);

  return {
    draw,
    close() {
      observer.disconnect();
      window.removeEventListener("hsmlab-theme", recolour);
      for (const u of plots.values()) {
        u.destroy();
      }
      plots.clear();
    },
  };
}

window.hsmlab.charts = { open };
