// The first of the page's modules: whether a learning management system (LMS) launched it. A package brings
// web/lazy/scorm.js, which ran before this; the hosted site is launched by cmi5, whose parameters are in the address.
//
// A bridge sets
//   window.hsmlab.lms    { progress(report as JSON), words: what the page should say }; "hsmlab-lms" is fired on window
//                        when words changes
//   window.hsmlab.shelf  under which store.js keeps this attempt
// and ends its session on pagehide, unless window.hsmlab.staying: the page only loads itself anew.

window.hsmlab ??= {};

window.hsmlab.reload = () => {
  window.hsmlab.staying = true;
  location.reload();
};

const asked = new URLSearchParams(location.search);
const launch = Object.fromEntries(["endpoint", "fetch", "actor", "registration", "activityId"].map((name) => [name, asked.get(name)]));

if (!window.hsmlab.lms && Object.values(launch).every(Boolean)) {
  let bridge;
  let last;
  window.hsmlab.shelf = `hsmlab ${launch.registration}`;
  window.hsmlab.lms = {
    words: "",
    progress(report) {
      last = report; // what was reported before the bridge had come counts, too
      bridge?.progress(report);
    },
  };
  import("../lazy/cmi5.js").then((module) => {
    bridge = module.bridge(launch, window.hsmlab.lms);
    if (last) {
      bridge.progress(last);
    }
  }, (err) => console.warn(String(err)));
}
