// Runs before the first paint, written into each page's head, since a request would hold that paint up: the theme and the
// pane sizes that the learner chose, so that nothing jumps later. page.js writes them. The policy for scripts (package
// headers) allows it by its hash, so a change here is one there.
(() => {
  const root = document.documentElement;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("hsmlab.view") || "{}");
  } catch {
    // a damaged setting is no setting
  }
  if (kept.theme === "light" || kept.theme === "dark") {
    root.dataset.theme = kept.theme;
  }
  for (const [name, px] of Object.entries(kept.sizes || {})) {
    if (/^--(lesson|bench)-w$/.test(name) && Number.isFinite(px)) {
      root.style.setProperty(name, `${px}px`);
    }
  }
  for (const pane of kept.hidden || []) {
    if (pane === "lesson" || pane === "bench") {
      root.setAttribute(`data-hide-${pane}`, "");
    }
  }
})();
