// The search of the page of all commands. The list is complete without it: it only hides rows. What the rows do not
// show, options above all, comes from web/data/commands.json, which is fetched when somebody begins to search.
//
// The client draws the page anew when it starts. State is therefore kept in attributes, which it takes over, and the
// focus is given back.

const fieldNow = () => document.getElementById("find-command");

let index;

async function wordsOf(field) {
  index ??= fetch(field.dataset.index)
    .then((response) => (response.ok ? response.json() : []))
    .catch(() => [])
    .then((list) => new Map(list.map((c) => [c.path, c.words])));
  return index;
}

function matches(row, known, wanted) {
  const text = known.get(row.dataset.path) || row.textContent.toLowerCase();
  return wanted.every((word) => text.includes(word));
}

async function search() {
  const known = await wordsOf(fieldNow());
  const wanted = fieldNow().value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const group of document.querySelectorAll(".command-group")) {
    let inGroup = 0;
    for (const row of group.querySelectorAll("[data-path]")) {
      const hit = matches(row, known, wanted);
      row.toggleAttribute("hidden", !hit);
      inGroup += hit ? 1 : 0;
    }
    group.toggleAttribute("hidden", inGroup === 0);
    shown += inGroup;
  }
  const all = document.querySelectorAll(".command-group [data-path]").length;
  const count = document.getElementById("find-count");
  count.textContent = wanted.length === 0 ? `${all} commands` : `${shown} of ${all} commands`;
}

document.addEventListener("input", (e) => {
  if (e.target.id === "find-command") {
    e.target.setAttribute("value", e.target.value);
    search();
  }
});

document.addEventListener("submit", (e) => {
  if (e.target.matches(".find")) {
    e.preventDefault();
    document.querySelector(".command-group [data-path]:not([hidden]) a")?.focus();
  }
});

// The focus is lost when the client replaces the field.
let typed = false;
document.addEventListener("focusin", (e) => (typed = e.target.id === "find-command"));
new MutationObserver(() => {
  const field = fieldNow();
  if (typed && field && document.activeElement === document.body) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }
}).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ready"] });
