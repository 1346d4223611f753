// How a page loads itself anew, and what it shares with the bridge to a learning management system (LMS), which ran before
// this: web/lazy/scorm.js in a SCORM package, web/lazy/cmi5.js on the site when an LMS launched the page by cmi5.
//
// The bridge sets
//   window.hsmlab.lms    { progress(report as JSON), words: what the page should say }; "hsmlab-lms" is fired on window
//                        when words changes. calm: they are no warning; leave(): goes back to the course, if there is a way
//   window.hsmlab.shelf  under which store.js keeps this attempt
// and ends its session on pagehide, unless window.hsmlab.staying: the page only loads itself anew.

window.hsmlab ??= {};

window.hsmlab.reload = () => {
  window.hsmlab.staying = true;
  location.reload();
};
