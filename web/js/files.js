// Files of the learner's computer on their way to a host: dropped on the terminals, or chosen in the dialog. Go gets
// them by hsmlab.receive(name, bytes) or, when they cannot be read, hsmlab.receive(name, null, reason).

const field = () => document.getElementById("files-put");
const root = document.documentElement;

async function hand(file) {
  const max = Number(field()?.dataset.max);
  if (file.size > max) {
    window.hsmlab.receive?.(file.name, null, `it has ${file.size} bytes, and a file of a host has at most ${max}.`);
    return;
  }
  try {
    window.hsmlab.receive?.(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch {
    window.hsmlab.receive?.(file.name, null, "the browser cannot read it. Folders cannot be copied; pack them first.");
  }
}

async function handAll(files) {
  for (const file of files) {
    await hand(file);
  }
}

document.addEventListener("change", (e) => {
  if (e.target.id === "files-put" && e.target.files.length > 0) {
    const files = [...e.target.files];
    e.target.value = "";
    e.target.closest("dialog")?.close();
    handAll(files);
  }
});

// A file that misses the terminals must not replace the page.
const carriesFiles = (e) => e.dataTransfer?.types.includes("Files") && document.querySelector('[data-pane="terminal"]');
const onTerminal = (e) => e.target.closest?.('[data-pane="terminal"]') && !document.querySelector("dialog[open]");

document.addEventListener("dragover", (e) => {
  if (!carriesFiles(e) || e.target.closest?.("input[type=file]")) {
    return;
  }
  e.preventDefault();
  const over = Boolean(onTerminal(e));
  e.dataTransfer.dropEffect = over ? "copy" : "none";
  root.toggleAttribute("data-drop", over);
});

document.addEventListener("dragleave", (e) => {
  if (!e.relatedTarget) {
    root.removeAttribute("data-drop");
  }
});

document.addEventListener("drop", (e) => {
  root.removeAttribute("data-drop");
  if (!carriesFiles(e) || e.target.closest?.("input[type=file]")) {
    return;
  }
  e.preventDefault();
  if (onTerminal(e)) {
    handAll([...e.dataTransfer.files]);
  }
});

// Go has drawn the dialog's words by the second frame. What is to be answered first can get the focus.
window.hsmlab = Object.assign(window.hsmlab || {}, {
  openDialogSoon: (id, first) => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.hsmlab.openDialog(id);
    first && window.hsmlab.focus(first);
  })),
  focusSoon: (selector) => requestAnimationFrame(() => requestAnimationFrame(() => window.hsmlab.focus(selector))),
});
