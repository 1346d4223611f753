// xterm.js behind three calls: open, write, leave. Go sees no terminal object but the handle that open returns.
//
// Go: hsmlab.openTerm(element, host, callback) → handle { write, focus, fit, dispose, text, cols, rows }
//     callback("data", text), callback("resize", cols, rows), callback("drawn") after each write, callback("still") → boolean
// Tests: window.labTerms[host].text() is everything in the terminal, wrapped lines joined; still() tells whether the prompt
// waits, with everything typed taken in, everything printed drawn, and the page up to date.
// "hsmlab-term-ready" is fired on window once openTerm exists: Go may be up before this module.

import { FitAddon } from "../vendor/addon-fit.js";
import { Terminal } from "../vendor/xterm.js";
import { dark, shortcut } from "./page.js";

// every colour has a contrast of at least 4.5 on its ground
const light = {
  background: "#fbfcfd", foreground: "#1a232c", cursor: "#0a6a8a", cursorAccent: "#fbfcfd",
  selectionBackground: "#bfdfea", selectionForeground: "#1a232c",
  black: "#1a232c", red: "#a82a22", green: "#1d6b34", yellow: "#7d5200",
  blue: "#1a55b0", magenta: "#85309a", cyan: "#0a6a8a", white: "#51606e",
  brightBlack: "#5a6874", brightRed: "#b3322a", brightGreen: "#26733d", brightYellow: "#855900",
  brightBlue: "#2360bf", brightMagenta: "#913ba7", brightCyan: "#12718f", brightWhite: "#2c3843",
};

const night = {
  background: "#0f1419", foreground: "#d6dee6", cursor: "#62b9d6", cursorAccent: "#0f1419",
  selectionBackground: "#264a59", selectionForeground: "#f2f6f9",
  black: "#8997a4", red: "#f08f85", green: "#7fc58f", yellow: "#e3b565",
  blue: "#82b1f5", magenta: "#d39be6", cyan: "#62b9d6", white: "#d6dee6",
  brightBlack: "#98a6b4", brightRed: "#f5a79f", brightGreen: "#9ad6a7", brightYellow: "#edc985",
  brightBlue: "#a2c6fa", brightMagenta: "#e0b7ee", brightCyan: "#8accdf", brightWhite: "#f2f6f9",
};

const theme = () => (dark() ? night : light);

window.labTerms = window.labTerms || {};

// text joins the lines that the terminal wrapped.
function text(term) {
  const buffer = term.buffer.active;
  const lines = [];
  for (let i = 0; i < buffer.length; i++) {
    const line = buffer.getLine(i);
    const part = line.translateToString(true);
    if (line.isWrapped && lines.length > 0) {
      lines[lines.length - 1] += part;
    } else {
      lines.push(part);
    }
  }
  return lines.join("\n").trimEnd();
}

// leaving is Escape twice within half a second; the first one goes to the program as always.
function escapes(host) {
  let last = -Infinity;
  return (e) => {
    if (e.key !== "Escape" || e.repeat) {
      last = e.key === "Escape" ? last : -Infinity;
      return false;
    }
    const twice = e.timeStamp - last < 500;
    last = twice ? -Infinity : e.timeStamp;
    if (twice) {
      document.querySelector(`[data-term-tab="${host}"]`)?.focus();
    }
    return twice;
  };
}

function keys(term, host) {
  const leaving = escapes(host);
  return (e) => {
    if (e.type !== "keydown") {
      return true;
    }
    if (leaving(e) || shortcut(e)) {
      e.preventDefault();
      return false;
    }
    if (e.ctrlKey && e.shiftKey && e.code === "KeyC" && term.hasSelection()) {
      navigator.clipboard?.writeText(term.getSelection()).catch(() => {});
      e.preventDefault();
      return false;
    }
    return !(e.ctrlKey && e.shiftKey && e.code === "KeyV"); // the browser pastes
  };
}

function openTerm(element, host, callback) {
  const term = new Terminal({
    allowProposedApi: false,
    cursorBlink: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--mono").trim(),
    fontSize: 14,
    lineHeight: 1.2,
    minimumContrastRatio: 4.5,
    scrollback: 10_000,
    screenReaderMode: localStorage.getItem("hsmlab.reader") === "on",
    theme: theme(),
  });
  const fitter = new FitAddon();
  term.loadAddon(fitter);
  term.attachCustomKeyEventHandler(keys(term, host));
  term.open(element);
  term.textarea?.setAttribute("aria-label", `Terminal of ${host}. Press Escape twice to leave it.`);
  term.onData((data) => callback("data", data));
  term.onResize(({ cols, rows }) => callback("resize", cols, rows));
  const fit = () => element.clientWidth > 0 && element.clientHeight > 0 && fitter.fit();
  const observer = new ResizeObserver(fit);
  observer.observe(element);
  const recolour = () => (term.options.theme = theme());
  window.addEventListener("hsmlab-theme", recolour);
  fit();
  let open = true;
  const handle = {
    write: (data) => term.write(data, () => open && callback("drawn")),
    still: () => callback("still"),
    focus: () => term.focus(),
    paste: (data) => term.paste(data),
    clear: () => term.reset(),
    text: () => text(term),
    size: () => [term.cols, term.rows],
    term,
    dispose() {
      open = false;
      observer.disconnect();
      window.removeEventListener("hsmlab-theme", recolour);
      if (window.labTerms[host] === handle) {
        delete window.labTerms[host];
      }
      term.dispose();
    },
  };
  window.labTerms[host] = handle;
  return handle;
}

const longest = 400_000; // characters in a log

// The plain-text terminal keeps its text in a log region; tests and the page read it through the same handle.
function openPlain(log, host, callback) {
  let open = true;
  const handle = {
    still: () => callback("still"),
    text: () => log.textContent.trimEnd(),
    focus: () => log.parentElement.querySelector("input")?.focus(),
    write(data) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      log.append(data.replaceAll("\r", ""));
      while (log.textContent.length > longest) {
        log.firstChild.remove();
      }
      if (atEnd) {
        log.scrollTop = log.scrollHeight;
      }
      setTimeout(() => open && callback("drawn"), 16);
    },
    dispose: () => (open = false),
  };
  window.labTerms[host] = handle;
  return handle;
}

window.hsmlab = Object.assign(window.hsmlab || {}, { openTerm, openPlain });
window.dispatchEvent(new Event("hsmlab-term-ready"));
