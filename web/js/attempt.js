// How a page loads itself anew, and what it shares with the bridge to a learning management system (LMS): a SCORM package
// brings web/lazy/scorm.js, which ran before this.
//
// The bridge sets
//   window.hsmlab.lms    { progress(report as JSON), words: what the page should say }; "hsmlab-lms" is fired on window
//                        when words changes
//   window.hsmlab.shelf  under which store.js keeps this attempt
// and ends its session on pagehide, unless window.hsmlab.staying: the page only loads itself anew.

window.hsmlab ??= {};

window.hsmlab.reload = () => {
  window.hsmlab.staying = true;
  location.reload();
};
