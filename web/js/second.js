// Second windows of this browser: the window that has a lab serves it to them on a BroadcastChannel. They see what is on
// the bench and ask for acts of hands and for faults; the lab itself stays where it is.
//
// Go: hsmlab.second.serve(lab, hear)  hear(id, ask, text) for each question; gives a function that ends it
//     hsmlab.second.answer(id, json)
//     hsmlab.second.tell(json)        the lab has changed; heard() says whether anybody asked
// Messages: {ask: "who"} → {lab, here: true}; {lab, id, ask: "state" | "faults" | "event", text} → {lab, id, json};
//           {lab, json} without an id is news.

const channel = new BroadcastChannel("hsmlab-second");
let served = null;
let asked = false;

channel.addEventListener("message", ({ data }) => {
  if (!served || !data?.ask) {
    return;
  }
  if (data.ask === "who") {
    channel.postMessage({ lab: served.lab, here: true });
  } else if (data.lab === served.lab) {
    asked = true;
    served.hear(String(data.id), String(data.ask), String(data.text ?? ""));
  }
});

function serve(lab, hear) {
  served = { lab, hear };
  channel.postMessage({ lab, here: true });
  return () => {
    served = null;
    channel.postMessage({ lab, here: false });
  };
}

window.hsmlab = Object.assign(window.hsmlab || {}, {
  second: {
    serve,
    answer: (id, json) => served && channel.postMessage({ lab: served.lab, id, json }),
    tell: (json) => served && channel.postMessage({ lab: served.lab, json }),
    heard: () => asked,
  },
});

// The page /second/ itself. The client draws the page anew when it starts, so its part begins when that is done.
const wanted = () => document.querySelector("[data-second]") && document.documentElement.dataset.ready;
if (document.querySelector("[data-second]")) {
  const begin = () => wanted() && (watch.disconnect(), window.hsmlab.lazy("second"));
  const watch = new MutationObserver(begin);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-ready"] });
  begin();
}
